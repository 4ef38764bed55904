"""What search can be narrowed by, from what the column says of a page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from publicity.articles.archive import Item
from publicity.articles.article import Bulletin
from publicity.column.column import Column
from publicity.column.overview import STATES, shown_state
from publicity.commitments.state import Standing
from publicity.plans.stage import State

PROMISE, DOCUMENT, PLAN, FILE, LIST = "整改承诺", "公布的文件", "方案和清单", "附件", "栏目和列表"
KINDS = ("简报", "动态", DOCUMENT, PROMISE, PLAN, FILE, LIST)
# What readers call the main pages, besides their titles and what the navigation says.
ALSO = {
    "index.md": ("首页",),
    "timeline.md": ("时间轴",),
    "bulletins/index.md": ("动态",),
    "commitments/index.md": ("承诺", "承诺墙"),
    "duties.md": ("清单",),
    "attachments.md": ("全部附件", "下载"),
    "glossary.md": ("名词解释", "术语"),
    "data.md": ("开放数据", "订阅", "日历", "下载数据", "CSV", "JSON", "RSS", "Atom"),
}


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
    """What the column knows of a page: `kind` as readers call it, its day, its values for filters, its summary.

    `names` are what readers may call it besides its title: an issue's number, the day that it tells of.
    """

    kind: str
    day: date
    facets: Mapping[str, tuple[str, ...]]
    summary: str = ""
    names: tuple[str, ...] = ()
    title: str = ""  # where it is another than the page's own


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
    return Described(PLAN, column.plan.issued, {"kind": (PLAN,)}, names=ALSO.get(uri, ()))


def describe_list(column: Column, uri: str, title: str) -> Described:
    """Describe a page that only leads to others, by its path within docs/ and its title: it is found by its names."""
    names = ALSO.get(uri, ())
    if month := re.fullmatch(r"\d+年(\d+月)", title):
        names = (month[1],)
    for department in column.overview.departments:
        if department.path == uri:
            values = {"kind": (LIST,), "department": (department.name,)}
            return Described(LIST, column.plan.issued, values, names=(title,), title=f"{department.name}牵头的承诺")
    return Described(LIST, column.plan.issued, {"kind": (LIST,)}, names=names)


def _article(column: Column, item: Item) -> Described:
    entry = item.entry
    kind = entry.kind if isinstance(entry, Bulletin) else DOCUMENT
    shown = f"{entry.kind}第{entry.issue.number}期" if isinstance(entry, Bulletin) and entry.issue else entry.kind
    phase = (column.stage(item.phase).name,) if item.phase else ()
    values = {"kind": (kind,), "phase": phase, "topic": tuple(dict.fromkeys(entry.topics))}
    day = entry.date
    issued = (shown,) if isinstance(entry, Bulletin) and entry.issue else ()
    names = (*issued, f"{day.year}年{day.month}月{day.day}日")
    return Described(shown, entry.published.date(), values, entry.summary, names)


def _commitment(standing: Standing) -> Described:
    lead = (standing.terms.lead,) if standing.terms.lead else ()
    values = {"kind": (PROMISE,), "department": lead, "state": (shown_state(standing),)}
    return Described(PROMISE, standing.published, values)
