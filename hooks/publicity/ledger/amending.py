"""An amendment of a commitment: new words in, the old ones kept, and not a character changed besides."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from publicity.commitments.commitment import ABSENT, TERMS, Commitment
from publicity.texts.document import Document

Edit = tuple[int, int, str]


class CannotAmendError(ValueError):
    """Why it is not done, in a Chinese sentence without its full stop."""


@dataclass(frozen=True)
class Wanted:
    """What the editor said: the key of a term, its new words, why."""

    field: str
    to: str
    why: str


def amend(document: Document[Commitment], wanted: Wanted, day: date) -> str:
    """Compose the file with a term changed as of a day. Raises CannotAmendError."""
    entry = document.form.value
    if entry is None:
        raise CannotAmendError("这个承诺还有错误，先改好")
    new, old = _words(entry, wanted, day)
    text = document.source.text
    if "\n" not in text:
        raise CannotAmendError("文件的换行是旧式的（只有回车），请用编辑器另存为普通的换行")
    start = text.index("\n") + 1
    head = text[start:]
    root: Any = yaml.compose(_front(head), Loader=yaml.SafeLoader)
    edits: list[Edit] = [_kept(root, head, _item(wanted, old, day))]
    if not _has(root, wanted.field):
        before = [name for name in list(TERMS)[: list(TERMS).index(wanted.field)] if _has(root, name)]
        at = _line_end(head, _end(_value(root, before[-1]), head))
        edits.append((at, at, f"{wanted.field}: {_flow(new)}\n"))
    else:
        node = _value(root, wanted.field)
        if wanted.field == "leader" and isinstance(node, yaml.MappingNode):
            node = _value(node, "post")
        edits.append((node.start_mark.index, _end(node, head), _flow(new)))
    newline = "\r\n" if "\r\n" in text else "\n"
    for first, last, words in sorted(edits, reverse=True):
        head = head[:first] + words.replace("\n", newline) + head[last:]
    return text[:start] + head


def _words(entry: Commitment, wanted: Wanted, day: date) -> tuple[str | list[str], Any]:
    """The new words and the old, where the term may be changed."""
    name, noun = wanted.field, TERMS[wanted.field]
    if not entry.history_by(day):
        raise CannotAmendError(f"它 {entry.history[0].date} 才公布，今天是 {day}：公布以前直接改文件，不用留原话")
    if entry.amended and entry.amended[-1].date > day:
        raise CannotAmendError(
            f"文件里已经写了 {entry.amended[-1].date} 的修改，比专栏的日期 {day} 还晚，不能插在它前面"
        )
    if name == "measures":
        raise CannotAmendError("措施有好几项，请直接改文件，并在 amended 的 fields 里照抄原来的 measures")
    if name == "due":
        raise CannotAmendError("手写的最后一天有两项，请直接改文件，并在 amended 的 fields 里照抄原来的 due")
    if name == "leader" and entry.leader and entry.leader.name:
        raise CannotAmendError("责任领导写了姓名，请直接改文件，并在 amended 的 fields 里照抄原来的 leader")
    new: str | list[str] = wanted.to.strip()
    old = getattr(entry, name)
    if name == "assist":
        new = [part.strip() for part in wanted.to.replace("，", ",").replace("、", ",").split(",") if part.strip()]
    elif not new:
        raise CannotAmendError(f"没有写新的{noun}")
    if name == "leader":
        old = entry.leader and entry.leader.post
    if not wanted.why.strip():
        raise CannotAmendError("没有写为什么改")
    if old == new:
        raise CannotAmendError(f"{noun}本来就是这样写的")
    if old is None:
        return new, ABSENT
    return new, {"post": old} if name == "leader" else old


def _item(wanted: Wanted, old: Any, day: date) -> list[str]:
    """The lines of the new entry, without their common indentation."""
    kept = f"{{post: {_flow(old['post'])}}}" if isinstance(old, dict) else _flow(old)
    return [f"- date: {day}", "  fields:", f"    {wanted.field}: {kept}", f"  why: {_flow(wanted.why.strip())}"]


def _kept(root: yaml.Node, head: str, item: list[str]) -> Edit:
    """Where the new entry goes: after the last amendment, else after the history."""
    if not _has(root, "amended"):
        at = _line_end(head, _end(_value(root, "history"), head))
        return at, at, "amended:\n" + "".join(f"  {line}\n" for line in item)
    listed = _value(root, "amended")
    if not isinstance(listed, yaml.SequenceNode) or not listed.value:
        return listed.start_mark.index, _end(listed, head), "\n" + "\n".join(f"  {line}" for line in item)
    if listed.flow_style:
        raise CannotAmendError("amended 写在了一行的方括号里，请改成每条以“- ”开头的几行")
    at = _line_end(head, _end(listed, head))
    indent = " " * listed.start_mark.column
    return at, at, "".join(f"{indent}{line}\n" for line in item)


def _front(head: str) -> str:
    """The YAML up to the closing dashes."""
    lines = head.splitlines(keepends=True)
    end = next(i for i, line in enumerate(lines) if line.rstrip() in ("---", "..."))
    return "".join(lines[:end])


def _pairs(node: Any) -> dict[str, yaml.Node]:
    return {key.value: value for key, value in node.value}


def _has(node: Any, key: str) -> bool:
    return key in _pairs(node)


def _value(node: Any, key: str) -> yaml.Node:
    return _pairs(node)[key]


def _end(node: Any, head: str) -> int:
    """Where the last character of a value stands; YAML counts the lines after a block to it."""
    if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last, head)
    return len(head[: node.end_mark.index].rstrip())


def _line_end(head: str, at: int) -> int:
    """The start of the line after a place."""
    end = head.find("\n", at)
    return len(head) if end < 0 else end + 1


def _flow(words: str | list[str]) -> str:
    """A text or a list of texts as YAML on one line, quoted where it has to be."""
    if isinstance(words, list):
        return f"[{', '.join(map(_flow, words))}]"
    written = yaml.safe_dump([words], allow_unicode=True, width=float("inf"), default_flow_style=True)
    return written.strip()[1:-1]
