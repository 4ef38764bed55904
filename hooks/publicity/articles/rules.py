"""What must hold within an article and between articles, whatever the plan says."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from publicity.articles.article import Article, Bulletin, Publication
from publicity.articles.unmarked import unmarked
from publicity.pictures.file import is_picture
from publicity.problems.problem import Problem
from publicity.results import rules as results_rules
from publicity.texts.beside import Wording, check_named
from publicity.texts.document import Document
from publicity.texts.reading import Finding

Key = tuple[str | int, ...]

_PARTED = "[，、；;]|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])"  # a topic is one word, two are two topics

_WORDING = Wording(
    outside=("“{}”不在 docs 文件夹里", "把文件放到本文件旁边的文件夹里"),
    absent=("没有“{}”这个文件", "检查文件名（含大小写）；文件放在本文件旁边"),
    unpublished=("“{}”不会作为文件发布", "另存一份，文件名不以 . 开头，也不是 .md 或 plan.yml"),
)


def own_findings(uri: str, entry: Article) -> Iterator[Finding]:
    """Check an article by itself, but for the files that it names."""
    yield from _times(entry)
    yield from _repeats(entry)
    yield from _run_together(entry)
    yield from unmarked(entry)
    if isinstance(entry, Bulletin):
        yield from _kind(entry)
        yield from _year(uri, entry)
    if isinstance(entry, Publication) and entry.results:
        yield from results_rules.own_findings(entry.results)


def common_problems(
    bulletins: Sequence[Document[Bulletin]], publications: Sequence[Document[Publication]], unread: int
) -> Iterator[Problem]:
    """Check numbering, back-dating and old addresses over all articles. `unread` bulletins could not be read."""
    yield from _numbering(bulletins, unread)
    yield from _old_paths([*bulletins, *publications])


def _times(entry: Article) -> Iterator[Finding]:
    for i, update in enumerate(entry.updated):
        if update.at < entry.published:
            yield Finding(("updated", i, "at"), "更新时间早于首次发布时间", "检查 published 和 updated 的 at")
    if entry.expires and entry.expires < entry.published.date():
        yield Finding(("expires",), "还没发布就过期了", "expires 是公开的最后一天，不早于 published")
    if isinstance(entry, Publication) and entry.notice and entry.notice.opens > entry.notice.closes:
        yield Finding(("notice", "closes"), "公示结束早于开始", "检查 opens 和 closes")


def _repeats(entry: Article) -> Iterator[Finding]:
    for key, listed in (("topics", entry.topics), ("fulfils", entry.fulfils)):
        for i, one in enumerate(listed):
            if one in listed[:i]:
                yield Finding((key, i), f"“{one}”写了两次", "删掉一个")


def _run_together(entry: Article) -> Iterator[Finding]:
    """Several items written as one, with commas that YAML takes for letters."""
    lists: list[tuple[Key, list[str], str]] = [(("topics",), entry.topics, _PARTED)]
    if isinstance(entry, Bulletin) and entry.issue:
        issue = entry.issue
        lists += [
            (("issue", key), listed, "，")
            for key, listed in (("report", issue.report), ("send", issue.send), ("distribute", issue.distribute))
        ]
    for key, listed, commas in lists:
        for i, one in enumerate(listed):
            parts = [part.strip() for part in re.split(commas, one) if part.strip()]
            if len(parts) > 1:
                hint = f"写成 [{', '.join(parts)}]，中间是半角逗号和空格；或一行一项"
                yield Finding((*key, i), f"“{one}”连成了一项", hint)


def _kind(entry: Bulletin) -> Iterator[Finding]:
    if entry.kind == "简报" and entry.issue is None:
        yield Finding(("kind",), "简报要有期号", "加一行“issue: 期号”，或者改为 kind: 动态", follows=(("issue",),))
    if entry.kind == "动态" and entry.issue:
        yield Finding(("issue",), "动态没有期号", "删掉 issue，或者改为 kind: 简报", follows=(("kind",),))


def _year(uri: str, entry: Bulletin) -> Iterator[Finding]:
    folder = uri.split("/")[1]
    if folder.isdecimal() and int(folder) != entry.date.year:
        message = f"日期是 {entry.date.year} 年的，文件却在 {folder} 文件夹里"
        yield Finding(("date",), message, "改日期，或把文件移到对应年份")


def file_findings(docs: Path, uri: str, entry: Article) -> Iterator[Finding]:
    """Check the files that the head of an article names. `docs` is the resolved folder of all pages."""
    named: list[tuple[Key, str]] = [(("attachments", i, "file"), a.file) for i, a in enumerate(entry.attachments)]
    if entry.picture:
        named.append((("picture", "file"), entry.picture.file))
        if not is_picture(entry.picture.file):
            yield Finding(
                ("picture", "file"), f"“{entry.picture.file}”不是图片", "题图用 .jpg、.png、.webp、.gif 或 .svg 文件"
            )
    for path, file in named:
        yield from check_named(path, docs, uri, file, _WORDING)


def _numbering(bulletins: Sequence[Document[Bulletin]], unread: int) -> Iterator[Problem]:
    """Yield holes, repeats and back-dating among numbered bulletins.

    A hole is not told where the missing number may be one that could not be read or was given twice.
    """
    numbered: list[tuple[int, Document[Bulletin]]] = []
    for document in bulletins:
        entry, form = document.form.value, document.form
        if entry is None or form.faulty_below(("issue",)) or (entry.kind == "简报") != (entry.issue is not None):
            unread += 1
        elif entry.issue:
            numbered.append((entry.issue.number, document))
    numbered.sort(key=lambda pair: (pair[0], pair[1].uri))
    spare = unread + len(numbered) - len({number for number, _ in numbered})
    expected, before = 1, None
    for number, document in numbered:
        found: list[Finding] = []
        if before and number == before[0]:
            message = f"第 {number} 期有两份（另一份是 {before[1].source.file}）"
            found.append(Finding(("issue", "number"), message, "改期号"))
        elif (missing := number - expected) > spare:
            message = f"期号不连续：缺第 {expected} 期"
            found.append(Finding(("issue", "number"), message, f"改为 {expected}，或补上缺的那一期"))
        else:
            spare -= missing
            found += _back_dated(before, (number, document)) if before else ()
        yield from document.form.locate(found)
        expected, before = number + 1, (number, document)


def _back_dated(before: tuple[int, Document[Bulletin]], after: tuple[int, Document[Bulletin]]) -> Iterator[Finding]:
    (earlier, first), (later, second) = before, after
    if first.form.faulty_below(("published",)) or not (first.form.value and second.form.value):
        return
    if second.form.value.published < first.form.value.published:
        message = f"第 {later} 期的发布时间早于第 {earlier} 期"
        yield Finding(("published",), message, "发布时间不能倒签；检查 published 和期号")


def _old_paths(documents: Iterable[Document[Bulletin] | Document[Publication]]) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for document in documents:
        for i, path in enumerate(document.form.value.old_paths if document.form.value else ()):
            if path in owners:
                message = f"旧网址“{path}”已经给了 {owners[path]}"
                yield from document.form.locate([Finding(("old_paths", i), message, "一个旧网址只能转到一处")])
            owners.setdefault(path, document.source.file)
