"""The phases of a plan with their printed times, their steps and what is below these (handbook/domain.md#plan)."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from publicity.importing.outline import Line, Part, listed, outline, sentences
from publicity.importing.plan_draft import Drafted, short
from publicity.importing.plan_points import section_of
from publicity.importing.times_in import TimeIn, times_in
from publicity.regex import regex

_ABOUT_TIME = regex(r"步骤|阶段|时间|进度|日程|实施|方法|流程")
_WHEN = regex(
    r"^(?:[（(])?(?:活动|工作|实施|完成|本阶段|该阶段|这一阶段|此阶段)*(?:时间|时限)(?:安排|要求|节点)?(?:为|是|在|[：:])*"
)
_BEFORE_TIME = regex(
    r"[，,；;]?\s*(?:活动|工作|实施|完成)*(?:时间|时限)?(?:安排|要求|节点)?(?:为|是|从|自|在|于|[：:])*$"
)
# A time without days: it is printed, and stays open.
_OPEN_TIME = regex(
    r".{0,12}(?:期间|会前|会后|[之以]?[前后]|适时|长期坚持|长期|常态化?|待定|另行通知|全程|贯穿始终|持续推进)$"
)
_IN_BRACKETS = regex(r"[（(]([^（）()]*)[)）]")
_INLINE = regex(r"(?=第[一二三四五六七八九十]{1,2}(?:个?阶段|步骤?|环节)(?![一二三四五六七八九十、]))")
_SKIPPED = ("goals", "problems", "leadership", "participants")
MOST_STEPS = 100


def phase_parts(root: Part, issued: date) -> tuple[list[Part], Part | None]:
    """The parts that are phases, and the part that holds them; none where the plan names none."""
    best: tuple[float, list[Part], Part] | None = None
    for part in root.walk:
        if section_of(part) in _SKIPPED and not _ABOUT_TIME.search(part.title):
            continue
        for kind in dict.fromkeys(one.kind for one in part.parts):
            group = [one for one in part.parts if one.kind == kind and _is_phase(one, issued)]
            score = sum(_score(one, issued) for one in group) + (2 if _ABOUT_TIME.search(part.title) else 0)
            if group and score >= 4 and (best is None or score > best[0]):
                best = score, group, part
    if best is None:
        return _in_prose(root)
    group, home = best[1], best[2]
    if home.kind not in ("",) and _ABOUT_TIME.search(home.title):  # in a section about time all siblings are phases
        group = [one for one in home.parts if one.kind == group[0].kind and not section_of(one)]
    return group, home


def batch_parts(root: Part, issued: date) -> list[tuple[Part, list[Part]]]:
    """The batches of units that go through phases of their own, with these; none where there are no two."""
    found = []
    for part in root.walk:
        if part.kind == "batch":
            phases = [one for one in part.parts if _is_phase(one, issued)]
            if phases or any(times_in(part.title, issued)):
                found.append((part, phases))
    return found if len(found) > 1 else []


def batch(part: Part, issued: date) -> Drafted:
    """A batch with its time."""
    title, time = _without_time(part.title, issued)
    made = Drafted({"title": f"{part.label}{f'（{title}）' if title else ''}"}, part.line, wants_digest=False)
    if time:
        made.values["when"] = time.words
        if not time.read:
            made.undate(time.why)
    return made


def _is_phase(part: Part, issued: date) -> bool:
    return part.kind in ("stage", "bare") or (not section_of(part) and _score(part, issued) > 0)


def _score(part: Part, issued: date) -> float:
    if section_of(part):
        return 0
    named = part.kind in ("stage", "bare") or bool(re.search(r"阶段|环节", part.title))
    first = part.said[0].text if part.said else ""
    timed = any(times_in(part.title, issued)) or (first.startswith("时间") and any(times_in(first[:60], issued)))
    return 2 * named + 2 * timed


def _in_prose(root: Part) -> tuple[list[Part], Part | None]:
    """第一阶段为…；第二阶段为… within one paragraph, as parts."""
    for part in root.walk:
        for line in part.said:
            pieces = [one for one in _INLINE.split(line.text) if re.match("第[一二三四五六七八九十]", one)]
            if len(pieces) > 1:
                made = outline([Line(piece.rstrip("；;"), line.place) for piece in pieces]).parts
                return [one for one in made if one.kind == "stage"], part
    return [], None


def phase(part: Part, issued: date) -> Drafted:
    """A phase with its steps."""
    made = Drafted({"label": part.label or None, "title": None}, _source(part))
    title, words, kind = _head(part, issued, made)
    made.values["title"] = title or None
    if kind != "阶段":
        made.values["kind"] = kind
    if words:
        made.values["when"] = words.words
        if not words.read:
            made.undate(words.why)
    else:
        made.doubt("没有读到这个阶段的时间", _source(part) if part.text else part.line)
    made.values = {key: value for key, value in made.values.items() if value is not None}
    made.below = [step(one, issued, made) for one in part.parts][:MOST_STEPS]
    return made


def step(part: Part, issued: date, above: Drafted) -> Drafted:
    """A step with what is below it: parts of its own, else what its text numbers in words (一要…二要…)."""
    title, time = _without_time(part.title, issued)
    made = Drafted({"label": _bare(part.label), "title": title or _from_text(part)}, _source(part))
    if not title:
        made.doubt("这一项没有单独的名称，title 取的是第一句")
    if time:
        made.values["when"] = time.words
        if not time.read:
            made.undate(time.why)
    for below in part.parts:
        name, when = _without_time(below.title, issued)
        one = Drafted({"label": _bare(below.label), "title": name or _from_text(below)}, _source(below))
        if when:
            one.values["when"] = when.words
            if not when.read:
                one.undate(when.why)
        made.below.append(one)
    if not part.parts:
        made.below = list(_in_words(part))
    made.values = {key: value for key, value in made.values.items() if value}
    return made


def _in_words(part: Part) -> Iterator[Drafted]:
    for line in part.said:
        for number, said in listed(line.text):
            title = re.split(r"[。；;，,：:]", said)[0].strip()
            yield Drafted({"label": number, "title": title[:60]}, Line(said, line.place))


def _head(part: Part, issued: date, made: Drafted) -> tuple[str, TimeIn | None, str]:
    """Title, time and what the plan calls it, from the heading, else from the first words below it."""
    title, time = _without_time(part.title, issued)
    called = title if part.kind != "stage" else part.label
    kind = "环节" if called.endswith("环节") else "步骤" if called.endswith(("步骤", "步")) else "阶段"
    if time:
        return title, time, kind
    for line in part.said[:3]:
        for sentence in sentences(line.text)[:2]:
            lead = _WHEN.match(sentence)
            named = bool(lead and lead[0])
            found = times_in(sentence, issued)
            head = re.sub(r"[，,：:。\s]+$", "", sentence[: found[0].start]) if found else ""
            if found and (
                named
                or not head
                or re.fullmatch(
                    r"(?:本|该|这一|此)?阶段(?:的?时间)?(?:为|是|从|在)?|时间|为|是|主要|拟|计划|于|在", head
                )
            ):
                if len(found) > 1 and named:
                    made.doubt("这个阶段印了不止一个时间，when 取的是第一个", line)
                return title, found[0], kind
    return title, None, kind


def call(made: Sequence[Drafted]) -> None:
    """Call what bears no 阶段 in its name 环节 where most of its neighbours bear it: plans count those apart."""
    named = [one for one in made if "阶段" in f"{one.values.get('title', '')}{one.values.get('label', '')}"]
    for one in made:
        if len(made) > len(named) > len(made) / 2 and one not in named and "kind" not in one.values:
            one.values["kind"] = "环节"
            one.doubt("别的都叫阶段，它的名称里没有“阶段”，kind 写成了环节")


def _without_time(title: str, issued: date) -> tuple[str, TimeIn | None]:
    """A heading without the time printed in it, and the time."""
    for match in reversed(list(_IN_BRACKETS.finditer(title))):
        inner = match[1]
        if found := times_in(inner, issued):
            words = _all_of(inner, found, issued)
            return _tidy(title[: match.start()] + title[match.end() :]), words
        if _OPEN_TIME.fullmatch(inner):
            words = TimeIn(0, len(inner), inner, read=False, why="没有印日子")
            return _tidy(title[: match.start()] + title[match.end() :]), words
    found = times_in(title, issued)
    if not found:
        return _tidy(title), None
    words = _all_of(title[found[0].start : found[-1].end], found, issued)
    behind = title[found[-1].end :]
    return _tidy(
        _BEFORE_TIME.sub("", title[: found[0].start]) + ("" if behind[:1] in "，," and found[0].start else behind)
    ), words


def _all_of(text: str, found: Sequence[TimeIn], issued: date) -> TimeIn:
    """One time, or several as one that is left open: nobody can say here which of them is meant."""
    if len(found) == 1:
        return found[0]
    return TimeIn(0, len(text), short(text, 100), read=False, why="这里印了不止一个时间")


def _tidy(title: str) -> str:
    return re.sub(r"[（(]\s*[)）]|^[\s：:，,、—\-]+|[\s：:，,、—\-]+$", "", title).strip()


def _bare(label: str) -> str:
    """The number of a step as plans are quoted: 1、 and 1. are 1; brackets stay."""
    return re.sub(r"[、.．]\s*$", "", label).strip()


def _from_text(part: Part) -> str:
    said = part.text or part.line.text
    return re.split(r"[。；;，,：:]", said)[0].strip()[:60] or "待填"


def _source(part: Part) -> Line:
    return Line(part.text or part.line.text, part.line.place)
