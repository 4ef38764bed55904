"""docs/approvals.jsonl: who approved what, on which day, by the digest of what they saw. It never goes out.

A line an approval, and none depends on another or on their order: branches merge by union. Lines are only added.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from publicity.approvals.rounds import Rounds
from publicity.fields.day import parse_day
from publicity.problems.problem import Problem
from publicity.texts.source import Mark, Source

FILE = "approvals.jsonl"
RESTORE = "审核记录不能手改：用 git 恢复这一行，再运行 publicity approve"
_Filled = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class Registered(BaseModel):
    """One approval: of the file at a path within docs/, in a round, by a post, on a day, of what has this SHA-256.

    `recorded_by` is the git identity of who ran the command, empty where git knows none; `signature` is that person's
    over `statement`, made by OpenSSH, where there is one.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    file: _Filled
    round: _Filled
    by: _Filled
    on: _Filled
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
    recorded_by: str = ""
    signature: str = ""

    def statement(self) -> str:
        """What is signed."""
        return _text(self.model_dump(exclude={"signature"}))

    def text(self) -> str:
        """The line as it stands in the file."""
        return _text(self.model_dump(exclude_defaults=True))


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


@dataclass(frozen=True)
class Register:
    """Every approval that was registered, and the rounds that are asked for."""

    rounds: Rounds = field(default_factory=Rounds)
    lines: tuple[Registered, ...] = ()

    def of(self, uri: str) -> tuple[Registered, ...]:
        """The approvals of the file at a path within docs/, by day, whatever they were of."""
        return tuple(sorted((line for line in self.lines if line.file == uri), key=lambda line: (line.on, line.text())))


def read_register(source: Source, rounds: Rounds) -> tuple[Register, list[Problem]]:
    """Read the file; what is wrong in one line does not hide the others."""
    lines, problems = list[Registered](), list[Problem]()
    for number, text in enumerate(source.lines):
        if not text.strip():
            continue
        try:
            line = Registered.model_validate(json.loads(text))
            parse_day(line.on)
        except (ValueError, RecursionError) as error:
            problems.append(
                source.problem(Mark(number, _where(text, error)), "这一行不是 publicity approve 写的样子", RESTORE)
            )
            continue
        if line.text() != text.rstrip():
            problems.append(
                source.problem(Mark(number, 0), "这一行的写法改过，不是 publicity approve 写的样子", RESTORE)
            )
        else:
            lines.append(line)
    return Register(rounds, tuple(dict.fromkeys(lines))), problems


def _where(text: str, error: Exception) -> int:
    if isinstance(error, json.JSONDecodeError):
        return error.colno - 1
    if isinstance(error, ValidationError) and (place := error.errors()[0]["loc"]):
        return max(0, text.find(f'"{place[0]}"'))
    found = re.search(r'"on"', text)
    return found.start() if found else 0


def with_lines(text: str, added: Iterable[Registered]) -> str:
    """The text of the file with more approvals at its end."""
    above = text if not text or text.endswith("\n") else f"{text}\n"
    return above + "".join(f"{line.text()}\n" for line in added)
