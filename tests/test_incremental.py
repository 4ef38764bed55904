"""A build that goes on from the last one makes the site that a clean build makes, and warns of the same."""

import gc
import logging
import os
import re
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from publicity.building import touched
from publicity.building import workshop as workshops
from publicity.building.basis import basis
from publicity.building.fingerprints import Fingerprints, fingerprint
from publicity.building.touched import Look, listed, look
from publicity.building.workshop import Spare, Workshop, workshop
from publicity.commands.exits import Exit
from publicity.commands.program import main
from publicity.manifests.last_site import LastSite, MadePage, Output, outputs_of, read_last_site, write_last_site
from publicity.manifests.manifest import hash_file
from publicity.pages.lists import ListPage
from publicity_mkdocs.run import run
from publicity_mkdocs.theme import on_config
from tests.helpers.edits import KINDS, Editor
from tests.helpers.pages import differences
from tests.helpers.project import ROOT, Project, make_project
from tests.helpers.rebuilding import STATE, kept_inodes, rebuild, unlike
from tests.helpers.repository import git
from tests.helpers.torture import SEED, TORTURE, times

pytestmark = pytest.mark.shipped
NOTHING = "什么都没有变"
ARTICLE, LIST, HOME = "bulletins/2009/2009-03-31-kickoff.html", "lists/month-2009-03-1.html", "index.html"


def lighten(project: Project) -> Project:
    """A column of few articles: what is tested does not depend on how many there are."""
    for path in sorted((project.root / "docs" / "bulletins" / "2009").glob("*.md"))[12:]:
        path.unlink()
    for path in (project.root / "docs" / "commitments").glob("*.md"):
        path.unlink()
    return project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = lighten(make_project(tmp_path_factory.mktemp("built") / "column"))
    assert rebuild(project).done
    return project


@pytest.fixture
def column(built: Project, tmp_path: Path) -> Project:
    """A column that was built before, as CI brings it back: every file is newer than it was."""
    shutil.copytree(built.root, tmp_path / "column", copy_function=shutil.copyfile)
    return Project(tmp_path / "column")


def spoil_state(project: Project) -> None:
    path = project.root / STATE
    path.write_bytes(path.read_bytes().replace(b"yes", b"no "))


def touch_page(project: Project) -> None:
    page = project.root / "site" / LIST
    page.write_text(page.read_text(encoding="utf-8").replace("</h1>", "<h1/>"), encoding="utf-8")


def change_template(project: Project) -> None:
    project.edit("overrides/partials/footer.html", "主办单位", "主办")


def add_hook(project: Project) -> None:
    (project.root / "hooks" / "own.py").write_text(
        "def on_post_page(output, page, config): return output + '<!-- -->'\n"
    )
    project.edit("mkdocs.yml", "hooks:\n", "hooks:\n  - hooks/own.py\n")


# -- the same bytes, the same warnings -----------------------------------------------------------------


@pytest.mark.torture
def test_any_series_of_edits_gives_what_clean_builds_give(tmp_path: Path) -> None:
    project = make_project(tmp_path / "column")
    editor = Editor(project if TORTURE > 1 else lighten(project), SEED)
    rebuild(editor.project)
    editor.begin()
    for name in Random(SEED).choices(list(KINDS), k=times(7)):
        if not (done := editor.do(name)):
            continue
        found, sound = unlike(editor.project, tmp_path / "clean", editor.day)
        assert not found, (name, done, found[:9])
        editor.begin() if sound else editor.undo()


def test_what_did_not_change_stays_the_same_file(column: Project, tmp_path: Path) -> None:
    before = kept_inodes(column.root / "site")
    column.edit(
        "docs/bulletins/2009/2009-04-02-training-plan.md", "sample: true\n---\n", "sample: true\n---\n\n先说。\n"
    )
    assert unlike(column, tmp_path / "clean") == ([], True)
    after = kept_inodes(column.root / "site")
    changed = {path for path in before.keys() & after.keys() if before[path] != after[path]}
    assert "bulletins/2009/2009-04-02-training-plan.html" in changed
    assert {ARTICLE, LIST, HOME}.isdisjoint(changed)
    assert not [path for path in changed if path.startswith(("assets/", "feeds/", "data/"))]


