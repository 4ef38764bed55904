"""What other generators were reported to leave stale in a site, or to lose from it, is right here.

Each report is tried as it would come about in a column: a build that goes on from the last is compared with one from
nothing, and a preview with one that starts anew.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.helpers.edits import NEW
from tests.helpers.project import Project, make_project
from tests.helpers.rebuilding import rebuild, unlike
from tests.helpers.repository import git
from tests.helpers.saving import saves, unlike_a_new_one

pytestmark = pytest.mark.shipped
BULLETINS = Path("docs", "bulletins", "2009")
FIRST, MIDDLE, LAST = "2009-03-23-party-group-meeting.md", "2009-03-31-kickoff.md", "2009-04-08-call-for-opinions.md"
Edits = Iterator[object]  # made one by one; after each the site is looked at


def of(project: Project, name: str) -> Path:
    return project.root / BULLETINS / name


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(project: Project, name: str, day: str, topic: str = "听取意见", title: str = "新的一篇") -> Path:
    path = of(project, name)
    text = NEW.format(title=title, day=day, phase="prepare", topic=topic, body="正文。")
    path.write_text(text.replace("phase: prepare\n", ""), encoding="utf-8")
    return path


REPORTED: dict[str, Callable[[Project], Edits]] = {}


def reported(*where: str) -> Callable[[Callable[[Project], Edits]], Callable[[Project], Edits]]:
    """Note where something was reported."""

    def note(edits: Callable[[Project], Edits]) -> Callable[[Project], Edits]:
        REPORTED[f"{edits.__name__} ({', '.join(where)})"] = edits
        return edits

    return note


@reported("derkork/simplegen#41", "pattern-lab/patternlab-node#1015", "gohugoio/hugo#8863")
def a_part_of_a_part_of_a_template(project: Project) -> Edits:
    part = project.root / "overrides" / "partials" / "inner.html"
    yield part.write_text("里面一", encoding="utf-8")
    footer = project.root / "overrides" / "partials" / "footer.html"
    yield footer.write_text(
        footer.read_text(encoding="utf-8") + "{% include 'partials/inner.html' %}\n", encoding="utf-8"
    )
    yield part.write_text("里面二", encoding="utf-8")


@reported("gohugoio/hugo#2083")
def a_template_of_the_office_s_own_that_goes_again(project: Project) -> Edits:
    own = project.root / "overrides" / "list.html"
    shipped = own.read_text(encoding="utf-8")
    yield own.write_text(shipped.replace("</h1>", "</h1><p>本单位的</p>"), encoding="utf-8")
    yield own.write_text(shipped, encoding="utf-8")


@reported("skx/templer#5", "darccio/zas#51", "mkdocs/mkdocs#2900")
def a_setting(project: Project) -> Edits:
    yield project.edit("mkdocs.yml", "site_name: ", "site_name: 新的")
    yield project.edit("mkdocs.yml", "  # footer:\n", "  footer: {contact: 电话}\n")


@reported("seite-sh/seite#50")
def a_neighbour_comes_and_goes(project: Project) -> Edits:
    path = add(project, "2009-03-30-between.md", "2009-03-30")
    yield path
    yield path.unlink()


@reported("getzola/zola#1064", "jekyll/jekyll#3411", "11ty/eleventy#3505")
def a_summary_that_other_pages_print(project: Project) -> Edits:
    for name in (LAST, MIDDLE):
        yield change(of(project, name), "summary: ", "summary: 改过的，")


@reported("jekyll/jekyll#3872", "11ty/eleventy#2992", "gohugoio/hugo#4339")
def the_newest_of_a_list(project: Project) -> Edits:
    for day in range(9, 14):
        yield add(project, f"2009-04-{day:02}-new.md", f"2009-04-{day:02}")


@reported("jekyll/jekyll#4845", "jekyll/jekyll#6872", "LouisBarranqueiro/hexo-theme-tranquilpeak#53")
def the_only_one_of_its_topic_goes(project: Project) -> Edits:
    path = add(project, "2009-03-30-alone.md", "2009-03-30", topic="独此一篇")
    yield path
    yield path.unlink()


@reported("gohugoio/hugo#13648", "gohugoio/hugo#10901")
def a_topic_comes_and_is_called_otherwise(project: Project) -> Edits:
    path = add(project, "2009-03-30-topics.md", "2009-03-30", topic="听取意见")
    yield path
    yield change(path, "topics: [听取意见]", "topics: [听取意见, 没有过的]")
    yield change(path, "没有过的", "改叫别的")


@reported("gohugoio/hugo#5266")
def an_address_that_comes_back(project: Project) -> Edits:
    path = of(project, MIDDLE)
    yield path.rename(other := path.with_name("2009-03-31-other.md"))
    yield other.rename(path)


@reported("gohugoio/hugo#4260", "11ty/eleventy#1485", "11ty/eleventy#2717", "jekyll/jekyll#3367")
def a_layout_twice(project: Project) -> Edits:
    for word in ("一", "二"):
        yield project.edit("overrides/main.html", "</h1>", f"</h1><!-- {word} -->")
    yield change(of(project, FIRST), "title: ", "title: 后来")


@reported("readthedocs/readthedocs.org#1294", "mkdocs/mkdocs#4047")
def an_entry_of_the_navigation(project: Project) -> Edits:
    yield project.edit("mkdocs.yml", "- 活动进程: timeline.md", "- 进展: timeline.md")
    (project.root / "docs" / "contact.md").write_text("# 联系我们\n\n电话。\n", encoding="utf-8")
    yield project.edit("mkdocs.yml", "- 进展: timeline.md", "- 进展: timeline.md\n  - 联系: contact.md")


@reported("jekyll/jekyll#3591")
def the_same_file_again_and_again(project: Project) -> Edits:
    for word in ("一", "二", "三"):
        path = of(project, MIDDLE)
        yield path.write_text(path.read_text(encoding="utf-8") + f"\n再说{word}。\n", encoding="utf-8")
        yield project.edit("overrides/article.html", "</h1>", f"</h1><!-- {word} -->")


@reported("11ty/eleventy#2710")
def a_draft_and_a_day_to_come(project: Project) -> Edits:
    path = add(project, "2009-03-30-draft.md", "2009-03-30")
    yield change(path, "title: ", "draft: true\ntitle: ")
    yield change(path, "draft: true\n", "")
    yield change(path, "published: 2009-03-30 09:00", "published: 2009-07-30 09:00")
    yield change(path, "published: 2009-07-30 09:00", "published: 2009-03-30 09:00")


@reported("sphinx-doc/sphinx#11556", "scikit-learn/scikit-learn#11299", "cloud-custodian/cloud-custodian#8345")
def a_fresh_clone_of_another_commit(project: Project) -> Edits:
    (project.root / ".gitignore").write_text("/site/\n/.cache/\n", encoding="utf-8")
    for word in ("一", "二"):
        path = of(project, MIDDLE)
        path.write_text(path.read_text(encoding="utf-8") + f"\n再说{word}。\n", encoding="utf-8")
        git(project.root, "init", "-q")
        git(project.root, "add", "-A")
        git(project.root, "commit", "-q", "-m", word)
    yield git(project.root, "checkout", "-q", "HEAD~1")
    for name in ("docs", "overrides"):
        shutil.rmtree(project.root / name)
    yield git(project.root, "checkout", "-q", "--", "docs", "overrides")


@reported("darccio/zas#51")
def an_older_file_takes_its_place(project: Project) -> Edits:
    path = of(project, MIDDLE)
    kept = path.with_suffix(".kept")
    shutil.copy2(path, kept)
    os.utime(kept, (1, 1))
    yield change(path, "title: ", "title: 新的")
    yield kept.replace(path)


@reported("cse-sim/cse#354")
def a_file_that_a_text_names(project: Project) -> Edits:
    table = project.root / BULLETINS / "attachments" / "table.csv"
    table.write_text("甲,乙\n1,2\n", encoding="utf-8")
    yield change(
        of(project, MIDDLE), "title: ", "attachments:\n  - {file: attachments/table.csv, title: 附表}\ntitle: "
    )
    yield table.write_text("甲,乙\n" + "3,4\n" * 500, encoding="utf-8")
    yield change(of(project, MIDDLE), "attachments:\n  - {file: attachments/table.csv, title: 附表}\n", "")


@reported("mkdocs/mkdocs#4047", "odpi/egeria-docs#162")
def a_file_that_is_moved_to_another_folder(project: Project) -> Edits:
    folder, named = project.root / BULLETINS / "papers", of(project, "2009-04-02-training-plan.md")
    folder.mkdir()
    (project.root / BULLETINS / "attachments" / "study-schedule.xlsx").rename(folder / "study-schedule.xlsx")
    yield change(named, "attachments/study-schedule.xlsx", "papers/study-schedule.xlsx")


@reported("stenopress/steno#204", "jekyll/jekyll#6722")
def what_the_office_lays_beside(project: Project) -> Edits:
    paper = project.root / "docs" / "paper.txt"
    paper.write_text("一", encoding="utf-8")
    yield change(project.root / "docs" / "index.md", "---\n\n", "---\n\n[一份材料](paper.txt)\n\n")
    yield paper.write_text("二", encoding="utf-8")
    paper.unlink()
    yield change(project.root / "docs" / "index.md", "[一份材料](paper.txt)", "没有了")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make_project(tmp_path_factory.mktemp("built") / "column")
    for path in sorted((project.root / BULLETINS).glob("*.md"))[6:]:
        path.unlink()
    for path in (project.root / "docs" / "commitments").glob("*.md"):
        path.unlink()
    assert rebuild(project).done
    return project


@pytest.fixture
def column(built: Project, tmp_path: Path) -> Project:
    subprocess.run(["cp", "-a", str(built.root), str(tmp_path / "column")], check=True)
    return Project(tmp_path / "column")


@pytest.mark.parametrize("name", REPORTED)
def test_a_build_that_goes_on_is_as_one_from_nothing(column: Project, tmp_path: Path, name: str) -> None:
    for number, _ in enumerate(REPORTED[name](column)):
        assert unlike(column, tmp_path / "clean") == ([], True), number


@pytest.mark.parametrize("name", REPORTED)
def test_a_preview_serves_what_a_new_one_would(column: Project, tmp_path: Path, name: str) -> None:
    with saves(column, tmp_path / "saved") as preview:
        preview.build()
        for _ in REPORTED[name](column):
            preview.build()
    assert not unlike_a_new_one(preview.served(), column, tmp_path / "new")
