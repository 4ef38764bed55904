"""Where a column stands, in sentences whose clauses lead on: the phases that run, the promises, what is owed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publicity.column.column import Column
from publicity.column.duties import DutyState
from publicity.commitments.progress import UNPROVED
from publicity.pages.marks import Group, Wall
from publicity.plans.stage import State
from publicity.plans.wording import near_day, numbered, short_day

PROMISES, TIMELINE, BOARD = "commitments/index.md", "timeline.md", "duties.md"
MOST_PARTS = 3  # that run at once and are named
LONGEST = 20  # characters of the name of a promise that stands in a sentence
_SAID = {"已完成": "做完", "未启动": "没有动手", "调整": "改了时限或做法"}
_ORDER = ("已完成", UNPROVED, "长期坚持", "推进中", "逾期", "临期")  # the others follow as they are drawn


@dataclass(frozen=True)
class Clause:
    """Some words of a sentence: `uri` and `anchor` say where they lead, `late` that they tell of something overdue."""

    words: str
    uri: str = ""
    anchor: str = ""
    late: bool = False


Sentence = tuple[Clause, ...]


def where_it_stands(column: Column, running: Sequence[Clause]) -> Sentence:
    """What runs on the column's day, and how long the campaign goes on."""
    return (Clause(f"{short_day(column.day)}："), *_standing(column, running), *_left(column), Clause("。"))


def how_promises_stand(drawn: Wall) -> Sentence:
    """How many promises there are, and how many stand in each state; nothing where there is none."""
    if not drawn.total:
        return ()
    first = [group for state in _ORDER for group in drawn.groups if group.state == state]
    rest = [group for group in drawn.groups if group.state not in _ORDER]
    counts = _listed(
        [Clause(_count(group), PROMISES, f"#{group.anchor}", group.state == "逾期") for group in (*first, *rest)]
    )
    return (Clause(f"{drawn.total} 项承诺", PROMISES), Clause("："), *counts, Clause("。"))


def how_duties_stand(column: Column) -> Sentence:
    """How many papers are to be made known or filed, and how many in each state; nothing where there is none."""
    if not column.duties:
        return ()
    counts = []
    for state, count in column.duty_counts.items():
        first = next(owed for owed in column.duties if owed.state is state)
        counts.append(Clause(f"{count} 件{state.label}", BOARD, f"#duty-{first.duty.id}", state is DutyState.OVERDUE))
    return (Clause(f"{len(column.duties)} 件", BOARD), Clause("："), *_listed(counts), Clause("。"))


def counts_in_short(drawn: Wall) -> str:
    """How some promises stand, in words that lead nowhere: `3 项：1 项做完，2 项推进中`."""
    return f"{drawn.total} 项：" + "，".join(map(_count, drawn.groups)) if drawn.groups else ""


def _listed(clauses: Sequence[Clause]) -> Iterator[Clause]:
    for i, clause in enumerate(clauses):
        if i:
            yield Clause("，")
        yield clause


def _count(group: Group) -> str:
    count, first, last = len(group.marks), group.marks[0].standing, group.marks[-1].standing
    if count == 1 and group.state == "逾期" and len(first.terms.item) <= LONGEST:
        return f"1 项逾期（{first.terms.item}）"
    if group.state == "临期" and last.due:  # a day, not how many are left: it stays true in an old copy
        return f"{count} 项{near_day(last.due, last.day)}{'到期' if count == 1 else '前到期'}"
    return f"{count} 项{_SAID.get(group.state, group.state)}"


def _standing(column: Column, running: Sequence[Clause]) -> Iterator[Clause]:
    said = {State.ENDED: "活动已经结束", State.UPCOMING: "活动还没有开始", State.UNDATED: "活动的时间未定"}
    if column.state in said or not running:
        between = "，这一天不在任何阶段之内" if column.phases else ""
        yield Clause(said.get(column.state, f"活动正在进行{between}"))
        yield from _next(column)
    else:
        for i, clause in enumerate(running[:MOST_PARTS]):
            if i:
                yield Clause("和" if i == len(running) - 1 else "、")
            yield clause
        more = f"等 {len(running)} 项" if len(running) > MOST_PARTS else ""
        yield Clause(f"{more}同时进行" if len(running) > 1 else "正在进行")


def _next(column: Column) -> Iterator[Clause]:
    """What begins next, where nothing is running."""
    for i, part in enumerate(column.next_phases[:MOST_PARTS]):
        yield Clause("、" if i else "，")
        yield Clause(numbered(part), part.page if part.is_phase else "plan.md", "" if part.is_phase else f"#{part.id}")
    for day in {part.span.start for part in column.next_phases if part.span.start}:
        yield Clause(f"{near_day(day, column.day)}开始")


def _left(column: Column) -> Iterator[Clause]:
    if column.state is not State.CURRENT or column.days_left is None:
        return
    if not column.days_left:
        yield Clause("，今天是活动的最后一天")
        return
    yield Clause("，离")
    yield Clause("计划完成", TIMELINE)
    yield Clause(f"还有 {column.days_left} 天")