def test_warnings_of_pages_that_stay_are_told_again(column: Project, tmp_path: Path) -> None:
    column.edit(
        "docs/bulletins/2009/2009-04-02-training-plan.md", "sample: true\n---\n", "sample: true\n---\n\n一**。\n"
    )
    first = rebuild(column).said
    assert [one for one in first if "2009-04-02-training-plan" in one]
    column.edit("docs/index.md", "---\n\n", "---\n\n首页改了。\n\n")
    assert rebuild(column).said == first
    assert unlike(column, tmp_path / "clean") == ([], True)


def test_every_article_and_list_of_the_shipped_templates_may_stay(column: Project) -> None:
    last = read_last_site(column.root / STATE)
    assert last
    pages = {path.removeprefix(f"{column.root}/site/") for path in map(str, (column.root / "site").rglob("*.html"))}
    moved = {path for path in pages if 'http-equiv="refresh"' in (column.root / "site" / path).read_text("utf-8")}
    kinds = {path for path in pages if path.startswith(("bulletins/2", "publications/", "lists/"))} - moved
    assert {page.path for page in last.pages.values()} == kinds - {"publications/index.html"}


@pytest.mark.parametrize(
    "asked",
    [
        "{{ column.bulletins | length }}",
        "{% for list in listings.values() %}{{ list.title }}{% endfor %}",
        "{% call shared('x') %}{{ column.publications | length }}{% endcall %}",
        "{{ catalogue.files is defined }}",
        "{{ pages | length }}",
        "{{ 'index.md' | full or '' }}",
    ],
)
def test_a_page_that_asks_for_more_than_it_shows_is_made_anew(column: Project, asked: str) -> None:
    column.edit("overrides/article.html", "</h1>", f"</h1>{asked}")
    rebuild(column)
    last = read_last_site(column.root / STATE)
    assert last and {path.split("/")[0] for path in last.pages} == {"lists"}


def test_warnings_that_a_silent_build_did_not_tell_are_told_by_the_next(column: Project, tmp_path: Path) -> None:
    column.edit(
        "docs/bulletins/2009/2009-04-02-training-plan.md", "sample: true\n---\n", "sample: true\n---\n\n一**。\n"
    )
    logging.getLogger("mkdocs").setLevel(logging.ERROR)  # -q
    try:
        assert not rebuild(column).said
    finally:
        logging.getLogger("mkdocs").setLevel(logging.NOTSET)
    column.edit("docs/index.md", "---\n\n", "---\n\n首页改了。\n\n")
    assert unlike(column, tmp_path / "clean") == ([], True)


# -- nothing has changed -------------------------------------------------------------------------------


@pytest.fixture
def unchanged(column: Project, caplog: pytest.LogCaptureFixture) -> Project:
    """A column that was built, of which there is something to be told, and not touched since."""
    column.edit("docs/index.md", "---\n\n", "---\n\n首**页。\n\n")
    rebuild(column)
    caplog.set_level(logging.INFO, "mkdocs")
    return column


