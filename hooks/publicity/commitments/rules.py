"""What must hold within a commitment, between commitments, and between them and the plan."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from publicity.commitments.commitment import Commitment, Measure
from publicity.commitments.deadline import begins_closed, deadline_of, promised_on, read_deadline
from publicity.commitments.progress import Progress
from publicity.plans.plan import Plan
from publicity.problems.problem import Problem
from publicity.regex import regex
from publicity.texts.beside import Wording, check_named
from publicity.texts.document import Document
from publicity.texts.paths import leads_elsewhere
from publicity.texts.reading import Finding
from publicity.texts.suggesting import suggestion
from publicity.texts.tree import Path as Key
from publicity.when.reading import Reading, Refusal

_ADDRESS = regex(r"https?://[\w.-]+(?::\d+)?(?:[/?#]\S*)?", re.ASCII)
_WORDING = Wording(
    outside=("“{}”不在 docs 文件夹里", "依据写 docs 里的网页、附件，或 http 网址"),
    absent=("没有“{}”这个网页或文件", "检查文件名（含大小写）；路径从本文件所在的文件夹算起"),
    unpublished=("“{}”不会公开，不能作依据", "依据写读者打得开的网页、附件或网址"),
    pages=True,
)
_DEADLINE = "写成 7月底前、2026年7月15日前 这样；没有期限的写 长期坚持"
_BY_HAND = "；定不了的照抄原话，另写 due: {day: …, why: 依据}，或 undated: true"
_ADD = "加一行“{}: …”（{}）"


def own_findings(docs: Path, uri: str, entry: Commitment) -> Iterator[Finding]:
    """Check a commitment by itself. `docs` is the resolved folder of all pages."""
    stem = PurePosixPath(uri).stem
    if entry.id != stem:
        yield Finding(("id",), f"标识“{entry.id}”和文件名“{stem}”不同", f"改为 id: {stem}，或把文件改名")
    if entry.leader and not entry.leader.words:
        yield Finding(("leader",), "责任领导没有写职务，也没有写姓名", "写 post: 职务；原表没有的，删掉 leader")
    yield from _repeats(entry)
    yield from _history(entry)
    for i, progress in enumerate(entry.history):
        for j, evidence in enumerate(progress.evidence):
            yield from _evidence(("history", i, "evidence", j), docs, uri, evidence)
    yield from _amended(entry)


def plan_findings(entry: Commitment, plan: Plan) -> Iterator[Finding]:
    """Check what a commitment says of the plan."""
    problems, superiors = [point.id for point in plan.problems], [office.id for office in plan.superiors]
    for i, name in enumerate(entry.problem):
        if name not in problems:
            hint = suggestion(name, problems) or "先在 plan.yml 的 problems 里写好它"
            yield Finding(("problem", i), f"没有标识为“{name}”的问题（plan.yml 的 problems）", hint)
    for i, amendment in enumerate(entry.amended):
        for name in amendment.fields.problem or []:
            if name not in problems:
                message = f"没有标识为“{name}”的问题（plan.yml 的 problems）"
                yield Finding(("amended", i, "fields", "problem"), message, "照抄原来的 id")
    if entry.approval and entry.approval.by not in superiors:
        hint = suggestion(entry.approval.by, superiors) or "先在 plan.yml 的 superiors 里写好它"
        message = f"没有标识为“{entry.approval.by}”的上级机构（plan.yml 的 superiors）"
        yield Finding(("approval", "by"), message, hint)


def time_findings(entry: Commitment) -> Iterator[Finding]:
    """Check the times of a commitment by the day on which it was promised."""
    for path, words, by_hand in _times(entry):
        found = _read(entry, path, words)
        if isinstance(found, Refusal) and not by_hand:
            yield Finding(path, f"读不出“{words}”是哪一天：{found.reason}", _DEADLINE + _BY_HAND)
        elif isinstance(found, Reading) and by_hand:
            message = f"“{words}”读得出是哪一天，不能再写 {by_hand}"
            yield Finding(path, message, f"删掉 {by_hand}；原话印错了的，改原话")
    yield from _before_promise(entry)


def _read(entry: Commitment, path: Key, words: str) -> Reading | Refusal | None:
    """A printed time by the day of the promise; a measure may have been taken before it."""
    if path == ("deadline",):
        return deadline_of(entry, words, len(entry.amended))
    return read_deadline(words, entry.history[0].date, may_be_over=True)


def _before_promise(entry: Commitment) -> Iterator[Finding]:
    """A deadline that had passed before it was promised; what was done by then may have had one."""
    first = entry.history[0].date
    if begins_closed(entry):
        return
    original = entry.terms_after(0)
    found = deadline_of(entry, original.deadline, 0) if original.deadline else None
    due = original.due.day if original.due else found.end if isinstance(found, Reading) else None
    if due and due < first:
        at = [i for i, change in enumerate(entry.amended) if "deadline" in change.fields.names]
        key = "due" if original.due else "deadline"
        path: Key = ("amended", at[0], "fields", "deadline") if at else (key,)
        message = f"期限 {due} 比承诺公布的日子 {first} 还早"
        hint = "核对期限的年份；history 第一条的 date 是公布承诺的那天，后来的进展另写一条"
        yield Finding(path, message, hint, follows=(("history", 0, "date"),))


def strict_findings(entry: Commitment) -> Iterator[Finding]:
    """Demand all that a commitment should say, where the office wants that (`strict_commitments`)."""
    for name in entry.absent:
        about = Commitment.model_fields[name].description
        yield Finding((), f"缺少“{name}”", _ADD.format(name, about), follows=((name,),))
    for i, progress in enumerate(entry.history):
        path: Key = ("history", i)
        if progress.state is None:
            about = Progress.model_fields["state"].description
            yield Finding(path, "缺少“state”", _ADD.format("state", about), follows=((*path, "state"),))
        lacking = [name for name in ("evidence", "confirmed") if not getattr(progress, name)]
        if progress.state == "已完成" and lacking:
            what = "和".join({"evidence": "依据", "confirmed": "确认人"}[name] for name in lacking)
            hint = "加上 evidence: [网页、附件或网址] 和 confirmed: {by: …, at: …}"
            follows = tuple((*path, name) for name in lacking)
            yield Finding((*path, "state"), f"已完成要有{what}", hint, follows=follows)
    lasting = entry.tier in (None, "长期") or entry.history[-1].state == "长期坚持"
    if entry.deadline and _read(entry, ("deadline",), entry.deadline) is None and not lasting:
        message = f"期限“{entry.deadline}”没有截止的日子，只有长期的承诺才能这样写"
        hint = "写明期限，如 7月底前；确实长期的，改为 tier: 长期"
        yield Finding(("deadline",), message, hint, follows=(("tier",), ("history",)))
    for path, words in _old_times(entry):
        day = promised_on(entry, int(path[1]))
        if isinstance(found := read_deadline(words, day, may_be_over=path[-1] == "when"), Refusal):
            yield Finding(path, f"读不出“{words}”是哪一天：{found.reason}", _DEADLINE)


def common_problems(documents: Iterable[Document[Commitment]]) -> Iterator[Problem]:
    """Check that no two commitments bear one id."""
    owners: dict[str, str] = {}
    for document in documents:
        entry = document.form.value
        if entry is None or document.form.faulty_below(("id",)):
            continue
        if entry.id in owners:
            message = f"标识“{entry.id}”已经给了 {owners[entry.id]}"
            yield from document.form.locate([Finding(("id",), message, "换一个标识，文件也改成同样的名字")])
        owners.setdefault(entry.id, document.source.file)


def _history(entry: Commitment) -> Iterator[Finding]:
    first = entry.history[0].date
    if entry.approval and entry.approval.at > first:
        message = f"{first} 就公布了，{entry.approval.at} 才批准"
        yield Finding(("approval", "at"), message, "检查批准日期和第一条进展的日期", follows=(("history", 0, "date"),))
    for i, progress in enumerate(entry.history):
        path: Key = ("history", i)
        if i and progress.date < entry.history[i - 1].date:
            message = f"{progress.date} 早于上一条的 {entry.history[i - 1].date}"
            before = ("history", i - 1, "date")
            yield Finding((*path, "date"), message, "进展从早到晚写，新的写在最后", follows=(before,))
        if progress.state == "中止" and not progress.note:
            follows = ((*path, "note"),)
            yield Finding((*path, "state"), "中止要写原因", "加一行“note: 为什么中止”", follows=follows)
        if progress.confirmed and progress.confirmed.at and progress.confirmed.at < progress.date:
            message = f"确认日期早于这一条的日期 {progress.date}"
            hint = "检查 confirmed 的 at 和这一条的 date"
            yield Finding((*path, "confirmed", "at"), message, hint, follows=((*path, "date"),))


def _amended(entry: Commitment) -> Iterator[Finding]:
    first = entry.history[0].date
    for i, amendment in enumerate(entry.amended):
        path: Key = ("amended", i)
        if amendment.date < first:
            message = f"修改日期早于承诺公布的日期 {first}"
            hint = "公布以前的修改不用记录；检查日期"
            yield Finding((*path, "date"), message, hint, follows=(("history", 0, "date"),))
        elif i and amendment.date < entry.amended[i - 1].date:
            message = f"{amendment.date} 早于上一条的 {entry.amended[i - 1].date}"
            before = ("amended", i - 1, "date")
            yield Finding((*path, "date"), message, "修改记录从早到晚写，新的写在最后", follows=(before,))
        if not amendment.fields.names:
            yield Finding((*path, "fields"), "没有写改了哪一项", "写“deadline: 原来的期限”这样，一项一行")
    for i, name, old, new in entry.old_words():
        if _plain(old) == _plain(new):
            message = "“原来的话”和改后的话一样"
            hint = "fields 里照抄修改以前的原话；没有改的不用写"
            following = [("amended", j, "fields", name) for j in range(i + 1, len(entry.amended))]
            yield Finding(("amended", i, "fields", name), message, hint, follows=((name,), *following))


def _plain(words: object) -> object:
    if isinstance(words, list):
        return [one.model_dump(exclude={"state"}) if isinstance(one, Measure) else one for one in words]
    return words


def _times(entry: Commitment) -> Iterator[tuple[Key, str, str]]:
    """Every printed time in force: its path, its words, the key that stands for it by hand where one does."""
    if entry.deadline:
        yield ("deadline",), entry.deadline, "due" if entry.due else "undated" if entry.undated else ""
    for i, measure in enumerate(entry.measures):
        if measure.when:
            yield ("measures", i, "when"), measure.when, "undated" if measure.undated else ""


def _old_times(entry: Commitment) -> Iterator[tuple[Key, str]]:
    for i, amendment in enumerate(entry.amended):
        old = amendment.fields
        if old.deadline and old.meant("deadline"):
            yield ("amended", i, "fields", "deadline"), old.deadline
        for j, measure in enumerate(old.measures or []):
            if measure.when:
                yield ("amended", i, "fields", "measures", j, "when"), measure.when


def _repeats(entry: Commitment) -> Iterator[Finding]:
    for i, name in enumerate(entry.problem):
        if name in entry.problem[:i]:
            yield Finding(("problem", i), f"“{name}”写了两次", "删掉一个")
    if entry.due and entry.undated:
        yield Finding(("undated",), "写了最后一天，又写了没有日子", "due 和 undated 只留一个")
    if not entry.deadline and (entry.due or entry.undated):
        key = "due" if entry.due else "undated"
        yield Finding((key,), f"没有写期限的原话，不能只写 {key}", "加一行“deadline: 原话”", follows=(("deadline",),))


def _evidence(path: Key, docs: Path, uri: str, evidence: str) -> Iterator[Finding]:
    """Evidence is a page of docs/, a file beside it that may be published, or an address."""
    if leads_elsewhere(evidence):
        if not _ADDRESS.fullmatch(evidence):
            yield Finding(path, f"“{evidence}”不是能打开的网址", "网址以 http:// 或 https:// 开头，中间没有空格")
        return
    yield from check_named(path, docs, uri, evidence, _WORDING)
