"""`publicity when`: a printed time as days, or why it is not read."""

import json
import sys
from collections.abc import Mapping
from datetime import date

import click

from publicity.commands.answering import say_data
from publicity.commands.exits import Exit
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import json_option
from publicity.fields.day import parse_day
from publicity.when.dates import NO_EVENTS, Field, Reading, Refusal, read

FIELDS = [field.value for field in Field]


@click.command(cls=ChineseCommand)
@click.argument("text", required=False)
@click.option("--year", type=int, help="时间所说的年份。")
@click.option("--issued", help="文件的成文日期，如 2026-04-22。")
@click.option("--field", type=click.Choice(FIELDS), default="any", help="写在哪里：phase 阶段时间，deadline 时限。")
@click.option("--event", "events", multiple=True, help="时间所取决的事项和它的日期，如 选举日=2026-11-15；可以写几个。")
@json_option
@click.option("--batch", is_flag=True, help="从标准输入逐行读 JSON（text year issued events），逐行输出 JSON。")
def when(
    text: str | None,
    year: int | None,
    issued: str | None,
    field: str,
    events: tuple[str, ...],
    as_json: bool,
    batch: bool,
) -> None:
    """读一个时间说法，如 “5月中旬至6月中旬”。读不出时说明原因，退出码为 3。"""
    if batch:
        for line in sys.stdin.buffer if sys.stdin else ():  # closed by who called us
            if line.strip():
                say_data(_data(_batch_line(line, Field(field))), indent=None)
        return
    if text is None:
        raise click.UsageError("要读哪个时间？例如：publicity when 5月中旬至6月中旬 --year 2026")
    found = _read(text, year, issued, Field(field), dict(map(_event, events)))
    if as_json:
        say_data(_data(found), indent=None)
    else:
        click.echo(_sentence(found) + _first_days(found, year))
    if isinstance(found, Refusal):
        raise click.exceptions.Exit(Exit.REFUSED)


def _event(written: str) -> tuple[str, date]:
    name, _, day = written.partition("=")
    try:
        return name, parse_day(day)
    except ValueError as error:
        raise click.UsageError(f"--event 应写成 选举日=2026-11-15：{error}") from None


def _read(
    text: str, year: int | None, issued: str | None, field: Field, events: Mapping[str, date | None] = NO_EVENTS
) -> Reading | Refusal:
    try:
        day = parse_day(issued) if issued else None
    except ValueError as error:
        return Refusal(text, f"成文日期不对：{error}")
    return read(text, year=year, issued=day, field=field, events=events)


def _batch_line(line: bytes, field: Field) -> Reading | Refusal:
    try:
        asked = json.loads(line)
        text, year, issued = asked["text"], asked.get("year"), asked.get("issued")
        year = None if year is None else int(year)
        events = {str(name): parse_day(day) if day else None for name, day in asked.get("events", {}).items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        shown = line.decode(errors="replace").strip()
        return Refusal(shown, '这一行应是 UTF-8 编码的 JSON：{"text": "…", "year": 2026, "issued": null}')
    return _read(str(text), year, issued, field, events)


def _data(found: Reading | Refusal) -> dict[str, object]:
    if isinstance(found, Refusal):
        return {"text": found.text, "reason": found.reason}
    return {
        "text": found.text,
        "kind": found.kind,
        "start": _iso(found.start),
        "end": _iso(found.end),
        "inferred": list(found.inferred),
        "note": found.note,
        "approximate": found.approximate,
        "every": found.every.iso if found.every else None,
        "rule": found.every.rule if found.every else None,
        "points": [day.isoformat() for day in found.points],
        "waits_for": list(found.waits_for),
    }


def _first_days(found: Reading | Refusal, year: int | None) -> str:
    """The first days on which it falls due in the year that was named, for who wants to see what is meant."""
    if isinstance(found, Refusal) or not found.every or found.points or year is None:
        return ""
    first, last = date(year, 1, 1), date(year, 12, 31)
    due = found.every.days(max(first, found.start or first), last)
    shown = "、".join(f"{day.month}月{day.day}日" for day in due[:3])
    return f"。{year}年：{shown}{'……' if len(due) > 3 else ''}" if due else ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _sentence(found: Reading | Refusal) -> str:
    if isinstance(found, Refusal):
        return f"{found.text}：没有读出来。{found.reason}"
    note = f"（{found.note}）" if found.note else ""
    return f"{found.text}：{found.wording}{note}"
