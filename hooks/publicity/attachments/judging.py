"""Whether a file may go out: every flaw in one sentence, and what a person has to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publicity.attachments.contents import Contents
from publicity.attachments.exception import HiddenParts, code_of
from publicity.attachments.flaw import Flaw, attempt, read
from publicity.attachments.looking import look_into


@dataclass(frozen=True)
class Judged:
    """`flaws` stop a build. `warnings` are to be seen by a person before publication. `contents`: what was found."""

    flaws: tuple[Flaw, ...]
    warnings: tuple[Flaw, ...] = ()
    contents: Contents | None = None


def judge(path: Path, shown: str, kept: HiddenParts | None = None) -> Judged:
    """Judge an attachment. `shown`: its path as an editor would type it; `kept`: the exception recorded for it."""
    found = look_into(path)
    if isinstance(found, Flaw):
        return Judged((found,))
    data = attempt(lambda: read(path))
    if isinstance(data, Flaw):
        return Judged((data,))
    answered = kept is not None and kept.is_for(data)
    record = f"hidden_parts: {{reason: 理由, by: 谁同意的, file: {code_of(data)}}}"
    hint = f"请人看过，没有不该公开的，在文章的 attachments 里写 {record}"
    warnings = [] if answered else [Flaw(sentence, hint) for sentence in found.unseen]
    if kept and not found.hidden and not found.unseen:
        warnings.append(Flaw("文件里没有隐藏的内容，也没有看不了的，hidden_parts 用不上", "删掉 hidden_parts"))
    return Judged(tuple(_hidden(found, data, shown, kept)), tuple(warnings), found)


def _hidden(found: Contents, data: bytes, shown: str, kept: HiddenParts | None) -> Iterator[Flaw]:
    if not found.hidden or (kept and kept.is_for(data)):
        return
    exception = f"确需保留的，写 hidden_parts: {{reason: 理由, by: 谁同意的, file: {code_of(data)}}}"
    if kept:
        message = "hidden_parts 是为另一个版本写的：文件后来改过，例外作废"
        yield Flaw(message, f"重新看过，再把 file 改成 {code_of(data)}")
    listed = "、".join(one.words for one in found.hidden)
    removable = any(one.removable for one in found.hidden) and not found.signed
    way = f"运行 publicity clean {shown}，它另存一份干净的" if removable else "用原来的软件去掉，另存一份"
    yield Flaw(f"附件里有读者看不见的内容：{listed}", f"{way}；{exception}")
