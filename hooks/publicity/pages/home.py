"""What the home page says: where the campaign stands, what was promised, what is due, what a citizen can do now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from publicity.column.column import Column
from publicity.column.tracks import Track
from publicity.pages.coming import Coming, OpenNotice, coming, open_notices
from publicity.pages.documents import PlanDocument, plan_document
from publicity.pages.marks import Wall, wall
from publicity.pages.sentences import (
    Clause,
    Sentence,
    counts_in_short,
    how_duties_stand,
    how_promises_stand,
    where_it_stands,
)
from publicity.pages.strip import Strip, strip
from publicity.pages.timeline import Timeline
from publicity.plans.plan import Point
from publicity.plans.span import Span
from publicity.plans.stage import State
from publicity.plans.wording import near_day, numbered, span


@dataclass(frozen=True)
class Running:
    """A part or batch as the home page lists it. `left` is empty for what is not running, or runs without an end."""

    name: str
    page: str
    place: str
    span: Span
    state: State
    until: str
    left: str

    @property
    def running(self) -> bool:
        """Whether it is running on the day."""
        return self.state is State.CURRENT


@dataclass(frozen=True)
class Answered:
    """A problem of the plan and the promises made on it; `counted` says how these stand."""

    problem: Point
    promises: Wall
    counted: str


@dataclass(frozen=True)
class Home:
    """The home page. `between` is what is said where nothing is running."""

    lead: Sentence
    parts: tuple[Running, ...]
    between: str
    strip: Strip | None
    promises: Wall
    promised: Sentence
    owed: Sentence
    document: PlanDocument | None
    problems: tuple[Answered, ...]
    notices: tuple[OpenNotice, ...] = ()
    coming: tuple[Coming, ...] = ()

    @property
    def one_year(self) -> bool:
        """Whether all that is drawn lies in one year, which the drawing names."""
        return self.strip is not None and self.strip.scale.start.year == self.strip.scale.end.year


def home(column: Column, drawn: Timeline | None = None) -> Home:
    """Say all that a column's home page says; `drawn` is its timeline."""
    parts = tuple(chain.from_iterable(_parts(track, column.day) for track in column.tracks))
    running = [Clause(part.name, part.page, part.place) for part in parts if part.running]
    promises = wall(column.commitments)
    return Home(
        where_it_stands(column, running),
        parts,
        _between(column),
        strip(drawn),
        promises,
        how_promises_stand(promises),
        how_duties_stand(column),
        plan_document(column),
        tuple(_answered(column)),
        open_notices(column),
        coming(column),
    )


def _answered(column: Column) -> Iterator[Answered]:
    for problem in column.plan.problems:
        made = wall(column.commitments_on(problem.id))
        yield Answered(problem, made, counts_in_short(made))


def _between(column: Column) -> str:
    states = [state for track in column.tracks for state in (track.state, *(part.state for part in track.parts))]
    if not states:
        return "方案不分阶段。"
    undated = all(state is State.UNDATED for state in states)
    what = "各阶段" if column.phases else "各批次" if column.plan.batches else "各项工作"
    if undated:
        return f"{what}的时间未定。"
    return "这一天不在任何阶段之内。" if column.phases else "这一天没有安排的工作。"


def _parts(track: Track, day: date) -> Iterator[Running]:
    """The parts of a track; a batch without parts stands for itself."""
    if track.batch and not track.parts:
        yield _running(track.batch.title, ("plan.md", "#batches"), track.span, track.state, day)
    for part in track.parts:
        where = (part.page, "") if part.is_phase else ("plan.md", f"#{part.id}")
        yield _running(numbered(part), where, part.span, part.state, day)


def _running(name: str, where: tuple[str, str], of: Span, state: State, day: date) -> Running:
    until = f"至{near_day(of.end, day)}" if of.end and not of.times else span(of)
    days = (of.end - day).days if of.end and state is State.CURRENT else None
    left = "" if days is None else f"还有 {days} 天" if days else "今天是最后一天"
    return Running(name, *where, of, state, until, left)
