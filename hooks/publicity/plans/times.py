"""What the times of a plan mean, year and all, or why one is refused (handbook/domain.md#years)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from publicity.plans.plan import Timed
from publicity.plans.span import Span
from publicity.regex import regex
from publicity.texts.tree import Path
from publicity.when.dates import Field, Reading, Refusal, possible, unsettled
from publicity.when.settling import OPEN, Bounds, Evidence, Unsettled, distance, fitting, settle

Meant = Reading | Refusal
Printed = tuple[Path, Timed]
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FARTHEST = 40  # years that a campaign may last


@dataclass(frozen=True)
class Times:
    """The printed times of a plan, read by its day of issue and the events that it names."""

    issued: date
    events: Mapping[str, date | None]
    latest: int  # the last year that the plan prints anywhere
    known: dict[Path, Meant] = field(default_factory=dict)  # what has been settled

    def settle(self, printed: Sequence[Printed], frame: Span, *, by_issue: bool = True, whole: bool = False) -> None:
        """Settle times that are printed one after another within a frame; days by hand are evidence."""
        found: list[tuple[Path, list[Reading]]] = []
        options: list[list[Bounds]] = []
        for path, entry in printed:
            if entry.dates:
                options.append([(entry.dates.start, entry.dates.end)])
                found.append((path, []))
            elif entry.when and not entry.undated:
                readings = self._possible(entry.when, bounds(frame), Field.PHASE)
                if isinstance(readings, Refusal):
                    self.known[path] = readings
                else:
                    options.append([(one.start, one.end) for one in readings])
                    found.append((path, readings))
        issued = self.issued if by_issue else None
        chosen = settle(options, Evidence(bounds(frame), issued, whole=whole))
        for i, (path, readings) in enumerate(found):
            if readings and isinstance(chosen, Unsettled):
                # The others are told when this one is settled: they may follow from it.
                told = i == chosen.at and not isinstance(self.known.get(("period",)), Refusal)
                first = unsettled(readings[0].text, [readings[o] for o in chosen.options]) if told else None
                self.known[path] = first or readings[fitting(options[i], bounds(frame))[0]]
            elif readings and not isinstance(chosen, Unsettled):
                self.known[path] = readings[chosen[i]]

    def settle_period(self, entry: Timed, others: Sequence[Printed]) -> None:
        """Settle the campaign's own time by the years that are printed below it, else by the day of issue."""
        if entry.dates or entry.when is None or entry.undated:
            return
        readings = self._possible(entry.when, OPEN, Field.PHASE)
        if isinstance(readings, Refusal):
            self.known["period",] = readings
            return
        anchors = [days for _, other in others if (days := self.certain(other)) != OPEN]
        holding = [r for r in readings if not any(distance(days, (r.start, r.end)) for days in anchors)]
        readings = (holding or readings) if anchors else readings
        options = [(one.start, one.end) for one in readings]
        chosen = settle([options], Evidence(OPEN, None if anchors else self.issued, whole=True))
        if isinstance(chosen, Unsettled):
            self.known["period",] = unsettled(entry.when, [readings[o] for o in chosen.options])
        else:
            self.known["period",] = readings[chosen[0]]

    def certain(self, entry: Timed) -> Bounds:
        """The days of a time that are set by hand, or print their year."""
        if entry.dates:
            return entry.dates.start, entry.dates.end
        if entry.when and not entry.undated:
            readings = self._possible(entry.when, OPEN, Field.PHASE)
            if not isinstance(readings, Refusal) and len(readings) == 1 and "year" not in readings[0].inferred:
                return readings[0].start, readings[0].end
        return OPEN

    def by_home(self, when: str, home: Span, period: Span, field: Field) -> Meant:
        """A time that stands in no order, by what it belongs to, else by the whole campaign."""
        readings = self._possible(when, bounds(home) if home.known else bounds(period), field)
        if isinstance(readings, Refusal):
            return readings
        for part in (home, period):
            if part.known and len(readings) > 1:
                fits = fitting([(one.start, one.end) for one in readings], bounds(part))
                readings = [readings[i] for i in fits]
        frame = bounds(home) if home.known else bounds(period)
        evidence = Evidence(frame, self.issued, first_may_be_over=False)
        chosen = settle([[(one.start, one.end) for one in readings]], evidence)
        if isinstance(chosen, Unsettled):
            return unsettled(when, [readings[i] for i in chosen.options])
        return readings[chosen[0]]

    def _possible(self, when: str, frame: Bounds, field: Field) -> list[Reading] | Refusal:
        known = [day.year for day in frame if day]
        first = min([self.issued.year, *known]) - 1
        last = max([self.issued.year + 2, self.latest, *known]) + 1
        years = range(first, min(last, first + _FARTHEST) + 1)
        return possible(when, years, issued=self.issued, field=field, events=self.events)


def bounds(span: Span) -> Bounds:
    """First and last day of a span."""
    return span.start, span.end


def latest_year(words: Iterable[str | None]) -> int:
    """The latest year that is printed in some texts; 0 where none is."""
    return max((int(year) for text in words if text for year in _YEAR.findall(text)), default=0)
