"""When a column as it is committed must not be published."""

import os
from collections.abc import Iterable, Iterator

from publicity.column.column import Column
from publicity.column.gate import Hold
from publicity.manifests.commit import Commit, NoCommit
from publicity.problems.problem import Problem
from publicity.publishing.refusal import Refusal

SHOWN = 10


def source_refusals(
    column: Column,
    commit: Commit | NoCommit,
    problems: Iterable[Problem],
    *,
    allow_samples: bool,
    allow_pinned: bool,
) -> Iterator[Refusal]:
    """Yield every reason against publishing this state of the sources. `problems` are all that was told of them."""
    if isinstance(commit, NoCommit):
        yield Refusal(
            f"说不清发布的是哪一版：{commit.reason}",
            "在用 git 管理的专栏文件夹里发布；还没有用 git 的，先 git init，再 git add -A、git commit",
        )
    elif commit.changed:
        yield Refusal(f"有改动没有提交：{_few(list(commit.changed))}", "先 git add 并 git commit，或撤销改动")
    if given := os.environ.get("AS_OF", "").strip():
        yield Refusal(f"环境变量 AS_OF 指定了日期 {given}，那只用来看看别的日子", "去掉 AS_OF 再发布（unset AS_OF）")
    if column.as_of.pinned and not column.settings.archived and not allow_pinned:
        yield Refusal(
            f"mkdocs.yml 的 as_of 把专栏固定在 {column.as_of.own}，网页不会随日历更新",
            "正在开展的活动，删掉 as_of 这一行；已经结束的，改写 archived；只是演示的，用 --allow-pinned",
        )
    if unsettled := [problem.place for problem in problems if problem.unsettled]:
        yield Refusal(
            f"还有 {len(unsettled)} 处请核对：{_few(unsettled)}",
            "对照原件看过、改好，删掉“请核对”的记号；publicity check 逐处列出",
        )
    if (samples := _samples(column)) and not allow_samples:
        yield Refusal(
            f"有示例内容：{_few(samples)}",
            "换成自己的内容，并删掉文件里的 sample: true；只是演示的，用 --allow-samples",
        )


def withdrawn(column: Column) -> frozenset[str]:
    """The addresses of pages that the column itself holds back on this day, with the old ones that led to them.

    Where nothing of a folder is left, its first page goes too.
    """
    shown = [item.uri for item in (*column.bulletins, *column.publications)]
    shown += [standing.uri for standing in column.commitments]
    emptied = {uri.partition("/")[0] for uri in column.held} - {uri.partition("/")[0] for uri in shown}
    found = {f"{folder}/index.html" for folder in emptied}
    for uri in column.held:
        stem = uri.removesuffix(".md")
        item = column.item(uri)
        found |= {f"{stem}.html", f"{stem}/index.html", *(item.entry.old_paths if item else ())}
    return frozenset(found)


def waiting(column: Column) -> list[str]:
    """What is not public, or not as it is written, for want of an approval alone: each file, and what it lacks."""
    cleared = column.cleared
    uris = [uri for uri, reason in column.held.items() if reason is Hold.WAITING] + [*cleared.reduced]
    return [f"docs/{uri}（{cleared.clearances[uri].lacks}）" for uri in sorted(uris)]


def _samples(column: Column) -> list[str]:
    plan = ["docs/plan.yml"] if any(one.sample for one in column.newest_plan.amended) else []
    items = [item.uri for item in (*column.bulletins, *column.publications) if item.entry.sample]
    return plan + [f"docs/{uri}" for uri in (*items, *(one.uri for one in column.commitments if one.entry.sample))]


def _few(names: list[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > SHOWN else ""
    return "、".join(names[:SHOWN]) + more
