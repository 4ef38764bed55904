"""Phases that a plan prints as a table: a column of names, one of times, what is to be done."""

import re
from datetime import date

from publicity.importing.blocks import Table
from publicity.importing.outline import Line, number_of
from publicity.importing.plan_draft import Drafted
from publicity.importing.sayings import one_line, parts_of
from publicity.importing.times_in import times_in
from publicity.regex import regex

_PHASE = regex(r"阶段|步骤|环节|流程|进程")
_TIME = regex(r"时间|时限|日期|进度|期限|起止")
_TASK = regex(r"内容|任务|事项|工作|活动|措施|要求|安排")


def phases_in_table(table: Table, issued: date) -> list[Drafted]:
    """The phases of a table with their steps; none where it is a table of something else."""
    rows = table.texts
    heads = next(
        (at for at, row in enumerate(rows[:3]) if any(map(_TIME.search, row)) and any(map(_PHASE.search, row))), None
    )
    if heads is None:
        return []
    columns = {name: _column(rows[heads], pattern) for name, pattern in (("time", _TIME), ("phase", _PHASE))}
    task = next((c for c, head in enumerate(rows[heads]) if _TASK.search(head) and c not in columns.values()), None)
    made: dict[tuple[int, int], Drafted] = {}
    for at, row in enumerate(table.rows[heads + 1 :], heads + 1):
        cell, time = row[columns["phase"]], one_line(row[columns["time"]].text)
        name = one_line(cell.text)
        if not name:
            continue
        source = Line(
            " | ".join(dict.fromkeys(one_line(one.text) for one in row if one.text)), f"{table.place}第 {at + 1} 行"
        )
        first = cell.origin not in made
        phase = made.setdefault(cell.origin, _phase(name, source))
        if first and time:
            _date(phase, time, issued)
        elif first:
            phase.doubt("这个阶段在表里没有写时间")
        for step in (
            _steps(one_line(row[task].text) if task is None else row[task].text, source) if task is not None else []
        ):
            if not first and time and row[columns["time"]].origin[0] == at:
                _date(step, time, issued)
            phase.below.append(step)
    return list(made.values())


def _column(heads: tuple[str, ...], pattern: re.Pattern[str]) -> int:
    return next(c for c, head in enumerate(heads) if pattern.search(head))


def _phase(name: str, source: Line) -> Drafted:
    kind, label, rest = number_of(name)
    rest = rest.lstrip("：:，, ")
    if kind == "stage" or rest:
        return Drafted({key: value for key, value in (("label", label), ("title", rest[:60])) if value}, source)
    return Drafted({"title": name[:60]}, source)


def _date(entry: Drafted, time: str, issued: date) -> None:
    found = times_in(time, issued)
    entry.values["when"] = time[:100]
    if len(found) != 1:
        entry.undate("这里印了不止一个时间" if found else "没有看出是什么时间")
    elif found[0].read:
        entry.values["when"] = found[0].words
    else:
        entry.undate(found[0].why)


def _steps(cell: str, source: Line) -> list[Drafted]:
    made = []
    for part in parts_of(cell):
        _, label, rest = number_of(part)
        title = re.split(r"[。；;：:，,]", rest)[0].strip()[:60]
        if title:
            values = {"label": re.sub(r"[、.．]$", "", label), "title": title}
            made.append(Drafted({k: v for k, v in values.items() if v}, Line(part, source.place)))
    return made
