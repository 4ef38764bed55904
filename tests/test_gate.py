"""What must not be public is nowhere in the output: not a word of it, under any name, in any file."""

import gzip
import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from publicity.column.files import read_column
from publicity.column.gate import Hold
from tests.helpers.project import Project, make_project
from tests.helpers.searching import Words

pytestmark = pytest.mark.shipped

FIELDS = """\
---
title: {m}标题
date: 2009-06-03
published: {published}
updated: {{at: "{updated}", note: {m}更正}}
source: {m}来源
author: {m}作者
editor: {m}编辑
reviewer: {m}审核
{kind}
phase: analysis
step: mass-review
topics: [{m}主题]
summary: {m}摘要
picture: {{file: pictures/{m}.png, alt: {m}替代文字}}
attachments: [{{file: attachments/{m}.csv, title: {m}附件}}]
fulfils: [{fulfils}]
old_paths: [zt/{m}-old.html]
sample: true
{how}
---

{m}正文。

## {m}小标题

![{m}图](pictures/{m}-inline.png) [{m}链接](attachments/{m}-linked.csv)
"""
BULLETIN = "kind: 简报\nissue: {{number: 15, signed: {m}签发, report: [{m}报], send: [{m}送], distribute: [{m}发]}}"
NEWS = "kind: 动态"
PUBLICATION = (
    "kind: 整改落实方案\n"
    "filing: {{to: campaign-office, at: 2009-06-03, number: {m}文号}}\n"
    "notice: {{opens: 2009-06-03, closes: 2009-06-10}}\n"
    "results: {{valid: 9, grades: [{m}好, 差], questions: [{{text: {m}问, counts: [8, 1]}}], rule: {m}规则}}"
)
PAST = ("2009-06-04 09:00", "2009-06-05 09:00")
FUTURE = ("2009-09-20 09:00", "2009-09-21 09:00")
# name: (folder, kind, how it is held, (published, updated), duty)
HELD = {
    "draft": ("bulletins/2009", NEWS, "draft: true", PAST, "publish-review-results"),
    "future": ("bulletins/2009", BULLETIN, "", FUTURE, "publish-review-results"),
    "expired": ("bulletins/2009", NEWS, "expires: 2009-06-14", PAST, "publish-review-results"),
    "limited": ("publications", PUBLICATION, "audience: limited", PAST, "file-rectification-plan"),
    "unapproved": ("publications", PUBLICATION, "", PAST, "publish-rectification-plan"),
    "later": (
        "publications",
        PUBLICATION,
        "approval: {by: supervision-group, at: 2009-06-16}",
        PAST,
        "publish-rectification-plan",
    ),
}


def marker(name: str) -> str:
    return f"zhx{name}qv"


def picture(text: str) -> bytes:
    """A picture wide enough to be published in a narrower variant too, with a text in it that is not."""
    stream, told = BytesIO(), PngInfo()
    told.add_text("Comment", text)
    Image.radial_gradient("L").resize((1000, 500)).save(stream, "PNG", pnginfo=told)
    return stream.getvalue()


def plant(project: Project) -> None:
    """Add one held article of each sort, with a marker in every field and every file."""
    for name, (folder, kind, how, (published, updated), duty) in HELD.items():
        m = marker(name)
        place = project.root / "docs" / folder
        kind_lines = kind.format(m=m)
        text = FIELDS.format(m=m, kind=kind_lines, how=how, published=published, updated=updated, fulfils=duty)
        (place / f"2009-06-03-{m}.md").write_text(text, encoding="utf-8")
        for file in (
            f"pictures/{m}.png",
            f"attachments/{m}.csv",
            f"pictures/{m}-inline.png",
            f"attachments/{m}-linked.csv",
        ):
            (place / file).parent.mkdir(exist_ok=True)
            (place / file).write_bytes(picture(m) if file.endswith(".png") else f"{m}内容".encode())
        (place / "attachments" / f"{m}-nobody-names-me.docx").write_bytes(m.encode())


def traces(site: Path, name: str) -> list[str]:
    """Every file of the output whose name or content has the marker, and the search index if it would find it."""
    found = ["search/words"] if Words(site).pages(marker(name)) else []
    for path in site.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        content = gzip.decompress(content) if path.suffix == ".gz" else content
        if marker(name) in str(path.relative_to(site)) or marker(name).encode() in content:
            found.append(str(path.relative_to(site)))
    return found


def built(project: Project, **environment: str) -> Path:
    """The site of a project in which a file lies that no page names: a strict build would stop at it."""
    done = project.mkdocs("build", **environment)
    assert done.returncode == 0, done.stderr
    return project.root / "site"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Project:

    project = make_project(tmp_path_factory.mktemp("planted"))
    project.edit("mkdocs.yml", "# site_url:", "site_url: https://example.invalid/column/ #")
    plant(project)
    return project


@pytest.fixture(scope="module")
def gated(planted: Project) -> Path:
    return built(planted)


def test_each_is_held_for_its_own_reason(planted: Project) -> None:
    column = read_column(planted.root / "mkdocs.yml", planted.root / "docs").column
    assert column
    held = {uri: reason for uri, reason in column.held.items() if "zhx" in uri}
    assert {re.search("zhx(.*)qv", uri)[1]: reason for uri, reason in held.items()} == {  # type: ignore[index]
        "draft": Hold.DRAFT,
        "future": Hold.NOT_YET,
        "expired": Hold.EXPIRED,
        "limited": Hold.LIMITED,
        "unapproved": Hold.UNAPPROVED,
        "later": Hold.UNAPPROVED,
    }


