"""What search can be narrowed by, from what the column says of a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from publicity.articles.archive import Item
from publicity.articles.article import Bulletin
from publicity.column.column import Column
from publicity.column.overview import STATES, shown_state
from publicity.commitments.state import Standing
from publicity.plans.stage import State

PROMISE, DOCUMENT, PLAN = "整改承诺", "公布的文件", "方案和清单"
KINDS = ("简报", "动态", DOCUMENT, PROMISE, PLAN)


@dataclass(frozen=True)
class Facet:
    """A filter: `order` are the values that have one of their own; the others follow as they are written."""

    key: str
    label: str
    order: tuple[str, ...] = ()


def facets(column: Column) -> tuple[Facet, ...]:
    """All filters, in the order in which readers see them."""
    return (
        Facet("kind", "种类", KINDS),
        Facet("phase", "阶段", tuple(phase.name for phase in column.phases)),
        Facet("topic", "主题"),
        Facet("department", "部门"),
        Facet("state", "状态", (*(state.label for state in State), *STATES)),
    )


@dataclass(frozen=True)
class Described:
    """What the column knows of a page: `kind` as readers call it, its day, its values for filters, its summary."""

    kind: str
    day: date
    facets: Mapping[str, tuple[str, ...]]
    summary: str = ""


def describe(column: Column, uri: str) -> Described:
    """Describe the public page at a path within docs/; what is neither article nor promise belongs to the plan."""
    if item := column.item(uri):
        return _article(column, item)
    if standing := column.commitment(uri):
        return _commitment(standing)
    for phase in column.phases:
        if phase.page == uri:
            titles = {"phase": (phase.name,), "state": (phase.state.label,)}
            return Described(phase.kind, column.plan.issued, {"kind": (PLAN,), **titles})
    return Described(PLAN, column.plan.issued, {"kind": (PLAN,)})


def _article(column: Column, item: Item) -> Described:
    entry = item.entry
    kind = entry.kind if isinstance(entry, Bulletin) else DOCUMENT
    shown = f"{entry.kind}第{entry.issue.number}期" if isinstance(entry, Bulletin) and entry.issue else entry.kind
    phase = (column.stage(item.phase).name,) if item.phase else ()
    values = {"kind": (kind,), "phase": phase, "topic": tuple(dict.fromkeys(entry.topics))}
    return Described(shown, entry.published.date(), values, entry.summary)


def _commitment(standing: Standing) -> Described:
    lead = (standing.terms.lead,) if standing.terms.lead else ()
    values = {"kind": (PROMISE,), "department": lead, "state": (shown_state(standing),)}
    return Described(PROMISE, standing.published, values)
