"""What must hold between the parts of a plan: references, unique ids, what each kind of duty needs."""

from collections import Counter
from collections.abc import Iterator

from publicity.plans.plan import FILING, Phase, Plan, Task, Timed, tasks, timed
from publicity.texts.reading import Finding
from publicity.texts.suggesting import suggestion
from publicity.texts.tree import Path

_LISTS = {"阶段或环节": "phases", "上级机构（superiors）": "superiors", "批次（batches）": "batches"}


def plan_findings(plan: Plan) -> Iterator[Finding]:
    """Yield every breach of a rule that a single value cannot show."""
    yield from _unique_ids(plan)
    yield from _references(plan)
    yield from _duties(plan)
    yield from _event_titles(plan)
    if "period" in plan.model_fields_set and not (plan.period.when or plan.period.dates):
        yield Finding(
            ("period",), "没有写活动总时间", "加一行“when: 2026年3月开始至2026年8月完成”；方案没有印的，删掉 period"
        )
    for path, entry in timed(plan):
        yield from _times(path, entry)


def _unique_ids(plan: Plan) -> Iterator[Finding]:
    groups: dict[str, list[tuple[Path, str]]] = {
        "阶段和环节": [(path, task.id) for path, task in tasks(plan)],
        "上级机构": [(("superiors", i), x.id) for i, x in enumerate(plan.superiors)],
        "重要日子": [(("events", i), x.id) for i, x in enumerate(plan.events)],
        "批次": [(("batches", i), x.id) for i, x in enumerate(plan.batches)],
        "义务": [(("duties", i), x.id) for i, x in enumerate(plan.duties)],
        "数量要求": [(("quotas", i), x.id) for i, x in enumerate(plan.quotas)],
        "目标": [(("goals", i), x.id) for i, x in enumerate(plan.goals)],
        "问题": [(("problems", i), x.id) for i, x in enumerate(plan.problems)],
        "组织领导": [(("leadership", i), x.id) for i, x in enumerate(plan.leadership)],
    }
    for group, entries in groups.items():
        counts = Counter(name for _, name in entries)
        seen: set[str] = set()
        for path, name in entries:
            if name in seen:
                yield Finding(
                    (*path, "id"),
                    f"标识“{name}”在{group}里用了 {counts[name]} 次",
                    "换一个没有用过的标识，如在后面加 -2",
                )
            seen.add(name)


def _references(plan: Plan) -> Iterator[Finding]:
    places = [task.id for _, task in tasks(plan)]
    superiors = [x.id for x in plan.superiors]
    batches = [x.id for x in plan.batches]
    wanted: list[tuple[Path, str | None, str, list[str]]] = [
        ((*path, "batch"), task.batch, "批次（batches）", batches) for path, task in tasks(plan)
    ]
    for i, duty in enumerate(plan.duties):
        wanted.append((("duties", i, "at"), duty.at, "阶段或环节", places))
        wanted.append((("duties", i, "to"), duty.to, "上级机构（superiors）", superiors))
        if duty.approval:
            wanted.append((("duties", i, "approval", "by"), duty.approval.by, "上级机构（superiors）", superiors))
    wanted += [(("quotas", i, "at"), quota.at, "阶段或环节", places) for i, quota in enumerate(plan.quotas)]
    if plan.review:
        wanted.append((("review", "at"), plan.review.at, "阶段或环节", places))
    if plan.survey:
        wanted.append((("survey", "at"), plan.survey.at, "阶段或环节", places))
    for path, name, what, known in wanted:
        if name is not None and name not in known:
            hint = suggestion(name, known) or "先在上面写好它，再引用它的 id"
            yield Finding(path, f"没有标识为“{name}”的{what}", hint, seeks=name, among=(_LISTS[what],))


def _event_titles(plan: Plan) -> Iterator[Finding]:
    seen: set[str] = set()
    for i, event in enumerate(plan.events):
        if event.title in seen:
            yield Finding(("events", i, "title"), f"又有一个“{event.title}”", "写全称，让别的时间知道说的是哪一个")
        seen.add(event.title)


def _duties(plan: Plan) -> Iterator[Finding]:
    for i, duty in enumerate(plan.duties):
        path: Path = ("duties", i)
        if duty.verb in FILING and duty.to is None:
            yield Finding((*path, "verb"), f"{duty.verb}要写明报给谁", "加一行“to: 上级机构的 id”")
        if duty.verb not in FILING and duty.audience is None:
            yield Finding(
                (*path, "verb"),
                f"{duty.verb}要写明向谁公开",
                "加一行“audience: public”（社会）、members（党员群众）、limited（一定范围）或 undecided（待定）",
            )


def _times(path: Path, entry: Timed) -> Iterator[Finding]:
    if isinstance(entry, Phase) and not (entry.title or entry.label or entry.when):
        yield Finding(path, "没有写名称", "加一行“title: 名称”；方案没有起名的，写它印的编号（label）或时间（when）")
    elif isinstance(entry, Task) and not isinstance(entry, Phase) and not entry.title:
        yield Finding(path, "缺少“title”", "加一行“title: …”（名称）")
    if entry.dates is None:
        return
    start, end = entry.dates.start, entry.dates.end
    if start is None and end is None:
        yield Finding((*path, "dates"), "dates 里没有日期", "写 start、end 中的一个或两个")
    if start and end and start > end:
        yield Finding((*path, "dates", "end"), f"结束（{end}）早于开始（{start}）", "检查两个日期，尤其是年份")
    if entry.undated:
        yield Finding((*path, "undated"), "又写了日期，又说没有固定日期", "dates 和 undated 只留一个")
