"""What goes with what, which files there are, what words mean: made of the column, and stable as it grows."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from publicity.articles.archive import Item
from publicity.column.column import Column
from publicity.column.overview import STATES
from publicity.pages.downloads import NEWEST, PAGE, Download, download_pages, downloads
from publicity.pages.glossary import GROUPS, anchor_of, anchors
from publicity.pages.related import MOST, Related
from publicity.plans.plan import FILING
from tests.helpers.columns import column_of
from tests.helpers.official import Built
from tests.helpers.project import Project

pytestmark = pytest.mark.shipped


@pytest.fixture
def column_read(project: Project) -> Column:
    return column_of(project)


def every(column: Column) -> dict[str, list[str]]:
    related = Related(column)
    public = (*column.bulletins, *column.publications)
    return {item.uri: [one.uri for one in related.articles(item)] for item in public}


def test_known_ties(column_read: Column) -> None:
    found = every(column_read)
    assert found["bulletins/2009/2009-06-15-rules-cleanup.md"] == [
        "bulletins/2009/2009-06-11-suggestions.md",
        "bulletins/2009/2009-06-03-early-fixes.md",
    ]
    first = min(column_read.bulletins, key=lambda item: item.order)
    assert found[first.uri] == []


def test_an_article_leads_to_few_and_only_to_earlier_ones_that_it_has_something_in_common_with(
    column_read: Column,
) -> None:
    by_uri = {item.uri: item for item in (*column_read.bulletins, *column_read.publications)}
    found, proved = every(column_read), Related(column_read).proved_by
    assert sum(map(bool, found.values())) > 10
    for uri, others in found.items():
        item, before = by_uri[uri], column_read.beside(by_uri[uri])[0]
        assert len(others) == len(set(others)) <= MOST
        for one in (by_uri[other] for other in others):
            assert one.order < item.order
            assert one is not before
            assert (
                {*one.entry.topics} & {*item.entry.topics}
                or {*one.entry.fulfils} & {*item.entry.fulfils}
                or (item.step and one.step == item.step)
                or {s.uri for s in proved(one)} & {s.uri for s in proved(item)}
            ), (uri, one.uri)


def test_a_new_article_changes_no_old_page(column_read: Column) -> None:
    last = column_read.bulletins[-1]
    later = last.entry.model_copy(update={"published": last.entry.published + timedelta(minutes=1), "title": "新的"})
    added = Item("bulletins/2009/2009-06-15-new.md", later, last.phase, last.step)
    archive = replace(column_read.archive, bulletins=(*column_read.archive.bulletins, added))
    before, after = every(column_read), every(replace(column_read, archive=archive))
    assert after.pop(added.uri)
    assert after == before


def test_a_promise_names_what_proves_it_and_both_lead_to_each_other(shipped: Path) -> None:
    page = Built(shipped / "commitments/rules-cleanup.html")
    listed = {link.attributes["href"]: link.parent.text() for link in page.tree.css("h2#related + ul a") if link.parent}
    (told,) = [words for address, words in listed.items() if address and "2009-06-15-rules-cleanup" in address]
    assert "是依据" in told
    back = Built(shipped / "bulletins/2009/2009-06-15-rules-cleanup.html").tree.css(".side a")
    assert "../../commitments/rules-cleanup.html" in [link.attributes["href"] for link in back]


# -- files -----------------------------------------------------------------------------------------------


def test_every_file_is_listed_once_with_what_it_is(shipped: Path) -> None:
    page = Built(shipped / "attachments.html")
    rows = page.tree.css("table.downloads tbody tr")
    links = [row.css_first("th a").attributes["href"] for row in rows]  # type: ignore[union-attr]
    there = [path.relative_to(shipped).as_posix() for path in shipped.rglob("attachments/*") if path.is_file()]
    assert sorted(map(str, links)) == sorted(there)
    days = [row.css_first("time").attributes["datetime"] or "" for row in rows]  # type: ignore[union-attr]
    assert days == sorted(days, reverse=True)
    assert "PDF 文件，" in rows[0].text()
    for name in ("index.html", "plan.html", "bulletins/2009/2009-06-15-rules-cleanup.html"):
        addresses = [link.attributes["href"] or "" for link in Built(shipped / name).tree.css(".site-footer a")]
        assert any(address.endswith("attachments.html") for address in addresses)
        assert any(address.endswith("glossary.html") for address in addresses)


def test_pages_of_files_are_numbered_from_the_oldest(column_read: Column) -> None:
    owner = column_read.bulletins[0]
    day = owner.entry.published.date()
    files = [Download(f"{n:04}.pdf", str(n), day, owner) for n in range(2001)]
    assert [(one.path, one.files) for one in download_pages([])] == [(NEWEST, ())]
    (only,) = download_pages(files[:PAGE])
    assert (only.path, only.newer, only.older, only.total) == (NEWEST, None, None, PAGE)
    pages = download_pages(files)
    assert [page.path for page in pages[:2]] == ["lists/attachments-1.md", "lists/attachments-2.md"]
    assert pages[-1].path == NEWEST
    assert [file for page in pages for file in page.files[::-1]] == files
    for page, after in pairwise(pages):
        assert (page.newer, after.older) == (after.path, page.path)
    more = download_pages([*files, Download("new.pdf", "新", day, owner)])
    changed = [one.path for one, other in zip(pages, more, strict=True) if one.files != other.files]
    assert changed == [NEWEST]


def test_a_file_that_two_pages_name_belongs_to_the_first(column_read: Column) -> None:
    found = downloads(column_read, lambda _: frozenset())
    assert len({one.uri for one in found}) == len(found)
    assert {one.uri for one in found} <= column_read.public_files


def test_a_column_without_files_says_so(four_phases: Path) -> None:
    page = (four_phases / "attachments.html").read_text(encoding="utf-8")
    assert "还没有附件" in page
    assert "<table" not in page


def test_a_file_that_an_article_only_mentions_is_neither_public_nor_listed_nor_found(project: Project) -> None:
    article = next(project.root.glob("docs/bulletins/*/*rules-cleanup.md"))
    article.with_name("shown.csv").write_text("可以公开的一览", encoding="utf-8")
    with article.open("a", encoding="utf-8") as file:
        for number, text in enumerate(("<!-- [表]({}) -->", "`[表]({})`", "[没有用的]: {}")):
            article.with_name(f"secret-{number}.csv").write_text("只在内部用的一览", encoding="utf-8")
            file.write(f"\n{text.format(f'secret-{number}.csv')}\n")
        file.write("\n见[一览](shown.csv)。\n")
    done = project.mkdocs("build")
    assert done.returncode == 0, done.stderr
    site = project.root / "site"
    assert [path.name for path in site.rglob("*.csv") if path.name.startswith(("secret-", "shown"))] == ["shown.csv"]
    assert "shown.csv" in (page := (site / "attachments.html").read_text(encoding="utf-8"))
    assert "secret-" not in page
    kept = "只在内部用的一览"
    assert not [path for path in site.rglob("*.json") if kept in path.read_text(encoding="utf-8")]


# -- words -----------------------------------------------------------------------------------------------


def test_every_state_and_verb_is_explained() -> None:
    for word in (*STATES, *FILING, "公布", "公示", "通报"):
        assert anchor_of(word) in anchors(), word
    assert len(anchors()) == len(set(anchors()))


def test_words_lead_to_what_they_mean_and_back(shipped: Path) -> None:
    ids = {node.attributes["id"] for node in Built(shipped / "glossary.html").tree.css("main [id]")}
    found: dict[str, set[str]] = {}
    for path in shipped.rglob("*.html"):
        for link in Built(path).tree.css("a.word"):
            assert "title" not in link.attributes
            target, _, anchor = (link.attributes["href"] or "").partition("#")
            assert (path.parent / target).resolve() == (shipped / "glossary.html").resolve()
            found.setdefault(anchor, set()).add(path.relative_to(shipped).as_posix())
    assert found.keys() <= ids
    assert {"inferred", "filing", "due-soon", "overdue", "stages", "days", "done", "issued"} <= found.keys()
    back = {link.attributes["href"] for link in Built(shipped / "glossary.html").tree.css("main .remark a")}
    assert {"duties.html", "plan.html", "timeline.html", "commitments/index.html"} <= back


def test_words_of_what_a_column_lacks_lead_nowhere(four_phases: Path) -> None:
    back = {link.attributes["href"] for link in Built(four_phases / "glossary.html").tree.css("main .remark a")}
    assert "commitments/index.html" not in back
    assert all(word.text.endswith("。") for group in GROUPS for word in group.words)
