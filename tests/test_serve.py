"""The preview: edits show up by themselves, and a broken plan neither hangs it nor loses the last good pages."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from multiprocessing import active_children
from pathlib import Path
from urllib.error import HTTPError

import pytest

from publicity.building.follower import Follower, Work, put
from publicity.building.room import room
from publicity.column.files import read_column
from tests.helpers.edits import KINDS, Editor
from tests.helpers.preview import PATIENCE, Preview, serving
from tests.helpers.project import Project, make_project
from tests.helpers.saving import saves, unlike_a_new_one
from tests.helpers.torture import SEED, times


@pytest.fixture
def preview(project: Project) -> Iterator[Preview]:
    with serving(project) as preview:
        yield preview


def test_edits_show_up(preview: Preview) -> None:
    assert "宗旨意识很浓" in preview.after("docs/plan.yml", "title: 宗旨意识淡薄", "title: 宗旨意识很浓")
    assert "公布了方案" in preview.after("docs/index.md", "公布方案", "公布了方案")
    assert "如今到了哪一步" in preview.after("overrides/home.html", "现在到了哪一步", "如今到了哪一步")
    assert "2009年6月16日" in preview.after("mkdocs.yml", "as_of: 2009-06-15", "as_of: 2009-06-16")
    assert '"words"' in preview.get("search/index.json")
    with pytest.raises(HTTPError, match="404"):
        preview.get("sitemap.xml")  # of an address that is nobody's


def test_a_page_comes_first_and_what_is_made_of_many_follows(preview: Preview) -> None:
    """Search and feeds of the time before are whole until those of the new words are."""
    name = "bulletins/2009/2009-04-13-study-week"
    index, feed = preview.get("search/index.json"), preview.get("feeds/all.xml")
    page = preview.after(f"docs/{name}.md", "title: ", "title: 鼋鼍", f"{name}.html")
    assert "鼋鼍" in page and "鼋鼍" not in feed
    for path, before in (("search/index.json", index), ("feeds/all.xml", feed)):
        assert any(preview.get(path) != before for _ in range(50_000)), path
    assert "鼋鼍" in preview.get("feeds/all.xml")


def test_what_stays_is_not_touched_and_what_is_gone_is_gone(tmp_path: Path) -> None:
    (tmp_path / "left").write_bytes(b"of a build without a column")
    made = room(tmp_path)
    assert [*tmp_path.iterdir()] == []

    def make(**files: str) -> None:
        for path, text in files.items():
            (made.new / "folder").mkdir(parents=True, exist_ok=True)
            (made.new / "folder" / path).write_text(text, encoding="utf-8")

    def there() -> dict[str, str]:
        return {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "folder").iterdir()}

    make(a="1", b="1", feed="1")
    made.place([], set())
    inode = (tmp_path / "folder" / "a").stat().st_ino
    make(c="2", feed="")
    made.place(["folder/a"], {"folder/feed"})
    assert there() == {"a": "1", "c": "2", "feed": "1"} and (tmp_path / "folder" / "a").stat().st_ino == inode


def test_a_copy_is_made_again_from_something_else_alone(tmp_path: Path) -> None:
    made = room(tmp_path)
    made.new.mkdir()
    (made.new / "a").write_text("1")
    made.place([], set(), {"a": "one"})
    assert [made.has("a", source) for source in ("one", "two", None)] == [True, False, False]
    made.place([], set(), {"a": "one"})
    assert made.has("a", "one") and (tmp_path / "a").read_text() == "1"
    made.place([], set(), {"a": "two"})  # which nobody made
    assert not made.has("a", "two") and not (tmp_path / "a").exists()


@pytest.mark.shipped
@pytest.mark.torture
def test_any_series_of_saves_is_served_as_a_new_preview_serves_it(tmp_path: Path) -> None:
    editor = Editor(make_project(tmp_path / "column"), SEED)
    for turn in range(times(1)):
        editor.begin()
        names = [*editor.random.choices([*KINDS], k=5), "style", "touched_file", "body"]
        editor.random.shuffle(names)
        with saves(editor.project, tmp_path / f"saved-{turn}") as preview:
            preview.build(editor.day)
            for name in names:
                if editor.do(name):
                    preview.build(editor.day)
        if read_column(editor.project.root / "mkdocs.yml", editor.docs).column is None:
            editor.undo()
            continue
        found = unlike_a_new_one(preview.served(), editor.project, tmp_path / f"new-{turn}", editor.day)
        assert not found, (names, found[:9])


def test_who_has_read_the_last_index_finds_what_it_names(tmp_path: Path) -> None:
    def index(number: int) -> Work:
        def write(folder: Path) -> None:
            (folder / "search").mkdir(parents=True)
            for name in (f"words-{number}", "index.json"):
                (folder / "search" / name).write_text(str(number), encoding="utf-8")

        return write

    for number in (1, 2, 3):
        put(tmp_path, [index(number)], "search/index.json")
        if number == 2:
            with pytest.raises(FileExistsError):  # a work that fails changes nothing
                put(tmp_path, [index(9), index(9)], "search/index.json")
    found = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "search").iterdir()}
    assert found == {"index.json": "3", "words-2": "2", "words-3": "3"}


def test_what_could_not_follow_is_said(tmp_path: Path) -> None:
    site, said = tmp_path / "site", tmp_path / "said"
    site.mkdir()

    def fail(_: Path) -> None:
        raise OSError(28, "No space left on device")

    follower = Follower()
    follower.follow(site, [fail], "search/index.json", lambda why: said.write_text(why, encoding="utf-8"))
    (process,) = (child for child in active_children() if child.name == "following")
    process.join()
    assert "No space left on device" in said.read_text(encoding="utf-8")
    assert [*site.iterdir()] == []


def test_what_is_given_up_is_not_put_into_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()

    def wait(_: Path) -> None:
        (tmp_path / "begun").touch()
        signal.pause()

    follower = Follower()
    follower.follow(site, [wait], "search/index.json", print)
    (process,) = (child for child in active_children() if child.name == "following")
    while not (tmp_path / "begun").exists():
        pass
    follower.give_up()
    process.join(PATIENCE)
    assert process.exitcode == -signal.SIGKILL and [*site.iterdir()] == []
    follower.give_up()
    follower.stop()


def test_a_broken_plan_keeps_the_last_good_pages_and_recovers(preview: Preview) -> None:
    spoilt = preview.after("docs/plan.yml", "title: 宗旨意识淡薄", "titel: 宗旨意识淡薄")
    assert 'class="problems"' in spoilt
    assert "titel" in spoilt
    assert "宗旨意识淡薄" in spoilt
    assert 'class="problems"' in preview.get("phases/study.html")
    mended = preview.after("docs/plan.yml", "titel: 宗旨意识淡薄", "title: 宗旨意识已改")
    assert 'class="problems"' not in mended
    assert "宗旨意识已改" in mended


def test_what_is_held_back_is_shown_and_marked(preview: Preview) -> None:
    held = "bulletins/2009/2009-06-16-community-visit"
    assert held in preview.get()
    page = preview.get(f"{held}.html")
    assert "未公开：草稿" in page
    assert preview.get("publications/rectification-plan-for-review.html").count("还没有批准") == 1
    promise = preview.get("commitments/branch-improvements.html")
    assert (
        "未公开：只在一定范围公开" in promise and "党员改进打算对照检查" in promise and "党员改进打算" in preview.get()
    )
    public = preview.after(f"docs/{held}.md", "draft: true", "draft: false", f"{held}.html")
    assert "未公开：未到发布时间" in public


def test_starting_with_a_broken_plan_shows_the_problems(project: Project) -> None:
    project.edit("docs/plan.yml", "issued: 2009-04-22", "issued: 2009-04-31")
    with serving(project) as preview:
        assert "没有 2009-04-31 这一天" in preview.get()
        mended = preview.after("docs/plan.yml", "issued: 2009-04-31", "issued: 2009-04-22")
        assert 'class="problems"' not in mended
        assert "同时进行" in mended


# -- what is gone while something is wrong ------------------------------------------------------------


def take_away(*patterns: str, spoil: bool = True) -> Callable[[Project], None]:
    """Delete files of docs/; where their absence is no mistake, make another one."""

    def away(project: Project) -> None:
        for path in [path for pattern in patterns for path in (project.root / "docs").glob(pattern)]:
            path.unlink()
        if spoil:
            project.edit("docs/bulletins/2009/2009-03-25-leading-group.md", "date: 2009", "date: 2008")

    return away


GONE: dict[str, Callable[[Project], None]] = {
    "an article": take_away("bulletins/2009/2009-03-31-kickoff.md"),
    "many articles": take_away("bulletins/2009/2009-04*.md"),
    "a publication": take_away("publications/review-results.md"),
    "a promise": take_away("commitments/branch-improvements.md"),
    "attachments": take_away("**/attachments/*", spoil=False),
    "pictures": take_away("**/pictures/*", spoil=False),
    "the home page": take_away("index.md", spoil=False),
    "the plan's page": take_away("plan.md", spoil=False),
    "the timeline": take_away("timeline.md", spoil=False),
    "the plan": take_away("plan.yml", spoil=False),
    "nearly all": take_away("*/**/*.*", "index.md", spoil=False),
}


@pytest.mark.shipped
@pytest.mark.parametrize("gone", GONE)
def test_what_is_gone_while_something_is_wrong_does_not_stop_the_preview(
    project: Project, tmp_path: Path, gone: str
) -> None:
    """MkDocs would leave its requests hanging. When all is mended, the preview is as a new one."""
    shutil.copytree(project.root / "docs", tmp_path / "docs")
    with saves(project, tmp_path / "site") as preview:
        preview.build()
        before = preview.served().keys()
        GONE[gone](project)
        preview.build()
        told = preview.served()
        assert "错误" in told["index.html"].decode()
        assert {path for path in before - told.keys() if path.endswith(".html")} == set()
        shutil.rmtree(project.root / "docs")
        shutil.copytree(tmp_path / "docs", project.root / "docs")
        preview.build()
    assert not unlike_a_new_one(preview.served(), project, tmp_path / "new")


@pytest.mark.shipped
def test_a_file_that_nobody_can_read_does_not_stop_the_preview(project: Project, tmp_path: Path) -> None:
    """MkDocs takes it for a page; the column knows nothing of it."""
    (project.root / "docs" / "旧稿.markdown").write_bytes("# 旧稿".encode("gbk"))
    with saves(project, tmp_path / "site") as preview:
        preview.build()
        assert "index.html" in preview.served()


def test_what_follows_leaves_the_other_processors_to_the_next_page(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        folder.mkdir()
        (folder / "processors").write_text(str(len(os.sched_getaffinity(0))))

    follower = Follower()
    follower.follow(tmp_path, [write], "processors", print)
    for child in active_children():
        if child.name == "following":
            child.join()
    follower.stop()
    assert (tmp_path / "processors").read_text() == "1"
