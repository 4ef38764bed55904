"""Archived means frozen, not hidden: the day of archiving lies behind everything that readers have been shown.

Source: handbook/domain.md#archives.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from publicity.articles.archive import Archive, Item
from publicity.articles.article import Publication
from publicity.commitments.files import Commitments, Promise
from publicity.plans.plan import Plan
from publicity.problems.problem import Problem
from publicity.texts.source import Source, load
from publicity.texts.tree import parse

PLAN = "plan.yml"
Dated = tuple[date, str, str]  # a day on which something came out; the path within docs/; what it is the day of


def hidden_by_archiving(
    path: Path, prefix: str, archived: date | None, archive: Archive, commitments: Commitments, plan: Plan | None
) -> Iterator[Problem]:
    """Yield a problem where a column is archived as of a day before something of it came out, or the plan was amended.

    `path` is that of mkdocs.yml, `prefix` what docs/ is called in messages. Which of it is public already only a clock
    could tell, and it makes no difference: on a frozen column what comes later never comes.
    """
    if archived is None:
        return
    later = sorted(
        one
        for one in (*_of_articles(archive.items), *_of_promises(commitments.promises), *_of_plan(plan))
        if one[0] > archived
    )
    source = load(path, path.name)
    if not later or not isinstance(source, Source):
        return
    tree, _ = parse(source)
    day, uri, what = later[-1]
    message = f"归档的日期 {archived} 早于已经写下的内容，那以后的 {len(later)} 处读者再也看不到"
    latest = f"最晚的是 {prefix}/{uri}，{what} {day}"
    hint = f"{latest}：归档写这一天或以后；没有公开、也不再公开的文章写 draft: true"
    yield source.problem(tree.at(("extra", "archived")), message, hint)


def _of_articles(items: Iterable[Item]) -> Iterator[Dated]:
    for item in items:
        entry = item.entry
        if entry.draft or entry.audience == "limited":
            continue
        yield entry.published.date(), item.uri, "发布于"
        yield from ((update.at.date(), item.uri, "更新于") for update in entry.updates)
        if isinstance(entry, Publication):
            yield from ((record.at, item.uri, "批准于") for record in (entry.approval,) if record)
            yield from ((record.at, item.uri, "报出于") for record in (entry.filing,) if record)


def _of_promises(promises: Iterable[Promise]) -> Iterator[Dated]:
    for promise in promises:
        entry = promise.entry
        if entry.draft or entry.audience == "limited":
            continue
        yield from ((progress.date, promise.uri, "进展的日期是") for progress in entry.history)
        yield from ((change.date, promise.uri, "修改的日期是") for change in entry.amended)


def _of_plan(plan: Plan | None) -> Iterator[Dated]:
    for change in plan.amended if plan else ():
        yield change.date, PLAN, "修改的日期是"
