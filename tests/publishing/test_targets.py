"""Publishing, going back and listing, the same on every kind of target."""

from pathlib import Path

import pytest

from publicity.manifests.manifest import expected, read_manifest
from publicity.publishing import pipeline
from publicity.publishing.pipeline import as_kept, check, preview, publish, roll_back
from publicity.publishing.refusal import RefusedError
from publicity.publishing.target import Target
from publicity.publishing.target_rules import Wishes
from publicity.publishing.telling import Teller
from tests.helpers.sites import contents, make_site, shows
from tests.helpers.targets import Place

QUIET = Teller(quiet=True)
PLAIN = Wishes()


def put(site: Path, target: Target, wishes: Wishes = PLAIN) -> str:
    """Publish; the id of what is served then."""
    return publish(site, target, wishes, QUIET).release.id


def everything(place: Place) -> dict[str, bytes]:
    """All files on a target with their places, served or not."""
    found = {f"s/{path}": data for path, data in contents(place.folder).items()} if place.folder.exists() else {}
    beside = contents(place.beside) if place.beside.exists() else {}
    return found | {f"b/{path}": data for path, data in beside.items()}


def test_a_life(place: Place, tmp_path: Path) -> None:
    """First publication, nothing to change, a change, going back and forth."""
    note = {number: {"note.txt": f"note {number}"} for number in (1, 2)}  # equal in size and, maybe, in time
    first, second = make_site(tmp_path / "1", 1, more=note[1]), make_site(tmp_path / "2", 2, 7, more=note[2])
    assert preview(first, place.target, PLAIN)[1]
    assert not place.folder.exists()  # a preview writes nothing

    one = put(first, place.target)
    assert shows(place.served, first)

    before = everything(place)
    assert not publish(first, place.target, PLAIN, QUIET).published
    assert everything(place) == before  # nothing transferred, and the lock is gone

    changed, would = preview(second, place.target, PLAIN)
    assert would and changed.added[-1] == "bulletins/6.html" and "index.html" in changed.changed
    assert everything(place) == before

    two = put(second, place.target)
    assert shows(place.served, second)
    assert (place.served / "manifest.json").read_bytes() == (second / "manifest.json").read_bytes()
    assert contents(first).keys() - contents(place.served).keys() == set()  # pages of the first still find theirs
    assert [release.id for release in place.target.look().releases] == [one, two]
    if place.served != place.folder:
        same = {path.stat().st_ino for path in place.folder.glob("releases/*/site/same.txt")}
        assert len(same) == 2  # who spoils a file of one release spoils no other

    assert roll_back(place.target, None, QUIET).id == one
    assert shows(place.served, first)
    assert contents(second).keys() - contents(place.served).keys() == {"bulletins/6.html"}
    assert place.target.look().current == one

    assert roll_back(place.target, two, QUIET).id == two
    assert shows(place.served, second)


@pytest.mark.parametrize("place", ["box", "ftp", "sftp"], indirect=True)
def test_another_kind_of_remote(place: Place, tmp_path: Path) -> None:
    """SFTP by a real sshd; SFTP by rclone's own, and FTP by pyftpdlib's."""
    first, second = make_site(tmp_path / "1", 1, 2), make_site(tmp_path / "2", 2, 3)
    put(first, place.target)
    assert shows(place.served, first)
    assert not publish(first, place.target, PLAIN, QUIET).published
    put(second, place.target)
    assert shows(place.served, second)
    roll_back(place.target, None, QUIET)
    assert shows(place.served, first)
    assert not check(place.target, as_kept, QUIET).wrong


def test_keeps_the_last_few_and_nothing_else(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pipeline.KEEP == 5
    monkeypatch.setattr(pipeline, "KEEP", 2)
    for number in range(3):
        put(make_site(tmp_path / "site", number, 2), place.target)
    found = place.target.look()
    assert len(found.releases) == 2 and found.current == found.releases[-1].id
    stored = {path.stem if path.is_file() else path.name for path in (place.beside / "releases").iterdir()}
    assert stored == {release.id for release in found.releases}
    if place.served == place.folder:
        needed = {
            entry.sha256 for one in found.releases for entry in expected(read_manifest(place.manifest(one.id))).values()
        }
        assert {path.name for path in (place.beside / "files").iterdir()} == needed
    with pytest.raises(RefusedError, match="没有发布"):
        roll_back(place.target, "19990101", QUIET)


def test_whose_it_is(place: Place, tmp_path: Path) -> None:
    """A folder with something else in it is left alone, and so is another column's."""
    place.folder.mkdir(parents=True)
    (place.folder / "precious.doc").write_text("precious")
    with pytest.raises(RefusedError, match=r"不是空的.*precious\.doc"):
        put(make_site(tmp_path / "1", 1), place.target)
    assert everything(place) == {"s/precious.doc": b"precious"} | (
        {"b/precious.doc": b"precious"} if place.beside == place.folder else {}
    )

    (place.folder / "precious.doc").unlink()
    put(make_site(tmp_path / "1", 1), place.target)
    before = everything(place)
    with pytest.raises(RefusedError, match="另一个专栏"):
        put(make_site(tmp_path / "2", 2, column="another"), place.target)
    assert everything(place) == before


def test_a_served_file_that_was_changed_is_seen_and_mended(place: Place, tmp_path: Path) -> None:
    site = make_site(tmp_path / "1", 1)
    put(site, place.target)
    (place.served / "bulletins" / "1.html").write_text("hacked")
    (place.served / "shell.php").write_text("<?php")
    with pytest.raises(RefusedError, match=r"改动 bulletins/1\.html、外来 shell\.php"):
        put(site, place.target)
    if place.served == place.folder:
        (place.served / "shell.php").unlink()  # where files are replaced one by one, what is not ours stays
    put(make_site(tmp_path / "2", 1), place.target, Wishes(again=True))
    assert shows(place.served, site)
