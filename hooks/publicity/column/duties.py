"""What the plan obliges the office to publish or file, and whether it did (公开与备案清单).

Source: handbook/domain.md#duties.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from publicity.articles.archive import Item
from publicity.articles.article import Publication
from publicity.plans.plan import FILING, Duty, Plan, Superior
from publicity.plans.records import FilingRecord
from publicity.plans.scheduled import Schedule
from publicity.plans.span import Span
from publicity.plans.stage import Stage


class DutyState(Enum):
    """Where a duty stands on a day: its key in data; `label` is for readers."""

    NOT_DUE = "not-due"
    OPEN = "open"
    OVERDUE = "overdue"
    PUBLISHED = "published"
    FILED = "filed"
    CLOSED = "not-public"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The Chinese word that readers see."""
        return {
            "not-due": "未到期",
            "open": "待办",
            "overdue": "逾期未公布",
            "published": "已公布",
            "filed": "已备案",
            "not-public": "不公开",
            "cancelled": "取消",
        }[self.value]


@dataclass(frozen=True)
class Owed:
    """A duty, where it comes from, when it is due and what shows that it was done.

    One that falls due more than once (`span.times`) asks for a report each time, and the reports answer the times
    in order.
    """

    duty: Duty
    phase: str | None
    step: str | None
    span: Span
    home: Span
    to: Superior | None
    approved_by: Superior | None
    day: date
    evidence: tuple[Item, ...] = ()

    @property
    def filing(self) -> FilingRecord | None:
        """The record of the filing that this duty asks for, if it was made by the day; the first of several."""
        return next(iter(self.filings), None)

    @property
    def filings(self) -> list[FilingRecord]:
        """All such records, the earliest first."""
        records = (item.entry.filing for item in self.evidence if isinstance(item.entry, Publication))
        return sorted((r for r in records if r and r.to == self.duty.to and r.at <= self.day), key=lambda r: r.at)

    @property
    def reported(self) -> tuple[date, ...]:
        """The days on which it was done, the earliest first."""
        if self.duty.verb in FILING:
            return tuple(record.at for record in self.filings)
        return tuple(sorted(item.entry.published.date() for item in self.evidence))

    @property
    def due(self) -> date | None:
        """The last day for it; of several times, that of the first without a report. None: not known."""
        times = self.span.times
        if self._goes_on:
            return None
        return times[min(len(self.reported), len(times) - 1)] if times else self.span.end

    @property
    def turn(self) -> int:
        """Which of its times is the first without a report, counted from 1; the last where all have one."""
        return min(len(self.reported) + 1, len(self.span.times))

    @property
    def missed(self) -> int:
        """How many of its times are over without a report."""
        return max(0, sum(due < self.day for due in self.span.times) - len(self.reported))

    @property
    def done(self) -> bool:
        """Whether it was done and can be seen to be."""
        return self.state in (DutyState.PUBLISHED, DutyState.FILED)

    @property
    def done_on(self) -> date | None:
        """The day on which it was done, as far as can be seen."""
        return next(iter(self.reported), None)

    @property
    def late(self) -> bool:
        """Whether it was done after its due date, any of its times."""
        if self.span.times:
            return any(done > due for done, due in zip(self.reported, self.span.times, strict=False))
        return bool(self.done_on and self.span.end and self.done_on > self.span.end)

    @property
    def lacks(self) -> str:
        """What cannot be shown, in words for readers; nothing where all is there."""
        if self.state is DutyState.CANCELLED:
            return ""
        if self.state is DutyState.CLOSED:
            return "" if self.evidence else "按方案只在一定范围公布，不上网"
        if self.missed:
            return f"有 {self.missed} 次到期没有做到"
        if self.duty.verb in FILING:
            return "" if self.filing else "还没有备案记录"
        return "" if self.evidence else "还没有公布的文件"

    @property
    def state_label(self) -> str:
        """The state in a word; what was to be filed and is not is 逾期未备案."""
        overdue = self.state is DutyState.OVERDUE and self.duty.verb in FILING
        return "逾期未备案" if overdue else self.state.label

    @property
    def _goes_on(self) -> bool:
        """Whether it recurs on days that nobody can tell: then no count of reports says that it is done or late."""
        return self.span.every is not None and not self.span.times

    @property
    def state(self) -> DutyState:
        """Where it stands: done with evidence, cancelled, or by its due date and the days of what it belongs to."""
        filed = self.duty.verb in FILING
        if not filed and self.duty.audience == "limited":
            return DutyState.CANCELLED if self.duty.cancelled else DutyState.CLOSED
        if len(self.reported) >= max(1, len(self.span.times)) and not self._goes_on:
            return DutyState.FILED if filed else DutyState.PUBLISHED
        if self.duty.cancelled:
            return DutyState.CANCELLED
        if self.missed or (not self.span.times and self.due and self.day > self.due):
            return DutyState.OVERDUE
        begun = self.home.start is None or self.home.start <= self.day
        return DutyState.OPEN if begun else DutyState.NOT_DUE


def owed_duties(
    plan: Plan, schedule: Schedule, parts: Iterable[Stage], public: Sequence[Item], day: date
) -> Iterator[Owed]:
    """Yield every duty of a plan as it stands on a day.

    `parts` are the phases and the steps of the plan itself, `public` what may be shown. A duty that names none of them
    is the whole campaign's.
    """
    part_of: dict[str, Stage] = {}
    phase_of: dict[str, str] = {}
    step_of: dict[str, str] = {}
    for part in parts:
        part_of |= {stage.id: part for stage in part.all()}
        phase_of |= {stage.id: part.id for stage in part.all() if part.is_phase}
        steps = part.steps if part.is_phase else (part,)
        step_of |= {stage.id: step.id for step in steps for stage in step.all()}
    offices = {office.id: office for office in plan.superiors}
    fulfilling: dict[str, list[Item]] = defaultdict(list)
    for item in public:
        for name in dict.fromkeys(item.entry.fulfils):
            fulfilling[name].append(item)
    for duty in plan.duties:
        home = part_of.get(duty.at or "")
        yield Owed(
            duty,
            phase_of.get(duty.at or ""),
            step_of.get(duty.at or ""),
            schedule.duties[duty.id],
            home.span if home else schedule.period,
            offices.get(duty.to or ""),
            offices.get(duty.approval.by) if duty.approval else None,
            day,
            tuple(fulfilling[duty.id]),
        )
