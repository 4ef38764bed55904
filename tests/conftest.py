"""What every test module shares: the sites that tests look at, and what becomes of a test that can't run here."""

import os
from collections.abc import Generator
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from publicity.commands.program import main
from tests.helpers import one_article
from tests.helpers.archives import archive
from tests.helpers.columns import DAYS
from tests.helpers.commitments import plant_many
from tests.helpers.large import DAY, make_large
from tests.helpers.official import make_official
from tests.helpers.project import Project, make_project
from tests.helpers.sharing import Sites, shared
from tests.helpers.shipped import FIXTURES, Watch
from tests.helpers.torture import CI, SEED, TORTURE, load_profile
from tests.provide import MissingProgramError

load_profile()
WATCH = Watch()
UNMARKED = "reads docs/ of this repository: mark it with pytest.mark.shipped"
READERS = set[Path]()
# Begun first, the longest before the others: at the end nobody waits for whoever is alone with one of them.
LONG = (
    *("test_exits", "test_incremental", "test_targets", "test_accessible", "test_docs_law", "test_verify", "test_init"),
    *("test_articles", "test_second_process", "test_killing", "test_reading", "test_gate", "test_command_line"),
    *("test_search", "test_modes", "test_commitments", "test_object_store", "test_switching", "test_commands"),
    *("test_engines", "test_serve", "test_approvals", "test_attached", "test_feeds", "test_import_commitments"),
    *("test_ci", "test_upgrade", "test_pictures", "test_duties", "test_prepared", "test_reading_properties"),
)


def pytest_report_header() -> str:
    """What it takes to see the same again."""
    return f"TORTURE={TORTURE} SEED={SEED}"


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Note which modules read docs/ when they are imported."""
    WATCH.ask()
    report = yield
    if WATCH.ask() and isinstance(collector, pytest.Module):
        READERS.add(collector.path)
    return report


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: many tests wait for servers, disks and browsers."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what reads the shipped column, and properties, of which torture tries more; begin with what is long."""
    items.sort(key=lambda item: LONG.index(item.path.stem) if item.path.stem in LONG else len(LONG))
    for item in items:
        if item.path in READERS or FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("shipped")
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("torture")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None]:
    """Skip a test whose fixtures miss a program."""
    WATCH.ask()
    try:
        return (yield)
    except MissingProgramError as missing:
        give_up(missing)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Skip a test that misses a program; fail one that reads docs/ and is not marked so."""
    try:
        yield
    except MissingProgramError as missing:
        give_up(missing)
    if WATCH.ask() and not item.get_closest_marker("shipped"):
        pytest.fail(UNMARKED, pytrace=False)


def give_up(missing: MissingProgramError) -> None:
    """A loud skip, and under CI a failure: here it is decided for every test."""
    pytest.fail(str(missing), pytrace=False) if CI else pytest.skip(str(missing))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project to spoil: nothing of it was sealed."""
    return make_project(tmp_path / "column")


@pytest.fixture
def column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Another office's column, under which nothing was written yet."""
    monkeypatch.setenv("AS_OF", one_article.DAY)
    made = make_project(tmp_path / "column", one_article.PLAN)
    made.unpin()
    return made


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as shipped, in its project."""
    return shared(tmp_path_factory, "shipped", lambda folder: make_project(folder, sealed=True).build()) / "site"


@pytest.fixture(scope="session")
def official(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The shipped column with a site to belong to, built."""
    return Project(
        shared(tmp_path_factory, "official", lambda folder: make_official(make_project(folder, sealed=True)).build())
    )


@pytest.fixture(scope="session")
def on_days(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """The shipped column on four days of its campaign, and on any other that is asked for."""

    def build(day: str) -> Path:
        return shared(tmp_path_factory, day, lambda folder: make_project(folder, sealed=True).build(AS_OF=day)) / "site"

    return Sites(DAYS, build)


@pytest.fixture(scope="session")
def four_phases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a plan of another kind, crossing a year end."""

    def fill(folder: Path) -> None:
        make_project(folder, one_article.PLAN).build(AS_OF=one_article.DAY)

    return shared(tmp_path_factory, "four", fill) / "site"


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a column with 27 projects and 137 measures, sealed."""

    def fill(folder: Path) -> None:
        project = make_project(folder)
        plant_many(project)
        sealed = CliRunner().invoke(main, ["seal", "--root", str(project.root)])
        assert sealed.exit_code == 0, sealed.output
        project.build()

    return shared(tmp_path_factory, "many", fill) / "site"


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a column with 300 commitments over three years, which follows the calendar."""

    def fill(folder: Path) -> None:
        project = make_large(folder, bulletins=45)
        project.unpin()
        project.build(AS_OF=DAY.isoformat())

    return shared(tmp_path_factory, "large", fill) / "site"


@pytest.fixture(scope="session")
def archived(tmp_path_factory: pytest.TempPathFactory, shipped: Path) -> Path:
    """A folder with the archives of the site as shipped."""

    def fill(folder: Path) -> None:
        done = archive(shipped.parent, folder)
        assert done.exit_code == 0, done.output

    return shared(tmp_path_factory, "archives", fill)


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory, archived: Path) -> Path:
    """What unpacking the zip makes."""

    def fill(folder: Path) -> None:
        with ZipFile(next(archived.glob("*.zip"))) as zipped:
            zipped.extractall(folder)

    (top,) = shared(tmp_path_factory, "unpacked", fill).iterdir()
    return top
