"""Publishers that are killed: what is served is always one whole release, and the next publisher clears up."""

import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import pytest

from publicity.publishing import pipeline
from publicity.publishing.layout import PREFIX, SPARE
from publicity.publishing.pipeline import as_kept, check, publish, roll_back
from publicity.publishing.rclone import RcloneRemote
from publicity.publishing.refusal import TargetError
from publicity.publishing.target import MARKER
from publicity.publishing.target_rules import Wishes
from publicity.publishing.telling import Teller
from tests.helpers.sites import make_site, shows
from tests.helpers.targets import Place
from tests.helpers.torture import SEED, times

QUIET = Teller(quiet=True)
# What Python tells before it does it (PEP 578): a kill just before each is a kill between any two changes on disk.
EVENTS = ("open", "os.", "shutil.", "subprocess.Popen", "pathlib.Path")


def run(work: Callable[[], object], die_at: int) -> int | None:
    """Do something in a child that is killed just before an event; how many events there were if it survived."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        count = 0

        def watch(event: str, _: object) -> None:
            nonlocal count
            if event.startswith(EVENTS):
                count += 1
                if count == die_at:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        code = 1
        try:
            work()
            os.write(writer, str(count).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(writer)
    with os.fdopen(reader) as said:
        count = said.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return None
    assert os.WEXITSTATUS(status) == 0
    return int(count)


def no_leaks(place: Place) -> bool:
    """Whether a folder of releases holds nothing but whole releases and what belongs to them."""
    top = {path.name for path in place.folder.iterdir()} - {"releases", "current", MARKER, SPARE}
    incoming = place.folder / "incoming"
    inside = {path.name for release in place.folder.glob("releases/*") for path in release.iterdir()}
    left = [name for name in top - {"incoming"} if name.startswith(PREFIX)]
    return (
        not left
        and (not incoming.exists() or not any(incoming.rglob("*.*")))
        and inside
        == {
            "site",
            "release.json",
            "manifest.json",
        }
    )


@pytest.mark.torture
@pytest.mark.parametrize("place", ["local"], indirect=True)
def test_killed_at_fifty_random_moments(place: Place, tmp_path: Path) -> None:
    for number in range(6):  # so that there is something to remove too
        old = make_site(tmp_path / "old", number)
        publish(old, place.target, Wishes(), QUIET)
    random, number, kills, outcomes = Random(SEED), 100, 0, set[bool]()
    length = {True: 60, False: 300}
    while kills < times(50):
        number += 1
        new, back = make_site(tmp_path / "new", number), number % 5 == 0
        kept = {release.id for release in place.target.look().releases}
        survived = run(partial(_work, place, new, back), random.randrange(1, length[back]))
        if survived:
            length[back] = survived + 1
        kills += not survived
        manifest = (place.served / "manifest.json").read_bytes()
        switched = manifest == (new / "manifest.json").read_bytes()
        outcomes |= {switched} if not survived and not back else set()
        assert not check(place.target, as_kept, QUIET).wrong  # one whole release
        assert (place.target.look().current in kept) if back else shows(place.served, new if switched else old)
        number += 1
        old = make_site(tmp_path / "old", number)
        publish(old, place.target, Wishes(), QUIET)
        assert shows(place.served, old)
        assert no_leaks(place)
        assert len(place.target.look().releases) <= 5
    assert outcomes == {True, False}  # some were killed before the switch and some after it


def _work(place: Place, site: Path, back: bool) -> None:
    if back:
        roll_back(place.target, None, QUIET)
    else:
        publish(site, place.target, Wishes(), QUIET)


@pytest.mark.torture
@pytest.mark.parametrize(("place", "kills"), [("ssh", times(3)), ("webdav", times(1))], indirect=["place"])
def test_killed_while_other_programs_are_at_work(place: Place, kills: int, tmp_path: Path) -> None:
    """By time: ssh, rsync and rclone go on for a moment after whoever started them."""
    begin = time.monotonic()
    publish(make_site(tmp_path / "old", 0), place.target, Wishes(), QUIET)
    length, old, random = time.monotonic() - begin, tmp_path / "old", Random(SEED)
    for number in range(1, kills + 1):
        new = make_site(tmp_path / "new", number)
        child = os.fork()
        if child == 0:
            try:
                publish(new, place.target, Wishes(), QUIET)
            finally:
                os._exit(0)
        time.sleep(random.uniform(0, length))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if place.served != place.folder:  # where there is a switch
            current = (place.served / "manifest.json").read_bytes()
            assert shows(place.served, new if current == (new / "manifest.json").read_bytes() else old)
        old = make_site(tmp_path / "old", number + 100)
        publish(old, place.target, Wishes(), QUIET)
        assert shows(place.served, old)


@pytest.mark.usefixtures("remotes")
def test_interrupted_again_and_again_where_files_are_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever several publications left half done, the one that comes through leaves nothing of."""
    place = Place(f"here:{tmp_path}/column", tmp_path / "column", tmp_path / "column")
    first = make_site(tmp_path / "1", 1)
    publish(first, place.target, Wishes(), QUIET)
    copy = RcloneRemote._copy
    for number, more in ((2, {"only-2.html": "2", "note.txt": "2"}), (3, {"only-3.html": "3"})):
        left = 5  # the contents, new files, new pages, changed files; in changed pages the line breaks

        def breaks(self: RcloneRemote, source: str, place: str, paths: list[str], tell: Teller, *flags: str) -> None:
            nonlocal left
            left -= 1
            if not left:
                raise TargetError("the line is cut")
            copy(self, source, place, paths, tell, *flags)

        with monkeypatch.context() as patch:
            patch.setattr(RcloneRemote, "_copy", breaks)
            with pytest.raises(TargetError, match="cut"):
                publish(make_site(tmp_path / str(number), number, more=more), place.target, Wishes(), QUIET)
        assert (place.served / f"only-{number}.html").exists()
        with pytest.raises(TargetError, match="没有完成"):
            check(place.target, as_kept, QUIET)
    again = make_site(tmp_path / "4", 1, more={"last.txt": "4"})
    publish(again, place.target, Wishes(), QUIET)
    assert shows(place.served, again)
    assert not check(place.target, as_kept, QUIET).wrong
    assert len(place.target.look().releases) == 2


@pytest.mark.usefixtures("remotes")
def test_old_styles_that_come_back_after_a_return(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a record says is kept is there: else a style sheet that returns would be taken for served."""
    monkeypatch.setattr(pipeline, "KEEP", 2)
    place = Place(f"here:{tmp_path}/column", tmp_path / "column", tmp_path / "column")
    for number in (1, 2, 3, 4):
        publish(make_site(tmp_path / "site", number), place.target, Wishes(), QUIET)
    roll_back(place.target, None, QUIET)
    returned = make_site(tmp_path / "site", 1, more={"more.txt": "more"}, committed=5)
    publish(returned, place.target, Wishes(), QUIET)
    assert shows(place.served, returned)
