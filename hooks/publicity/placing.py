"""Where an article belongs, and what must hold between it, the plan and the other articles."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from publicity.article import Article, Bulletin, Publication
from publicity.document import Document
from publicity.plan import Plan
from publicity.problem import Problem
from publicity.reading import Finding, suggestion
from publicity.schedule import Schedule, Span, walk


@dataclass(frozen=True)
class Place:
    """The phase and step that an article belongs to; None where it belongs to none."""

    phase: str | None
    step: str | None


class Placer:
    """Knows the plan and the files, and judges articles by them."""

    def __init__(self, docs: Path, plan: Plan, schedule: Schedule) -> None:
        self.docs = docs
        self.schedule = schedule
        self.phases = {phase.entry.id: phase for phase in schedule.phases}
        self.phase_of = {step.entry.id: phase.entry.id for phase in schedule.phases for step in walk(phase.steps)}
        self.duties = [duty.id for duty in plan.duties]
        homes = self.phase_of | {name: name for name in self.phases}
        self.phase_of_duty = {duty.id: homes[duty.at] for duty in plan.duties if duty.at in homes}
        self.superiors = [superior.id for superior in plan.superiors]

    def place(self, uri: str, entry: Article) -> tuple[Place, list[Finding]]:
        """Decide where an article belongs, and check it by itself."""
        findings = [*self._references(entry), *self._times(entry), *self._files(uri, entry), *_kind(uri, entry)]
        place, misplaced = self._home(entry)
        return place, findings + misplaced

    def _home(self, entry: Article) -> tuple[Place, list[Finding]]:
        """The phase that is written; else the step's, that of the duties, the only one that the date lies in."""
        if entry.phase in self.phases or entry.step in self.phase_of:
            phase = entry.phase or self.phase_of.get(entry.step or "")
            if entry.step and entry.phase and self.phase_of.get(entry.step, entry.phase) != entry.phase:
                message = f"环节“{entry.step}”不在阶段“{entry.phase}”里，它属于“{self.phase_of[entry.step]}”"
                return Place(phase, entry.step), [Finding(("phase",), message, "改 phase 或 step，使两者一致")]
            return Place(phase, entry.step), []
        if entry.phase or entry.step or not self.phases:
            return Place(None, None), []  # an unknown id is told elsewhere; a plan without phases has no home
        owed = {self.phase_of_duty[duty] for duty in entry.fulfils if duty in self.phase_of_duty}
        if len(owed) == 1:
            return Place(owed.pop(), None), []
        holding = phases_on(self.schedule, entry.date)
        if len(holding) == 1:
            return Place(holding[0], None), []
        names = "、".join(f"{name}（{self.phases[name].entry.title}）" for name in holding or self.phases)
        if holding:
            message = f"{entry.date} 同时属于 {len(holding)} 个阶段，不知放在哪个"
        elif _holds(self.schedule.period, entry.date):
            message = f"{entry.date} 不在任何阶段之内，不知放在哪个"
        else:
            message = f"{entry.date} 不在活动期间（{_days(self.schedule.period)}）之内"
        return Place(None, None), [Finding(("date",), message, f"检查日期，或加一行“phase: …”，可写：{names}")]

    def _references(self, entry: Article) -> Iterator[Finding]:
        if entry.phase and entry.phase not in self.phases:
            yield _unknown(("phase",), entry.phase, "阶段", list(self.phases))
        if entry.step and entry.step not in self.phase_of:
            yield _unknown(("step",), entry.step, "环节", list(self.phase_of))
        for i, duty in enumerate(entry.fulfils):
            if duty not in self.duties:
                yield _unknown(("fulfils", i), duty, "义务（plan.yml 的 duties）", self.duties)
        if isinstance(entry, Publication):
            for key, office in (
                (("approval", "by"), entry.approval and entry.approval.by),
                (("filing", "to"), entry.filing and entry.filing.to),
            ):
                if office and office not in self.superiors:
                    yield _unknown(key, office, "上级机构（plan.yml 的 superiors）", self.superiors)

    def _times(self, entry: Article) -> Iterator[Finding]:
        if entry.updated and entry.updated.at < entry.published:
            yield Finding(("updated", "at"), "更新时间早于首次发布时间", "检查 published 和 updated 的 at")
        if entry.expires and entry.expires < entry.published.date():
            yield Finding(("expires",), "还没发布就过期了", "expires 是公开的最后一天，不早于 published")
        if isinstance(entry, Publication) and entry.notice and entry.notice.opens > entry.notice.closes:
            yield Finding(("notice", "closes"), "公示结束早于开始", "检查 opens 和 closes")

    def _files(self, uri: str, entry: Article) -> Iterator[Finding]:
        named: list[tuple[tuple[str | int, ...], str]] = [
            (("attachments", i, "file"), attachment.file) for i, attachment in enumerate(entry.attachments)
        ]
        if entry.picture:
            named.append((("picture", "file"), entry.picture.file))
        folder = (self.docs / uri).parent
        for path, file in named:
            target = (folder / file).resolve()
            if not target.is_relative_to(self.docs.resolve()):
                yield Finding(path, f"“{file}”不在 docs 文件夹里", "把文件放到本文件旁边的文件夹里")
            elif not target.is_file():
                near = sorted(p.name for p in target.parent.glob("*") if p.is_file()) if target.parent.is_dir() else []
                hint = suggestion(Path(file).name, near)
                yield Finding(path, f"没有“{file}”这个文件", hint or "检查文件名（含大小写）；文件放在本文件旁边")

    # -- together ----------------------------------------------------------------------------------

    def check_together(
        self, bulletins: Sequence[Document[Bulletin]], publications: Sequence[Document[Publication]]
    ) -> list[Problem]:
        """Check numbering, back-dating and old addresses over all articles."""
        return [*_numbering(bulletins), *_old_paths([*bulletins, *publications])]


