"""The one place that asks what day it is (DOMAIN §6): `AS_OF`, else `extra.as_of`, else Beijing's today."""

import os
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from publicity.days import parse_day
from publicity.problem import Problem
from publicity.source import load
from publicity.tree import parse

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")  # no daylight saving time since 1992


@dataclass(frozen=True)
class AsOf:
    """The day on which the column says how things stand.

    `pinned`: mkdocs.yml fixes the day, so that a reader's clock has nothing to correct.
    """

    day: date
    pinned: bool
    fixed: date | None = field(default=None, compare=False)  # the day in mkdocs.yml

    @property
    def own(self) -> date:
        """The day that the office itself is at: on a pinned column AS_OF only looks at another one."""
        return self.fixed or self.day

    def on(self, day: date) -> "AsOf":
        """The same column looked at on another day."""
        return replace(self, day=day)


def as_of(settings: Path, name: str) -> AsOf | Problem:
    """Decide the day, reading `extra.as_of` from the settings file called `name`."""
    pinned = _pinned(settings, name)
    if isinstance(pinned, Problem):
        return pinned
    if given := os.environ.get("AS_OF", "").strip():
        try:
            return AsOf(parse_day(given), pinned is not None, pinned)
        except ValueError as error:
            return Problem("AS_OF", 0, 0, f"环境变量 AS_OF：{error}", "AS_OF=2009-06-15 make site")
    return AsOf(pinned or datetime.now(BEIJING).date(), pinned is not None, pinned)


def _pinned(settings: Path, name: str) -> date | Problem | None:
    source = load(settings, name)
    if isinstance(source, Problem):
        return source
    tree, problems = parse(source)
    if problems:
        return problems[0]
    extra = tree.data.get("extra") if isinstance(tree.data, dict) else None
    if not isinstance(extra, dict) or extra.get("as_of") is None:
        return None
    try:
        return parse_day(extra["as_of"])
    except ValueError as error:
        return source.problem(tree.at(("extra", "as_of")), str(error), "as_of: 2009-06-15；要随日历走就删掉这一行")
