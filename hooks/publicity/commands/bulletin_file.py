"""A new bulletin: what an editor says of it, laid out as a file with the next number and a free name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from publicity.articles.article import Bulletin
from publicity.articles.placing import phases_on
from publicity.column.column import Column
from publicity.commands.new_file import Sheet
from publicity.plans.stage import Stage
from publicity.problems.problem import Problem, errors
from publicity.texts.unfilled import PLACEHOLDER


@dataclass(frozen=True)
class Wanted:
    """What the editor said. `phase` and `step` are ids; `slug` is the end of the file's name."""

    kind: str
    title: str
    date: date
    published: datetime
    source: str
    summary: str
    phase: str | None = None
    step: str | None = None
    topics: tuple[str, ...] = ()
    slug: str | None = None


def choices(column: Column, day: date) -> tuple[Stage, ...]:
    """The phases that an editor has to choose from; none where the day decides by itself."""
    holding = phases_on(column.schedule, day)
    if len(holding) == 1:
        return ()
    return tuple(phase for phase in column.phases if not holding or phase.id in holding)


def next_issue(column: Column) -> int:
    """The number after the highest that any bulletin bears, public or not."""
    entries = [item.entry for item in column.archive.bulletins]
    return 1 + max((e.issue.number for e in entries if isinstance(e, Bulletin) and e.issue), default=0)


def uncountable(problems: Iterable[Problem]) -> list[Problem]:
    """The errors among bulletins, any of which may have kept a number from being read."""
    return [problem for problem in errors(problems) if "/bulletins/" in problem.file]


def compose(wanted: Wanted, column: Column, docs: Path) -> Sheet:
    """Lay out the file, with the next number for a 简报 and a name that no file bears yet unless one is asked for."""
    number = next_issue(column) if wanted.kind == "简报" else None
    meta = {
        "title": wanted.title,
        "date": wanted.date,
        "published": f"{wanted.published:%Y-%m-%d %H:%M}",
        "source": wanted.source,
        "issue": {"number": number} if number else None,
        "kind": wanted.kind,
        "phase": wanted.phase,
        "step": wanted.step,
        "topics": list(wanted.topics),
        "summary": wanted.summary,
        "draft": True,
    }
    return Sheet(_uri(wanted, number, docs), f"---\n{_front_matter(meta)}---\n\n{PLACEHOLDER}\n")


def _uri(wanted: Wanted, number: int | None, docs: Path) -> str:
    stem = f"bulletins/{wanted.date.year:04}/{wanted.date}"
    if wanted.slug:
        return f"{stem}-{wanted.slug}.md"
    names = [f"{stem}-jianbao-{number}"] if number else []
    count = 1
    while not names or (docs / f"{names[-1]}.md").exists():
        names.append(f"{stem}-jianbao-{number}-{count + 1}" if number else f"{stem}-dongtai-{count}")
        count += 1
    return f"{names[-1]}.md"


def _front_matter(meta: Mapping[str, Any]) -> str:
    """One key a line, a list within its line; what is absent is left out."""
    return "".join(
        yaml.safe_dump({key: value}, allow_unicode=True, width=float("inf"), default_flow_style=_FLOW[type(value)])
        for key, value in meta.items()
        if value not in (None, [])
    )


_FLOW: dict[type, bool | None] = {str: False, date: False, bool: False, dict: False, list: None}
