"""The parts of a plan as they run beside each other: those of all units, and a track for each batch.

Source: handbook/domain.md#plan.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from publicity.plans.names import short_title
from publicity.plans.plan import Batch, Plan
from publicity.plans.scheduled import Schedule
from publicity.plans.span import Span
from publicity.plans.stage import Stage, State, state_on


@dataclass(frozen=True)
class Track:
    """The phases of a batch, or parts that are for all; `batch` is None for these. A batch may have no phases."""

    batch: Batch | None
    span: Span
    state: State
    parts: tuple[Stage, ...]

    @property
    def name(self) -> str:
        """What the batch is called in short; nothing for what is for all."""
        return short_title(self.batch) if self.batch else ""


def tracks(plan: Plan, schedule: Schedule, phases: Sequence[Stage], steps: Sequence[Stage], day: date) -> list[Track]:
    """The tracks of a plan on a day: what is for all before the batches, each batch, what is for all after them."""
    first = next((i for i, phase in enumerate(phases) if phase.entry.batch), len(phases))
    return [
        *_for_all(phases[:first]),
        *_of_batches(plan, schedule, phases, day),
        *_for_all([phase for phase in phases[first:] if not phase.entry.batch]),
        *_for_all(steps),
    ]


def _for_all(parts: Sequence[Stage]) -> Iterator[Track]:
    if parts:
        yield Track(None, Span(), State.UNDATED, tuple(parts))


def _of_batches(plan: Plan, schedule: Schedule, phases: Sequence[Stage], day: date) -> Iterator[Track]:
    for batch in plan.batches:
        own = tuple(phase for phase in phases if phase.entry.batch == batch.id)
        span = schedule.batches[batch.id]
        yield Track(batch, span, state_on(day, span), own)
