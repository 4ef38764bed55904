"""Targets of every kind, and web servers before them, for the tests of publishing."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from getpass import getuser
from pathlib import Path

import pytest

from publicity.publishing.tools import run
from tests.helpers.servers import Sshd, free_port, run_ftp, run_nginx, run_rclone, run_sshd
from tests.helpers.targets import Place, Remotes

USER, WORD = "publisher", "of-the-tests"  # of the FTP and SFTP servers


@pytest.fixture(autouse=True)
def own_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What publishers keep is kept apart."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """A real sshd."""
    with run_sshd(tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture
def by_ssh(sshd: Sshd, monkeypatch: pytest.MonkeyPatch) -> Sshd:
    """The same, and PUBLICITY_SSH set."""
    monkeypatch.setenv("PUBLICITY_SSH", sshd.command())
    return sshd


@pytest.fixture(scope="session")
def remote_servers(tmp_path_factory: pytest.TempPathFactory, sshd: Sshd) -> Iterator[Remotes]:
    """A WebDAV server, and rclone's configuration."""
    folder = tmp_path_factory.mktemp("dav")
    (folder / "served").mkdir()
    obscured = run("rclone", ["rclone", "obscure", WORD]).said.decode().strip()
    letting_in = (f"--user={USER}", f"--pass={WORD}")
    with ExitStack() as stack:
        dav = stack.enter_context(run_rclone("webdav", folder / "served"))
        ftp = stack.enter_context(run_ftp(folder / "served", USER, WORD))
        sftp = stack.enter_context(run_rclone("sftp", folder / "served", *letting_in, f"--cache-dir={folder}/cache"))
        (folder / "rclone.conf").write_text(f"""
[dav]
type = webdav
url = http://127.0.0.1:{dav}
vendor = other

[here]
type = local

[gone]
type = webdav
url = http://127.0.0.1:{free_port()}
vendor = other

[box]
type = sftp
host = 127.0.0.1
port = {sshd.port}
user = {getuser()}
key_file = {sshd.folder}/key
known_hosts_file = {sshd.folder}/known_hosts
shell_type = none

[ftp]
type = ftp
host = 127.0.0.1
port = {ftp}
user = {USER}
pass = {obscured}
disable_mlsd = true

[sftp]
type = sftp
host = 127.0.0.1
port = {sftp}
user = {USER}
pass = {obscured}
""")
        yield Remotes(folder / "served", folder / "rclone.conf")


@pytest.fixture
def remotes(remote_servers: Remotes, monkeypatch: pytest.MonkeyPatch) -> Remotes:
    """The same, and RCLONE_CONFIG set."""
    monkeypatch.setenv("RCLONE_CONFIG", str(remote_servers.settings))
    return remote_servers


@pytest.fixture(params=["local", "ssh", "webdav"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A target of each kind."""
    kind: str = request.param
    folder = tmp_path / "public" / "column"
    if kind == "local":
        return Place(str(folder), folder, folder / "current")
    if kind == "ssh":
        sshd: Sshd = request.getfixturevalue("by_ssh")
        return Place(sshd.address(folder), folder, folder / "current")
    remotes: Remotes = request.getfixturevalue("remotes")
    if kind in ("webdav", "ftp", "sftp"):
        folder = remotes.folder / tmp_path.name
        return Place(f"{'dav' if kind == 'webdav' else kind}:{tmp_path.name}", folder, folder)
    return Place(f"box:{folder}", folder, folder)


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """A function that serves a folder by the sample configuration, and gives its address."""
    with ExitStack() as stack:
        count = itertools.count()
        yield lambda root, **more: stack.enter_context(run_nginx(tmp_path / f"nginx-{next(count)}", root, **more))
