"""Whether a file may go out: every flaw in one sentence, and what a person has to look at."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from publicity.attachments.contents import Contents
from publicity.attachments.flaw import Flaw, attempt, read
from publicity.attachments.looking import look_into


@dataclass(frozen=True)
class Judged:
    """`flaws` stop a build, whoever agrees. `contents`: what was found.

    `hidden` stops it too, `unseen` is to be seen by a person before publication: unless somebody answers for this very
    file, which `code` names.
    """

    flaws: tuple[Flaw, ...] = ()
    hidden: tuple[Flaw, ...] = ()
    unseen: tuple[Flaw, ...] = ()
    code: str = ""
    contents: Contents | None = None


def judge(path: Path, shown: str) -> Judged:
    """Judge an attachment. `shown`: its path as an editor would type it."""
    found = look_into(path)
    if isinstance(found, Flaw):
        return Judged((found,))
    data = attempt(lambda: read(path))
    if isinstance(data, Flaw):
        return Judged((data,))
    code = code_of(data)
    record = (
        f"在用到它的那一页开头的 screened 里加一行 - {{rule: hidden-parts, of: {code}, reason: 理由, by: 谁同意的}}"
    )
    unseen = tuple(Flaw(sentence, f"请人看过，没有不该公开的，{record}") for sentence in found.unseen)
    return Judged((), _hidden(found, shown, record), unseen, code, found)


def code_of(data: bytes) -> str:
    """A file's code as an exception names it: enough to tell the files of one column apart."""
    return hashlib.sha256(data).hexdigest()[:16]


def _hidden(found: Contents, shown: str, record: str) -> tuple[Flaw, ...]:
    if not found.hidden:
        return ()
    listed = "、".join(one.words for one in found.hidden)
    removable = any(one.removable for one in found.hidden) and not found.signed
    way = f"运行 publicity clean {shown}，它另存一份干净的" if removable else "用原来的软件去掉，另存一份"
    return (Flaw(f"附件里有读者看不见的内容：{listed}", f"{way}；确需保留的，{record}"),)
