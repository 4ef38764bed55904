"""Work that copies of a process do ahead comes to the same as without them, whatever becomes of a copy."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from publicity.articles.archive import Archive, read_archive
from publicity.building import ahead as module
from publicity.building.ahead import ahead, in_parts, parts
from publicity.texts import remembering
from publicity.texts.entries import Inventory
from publicity.texts.file_memory import FileMemory
from publicity.texts.remembering import Folder
from tests.helpers.project import Project, clean_environment, make_project

HERE = os.getpid()
PIECES = [*range(50)]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="没有 Linux，就没有进程的副本")


def elsewhere() -> bool:
    return os.getpid() != HERE


@pytest.fixture(autouse=True)
def processors(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    def are(count: int) -> None:
        monkeypatch.setattr(module, "processors", lambda: count)

    are(3)
    return are


def squares(some: Sequence[int]) -> list[tuple[int, bool]]:
    return [(piece * piece, elsewhere()) for piece in some]


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("worth", [1, 20, 1000])
def test_all_pieces_are_worked_through_in_their_order(
    processors: Callable[[int], None], count: int, worth: int
) -> None:
    processors(count)
    made = [*in_parts(PIECES, worth, squares)]
    assert len(made) == len(parts(PIECES, worth)) == max(min(count, 50 // worth), 1)
    assert [square for some in made for square, _ in some] == [piece * piece for piece in PIECES]
    assert [all(there for _, there in some) for some in made] == [False] + [True] * (len(made) - 1)


def test_of_no_pieces_there_is_one_part() -> None:
    assert [*in_parts([], 1, squares)] == [[]]


def unpicklable(some: Sequence[int]) -> object:
    return (lambda: some) if elsewhere() else [*some]


def dying(some: Sequence[int]) -> object:
    if elsewhere():
        os.kill(os.getpid(), signal.SIGKILL)
    return [*some]


def leaving(some: Sequence[int]) -> object:
    if elsewhere():
        sys.exit(0)
    return [*some]


def failing(some: Sequence[int]) -> object:
    if elsewhere():
        raise MemoryError
    return [*some]


@pytest.mark.parametrize("work", [unpicklable, dying, leaving, failing])
def test_what_no_copy_makes_is_made_here(work: Callable[[Sequence[int]], list[int]]) -> None:
    assert [piece for some in in_parts(PIECES, 1, work) for piece in some] == PIECES


def test_without_room_for_a_copy_all_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room() -> int:
        raise OSError

    monkeypatch.setattr(os, "fork", no_room)
    assert [there for some in in_parts(PIECES, 1, squares) for _, there in some] == [False] * 50


def test_what_fails_here_fails_as_without_copies() -> None:
    def fail(some: Sequence[int]) -> None:
        raise ValueError(some[0])

    with pytest.raises(ValueError, match="0"):
        [*in_parts(PIECES, 1, fail)]


def test_nobody_goes_on_for_whom_nobody_waits(tmp_path: Path) -> None:
    def wait() -> None:
        (tmp_path / str(os.getpid())).touch()
        signal.pause()

    with ahead([wait, wait]) as copies:
        processes = [copy.process for copy in copies._copies if copy]
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


KILLED = """
import os, signal
from publicity.building import ahead, second_process
from publicity.building.follower import Follower
from pathlib import Path

ahead.processors = second_process.processors = lambda: 2
ours, theirs = os.pipe()

def wait(*_):
    os.write(theirs, b"x")
    signal.pause()

{begin}
os.read(ours, 1)
os.kill(os.getpid(), signal.SIGKILL)
"""
BEGIN = {
    "ahead": "doing = ahead.ahead([wait]); doing.__enter__()",
    "second": "second = second_process.SecondProcess(print); second.ask('wait', wait); second.start()",
    "follower": "follower = Follower(); follower.follow(Path('{folder}'), [wait], 'x', print)",
}


@pytest.mark.parametrize("kind", BEGIN)
def test_a_copy_ends_with_its_process_in_the_midst_of_its_work(tmp_path: Path, kind: str) -> None:
    """It would write beside whoever comes next. The run is over when no process has its output open any more."""
    script = KILLED.format(begin=BEGIN[kind].format(folder=tmp_path))
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False, env=clean_environment())
    assert done.returncode == -signal.SIGKILL, done.stderr


# -- texts that are read ahead ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Some of its articles are spoilt, in every part."""
    project = make_project(tmp_path_factory.mktemp("read"))
    for number, path in enumerate(sorted((project.root / "docs" / "bulletins").rglob("*.md"))):
        if number % 4 == 0:
            path.write_text(path.read_text(encoding="utf-8") + "\n<marquee>滚动</marquee>\n", encoding="utf-8")
        elif number % 4 == 1:
            path.write_text(path.read_text(encoding="utf-8").removeprefix("---"), encoding="utf-8")
    return project


def archive(project: Project, memory: FileMemory) -> Archive:
    return read_archive(Folder(Inventory.of(project.root / "docs", "docs"), memory=memory), None, None)


def told(read: Archive) -> list[str]:
    shown = [repr((document.uri, document.form.value, document.digest)) for document in read.documents]
    return [*map(repr, read.problems), *shown]


@pytest.mark.parametrize("spoil", ["", "killed", "nothing known"])
def test_the_same_is_read_by_several_processes(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: str
) -> None:
    whole = FileMemory(tmp_path / "whole")
    alone = told(archive(project, whole))
    whole.save()
    monkeypatch.setattr(remembering, "MANY", 6)
    made_of = FileMemory.made_of

    def spoilt(self: FileMemory, uris: Sequence[str]) -> object:
        if spoil == "killed" and elsewhere():
            os.kill(os.getpid(), signal.SIGKILL)
        return {} if spoil else made_of(self, uris)

    monkeypatch.setattr(FileMemory, "made_of", spoilt)
    memory = FileMemory(tmp_path / "parts")
    assert told(archive(project, memory)) == alone
    memory.save()
    again = FileMemory(tmp_path / "parts")
    assert again._files.keys() == whole._files.keys(), "what was read elsewhere is remembered"
    assert told(archive(project, again)) == alone


def test_a_file_that_was_read_elsewhere_is_not_taken_apart_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "MANY", 6)
    read, reading = [], remembering.read_document

    def reads(source: object, uri: str, model: object) -> object:
        read.append(uri)
        return reading(source, uri, model)  # type: ignore[arg-type]

    monkeypatch.setattr(remembering, "read_document", reads)
    found = archive(project, FileMemory())
    silent = {document.uri for document in found.documents if document.silent}
    assert len(silent) > len(silent.intersection(read)) > 0, "by this process, those of its own part"
