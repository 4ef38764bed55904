"""A subject's whole history in the ledger, in lines for people."""

from collections.abc import Iterable, Iterator
from typing import Any

from publicity.ledger.ledger import Ledger
from publicity.ledger.line import Line
from publicity.ledger.words import ENTRIES, in_words, key_noun, subject_title
from publicity.texts.suggesting import suggestion

_KINDS = ("plan/", "commitment/", "article/")


class NoSubjectError(ValueError):
    """Nothing was sealed under that name; the message is Chinese, without its full stop."""


def subject_named(ledger: Ledger, name: str) -> str:
    """The subject that somebody means: an id, a part of the plan, a path. Raises NoSubjectError."""
    bare = name.removeprefix("docs/").removesuffix(".md").removeprefix("plan.")
    for one in (name, bare, *(f"{kind}{bare}" for kind in _KINDS)):
        if one in ledger.by_subject:
            return one
    short = [subject.partition("/")[2] or subject for subject in ledger.by_subject]
    near = suggestion(bare, short, most=0) or "用 publicity ledger 看看有哪些"
    raise NoSubjectError(f"台账里没有“{name}”，{near}")


def overview(ledger: Ledger) -> Iterator[str]:
    """What was sealed: each subject with its last version and day."""
    for subject, placed in sorted(ledger.by_subject.items()):
        last = placed[-1].line
        title = subject_title(subject, last.says)
        yield f"{subject.partition('/')[2] or subject}　{title}　第 {last.version} 版　{last.sealed}"


def history(ledger: Ledger, subject: str) -> Iterator[str]:
    """Every version of a subject: what it said, what was changed, what was added, each with its day."""
    lines = ledger.of(subject)
    yield f"{subject_title(subject, lines[-1].says)}（{subject}）"
    by_hash = {line.hash: line for line in lines}
    for line in lines:
        before = [by_hash[parent] for parent in line.prev if parent in by_hash]
        merged = "，合并了两个分支" if len(before) > 1 else ""
        carried = "，从以前的台账转来" if line.carried else ""
        yield f"第 {line.version} 版　{line.sealed} 封存{merged}{carried}　{line.hash}"
        yield from _changes(line, before)


def _changes(line: Line, before: Iterable[Line]) -> Iterator[str]:
    parents = list(before)
    was: dict[str, Any] = {key: value for parent in parents for key, value in parent.says.items()}
    for key, value in line.says.items():
        noun = key_noun(line.subject, key)
        if not parents or key not in was:
            yield f"  {noun}：{in_words(value)}"
        elif was[key] != value:
            yield f"  {noun}：原为“{in_words(was[key])}”，改为“{in_words(value)}”"
    for key in was.keys() - line.says.keys():
        yield f"  {key_noun(line.subject, key)}：原为“{in_words(was[key])}”，不再写了"
    for key, contents in line.new.items():
        for content in contents:
            told = {name: value for name, value in content.items() if name != "sample"}
            yield f"  新的{ENTRIES.get(key, key)}：{in_words(told)}"
