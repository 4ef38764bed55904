"""What a preview need not wait for is made in a copy of its process, and takes its place when it is whole."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Set
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from publicity.building.fates import described
from publicity.building.moving import move
from publicity.building.orphans import end_with

Work = Callable[[Path], None]  # writes files into a folder as they go into the site
_NEXT, _KNOWN = ".next", ".followed"  # hidden, within the site


class Follower:
    """Makes what follows, of the last build only: what was begun for an earlier one is given up."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None

    @property
    def possible(self) -> bool:
        """Whether there can be a copy of this process: other systems than Linux can't be trusted with one."""
        return sys.platform == "linux"

    def follow(self, site: Path, works: Iterable[Work], last: str, say: Callable[[str], None]) -> None:
        """Have files made and put into a site; the one at `last` comes when all others are there.

        Files of the time before the last stay: who has read the old `last` finds what it names. If it fails, why is
        said in the copy, and what was there before stays.
        """
        self.stop()
        process = get_context("fork").Process(
            target=_follow, args=(os.getpid(), site, [*works], last, say), name="following", daemon=True
        )
        process.start()
        self._process = process

    def give_up(self) -> None:
        """Have what is being made given up; until `stop` nobody waits for the end of it, which takes a moment."""
        if self._process:
            self._process.kill()

    def stop(self) -> None:
        """Give up what is being made; then nobody writes into the site."""
        if self._process:
            self._process.kill()
            self._process.join()
            self._process = None


def _follow(parent: int, site: Path, works: Iterable[Work], last: str, say: Callable[[str], None]) -> None:
    """What the copy does. The next build tries again what fails."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C is for the preview, with which this one ends
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        end_with(parent)
        os.nice(10)  # the next page comes first
        os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])  # and has all other processors
        put(site, works, last)
    except Exception as error:
        say(described(error))
    finally:
        os._exit(0)  # nothing is left to be put in order: all of this is a copy


def put(site: Path, works: Iterable[Work], last: str) -> None:
    """Make files and put them into a site, the one at `last` when all others are there. Raises what the works raise."""
    new = site / _NEXT
    shutil.rmtree(new, ignore_errors=True)
    for work in works:
        work(new)
    paths = {path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file()}
    for path in sorted(paths, key=lambda path: path == last):
        move(f"{new}/{path}", f"{site}/{path}")
    _forget(site, os.path.dirname(last), paths)


def _forget(site: Path, folder: str, paths: Set[str]) -> None:
    """Take away what this time and the last have not put into a folder; at first, what was there before, stays."""
    known = site / _KNOWN
    if known.exists():
        keep = paths | {*known.read_text(encoding="utf-8").split("\n")}
        for path in (site / folder).rglob("*"):
            if path.is_file() and path.relative_to(site).as_posix() not in keep:
                path.unlink()
    known.write_text("\n".join(sorted(paths)), encoding="utf-8")