def test_where_nothing_has_changed_nothing_is_done_and_the_same_is_told(
    unchanged: Project, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, before = rebuild(unchanged), kept_inodes(unchanged.root / "site")
    assert told.done and [one for one in told.said if "index.md" in one] and NOTHING not in caplog.text
    monkeypatch.setattr(Workshop, "renew", lambda *_: pytest.fail("the site was made again"))
    again, noticed = rebuild(unchanged), re.findall("共 .* 条提示", caplog.text)
    assert again == told and NOTHING in caplog.text
    assert len(noticed) == 2 and len({*noticed}) == 1
    assert kept_inodes(unchanged.root / "site") == before
    assert rebuild(unchanged, strict=True) == replace(told, done=False)


def overwrite(project: Project) -> None:
    """Change one letter, and set the time back."""
    path = project.root / "docs" / "bulletins" / "2009" / "2009-04-02-training-plan.md"
    before, (start, stop, end) = path.stat(), path.read_text(encoding="utf-8").rpartition("。")
    assert stop
    path.write_text(f"{start}！{end}", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def commit(project: Project) -> None:
    git(project.root, "init", "-q")
    git(project.root, "commit", "-q", "--allow-empty", "-m", "x")


@pytest.mark.parametrize(
    "change",
    [
        overwrite,
        change_template,
        commit,
        touch_page,
        lambda project: (project.root / "docs" / "empty.txt").touch(),
        lambda project: (project.root / "site" / "left.txt").touch(),
        lambda project: (project.root / "site" / LIST).unlink(),
        lambda project: (project.root / STATE).unlink(),
        lambda project: (project.root / STATE).with_name("unchanged.bin").write_bytes(b"publicity"),
        add_hook,
    ],
)
def test_whatever_changes_a_build_is_done(
    unchanged: Project, tmp_path: Path, caplog: pytest.LogCaptureFixture, change: Callable[[Project], object]
) -> None:
    rebuild(unchanged)
    change(unchanged)
    assert unlike(unchanged, tmp_path / "clean") == ([], True)
    assert NOTHING not in caplog.text


def test_on_another_day_or_for_another_command_a_build_is_done(
    unchanged: Project, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    unchanged.unpin()
    for day in ("2009-06-15", "2009-06-16"):
        assert rebuild(unchanged, day=day).done
    monkeypatch.setenv("GITHUB_ACTIONS", "true")  # which is told more
    assert rebuild(unchanged, day="2009-06-16").done
    monkeypatch.delenv("GITHUB_ACTIONS")
    assert rebuild(unchanged, day="2009-06-16").done
    assert NOTHING not in caplog.text
    assert rebuild(unchanged, day="2009-06-16").done
    assert NOTHING in caplog.text


# -- every doubt means a clean build -------------------------------------------------------------------


SPOILT: list[Callable[[Project], object]] = [
    spoil_state,
    touch_page,
    lambda project: (project.root / STATE).unlink(),
    lambda project: (project.root / "site" / ARTICLE).unlink(),
    lambda project: shutil.rmtree(project.root / "site"),
]
OTHER: list[Callable[[Project], object]] = [
    change_template,
    lambda project: project.edit("docs/plan.yml", "campaign: ", "campaign: 新"),
    lambda project: project.edit("mkdocs.yml", "site_name: ", "site_name: 新"),
    lambda project: project.edit("mkdocs.yml", "  as_of: 2009-06-15", "  as_of: 2009-06-16"),
    add_hook,
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_was_spoilt_is_made_anew(
    column: Project, tmp_path: Path, caplog: pytest.LogCaptureFixture, spoil: Callable[[Project], object]
) -> None:
    shutil.copytree(column.root / "site", tmp_path / "before")
    spoil(column)
    rebuild(column)
    assert not differences(column.root / "site", tmp_path / "before")
    assert "不重做" not in caplog.text


def test_what_all_pages_rest_on_means_that_all_are_made(column: Project, caplog: pytest.LogCaptureFixture) -> None:
    for change in OTHER:
        change(column)
        assert rebuild(column).done
    assert "不重做" not in caplog.text
    assert "<!-- -->" in (column.root / "site" / ARTICLE).read_text(encoding="utf-8")


def test_another_version_of_anything_installed_is_a_doubt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = basis([])
    (tmp_path / "markdown-99.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert basis([]) != before


def test_templates_are_what_they_are_now_and_a_program_what_it_was_when_it_was_loaded(tmp_path: Path) -> None:
    (tmp_path / "parts" / "__pycache__").mkdir(parents=True)
    one = tmp_path / "parts" / "one.html"
    one.write_text("一", encoding="utf-8")
    program, before = basis([tmp_path]), basis([], [tmp_path])
    (tmp_path / "parts" / "__pycache__" / "one.pyc").write_bytes(b"1")
    assert basis([], [tmp_path]) == before
    one.rename(other := one.with_name("other.html"))
    assert basis([], [tmp_path]) != before
    other.rename(one)
    assert basis([], [tmp_path]) == before
    one.write_text("二", encoding="utf-8")
    assert basis([], [tmp_path]) != before and basis([tmp_path]) == program


def test_a_nightly_comparison_finds_a_page_that_stayed_and_should_not_have(column: Project) -> None:
    """Here the state itself lies: it says that this is how the page was made."""
    page, state = column.root / "site" / ARTICLE, column.root / STATE
    page.write_text("一个不该留着的网页", encoding="utf-8")
    last = read_last_site(state)
    assert last
    entries = {path: output.entry for path, output in last.outputs.items()} | {ARTICLE: hash_file(page)}
    write_last_site(state, replace(last, outputs=dict(outputs_of(column.root / "site", entries.items()))))
    found = CliRunner().invoke(main, ["build", "--compare", "--no-strict", "--root", str(column.root)])
    assert found.exit_code == Exit.FAULT
    assert "不一样" in found.output and ARTICLE in found.output
    assert not state.exists(), "the next build is a clean one"


# -- whatever is killed --------------------------------------------------------------------------------


def killed_at(count: int, events: tuple[str, ...]) -> Callable[[str, tuple[object, ...]], None]:
    """An audit hook that kills this process when so many of these things have been done."""
    left = [count]

    def hook(event: str, _: tuple[object, ...]) -> None:
        if event in events:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook


@pytest.mark.torture
def test_a_killed_build_leaves_the_old_site_or_the_new_one(column: Project, tmp_path: Path) -> None:
    rebuild(column)
    column.edit(
        "docs/bulletins/2009/2009-04-02-training-plan.md", "sample: true\n---\n", "sample: true\n---\n\n先说。\n"
    )
    old, new, random = tmp_path / "old", tmp_path / "new", Random(SEED)
    shutil.copytree(column.root / "site", old)
    rebuild(column, new)
    start = tmp_path / "start"
    shutil.copytree(column.root, start, symlinks=True)
    for _ in range(times(2)):
        moment = random.choice([random.randint(1, 60), random.randint(1, 900)])
        if not (child := os.fork()):
            import sys

            sys.addaudithook(killed_at(moment, ("os.rename", "os.link", "os.remove", "open")))
            rebuild(column)
            os._exit(0)
        os.waitpid(child, 0)
        site = column.root / "site"
        assert not differences(site, old) or not differences(site, new), moment
        assert rebuild(column).done
        assert not differences(site, new), moment
        shutil.rmtree(column.root)
        shutil.copytree(start, column.root)


def test_what_a_theme_hides_is_all_that_is_not_listed() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    names = {name for name in config.theme.get_env().list_templates() if "/." not in f"/{name}"}
    before, after = Files([]), Files([])
    before.add_files_from_theme(config.theme.get_env(), config)
    listed = on_config(config).theme.get_env().list_templates()
    assert listed == sorted(names)
    after.add_files_from_theme(config.theme.get_env(), config)
    assert [file.abs_src_path for file in after] == [file.abs_src_path for file in before]


def test_after_a_build_nothing_is_looked_through_any_more() -> None:
    """It ends then; until a process that goes on builds again."""
    usual = gc.get_threshold()
    frozen = []
    for command in ("build", "serve", "build"):
        run.begin(command, dirty=False)
        frozen.append(gc.get_freeze_count() > 0)
        assert gc.get_threshold() != usual
        run.end()
        frozen.append(gc.get_freeze_count() > 0)
        assert gc.get_threshold() == usual
    gc.unfreeze()
    assert frozen == [False, True, False, False, False, True]


@pytest.mark.parametrize("coarse", [0, 10**12])
def test_whoever_touches_a_file_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coarse: int) -> None:
    """By what the system says of it, or by its content where that is too fresh."""
    monkeypatch.setattr(touched, "COARSE", coarse)
    (tmp_path / "docs" / "a").mkdir(parents=True)
    for name in ("mkdocs.yml", "docs/a/b", "docs/c"):
        (tmp_path / name).write_text("1")

    def seen(first: Look | None = None) -> Look:
        return look(tmp_path, listed(tmp_path, ["mkdocs.yml", "none", "docs"]), first.fresh if first else None)

    first = seen()
    assert first.fresh.keys() == ({"mkdocs.yml", "docs/a/b", "docs/c"} if coarse else set())
    assert seen(first) == first
    for name in ("mkdocs.yml", "docs/a/b"):
        before = (tmp_path / name).stat()
        (tmp_path / name).write_text("2")
        os.utime(tmp_path / name, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert seen(first) != first
        first = seen()
    for change in (
        lambda: (tmp_path / "none").touch(),
        lambda: (tmp_path / "docs" / "a" / "d").touch(),
        lambda: (tmp_path / "docs" / "c").unlink(),
        lambda: (tmp_path / "docs" / "a").rename(tmp_path / "docs" / "e"),
        lambda: (tmp_path / "mkdocs.yml").chmod(0o600),
    ):
        change()
        assert seen(first) != first
        first = seen()
    (tmp_path / "docs" / "link").symlink_to("c")
    with pytest.raises(OSError, match="no file"):
        seen()


# -- the parts -----------------------------------------------------------------------------------------


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a").write_text("old")
    made = workshop(tmp_path, tmp_path / "site")
    assert made
    made.new.mkdir(parents=True)
    (made.new / "a").write_text("new")
    return made


@pytest.mark.parametrize("exchanging", [True, False])
def test_a_site_takes_the_place_of_another(shop: Workshop, exchanging: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not exchanging:
        monkeypatch.setattr(workshops, "_exchanged", lambda *_: False)
    shop.site.chmod(0o750)
    shop.place()
    assert (shop.site / "a").read_text() == "new"
    assert shop.site.stat().st_mode & 0o777 == 0o750
    shop.leave()
    assert sorted(path.name for path in shop.folder.iterdir()) == ["lock"]


@pytest.mark.parametrize("exchanging", [True, False])
@pytest.mark.parametrize("linking", [True, False])
def test_a_site_of_which_most_stays_costs_what_changes(
    shop: Workshop, exchanging: bool, linking: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files come, go, change, take the place of folders and the reverse; the site before is followed, or made anew."""

    def refuse(*_: object) -> None:
        raise PermissionError

    if not exchanging:
        monkeypatch.setattr(workshops, "_exchanged", lambda *_: False)
    if not linking:
        monkeypatch.setattr(os, "link", refuse)
    random, contents, spare = Random(SEED), {"a": "old"}, None
    for turn in range(30):
        shutil.rmtree(shop.new, ignore_errors=True)
        wanted = {random.choice(["a", "b", "c/d", "c", "c/e", "f/g/h", "f/g", "i"]): str(turn) for _ in range(3)}
        made = {
            path: text for path, text in wanted.items() if not any(other.startswith(f"{path}/") for other in wanted)
        }
        for path, text in made.items():
            (shop.new / path).parent.mkdir(parents=True, exist_ok=True)
            (shop.new / path).write_text(text)
        stay = {path for path in contents.keys() - made.keys() if random.random() < 0.8}
        stay = {p for p in stay if not any(p.startswith(f"{m}/") or m.startswith(f"{p}/") for m in made)}
        if turn % 7 == 6:
            (shop.spare / "left").touch()  # what somebody put there is not taken along
        if strange := turn % 5 == 4:
            (shop.site / "strange").mkdir()  # nor what was put into the site, not even two builds later
        renewed = shop.renew(made.keys(), stay, contents.keys(), spare)
        contents, spare = {path: contents[path] for path in stay} | made, renewed.spare
        found = {path.relative_to(shop.site).as_posix(): path for path in shop.site.rglob("*") if path.is_file()}
        assert {path: at.read_text() for path, at in found.items()} == contents, turn
        assert not (shop.site / "strange").exists(), turn
        assert (spare is not None) == ((linking or not stay) and not strange), "a copy is not known by its folder alone"


def test_a_last_site_that_was_on_its_way_out_comes_back(shop: Workshop) -> None:
    os.rename(shop.site, shop.folder / "last")
    shop.lock.close()
    again = workshop(shop.site.parent, shop.site)
    assert again and (shop.site / "a").read_text() == "old"


def test_where_a_site_can_t_be_replaced_there_is_no_workshop(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / ".nojekyll").touch()
    for name in ("link", "hidden", "elsewhere/site"):
        assert workshop(tmp_path, tmp_path / name) is None, name


def test_what_was_kept_is_read_as_it_was_written(tmp_path: Path) -> None:
    page, kept = MadePage("a.html", "x", {"file b.md": "yes"}, (("mkdocs.publicity", 30, "说了"),)), tmp_path / "kept"
    spare = Spare(frozenset({"a.html"}), {"": (1, 2, 3)})
    last = LastSite("basis", {"a.md": page}, {"a.html": Output("00", 3, 1, 2, 3)}, {}, {}, spare)
    write_last_site(kept, last)
    assert read_last_site(kept) == last
    data = last.data()
    for spoilt in (b"", b"{}", b"\n", data[:-9], data.replace(b"00", b"01"), b"\0" * 99, data[:60] + b"\0" * 99):
        kept.write_bytes(spoilt)
        assert read_last_site(kept) is None, spoilt


def test_a_fingerprint_by_name_follows_what_the_thing_says() -> None:
    known = Fingerprints()
    one, other = (ListPage("a.md", "甲", number, (), None, None, None) for number in (1, 2))
    for page in (one, other, replace(one), one):
        assert known.of("a.md", page) == fingerprint(page)
    assert known.of("a.md", one) != known.of("a.md", other)


def test_a_fingerprint_differs_where_values_do() -> None:
    values = [1, "1", True, None, "", (1,), ((1,),), (1, None), [1], {"a": 1}, {"a": "1"}, b"1", 1.0, "('a',)", ("a",)]
    assert len({fingerprint(value) for value in values}) == len(values)
    with pytest.raises(TypeError):
        fingerprint(object())
    with pytest.raises(TypeError):
        fingerprint((1, {"a": object()}))
