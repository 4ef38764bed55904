"""data/ledger.json: the ledger as it goes out, so that anybody can hold a later copy against an earlier one.

Of what is no longer public only the hash of its line goes out: the head over all lines stays what it is.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from publicity.fields.day import parse_day
from publicity.ledger.heads import head_of
from publicity.ledger.line import Line, seal_line
from publicity.ledger.published import Published
from publicity.ledger.words import subject_title

REWRITTEN = "ledger"  # the subject of lines that tell why the ledger was made anew
_UNTOLD = "一条已经不公开的记录"


def label(line: Line) -> str:
    """What a line is, in words: `承诺“办事指引”第 2 版`."""
    return f"{subject_title(line.subject, line.says)}第 {line.version} 版"


def public_ledger(lines: Iterable[Line], withheld: Iterable[str], day: date) -> bytes:
    """The ledger as it goes out on a day. `withheld` are the subjects that are not public any more."""
    listed, hidden = sorted(lines, key=lambda line: line.order), set(withheld)
    shown = [json.dumps(_shown(line, hidden), ensure_ascii=False) for line in listed]
    head = json.dumps(head_of(line.hash for line in listed))
    note = "head 是全部 hash 排好序、用换行连起来的 SHA-256；每行的 hash 是这一行其他各项的 SHA-256，见手册"
    rows = ",\n".join(shown)
    return f'{{"as_of": "{day}", "note": "{note}", "head": {head}, "lines": [\n{rows}\n]}}\n'.encode()


def _shown(line: Line, hidden: set[str]) -> dict[str, Any]:
    return {"hash": line.hash} if line.subject in hidden else line.facts()


def read_published(data: bytes) -> Published:
    """Read such a file, or a copy of docs/ledger.jsonl. Raises ValueError where lines and head do not belong together.

    The message is Chinese.
    """
    text = data.decode("utf-8", errors="replace")
    try:
        facts = json.loads(text)
        found = facts if isinstance(facts, dict) and "lines" in facts else {"lines": [facts]}
    except json.JSONDecodeError:
        found = {"lines": _lines_of(text)}
    except RecursionError:
        raise ValueError("读不懂") from None
    lines: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for row in found["lines"]:
        if not isinstance(row, dict) or not isinstance(row.get("hash"), str) or len(row["hash"]) != 64:
            raise ValueError("有一行不是台账的记录")
        if len(row) == 1:
            lines[row["hash"]] = _UNTOLD
            continue
        line = _line(row)
        lines[line.hash] = label(line)
        if line.subject == REWRITTEN:
            reasons[line.hash] = str(line.says.get("reason", ""))
    made = Published(lines, reasons)
    if "head" in found and found["head"] != made.head:
        raise ValueError(f"校验值和各行对不上：写的是 {str(found['head'])[:64]}，算出来是 {made.head}")
    return made


def _lines_of(text: str) -> list[Any]:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (json.JSONDecodeError, RecursionError):
        raise ValueError("读不懂") from None


def _line(row: dict[str, Any]) -> Line:
    try:
        line = Line.model_validate(row)
    except ValidationError:
        raise ValueError("有一行不是台账的记录") from None
    if line.hash != line.own_hash:
        raise ValueError(f"{label(line)}的内容和校验值对不上")
    return line


def rewriting(before: Iterable[Line], day: date, reason: str, head: str) -> Line:
    """The line that tells why the ledger was made anew, and what the head of the published one was."""
    return seal_line(REWRITTEN, day.isoformat(), {"reason": reason, "before": head}, before=before)


@dataclass(frozen=True)
class LedgerOn:
    """What of a ledger had been sealed by a day."""

    every: tuple[Line, ...]
    day: date

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines."""
        return tuple(line for line in self.every if line.sealed <= self.day.isoformat())

    @cached_property
    def head(self) -> str:
        """The hash over them all; empty where nothing was sealed."""
        return head_of(line.hash for line in self.lines)

    @property
    def reasons(self) -> list[tuple[date, str]]:
        """When and why the ledger was made anew, the latest first."""
        told = (line for line in self.lines if line.subject == REWRITTEN)
        return sorted(((parse_day(line.sealed), str(line.says.get("reason", ""))) for line in told), reverse=True)
