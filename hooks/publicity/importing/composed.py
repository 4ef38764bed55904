"""What a commitment's file says for a promise of a table: keys with their values, and the doubts about each."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from publicity.commitments.commitment import LABELS
from publicity.commitments.deadline import read_deadline
from publicity.importing.promises import Promised
from publicity.importing.sayings import lead_and_assist, leader_of, one_line, parts_of, state_of, times_of, units_of
from publicity.importing.yaml_text import keyed
from publicity.regex import regex
from publicity.when.dates import Refusal

_LONGEST_LINE, _LONGEST_TEXT, _TITLE = 200, 2000, 60
_TIERS = {"近期": "近期", "中期": "中期", "长期": "长期", "近期整改": "近期", "中期整改": "中期", "长期整改": "长期"}
_MARKUP = regex(r"([\\`*_\[\]])")


@dataclass
class Composed:
    """Values by key, in the order of the file; `doubts` by key; `rest`: what goes into the text, by its head."""

    values: dict[str, Any] = field(default_factory=dict)
    doubts: dict[str, list[str]] = field(default_factory=dict)
    rest: list[tuple[str, str]] = field(default_factory=list)

    def doubt(self, key: str, *said: str) -> None:
        """Doubt what a key says."""
        self.doubts.setdefault(key, []).extend(one for one in said if one)


def headline(text: str) -> str:
    """A line that names something: its first sentence where all of it would be too long."""
    whole = one_line(text)
    if len(whole) <= _TITLE:
        return whole
    match = re.match(r".{6,120}?(?=[。；;])|.{6,60}?(?=[：:，,])", whole)
    return match[0] if match else f"{whole[: _TITLE - 1]}…"


def composed(promised: Promised, day: date) -> Composed:
    """Lay out the terms of a promise, its times read by the day on which it is public."""
    made = Composed(rest=list(promised.rest))
    values = made.values
    if promised.number:
        values["number"] = promised.number[:_LONGEST_LINE]
    values["item"] = headline(promised.item)
    if values["item"] != one_line(promised.item) and promised.item not in (*promised.problems, *_texts(promised)):
        made.rest.insert(0, ("原文", one_line(promised.item)))
    _goal(made, promised)
    measures = _measures(made, promised, day)
    if measures:
        values["measures"] = measures
    _deadline(made, promised, day)
    _people(made, promised)
    _tier(made, promised)
    for role in promised.filled:
        key = {"person": "leader", "problem": "item"}.get(role, role)
        key = key if key in values else "item"
        made.doubt(key, f"原表这一格是空的，照上面一行写了{LABELS.get(role, '它')}：不是合并单元格的，改掉")
    return made


def report_of(promised: Promised, day: date) -> tuple[dict[str, Any], list[str]]:
    """The report that a table makes of a promise, as an entry of its history, and the doubts about it."""
    said = promised.state or promised.note
    state, doubt = state_of(said)
    entry: dict[str, Any] = {"date": day}
    if state:
        entry["state"] = state
    note = one_line(promised.note)
    if note and note != state:
        entry["note"] = note[:_LONGEST_TEXT]
    if state == "中止" and "note" not in entry:
        entry["note"] = note or state
    return entry, [doubt] if doubt else []


def file_text(name: str, problems: list[str], made: Composed, report: tuple[dict[str, Any], list[str]]) -> str:
    """The whole file of a new commitment."""
    lines = [keyed("id", name)]
    if problems:
        lines.append(keyed("problem", problems[0] if len(problems) == 1 else problems))
    lines += [keyed(key, value, made.doubts.get(key, ())) for key, value in made.values.items()]
    entry, doubts = report
    lines += ["history:\n", history_entry(entry, doubts)]
    return "---\n" + "".join(lines) + "---\n" + body(made.rest)


def history_entry(entry: dict[str, Any], doubts: list[str], indent: int = 2) -> str:
    """An entry of a history as lines of a list."""
    text = "".join(keyed(key, value) for key, value in entry.items())
    lines = [f"- {line}" if at == 0 else f"  {line}" for at, line in enumerate(text.splitlines())]
    marked = keyed("date", entry["date"], doubts).splitlines()[: len(doubts)]
    return "".join(f"{' ' * indent}{line}\n" for line in (*marked, *lines))


def body(rest: list[tuple[str, str]]) -> str:
    """What has no key of its own, a paragraph for each head."""
    return "".join("\n" + _MARKUP.sub(r"\\\1", f"{head}：{text}") + "\n" for head, text in rest)


def _texts(promised: Promised) -> list[str]:
    return [text for text, _ in promised.measures]


def _goal(made: Composed, promised: Promised) -> None:
    if goal := one_line(promised.terms.get("goal", "")):
        made.values["goal"] = goal[:_LONGEST_TEXT]
        if len(goal) > _LONGEST_TEXT:
            made.rest.insert(0, ("目标原文", goal))


def _measures(made: Composed, promised: Promised, day: date) -> list[Any]:
    """The measures; where the cell of the deadline has as many parts, each has its own."""
    parts = [(part, owner) for text, owner in promised.measures for part in parts_of(text)]
    times = times_of(promised.terms.get("deadline", ""))
    apart = len(times) > 1 and len(times) == len(parts)
    found: list[Any] = []
    for at, (part, owner) in enumerate(parts):
        measure: dict[str, Any] = {"text": part[:_LONGEST_TEXT]}
        if len(part) > _LONGEST_TEXT:
            made.rest.append(("措施原文", part))
        if apart:
            measure["when"] = when = times[at][:_LONGEST_LINE]
            if isinstance(refused := read_deadline(when, day, may_be_over=True), Refusal):
                measure["undated"] = True
                made.doubt("measures", f"第 {at + 1} 项的时限“{when}”没有读出来（{refused.reason}）")
        if owner:
            measure["owner"] = one_line(owner)[:_LONGEST_LINE]
        found.append(measure if len(measure) > 1 else part[:_LONGEST_TEXT])
    return found


def _deadline(made: Composed, promised: Promised, day: date) -> None:
    words = one_line(promised.terms.get("deadline", "")).strip()
    if not words:
        return
    made.values["deadline"] = words[:_LONGEST_LINE]
    if len(words) > _LONGEST_LINE:
        made.rest.append(("时限原文", words))
    done = promised.state in ("已完成", "中止", "长期坚持")
    if isinstance(refused := read_deadline(made.values["deadline"], day, may_be_over=done), Refusal):
        made.values["undated"] = True
        how = "定得了的，把 undated 这一行换成 due: {day: 年-月-日, why: 依据}"
        made.doubt("undated", f"时限没有读出来（{refused.reason}）；{how}")


def _people(made: Composed, promised: Promised) -> None:
    terms, values = promised.terms, made.values
    leader = leader_of(terms.get("leader", ""))
    if leader.post or leader.name:
        named = {"post": leader.post[:_LONGEST_LINE], "name": leader.name}
        values["leader"] = {key: value for key, value in named.items() if value}
        made.doubt("leader", leader.doubt)
    lead, assist = lead_and_assist(terms.get("lead", ""))
    if lead:
        values["lead"] = lead[:_LONGEST_LINE]
    if assist := [*assist, *units_of(terms.get("assist", ""))]:
        values["assist"] = [unit[:_LONGEST_LINE] for unit in assist[:50]]
    if accept := one_line(terms.get("accept", "")):
        values["accept"] = accept[:_LONGEST_LINE]


def _tier(made: Composed, promised: Promised) -> None:
    kind = one_line(promised.terms.get("kind", ""))
    if kind in _TIERS:
        made.values["tier"] = _TIERS[kind]
    elif kind:
        made.rest.append(("类别", kind))
