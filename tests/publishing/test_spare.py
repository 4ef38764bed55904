"""The files of the release that went last: the next one takes over those that are what it needs, and no others."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from publicity.publishing.addressing import target_of
from publicity.publishing.layout import SPARE
from publicity.publishing.pipeline import as_kept, check, publish
from publicity.publishing.release import KEEP
from publicity.publishing.target_rules import Wishes
from publicity.publishing.telling import Teller
from tests.helpers.sites import contents, make_site, shows

QUIET = Teller(quiet=True)
SAME = "same.txt"  # in every site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A target from which one release has gone."""
    for number in range(KEEP + 1):
        send(tmp_path / "served", tmp_path / "site", number)
    return tmp_path / "served"


def send(folder: Path, site: Path, number: int, wishes: Wishes | None = None) -> None:
    publish(make_site(site, number), target_of(str(folder)), wishes or Wishes(), QUIET)


def test_a_new_release_takes_over_what_stays(folder: Path, tmp_path: Path) -> None:
    spare = folder / SPARE / SAME
    os.utime(spare, (0, 0))
    before = spare.stat().st_ino
    gone = contents(folder / SPARE)
    send(folder, tmp_path / "site", 9)
    now = (folder / "current" / SAME).stat()
    assert now.st_ino == before and now.st_nlink == 1 and now.st_mode & 0o777 == 0o444
    assert now.st_mtime > time.time() - 86400, "a reader who has what was served before is told that it changed"
    assert shows(folder / "current", tmp_path / "site")
    assert contents(folder / SPARE) != gone  # it is the next one's by now
    assert len(list((folder / "releases").iterdir())) == KEEP


def other_text(spare: Path) -> None:
    (spare / SAME).chmod(0o644)
    (spare / SAME).write_text("SAME", encoding="utf-8")


def other_name(spare: Path) -> None:
    os.link(spare / SAME, spare.parent / "another")


def no_file(spare: Path) -> None:
    (spare / SAME).unlink()
    (spare / SAME).symlink_to("/etc/passwd")


def folder_in_its_place(spare: Path) -> None:
    (spare / SAME).unlink()
    (spare / SAME / "inner").mkdir(parents=True)
    (spare / SAME / "inner" / "strange.html").write_text("strange", encoding="utf-8")


def link_to_a_folder(spare: Path) -> None:
    shutil.move(spare / "bulletins", spare.parent.parent / "outside")
    (spare / "bulletins").symlink_to(spare.parent.parent / "outside", target_is_directory=True)


def link_in_its_place(spare: Path) -> None:
    shutil.move(spare, spare.parent.parent / "outside")
    spare.symlink_to(spare.parent.parent / "outside", target_is_directory=True)


@pytest.mark.parametrize(
    "spoil", [other_text, other_name, no_file, folder_in_its_place, link_to_a_folder, link_in_its_place]
)
def test_what_is_not_what_it_should_be_is_made_anew(
    folder: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    with (folder / SPARE / SAME).open("rb") as held:  # so that nothing else gets its number
        before = os.fstat(held.fileno()).st_ino
        spoil(folder / SPARE)
        outside = contents(tmp_path / "outside") if (tmp_path / "outside").exists() else {}
        send(folder, tmp_path / "site", 9)
    assert shows(folder / "current", tmp_path / "site")
    assert not check(target_of(str(folder)), as_kept, QUIET).wrong
    assert not (folder / "current" / "bulletins").is_symlink()
    if spoil is not link_to_a_folder:
        assert (folder / "current" / SAME).stat().st_ino != before
    if outside:
        assert contents(tmp_path / "outside") == outside


def test_whoever_publishes_anew_takes_nothing_over(folder: Path, tmp_path: Path) -> None:
    with (folder / SPARE / SAME).open("rb") as held:
        before = os.fstat(held.fileno()).st_ino
        send(folder, tmp_path / "site", 9, Wishes(again=True))
    assert (folder / "current" / SAME).stat().st_ino != before


def test_what_cannot_be_taken_over_is_copied(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    with monkeypatch.context() as context:
        context.setattr(os, "utime", refuse)
        send(folder, tmp_path / "site", 9)
    assert shows(folder / "current", tmp_path / "site")
