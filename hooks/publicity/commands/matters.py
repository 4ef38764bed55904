"""What an office has to see to: what is due, overdue, stale or unproved, and what the next build will change."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from publicity.column.column import Column
from publicity.column.duties import DutyState
from publicity.column.gate import Hold
from publicity.column.overview import shown_state
from publicity.commitments.commitment import ABSENT
from publicity.inspecting import freshness
from publicity.plans.stage import State
from publicity.problems.problem import Problem, Severity


@dataclass(frozen=True)
class Matter:
    """One thing to see to. `kind` is for programs; `urgent` ones are overdue or wrong already."""

    kind: str
    what: str
    due: date | None
    urgent: bool


def matters(column: Column, within: int, problems: tuple[Problem, ...] = ()) -> list[Matter]:
    """List what is to be seen to within so many days, what is urgent first, then by day."""
    found = [
        *_duties(column, within),
        *_commitments(column, within),
        *_news(column),
        *_approvals(column),
        *(
            Matter("problem", f"{p.place}: {p.message}", None, True)
            for p in problems
            if p.severity is not Severity.NOTICE
        ),
        *(Matter("unfilled", f"{p.place}: {p.message}", None, False) for p in problems if p.unfinished),
        *(Matter("doubt", f"{p.place}: {p.message}", None, False) for p in problems if p.unsettled),
    ]
    return sorted(found, key=lambda m: (not m.urgent, m.due or date.max, m.what))


def next_build(column: Column) -> list[str]:
    """What the next build would change by itself, in words: on the next day on which anything does."""
    day = column.next_change
    if day is None:
        return []
    after = replace(column, as_of=column.as_of.on(day))
    said = [
        f"“{new.name}”：{old.state.label} → {new.state.label}"
        for old, new in zip(column.phases, after.phases, strict=True)
        if old.state is not new.state
    ]
    said += [
        f"{new.duty.verb}{new.duty.what}：{old.state_label} → {new.state_label}"
        for old, new in zip(column.duties, after.duties, strict=True)
        if old.state is not new.state
    ]
    standing = {s.id: shown_state(s) for s in column.commitments}
    reported = {s.id: len(s.history) for s in column.commitments}
    for promise in after.commitments:
        if (was := standing.get(promise.id)) != (now_is := shown_state(promise)):
            said.append(f"承诺“{promise.terms.item}”：{was or '未公布'} → {now_is}")
        elif len(promise.history) > reported[promise.id]:
            said.append(f"承诺“{promise.terms.item}”：新的进展")
    before = {item.uri for item in (*column.bulletins, *column.publications)}
    now = {item.uri: item for item in (*after.bulletins, *after.publications)}
    said += [f"发布：{item.entry.title}" for uri, item in now.items() if uri not in before]
    gone = [item for item in (*column.bulletins, *column.publications) if item.uri not in now]
    said += [f"撤下：{item.entry.title}" for item in gone]
    return said


def _duties(column: Column, within: int) -> list[Matter]:
    last = column.day + timedelta(days=within)
    found = []
    for owed in column.duties:
        name, due = f"{owed.duty.verb}：{owed.duty.what}", owed.due
        if owed.state is DutyState.OVERDUE:
            found.append(Matter("duty-overdue", f"{name}（{owed.state_label}）", due, True))
        elif owed.state in (DutyState.OPEN, DutyState.NOT_DUE) and due and due <= last:
            found.append(Matter("duty-due", name, due, False))
    return found


def _commitments(column: Column, within: int) -> list[Matter]:
    last = column.day + timedelta(days=within)
    found = []
    for standing in column.commitments:
        name = f"承诺：{standing.terms.item}（{standing.terms.lead or ABSENT}）"
        if standing.overdue:
            found.append(Matter("commitment-overdue", name, standing.due, True))
        elif standing.due and standing.due <= last and not standing.closed:
            found.append(Matter("commitment-due", name, standing.due, False))
        elif standing.unproved:
            found.append(Matter("evidence-missing", f"{name}：已完成，未附依据", None, False))
        elif not standing.closed and not any(progress.evidence for progress in standing.history):
            found.append(Matter("evidence-missing", f"{name}：还没有任何依据", None, False))
    return found


def _approvals(column: Column) -> list[Matter]:
    """What waits for somebody to read it; a draft is not finished yet."""
    drafts = {uri for uri, reason in column.held.items() if reason in (Hold.DRAFT, Hold.LIMITED)}
    return [
        Matter("approval", f"待审：{uri}，{come.lacks}", None, False)
        for uri, come in column.cleared.clearances.items()
        if not come.complete and uri not in drafts
    ]


def _news(column: Column) -> list[Matter]:
    """The news section, while the campaign runs and is not archived: nothing new for too long."""
    if column.state is not State.CURRENT or column.settings.archived:
        return []
    news = freshness.news(column)
    if news.last is None:
        return [Matter("blank", "工作动态一篇也没有", None, True)]
    return [Matter("stale", f"工作动态已有 {news.age} 天没有更新", None, False)] if news.ageing else []
