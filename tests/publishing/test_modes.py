"""Whoever publishes, with whatever umask: readers can read, nobody writes by accident, what can't be read is told."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from publicity.commands.program import main
from publicity.publishing.pipeline import as_kept, check, publish, roll_back
from publicity.publishing.refusal import RefusedError, TargetError
from publicity.publishing.target_rules import Wishes
from publicity.publishing.telling import Teller
from tests.helpers.servers import Sshd
from tests.helpers.sites import make_site, shows
from tests.helpers.targets import Place

QUIET = Teller(quiet=True)


@pytest.fixture(params=["local", "ssh"])
def strict(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A target not there yet, for a publisher whose umask lets nobody else read, here and on the server."""
    outside = Path(tempfile.mkdtemp(prefix="publicity-readers-"))  # pytest's own folders are closed to others
    outside.chmod(0o755)
    folder = outside / "new" / "public" / "column"
    if request.param == "local":
        place = Place(str(folder), folder, folder / "current")
    else:
        sshd: Sshd = request.getfixturevalue("sshd")
        monkeypatch.setenv("PUBLICITY_SSH", sshd.command())
        place = Place(sshd.address(folder), folder, folder / "current")
    before = os.umask(0o077)
    yield place
    os.umask(before)
    shutil.rmtree(outside)


def read_by_nobody(folder: Path) -> set[str]:
    """What another account of this machine can read of a folder."""
    if os.getuid() != 0:
        pytest.skip("要 root 才能换成别的用户来读，没有检查公众读不读得到！")
    script = 'cd "$1" && find . -type f -exec cat {} + >/dev/null && find . -type f'
    command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-euc", script, "-", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {line.removeprefix("./") for line in done.stdout.splitlines()}


def test_another_account_reads_all_of_it(strict: Place, tmp_path: Path) -> None:
    for number in (1, 2):
        site = make_site(tmp_path / "site", number, more={"附件/名 单.csv": "a,b"})
        (site / "附件").chmod(0o700)
        publish(site, strict.target, Wishes(), QUIET)
        assert len(read_by_nobody(strict.served)) >= len(list(site.rglob("*.*")))
    roll_back(strict.target, None, QUIET)
    read_by_nobody(strict.served)
    files = [path for path in strict.folder.glob("releases/*/site/**/*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o444}
    folders = [path for path in (strict.folder, *strict.folder.glob("releases/**/*")) if path.is_dir()]
    assert {path.stat().st_mode & 0o777 for path in folders} == {0o755}


def test_what_readers_can_not_open_is_told_and_mended(strict: Place, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", 1)
    publish(site, strict.target, Wishes(), QUIET)
    site_folder = strict.served.resolve()
    (site_folder / "index.html").chmod(0o400)
    (site_folder / "bulletins").chmod(0o700)
    (strict.folder / "releases").chmod(0o750)
    done = CliRunner().invoke(main, ["verify", strict.address])
    assert done.exit_code == 1
    for line in (
        "公众读不到 index.html（权限是 r--------）",
        "公众读不到 bulletins（权限是 rwx------）",
        "公众读不到 column/releases（权限是 rwxr-x---）",
    ):
        assert line in done.output
    with pytest.raises(RefusedError, match="公众读不到"):
        publish(site, strict.target, Wishes(), QUIET)
    publish(site, strict.target, Wishes(again=True), QUIET)
    assert not check(strict.target, as_kept, QUIET).wrong
    read_by_nobody(strict.served)


def test_the_targets_own_folder(strict: Place, tmp_path: Path) -> None:
    """One that only its owner may enter is opened; one that a group may enter is somebody's wish."""
    strict.folder.mkdir(parents=True)
    strict.folder.chmod(0o700)
    publish(make_site(tmp_path / "1", 1), strict.target, Wishes(), QUIET)
    assert strict.folder.stat().st_mode & 0o777 == 0o755
    strict.folder.chmod(0o750)
    publish(make_site(tmp_path / "2", 2), strict.target, Wishes(), QUIET)
    assert strict.folder.stat().st_mode & 0o777 == 0o750
    assert not check(strict.target, as_kept, QUIET).wrong
    strict.folder.chmod(0o700)
    assert check(strict.target, as_kept, QUIET).wrong.closed == (("column", "rwx------"),)


def test_who_writes_into_a_served_file_spoils_no_other_release(strict: Place, tmp_path: Path) -> None:
    sites = [make_site(tmp_path / str(number), number) for number in range(5)]
    for site in sites:
        publish(site, strict.target, Wishes(), QUIET)
    with (strict.served / "same.txt").open("r+") as stream:  # in place, as some editors do
        stream.write("casino")
    assert check(strict.target, as_kept, QUIET).wrong.changed == ("same.txt",)
    for site in reversed(sites[:-1]):
        roll_back(strict.target, None, QUIET)
        assert shows(strict.served, site)


def fails_from(strict: Place, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From its next call on, something that the target does can't be done."""

    def broken(*_: object) -> None:
        raise TargetError("the line is cut")

    monkeypatch.setattr(type(strict.target), name, broken)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (("listing",), "已经换成了 {id}"),
        (("drop",), "已经换成了 {id}"),
        (("store",), ""),
    ],
)
def test_a_failure_after_the_switch_says_what_is_served(
    strict: Place, broken: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(make_site(tmp_path / "1", 1), strict.target, Wishes(), QUIET)
    with monkeypatch.context() as patch:
        for name in broken:
            fails_from(strict, name, patch)
        with pytest.raises(TargetError) as told:
            publish(make_site(tmp_path / "2", 2), strict.target, Wishes(), QUIET)
    assert said.format(id=strict.target.look().current) in told.value.state
    assert bool(told.value.state) == bool(said)


def test_when_nobody_can_say_whether_it_was_switched(
    strict: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(make_site(tmp_path / "1", 1), strict.target, Wishes(), QUIET)
    target, kind = strict.target, type(strict.target)
    serve = kind.serve

    def cut(*arguments: object) -> None:
        serve(*arguments)  # type: ignore[arg-type]
        fails_from(strict, "look", monkeypatch)
        raise TargetError("the line is cut")

    monkeypatch.setattr(kind, "serve", cut)
    with pytest.raises(TargetError) as told:
        publish(make_site(tmp_path / "2", 2), target, Wishes(), QUIET)
    assert "不清楚现在公开的是哪一次" in told.value.state


def test_the_command_does_not_say_that_nothing_was_published(
    strict: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        publish(make_site(tmp_path / str(number), number), strict.target, Wishes(), QUIET)
    fails_from(strict, "listing", monkeypatch)
    done = CliRunner().invoke(main, ["rollback", strict.address])
    assert done.exit_code == 1 and "没有退回" not in done.output and "已经换成了" in done.output
