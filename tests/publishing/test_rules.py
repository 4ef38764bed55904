"""When a whole build is refused by a target that is ours, and who holds its lock."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from publicity.publishing.holder import STALE, Holder, myself, read_holder
from publicity.publishing.layout import LOCK
from publicity.publishing.local import LocalFolder
from publicity.publishing.pipeline import publish, roll_back
from publicity.publishing.refusal import RefusedError, TargetError
from publicity.publishing.target import Found, Upload
from publicity.publishing.target_rules import Wishes
from publicity.publishing.telling import Teller
from tests.helpers.sites import make_site, shows
from tests.helpers.targets import Place

QUIET = Teller(quiet=True)
NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def target(tmp_path: Path) -> LocalFolder:
    return LocalFolder(tmp_path / "column")


def refused(site: Path, target: LocalFolder, wishes: Wishes = Wishes(), now: datetime | None = None) -> str:  # noqa: B008
    before = target.look()
    with pytest.raises(RefusedError) as told:
        publish(site, target, wishes, QUIET, now)
    assert target.look() == before
    assert all(refusal.remedy for refusal in told.value.refusals)
    return str(told.value)


def test_an_address_that_would_vanish(target: LocalFolder, tmp_path: Path) -> None:
    more = {"lists/topic-1.html": "list", "a/gone.html": "page"}
    publish(make_site(tmp_path / "1", 1, 3, more=more), target, Wishes(), QUIET)
    fewer = make_site(tmp_path / "2", 2, 2)
    said = refused(fewer, target)
    assert "a/gone.html、bulletins/2.html" in said and "lists/" not in said
    # Held back by the column, or led on from by a page at the old address:
    led_on = make_site(tmp_path / "3", 3, 2, more={"a/gone.html": "moved"})
    publish(led_on, target, Wishes(withdrawn=frozenset({"bulletins/2.html"})), QUIET)
    assert "a/gone.html" in refused(make_site(tmp_path / "4", 4, 2), target)
    publish(make_site(tmp_path / "4", 4, 2), target, Wishes(vanishing=True), QUIET)


def test_older_than_what_is_served(target: LocalFolder, tmp_path: Path) -> None:
    publish(make_site(tmp_path / "2", 2), target, Wishes(), QUIET, NOW)
    assert "提交" in (said := refused(make_site(tmp_path / "1", 1, as_of="2009-06-14"), target))
    assert "截至 2009-06-14，比现在公开的（截至 2009-06-15）还旧" in said
    assert "时钟" in refused(make_site(tmp_path / "3", 3), target, now=NOW - timedelta(seconds=1))


def test_what_was_taken_back_does_not_return_by_itself(target: LocalFolder, tmp_path: Path) -> None:
    first, bad = make_site(tmp_path / "1", 1), make_site(tmp_path / "2", 2, commit="b" * 40)
    publish(first, target, Wishes(), QUIET)
    publish(bad, target, Wishes(), QUIET)
    roll_back(target, None, QUIET)
    nightly = make_site(tmp_path / "3", 3, as_of="2009-06-16", commit="b" * 40)
    assert "退回了" in refused(nightly, target)
    publish(make_site(tmp_path / "4", 4), target, Wishes(), QUIET)
    roll_back(target, None, QUIET)
    publish(nightly, target, Wishes(again=True), QUIET)
    assert shows(target.folder / "current", nightly)


def test_a_site_that_is_not_what_its_manifest_says(target: LocalFolder, tmp_path: Path) -> None:
    site = make_site(tmp_path / "1", 1)
    (site / "index.html").write_text("changed since")
    (site / "more.html").write_text("more")
    with pytest.raises(TargetError, match=r"改动 index\.html、外来 more\.html"):
        publish(site, target, Wishes(), QUIET)
    assert not target.folder.exists()


@pytest.mark.parametrize("place", ["local", "ssh", "webdav"], indirect=True)
def test_the_lock(place: Place, tmp_path: Path) -> None:
    """A publisher that lives keeps others out; one that is gone, elsewhere too long ago, or no publisher, does not."""
    one, two = make_site(tmp_path / "1", 1), make_site(tmp_path / "2", 2)
    publish(one, place.target, Wishes(), QUIET)
    lock = place.folder / LOCK if place.served != place.folder else place.beside / "lock.json"
    other = replace(myself(NOW), token="another")
    lock.write_text(other.text())
    with pytest.raises(RefusedError, match="正在被别处发布"):
        publish(two, place.target, Wishes(), QUIET)
    assert read_holder(lock.read_text()) == other and shows(place.served, one)
    lock.write_text("nonsense")
    publish(two, place.target, Wishes(), QUIET)
    assert shows(place.served, two) and not lock.exists()


def test_who_is_gone() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    me = myself(NOW)
    assert not me.stale(NOW + 10 * STALE)  # a process that lives is believed as long as it lives
    assert replace(me, pid=child).stale(NOW)  # ended, even if nobody has asked for it yet
    os.waitpid(child, 0)
    assert replace(me, pid=child).stale(NOW)
    assert replace(me, started="1").stale(NOW)  # another process under the same id
    elsewhere = replace(me, place="elsewhere")
    assert not elsewhere.stale(NOW + STALE) and elsewhere.stale(NOW + STALE + timedelta(seconds=1))


def test_a_robbed_publisher_does_not_switch(
    target: LocalFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = make_site(tmp_path / "1", 1), make_site(tmp_path / "2", 2)
    publish(one, target, Wishes(), QUIET)
    other = replace(myself(NOW), token="other")
    store = LocalFolder.store

    def robbed(self: LocalFolder, upload: Upload, found: Found, tell: Teller) -> None:
        store(self, upload, found, tell)
        (self.folder / LOCK).write_text(other.text())

    monkeypatch.setattr(LocalFolder, "store", robbed)
    with pytest.raises(TargetError, match="接管"):
        publish(two, target, Wishes(), QUIET)
    assert shows(target.folder / "current", one)
    assert (target.folder / LOCK).read_text() == other.text()


def test_breaking_a_lock_takes_no_other(target: LocalFolder, tmp_path: Path) -> None:
    publish(make_site(tmp_path / "1", 1), target, Wishes(), QUIET)
    fresh: Holder = myself(NOW)
    (target.folder / LOCK).write_text(fresh.text())
    target.break_lock(replace(fresh, token="stale").text())
    assert (target.folder / LOCK).read_text() == fresh.text()
