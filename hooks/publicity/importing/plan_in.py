"""A document becomes a plan: its parts found, named, dated by the plan's own calendar; what is unsure is doubted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from publicity.importing.blocks import Paper, Paragraph, Table
from publicity.importing.grid import CannotImportError
from publicity.importing.outline import Line, Part, outline
from publicity.importing.plan_amounts import claims_in, questions_in, quotas_in
from publicity.importing.plan_draft import Drafted, PlanDraft, flat, short
from publicity.importing.plan_duties import duties_in
from publicity.importing.plan_head import head_of
from publicity.importing.plan_names import give_event_id, give_ids
from publicity.importing.plan_phases import batch, batch_parts, call, phase, phase_parts
from publicity.importing.plan_points import participants, points, section_of, sections
from publicity.importing.plan_tables import phases_in_table
from publicity.importing.times_in import times_in
from publicity.plans.plan import Plan
from publicity.plans.schedule import schedule
from publicity.regex import regex

_FOOTER = regex(
    r"\s*(?:版权所有|ICP备案|.{0,12}ICP备\d|主办单位[:：]|承办单位[:：]|网站标识码|.{0,30}公网安备|上一篇|下一篇|打印本页|关闭窗口)"
)
_EVENT = regex(r"取决于“(.+?)”，方案的 events 里没有它")
_POINTS = ("goals", "problems", "leadership")


def draft_plan(paper: Paper, issued: date | None = None, before: Plan | None = None) -> PlanDraft:
    """What a document says of a plan. `issued` overrides its own day; ids are those of `before` where names agree.

    Raises CannotImportError where it is no plan, or no day of issue is found.
    """
    lines = lines_of(paper)
    head, day, after = head_of(lines, paper.facts, issued)
    root = outline(after)
    draft = PlanDraft(head, told=list(paper.told))
    _lists(draft, root)
    phases, home = phase_parts(root, day)
    tables = [made for block in paper.blocks if isinstance(block, Table) for made in phases_in_table(block, day)]
    by_part: list[tuple[Part, Drafted]] = []
    if batches := batch_parts(root, day):
        _batches(draft, batches, by_part, day)
    elif tables and len(tables) >= len(phases):
        draft.lists["phases"] = tables
    else:
        by_part = [(part, phase(part, day)) for part in phases]
        draft.lists["phases"] = [made for _, made in by_part]
        call(draft.lists["phases"])
    if not draft.lists["phases"]:
        draft.told.append("没有看出阶段：方案不分阶段的，把各项工作写在 steps 里")
    _whole(draft, root, home, day)
    _sentences(draft, root, by_part, day)
    if not any(draft.lists.values()):
        raise CannotImportError("没有看出这是工作方案：阶段、目标、问题、组织领导一样也没有找到")
    give_ids(draft, before)
    _settle(draft)
    return draft


def lines_of(paper: Paper) -> list[Line]:
    """The paragraphs outside of tables, a line broken by hand beginning a new one."""
    return [
        Line(" ".join(text.split()), block.place)
        for block in paper.blocks
        if isinstance(block, Paragraph)
        for text in block.text.split("\n")
        if text.strip() and not _FOOTER.match(text)
    ]


def _lists(draft: PlanDraft, root: Part) -> None:
    found = sections(root)
    for key in _POINTS:
        if key in found:
            draft.lists[key] = list(points(found[key]))
            if not draft.lists[key]:
                draft.told.append(f"“{found[key].title}”里没有分条，没有导入：{short(found[key].text, 60)}")
            elif found[key].parts and found[key].text:
                draft.told.append(f"“{found[key].title}”开头没有编号的话没有导入：{short(found[key].text, 60)}")
    if "participants" in found:
        draft.lists["participants"] = list(participants(found["participants"]))


def _batches(
    draft: PlanDraft, batches: Sequence[tuple[Part, list[Part]]], by_part: list[tuple[Part, Drafted]], day: date
) -> None:
    """Batches, and the phases of each."""
    for part, phases in batches:
        made = batch(part, day)
        draft.entries("batches").append(made)
        own = [(one, phase(one, day)) for one in phases]
        call([one for _, one in own])
        for _, one in own:
            one.values["batch"] = made
        by_part += own
    draft.lists["phases"] = [made for _, made in by_part]


def _whole(draft: PlanDraft, root: Part, home: Part | None, day: date) -> None:
    """The time of the whole campaign, and how many phases and steps the plan claims."""
    claims: dict[str, int] = {}
    near = list(home.said) if home else []
    for line in [*near, *root.said, *(line for part in root.parts for line in part.said)]:
        if draft.period is None and (
            line in near or any(w in line.text for w in ("活动", "工作", "行动", "此次", "本次"))
        ):
            draft.period = _period(line, day, near=line in near)
        for key, many in claims_in(line).items():
            if key not in claims:
                claims[key] = many
                draft.claims = draft.claims or Drafted({}, line, wants_digest=False)
                draft.claims.values[key] = many


def _period(line: Line, day: date, *, near: bool) -> Drafted | None:
    for found in times_in(line.text, day):
        before = line.text[: found.start]
        spoken = near or before.rstrip("：: ，,为是在自从").endswith(("时间", "活动", "工作", "行动", "期限"))
        lasting = (found.bounded and any(j in found.words for j in "至到-—～~―–")) or (near and "开始" in found.words)
        if found.read and lasting and spoken and "阶段" not in before[-12:]:
            made = Drafted({"when": _begun(found.words)}, line, wants_digest=False)
            if not found.bounded:
                made.doubt("总时间只读到了开始：后面印没印结束")
            return made
    return None


def _begun(words: str) -> str:
    """从3月开始至8月 as it is read without 从."""
    return re.sub(r"^[从自](?=[\d一二三四五六七八九十〇零○今明])", "", words)


def _sentences(draft: PlanDraft, root: Part, by_part: Sequence[tuple[Part, Drafted]], day: date) -> None:
    """Duties, amounts and questions of every sentence, each at the step or phase in which it stands."""
    seen: set[int] = set()
    for line, place, title in _placed(by_part, draft.lists["phases"]):
        _of_line(draft, line, place, title, day)
    for part, _ in by_part:
        seen |= {id(below) for below in part.walk}
    for part in root.walk:
        above_lists = section_of(part) in ("goals", "problems", "participants")
        if id(part) in seen or above_lists:
            seen |= {id(below) for below in part.parts} if above_lists else set()
            continue
        for line in part.said:
            _of_line(draft, line, None, part.title, day)
    if not by_part:
        for made in flat(draft.lists["phases"]):
            if made.source and not made.below:
                _of_line(draft, made.source, made, str(made.values.get("title", "")), day)


def _placed(by_part: Sequence[tuple[Part, Drafted]], phases: Sequence[Drafted]) -> Iterator[tuple[Line, Drafted, str]]:
    for part, made in by_part:
        yield from ((line, made, part.title) for line in part.said)
        for step_part, step in zip(part.parts, made.below, strict=False):
            yield from ((line, step, step_part.title) for line in step_part.said)
            if not step_part.parts:
                continue
            for below_part, below in zip(step_part.parts, step.below, strict=False):
                yield from ((line, below, below_part.title) for one in below_part.walk for line in one.said)


def _of_line(draft: PlanDraft, line: Line, place: Drafted | None, title: str, day: date) -> None:
    for duty in duties_in(line, title, day):
        duty.values["at"] = place
        draft.entries("duties").append(duty)
    for quota in quotas_in(line):
        quota.values["at"] = place
        draft.entries("quotas").append(quota)
    if (found := questions_in(line, title)) and getattr(draft, found[0]) is None:
        found[1].values["at"] = place
        setattr(draft, found[0], found[1])


def plan_values(draft: PlanDraft) -> dict[str, Any]:
    """The plan as the values of its file."""
    values: dict[str, Any] = dict(draft.head.values)
    for key in ("period", "claims", "review", "survey"):
        if made := getattr(draft, key):
            values[key] = dict(made.values)
    for key, entries in draft.lists.items():
        if entries:
            values[key] = [_values(one) for one in entries]
    return values


def _values(one: Drafted) -> dict[str, Any]:
    below = {"steps": [_values(it) for it in one.below]} if one.below else {}
    return {**one.values, **below}


def _settle(draft: PlanDraft) -> None:
    """Put the plan on the calendar; a time that its own order or years speak against is left open, and doubted."""
    for _ in range(200):
        try:
            made = schedule(Plan.model_validate(plan_values(draft)))
        except ValidationError:
            return  # told by the check of the file
        settled = [_doubted(draft, finding.path, finding.message) for finding in made.findings]
        if not settled or not all(settled):
            return


def _doubted(draft: PlanDraft, path: Sequence[str | int], message: str) -> bool:
    """Leave open what a finding is about; False where nothing can be left open."""
    entry: Drafted | None = draft.period if path[0] == "period" else None
    entries = draft.lists.get(str(path[0]), [])
    for step in path[1:]:
        if isinstance(step, int) and step < len(entries):
            entry = entries[step]
            entries = entry.below
    if event := _EVENT.search(message):
        made = Drafted({"title": event[1]}, entry.source if entry else None, wants_digest=False)
        made.doubt("有的时间从这一天算起：知道是哪天，加一行 day")
        return give_event_id(draft, made)
    if entry is None or "when" not in entry.values or entry.values.get("undated"):
        draft.head.doubt(message)
        return False
    entry.undate(message.partition("没有读出来：")[2] or message)
    return True


def named(draft: PlanDraft, key: str) -> Mapping[str, str]:
    """Ids by titles of a list, for tests and messages."""
    return {str(one.values.get("title")): str(one.values.get("id")) for one in flat(draft.lists.get(key, []))}
