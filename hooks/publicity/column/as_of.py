"""The one place that asks what day it is (handbook/domain.md#days): `AS_OF`, else mkdocs.yml, else Beijing's today."""

import os
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from publicity.fields.day import parse_day
from publicity.fields.moment import BEIJING
from publicity.problems.problem import Problem


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


def as_of(fixed: date | None) -> AsOf | Problem:
    """Decide the day; `fixed` is the one that mkdocs.yml fixes: by `as_of`, or because the column is archived."""
    if given := os.environ.get("AS_OF", "").strip():
        try:
            return AsOf(parse_day(given), fixed is not None, fixed)
        except ValueError as error:
            return Problem("AS_OF", 0, 0, f"环境变量 AS_OF：{error}", "AS_OF=2026-06-15 publicity build")
    return AsOf(fixed or datetime.now(BEIJING).date(), fixed is not None, fixed)
