"""docs/ledger.jsonl: what the public has read, sealed so that no later change goes unnoticed.

A line for each subject and version. The lines of a subject are chained; in what order lines stand means nothing, and a
line that stands twice is one: git merges the lines of two branches by `merge=union` (.gitattributes) into a ledger that
holds. Who may commit can still rewrite everything and the ledger with it: then it no longer extends the ledger that was
published (handbook/domain.md#commitments).
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property

from pydantic import ValidationError

from publicity.fields.day import parse_day
from publicity.ledger.heads import head_of
from publicity.ledger.line import Line, digest
from publicity.problems.problem import Problem
from publicity.regex import regex
from publicity.texts.source import Mark, Source

FILE = "ledger.jsonl"
RESTORE = "台账不能手改：用 git 恢复原来的文件，再运行 publicity seal"
_SUBJECT = regex(r'\{"subject": "([^"]*)"')
_CONFLICT = regex(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_KNOWN = regex(r"(plan|ledger)$|(plan|commitment|article)/.")
_decoder = json.JSONDecoder()


@dataclass(frozen=True)
class Placed:
    """A line and where it stands, from 0; lines that an earlier version of the program wrote stand nowhere."""

    line: Line
    mark: Mark


@dataclass(frozen=True)
class Ledger:
    """The lines that can be trusted, each with where it stands; and everything that is wrong with the file.

    `damaged` are the subjects of lines that can't be trusted. `carried`: from an earlier version's file, to be sealed.
    """

    source: Source
    placed: tuple[Placed, ...] = ()
    problems: tuple[Problem, ...] = ()
    damaged: frozenset[str] = frozenset()
    carried: bool = False

    @property
    def lines(self) -> list[Line]:
        """The lines."""
        return [one.line for one in self.placed]

    @cached_property
    def head(self) -> str:
        """The hash over all lines."""
        return head_of(line.hash for line in self.lines)

    @cached_property
    def sealed(self) -> str:
        """The day of the last sealing; empty before the first."""
        return max((line.sealed for line in self.lines), default="")

    @cached_property
    def by_subject(self) -> dict[str, list[Placed]]:
        """The lines of each subject, the oldest version first."""
        found: dict[str, list[Placed]] = {}
        for one in sorted(self.placed, key=lambda one: one.line.order):
            found.setdefault(one.line.subject, []).append(one)
        return found

    @cached_property
    def entries(self) -> frozenset[str]:
        """The digests of everything that was added to a subject: reports, amendments, notes."""
        return frozenset(one for line in self.lines for listed in line.entries.values() for one in listed)

    def of(self, subject: str) -> list[Line]:
        """The lines of a subject, the oldest version first."""
        return [one.line for one in self.by_subject.get(subject, [])]


def tips(lines: list[Line]) -> list[Line]:
    """The lines of a subject that no other follows: one, or several where branches were merged."""
    followed = {hash_ for line in lines for hash_ in line.prev}
    return [line for line in lines if line.hash not in followed]


def ledger_text(lines: list[Line]) -> str:
    """Lay out the whole file, each line once, in order."""
    once = {line.hash: line for line in lines}
    return "".join(f"{line.text()}\n" for line in sorted(once.values(), key=lambda line: line.order))


def read_ledger(source: Source) -> Ledger:
    """Read a ledger and check it against itself. What is wrong in one line does not hide the others."""
    reader = _Reader(source)
    for number, text in enumerate(source.lines):
        if _CONFLICT.match(text):
            hint = "删掉这几行标记，两边的记录都留着，再运行 publicity seal"
            reader.problems.append(source.problem(Mark(number, 0), "这里是 git 合并冲突的标记", hint))
        elif text.strip():
            reader.take(number, text)
    reader.check_chains()
    placed = tuple(one for one in reader.found.values() if one.line.hash not in reader.loose)
    return Ledger(source, placed, tuple(reader.problems), frozenset(reader.damaged))


class _Reader:
    """Goes through the lines, then along their chains."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: dict[str, Placed] = {}
        self.problems: list[Problem] = []
        self.damaged: set[str] = set()
        self.loose: set[str] = set()  # lines that nothing sealed stands before, though it should
        self.unread: set[str] = set()  # the hashes that lines bear which can't be trusted

    def tell(self, mark: Mark, message: str) -> None:
        self.problems.append(self.source.problem(mark, message, RESTORE))

    def take(self, number: int, text: str) -> None:
        """Read what stands on a line; two, where the end of the first was lost in a merge."""
        start = 0
        while start < len(text):
            end = self._parse(number, text, start)
            while end < len(text) and text[end] in " \t":
                end += 1
            start = end

    def _parse(self, number: int, text: str, start: int) -> int:
        """Read one line; where it ends."""
        key, end = "", len(text)
        try:
            data, end = _decoder.raw_decode(text, start)
            line = Line.model_validate(data)
        except json.JSONDecodeError as error:
            self._spoilt(text[start:], Mark(number, error.pos), "从这里起不是 JSON，这一行读不了")
            return len(text)
        except RecursionError:
            self._spoilt(text[start:], Mark(number, start), "括号套得太深，这一行读不了")
            return len(text)
        except ValidationError as error:
            key = str(error.errors()[0]["loc"][0]) if error.errors()[0]["loc"] else ""
            at = Mark(number, max(start, text.find(f'"{key}"', start)))
            self._spoilt(text[start:end], at, "这一行不是 publicity seal 写的样子")
            return end
        written = text[start:end]
        if line.text() != written:
            same = next((i for i, pair in enumerate(zip(written, line.text(), strict=False)) if pair[0] != pair[1]), 0)
            self._spoilt(written, Mark(number, start + same), "这一行的写法改过，不是 publicity seal 写的样子")
        elif line.hash != line.own_hash:
            self._spoilt(written, Mark(number, start + written.rindex('"hash":')), "这一行封存以后改过")
        elif fault := _fault(line):
            self._spoilt(written, Mark(number, start + written.index(f'"{fault[0]}":')), fault[1])
        else:
            self.found.setdefault(line.hash, Placed(line, Mark(number, start)))
        return end

    def _spoilt(self, written: str, mark: Mark, message: str) -> None:
        self.tell(mark, message)
        if named := _SUBJECT.match(written):
            self.damaged.add(named[1])
        if borne := re.search(r'"hash": "([0-9a-f]{64})"\}$', written):
            self.unread.add(borne[1])

    def check_chains(self) -> None:
        """Check that each line follows lines of the same subject that are there."""
        for hash_, one in self.found.items():
            line = one.line
            before = [self.found[parent].line for parent in line.prev if parent in self.found]
            lost = [parent for parent in line.prev if parent not in self.found]
            text = self.source.lines[one.mark.line]
            if lost and not self.unread.issuperset(lost):
                self.tell(_at(one, text, "prev"), f"“{line.subject}”第 {line.version} 版以前的记录被删了")
                self.damaged.add(line.subject)
            elif any(parent.subject != line.subject for parent in before):
                self.tell(_at(one, text, "prev"), "这一行接在了别的记录后面")
                self.loose.add(hash_)
            elif not lost and line.version != (expected := max((p.version for p in before), default=0) + 1):
                message = f"版本不连续：应是第 {expected} 版，现为第 {line.version} 版"
                self.tell(_at(one, text, "version"), message)
            elif any(parent.sealed > line.sealed for parent in before):
                self.tell(_at(one, text, "sealed"), f"封存日期“{line.sealed}”早于它前面的记录")


def _at(one: Placed, text: str, key: str) -> Mark:
    return Mark(one.mark.line, max(one.mark.column, text.find(f'"{key}":', one.mark.column)))


def _fault(line: Line) -> tuple[str, str] | None:
    """What no sealing makes: a key of the line, and what is wrong with it."""
    try:
        parse_day(line.sealed)
    except ValueError:
        return "sealed", f"封存日期“{line.sealed}”不对"
    if not _KNOWN.match(line.subject):
        return "subject", f"没有“{line.subject}”这样的内容可以封存"
    for key, contents in line.new.items():
        if not {digest(content) for content in contents} <= set(line.entries.get(key, [])):
            return "new", "写出的内容和校验值对不上"
    return None