@pytest.mark.parametrize("name", HELD)
def test_no_trace_is_left(gated: Path, name: str) -> None:
    assert traces(gated, name) == []


def test_the_markers_can_be_found(tmp_path: Path) -> None:
    """The search above would find them: on the day on which some of them are public, it does."""

    later = make_project(tmp_path / "later")
    plant(later)
    site = built(later, AS_OF="2009-09-21")
    assert len(traces(site, "future")) > 8
    assert traces(site, "later")
    found = traces(site, "future")
    for part in (
        "data/",
        "feeds/",
        "lists/",
        "index.html",
        "zt/",
        "attachments/",
        "pictures/",
        "search/pages/",
        "search/words",
    ):
        assert any(part in path for path in found), part
    assert any(path.endswith("qv.w480.png") for path in found)
    assert traces(site, "draft") == []
    assert not any("nobody-names-me" in path.name for path in site.rglob("*"))


def test_a_held_publication_is_no_evidence(gated: Path) -> None:
    page = (gated / "duties.html").read_text(encoding="utf-8")
    assert "还没有备案记录" in page


def test_what_is_unlisted_beside_articles_stays_in(gated: Path, planted: Project) -> None:
    assert list((planted.root / "docs").rglob("*nobody-names-me*"))
    assert not list(gated.rglob("*nobody-names-me*"))


def test_files_in_the_text_of_a_commitment_go_out_with_it(project: Project) -> None:
    beside = project.root / "docs" / "commitments"
    (beside / "pictures").mkdir()
    for name in ("named", "nobody-names-me"):
        Image.new("RGB", (40, 30), "teal").save(beside / "pictures" / f"{name}.png")
    (beside / "attachments" / "linked.csv").write_text("一,二\n", encoding="utf-8")
    commitment = beside / "community-contacts.md"
    text = "\n![整改前后对比](pictures/named.png)\n\n[清单](attachments/linked.csv)\n"
    commitment.write_text(commitment.read_text(encoding="utf-8") + text, encoding="utf-8")
    day = re.search(r"history:\n\s+- date: (\S+)", commitment.read_text(encoding="utf-8"))
    assert day
    site = built(project)
    page = (site / "commitments" / "community-contacts.html").read_text(encoding="utf-8")
    assert 'src="pictures/named.png" width="40" height="30"' in page.replace(' alt="整改前后对比"', "")
    assert {path.name for path in (site / "commitments" / "pictures").iterdir()} == {"named.png"}
    assert (site / "commitments" / "attachments" / "linked.csv").exists()
    before = (date.fromisoformat(day[1]) - timedelta(1)).isoformat()
    site = built(project, AS_OF=before)
    assert not (site / "commitments" / "pictures").exists()
    assert not list(site.rglob("linked.csv"))


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("docs/index.md", "bulletins/2009/2009-06-16-community-visit.md"),
        ("docs/bulletins/2009/2009-06-04-mass-review.md", "2009-06-16-community-visit.md"),
        ("docs/publications/activity-plan.md", "../bulletins/2009/2009-06-16-community-visit.md#x"),
    ],
)
def test_a_link_to_a_held_page_is_a_located_problem(project: Project, page: str, link: str) -> None:
    path = project.root / page
    path.write_text(path.read_text(encoding="utf-8") + f"\n见[这里]({link})。\n", encoding="utf-8")
    problems = read_column(project.root / "mkdocs.yml", project.root / "docs").problems
    found = [problem for problem in problems if problem.file == page]
    assert len(found) == 1
    assert "没有公开" in found[0].message
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[found[0].line - 1][found[0].column - 1 :].startswith(link)
    done = project.mkdocs("build", "--strict")
    assert done.returncode == 1
    assert f"{page}:{found[0].line}:{found[0].column}" in done.stderr


@pytest.mark.parametrize(
    "day",
    [
        *("2009-03-20", "2009-03-31", "2009-04-08", "2009-04-24", "2009-04-25"),
        *("2009-05-06", "2009-06-09", "2009-06-12", "2009-07-30", "2009-09-01"),
    ],
)
def test_exactly_what_had_been_published_by_a_day(project: Project, day: str) -> None:
    """The front matter is read here by other means, so that the gate is not judged by itself."""
    expected = set()
    for path in (project.root / "docs").rglob("*.md"):
        head = path.read_text(encoding="utf-8").split("---")[1]
        published = re.search(r"^published: (\S+)", head, re.M)
        expires = re.search(r"^expires: (\S+)", head, re.M)
        if not published or published[1] > day or (expires and expires[1] < day):
            continue
        unapproved = "fulfils: [publish-rectification-plan]" in head and "approval:" not in head
        if not re.search(r"^draft: true|^audience: limited", head, re.M) and not unapproved:
            expected.add(path.relative_to(project.root / "docs").with_suffix(".html").as_posix())
    site = project.build(AS_OF=day)
    built = {
        p.relative_to(site).as_posix()
        for folder in ("bulletins", "publications")
        for p in (site / folder).rglob("*.html")
    }
    assert built - {"bulletins/index.html", "publications/index.html"} == expected
