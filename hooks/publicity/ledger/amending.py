"""An amendment of a commitment: new words in, the old ones kept, and not a character changed besides."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from publicity.commitments.commitment import ABSENT, Commitment
from publicity.commitments.terms import AMENDABLE, TERMS
from publicity.ledger.line import Line
from publicity.ledger.yaml_edits import CannotAmendError, YamlEdits, flow, pairs
from publicity.texts.document import Document


@dataclass(frozen=True)
class Wanted:
    """What the editor said: the key of a term, its new words, why. Without new words the file has them already."""

    field: str
    to: str | None
    why: str


def amend(document: Document[Commitment], wanted: Wanted, day: date, sealed: Line | None = None) -> str:
    """Compose the file with a term changed as of a day. Raises CannotAmendError.

    `sealed` is what was last sealed of it: its words are the old ones where the file has new ones already.
    """
    entry = document.form.value
    if entry is None:
        raise CannotAmendError("这个承诺还有错误，先改好")
    _refuse_untimely(entry, day)
    if not wanted.why.strip():
        raise CannotAmendError("没有写为什么改")
    edits = YamlEdits(document.source.text)
    if wanted.to is None:
        edits.append("amended", _item(wanted, _sealed_words(document, entry, wanted.field, sealed), day), "history")
        return edits.text()
    new, old = _words(entry, wanted, sealed)
    edits.append("amended", _item(wanted, old, day), "history")
    there = pairs(edits.root)
    if wanted.field not in there:
        edits.insert(edits.root, wanted.field, flow(new), list(TERMS)[: list(TERMS).index(wanted.field)])
    else:
        node = there[wanted.field]
        if wanted.field == "leader" and isinstance(node, yaml.MappingNode):
            node = pairs(node)["post"]
        edits.replace(node, flow(new))
    return edits.text()


def _refuse_untimely(entry: Commitment, day: date) -> None:
    if not entry.history_by(day):
        raise CannotAmendError(f"它 {entry.history[0].date} 才公布，今天是 {day}：公布以前直接改文件，不用留原话")
    if entry.amended and entry.amended[-1].date > day:
        raise CannotAmendError(
            f"文件里已经写了 {entry.amended[-1].date} 的修改，比专栏的日期 {day} 还晚，不能插在它前面"
        )


def _sealed_words(document: Document[Commitment], entry: Commitment, name: str, sealed: Line | None) -> Any:
    """The words that were sealed of what the file says otherwise now."""
    noun = AMENDABLE[name]
    if sealed is None or (name not in sealed.says and sealed.carried):
        raise CannotAmendError(f"没有封存过它的{noun}，直接改文件；要留下原话的，写 --to 新的话")
    now = document.text if name == "text" else entry.terms_after(len(entry.amended)).data().get(name)
    old = sealed.says.get(name)
    if old == now:
        raise CannotAmendError(f"文件里的{noun}和封存的一样：先在文件里改好，或者写 --to 新的话")
    if old is None:
        return [] if name in ("assist", "problem", "measures") else ABSENT
    return old


def _words(entry: Commitment, wanted: Wanted, sealed: Line | None) -> tuple[str | list[str], Any]:
    """The new words and the old, where the term may be changed."""
    name, noun = wanted.field, AMENDABLE[wanted.field]
    by_hand = {"measures": "措施有好几项", "due": "手写的最后一天有两项", "approval": "批准记录有好几项"}
    if name in by_hand or name == "text":
        reason = by_hand.get(name, "正文不止一行")
        raise CannotAmendError(f"{reason}，请先在文件里改好，再运行同样的命令，不写 --to：原话会从台账里取来")
    if name == "leader" and entry.leader and entry.leader.name:
        raise CannotAmendError("责任领导写了姓名，请先在文件里改好，再运行同样的命令，不写 --to")
    new: str | list[str] = (wanted.to or "").strip()
    old = getattr(entry, name)
    if name in ("assist", "problem"):
        listed = (wanted.to or "").replace("，", ",").replace("、", ",").split(",")
        new = [part.strip() for part in listed if part.strip()]
    elif not new:
        raise CannotAmendError(f"没有写新的{noun}")
    if name == "leader":
        old = entry.leader and entry.leader.post
    if old == new:
        raise CannotAmendError(f"{noun}本来就是这样写的")
    if sealed and name in sealed.says and not any(name in amendment.fields.names for amendment in entry.amended):
        return new, sealed.says[name]
    if old is None:
        return new, ABSENT
    return new, {"post": old} if name == "leader" else old


def _item(wanted: Wanted, old: Any, day: date) -> list[str]:
    """The lines of the new entry, without their common indentation."""
    return [f"- date: {day}", "  fields:", f"    {wanted.field}: {flow(old)}", f"  why: {flow(wanted.why.strip())}"]
