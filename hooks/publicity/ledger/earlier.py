"""docs/commitments/ledger.json, as earlier versions wrote it: one chain over all commitments.

Its lines are checked as they were then. What they say is kept as lines of the ledger of today.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from publicity.fields.day import parse_day
from publicity.ledger.ledger import Ledger, Placed
from publicity.ledger.line import Line, digest, seal_line
from publicity.problems.problem import Problem
from publicity.regex import regex
from publicity.texts.source import Mark, Source

FILE = "commitments/ledger.json"
OPENING = '{"lines": ['
_CLOSING = regex(r'\], "head": "([0-9a-f]{64}|)"\}')
_NAME = regex(r'\{"id": "([^"]*)"')
RESTORE = "台账不能手改：用 git 恢复原来的文件，再运行 publicity seal"


class _Line(BaseModel):
    """A commitment as it was sealed. `history` and `amended` hold a hash for each entry, `prev` the line before's."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str
    version: int
    sealed: str
    terms: dict[str, Any]
    terms_hash: str
    history: list[str]
    amended: list[str]
    prev: str
    hash: str

    @property
    def own_hash(self) -> str:
        """The hash that the line must bear."""
        return digest(self.model_dump(exclude={"hash"}))

    def text(self) -> str:
        """The line as it stands in the file, without a comma."""
        return json.dumps(self.model_dump(), ensure_ascii=False)


def read_earlier(source: Source) -> Ledger:
    """Read such a ledger and check it against itself; what it says, in the lines of today."""
    texts = source.lines
    while texts and not texts[-1].strip():
        texts = texts[:-1]
    closing = _CLOSING.fullmatch(texts[-1]) if len(texts) > 1 else None
    if not texts or texts[0] != OPENING or not closing:
        return Ledger(source, problems=(_shapeless(source, texts),), carried=True)
    reader = _Reader(source)
    for number, text in enumerate(texts[1:-1], 1):
        reader.take(number, text, last=number == len(texts) - 2)
    if closing[1] != reader.before:
        end = len(texts) - 1
        reader.tell(end, texts[end].index('"head"'), "末尾的校验值和最后一行不符：最后的行被删了，或者后来加过")
    problems = tuple(reader.problems)
    damaged = frozenset(f"commitment/{line.id}" for _, line in reader.lines) if problems else frozenset()
    return Ledger(source, tuple(_carried(reader.lines)), problems, damaged, carried=True)


def _carried(lines: list[tuple[int, _Line]]) -> Iterator[Placed]:
    """The same lines as they are written today: the same for whoever carries them over."""
    last: dict[str, Line] = {}
    for number, line in lines:
        entries = {"history": line.history, "amended": line.amended}
        before = [last[line.id]] if line.id in last else []
        made = seal_line(
            f"commitment/{line.id}", line.sealed, line.terms, before=before, entries=entries, carried=line.hash
        )
        last[line.id] = made
        yield Placed(made, Mark(number, 0))


def _shapeless(source: Source, texts: list[str]) -> Problem:
    """Where the file is no ledger at all."""
    try:
        json.loads(source.text)
    except json.JSONDecodeError as error:
        return source.problem(Mark(error.lineno - 1, error.colno - 1), "从这里起不是 JSON，台账读不了", RESTORE)
    except RecursionError:
        return source.problem(Mark(0, 0), "括号套得太深，台账读不了", RESTORE)
    at = 0 if not texts or texts[0] != OPENING else len(texts) - 1
    return source.problem(Mark(at, 0), "台账不是 publicity seal 写的样子", RESTORE)


class _Reader:
    """Goes through the lines, remembering what each must follow."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines: list[tuple[int, _Line]] = []
        self.problems: list[Problem] = []
        self.before = ""
        self.seen: dict[str, int] = {}
        self.versions: dict[str, int] = {}
        self.sealed = ""
        self.broken = False  # a line is missing: which version it was is not known

    def tell(self, number: int, column: int, message: str) -> None:
        self.problems.append(self.source.problem(Mark(number, column), message, RESTORE))

    def take(self, number: int, text: str, last: bool) -> None:
        """Read a line; keep it where it is as it was sealed."""
        line = self._parse(number, text, last)
        if line is None:
            # What it was bound to the next by is unknown: that is told once, here.
            self.before = _written_hash(text)
            if named := _NAME.match(text):
                self.versions[named[1]] = self.versions.get(named[1], 0) + 1
            return
        if line.hash != line.own_hash or line.terms_hash != digest(line.terms):
            key = "terms" if line.terms_hash != digest(line.terms) else "hash"
            what = "这一行的承诺内容封存以后改过" if key == "terms" else "这一行封存以后改过"
            self.tell(number, text.index(f'"{key}":'), what)
        elif line.hash in self.seen:
            self.tell(number, 0, f"这一行重复了第 {self.seen[line.hash] + 1} 行")
            return
        elif line.prev != self.before:
            self.tell(number, text.index('"prev":'), "和上一行接不上：中间删过、加过行，或者换过次序")
            self.broken = True
        elif not self.broken and line.version != (expected := self.versions.get(line.id, 0) + 1):
            self.tell(number, text.index('"version":'), f"版本不连续：应是第 {expected} 版，现为第 {line.version} 版")
        elif line.sealed < self.sealed or not _is_day(line.sealed):
            self.tell(number, text.index('"sealed":'), f"封存日期“{line.sealed}”不对，或者早于上一行")
        if line.hash == line.own_hash and line.terms_hash == digest(line.terms):
            self.lines.append((number, line))
        self.versions[line.id] = line.version
        self.seen[line.hash] = number
        self.before, self.sealed = line.hash, line.sealed

    def _parse(self, number: int, text: str, last: bool) -> _Line | None:
        bare = text if last else text.removesuffix(",")
        if not last and bare == text:
            self.tell(number, len(text), "行末少了逗号")
            return None
        try:
            line = _Line.model_validate(json.loads(bare))
        except json.JSONDecodeError as error:
            self.tell(number, error.colno - 1, "从这里起不是 JSON，这一行读不了")
        except RecursionError:
            self.tell(number, 0, "括号套得太深，这一行读不了")
        except ValidationError as error:
            key = str(error.errors()[0]["loc"][0]) if error.errors()[0]["loc"] else ""
            self.tell(number, max(0, text.find(f'"{key}"')), "这一行不是 publicity seal 写的样子")
        else:
            if line.text() == bare:
                return line
            same = next((i for i, pair in enumerate(zip(bare, line.text(), strict=False)) if pair[0] != pair[1]), 0)
            self.tell(number, same, "这一行的写法改过，不是 publicity seal 写的样子")
        return None


def _written_hash(text: str) -> str:
    """The hash that a line bears that can't be read."""
    match = re.search(r'"hash": "([0-9a-f]{64})"\},?$', text)
    return match[1] if match else ""


def _is_day(text: str) -> bool:
    try:
        parse_day(text)
    except ValueError:
        return False
    return True