def phases_on(schedule: Schedule, day: date) -> list[str]:
    """The ids of the phases that a day lies in: one decides where an article of that day belongs."""
    return [phase.entry.id for phase in schedule.phases if _holds(phase.span, day)]


def _kind(uri: str, entry: Article) -> Iterator[Finding]:
    if not isinstance(entry, Bulletin):
        return
    if entry.kind == "简报" and entry.issue is None:
        yield Finding(("kind",), "简报要有期号", "加一行“issue: 期号”，或者改为 kind: 动态")
    if entry.kind == "动态" and entry.issue:
        yield Finding(("issue",), "动态没有期号", "删掉 issue，或者改为 kind: 简报")
    folder = uri.split("/")[1]
    if folder.isdigit() and int(folder) != entry.date.year:
        yield Finding(
            ("date",), f"日期是 {entry.date.year} 年的，文件却在 {folder} 文件夹里", "改日期，或把文件移到对应年份"
        )


def _numbering(bulletins: Iterable[Document[Bulletin]]) -> Iterator[Problem]:
    """Yield holes, repeats and back-dating among numbered bulletins."""
    numbered = [
        (document.form.value.issue.number, document)
        for document in bulletins
        if document.form.value and document.form.value.issue and not document.form.faulty_below(("issue",))
    ]
    numbered.sort(key=lambda pair: (pair[0], pair[1].uri))
    expected, before = 1, None
    for number, document in numbered:
        found: list[Finding] = []
        if before and number == before[0]:
            found.append(Finding(("issue",), f"第 {number} 期有两份（另一份是 {before[1].uri}）", "改期号"))
        elif number != expected:
            found.append(Finding(("issue",), f"期号不连续：缺第 {expected} 期", f"改为 {expected}，或补上缺的那一期"))
        entry, earlier = document.form.value, before[1].form.value if before else None
        if entry and earlier and entry.published < earlier.published:
            message = f"第 {number} 期的发布时间早于第 {earlier.issue.number if earlier.issue else 0} 期"
            found.append(Finding(("published",), message, "发布时间不能倒签；检查 published 和期号"))
        yield from document.form.locate(found)
        expected, before = number + 1, (number, document)


def _old_paths(documents: Iterable[Document[Bulletin] | Document[Publication]]) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for document in documents:
        for i, path in enumerate(document.form.value.old_paths if document.form.value else ()):
            if path in owners:
                message = f"旧网址“{path}”已经给了 {owners[path]}"
                yield from document.form.locate([Finding(("old_paths", i), message, "一个旧网址只能转到一处")])
            owners.setdefault(path, document.uri)


def _unknown(path: tuple[str | int, ...], name: str, what: str, known: list[str]) -> Finding:
    return Finding(path, f"没有标识为“{name}”的{what}", suggestion(name, known) or "检查 plan.yml 里的 id")


def _holds(span: Span, day: date) -> bool:
    return span.known and (span.start or date.min) <= day <= (span.end or date.max)


def _days(span: Span) -> str:
    return f"{span.start or '…'} 至 {span.end or '…'}"
