"""Real servers on loopback: sshd, nginx, and what rclone talks to. They run as whoever runs the tests."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

import pytest

from publicity.publishing.addressing import target_of
from publicity.publishing.target import Target
from tests.conftest import ROOT

PATIENCE = 20  # seconds until a server that does not answer is held to be broken
SBIN = ("/usr/sbin", "/usr/local/sbin", "/sbin")


def program(name: str) -> str:
    """The path of a program. Where it is missing: a loud skip, or under CI a failure."""
    path = shutil.which(name) or shutil.which(name, path=os.pathsep.join(SBIN))
    if path is None:
        missing = (
            f"没有 {name}，发布没有在真实的服务器上检查！装上：apt-get install nginx-light rsync openssh-server rclone"
        )
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    return path


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def start(command: list[str], port: int, log: Path) -> "subprocess.Popen[bytes]":
    """Start a server and wait until it answers."""
    with log.open("wb") as said:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
    end = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.01)
        else:
            return server
    server.kill()
    pytest.fail(f"{command[0]} 没有启动：{log.read_text(errors='replace')}")


def stop(server: "subprocess.Popen[bytes]") -> None:
    server.terminate()
    server.wait()


@dataclass(frozen=True)
class Sshd:
    """A server that lets us in, and how to reach it."""

    folder: Path
    port: int

    def command(self, *options: str, key: str = "key", known: str = "known_hosts") -> str:
        """What PUBLICITY_SSH has to be."""
        ours = [f"-i {self.folder}/{key}", f"-p {self.port}", f"-o UserKnownHostsFile={self.folder}/{known}"]
        return " ".join(["ssh -F none", *ours, *options, "-o IdentitiesOnly=yes -o StrictHostKeyChecking=yes"])

    def address(self, folder: Path) -> str:
        return f"{getuser()}@127.0.0.1:{folder}"


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """A real sshd with keys of its own."""
    daemon, keygen = program("sshd"), program("ssh-keygen")
    program("ssh"), program("rsync")
    folder, port = tmp_path_factory.mktemp("sshd"), free_port()
    for key in ("host", "key", "stranger"):
        subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(folder / key)], check=True)
    shutil.copy(folder / "key.pub", folder / "authorized")
    host = (folder / "host.pub").read_text().split()[:2]
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {' '.join(host)}\n")
    other = (folder / "stranger.pub").read_text().split()[:2]
    (folder / "wrong_hosts").write_text(f"[127.0.0.1]:{port} {' '.join(other)}\n")
    settings = f"""
        ListenAddress 127.0.0.1
        Port {port}
        HostKey {folder}/host
        AuthorizedKeysFile {folder}/authorized
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        PermitRootLogin yes
        MaxStartups 100
        Subsystem sftp internal-sftp
        SetEnv HOME={folder}
    """
    (folder / "config").write_text(settings)
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    server = start([daemon, "-D", "-e", "-f", str(folder / "config")], port, folder / "log")
    yield Sshd(folder, port)
    stop(server)


@pytest.fixture
def by_ssh(sshd: Sshd, monkeypatch: pytest.MonkeyPatch) -> Sshd:
    """The same, and PUBLICITY_SSH set."""
    monkeypatch.setenv("PUBLICITY_SSH", sshd.command())
    return sshd


@dataclass(frozen=True)
class Remotes:
    """What rclone is configured for: `dav`, a WebDAV server of that folder, and `box`, the sshd by SFTP."""

    folder: Path


@pytest.fixture(scope="session")
def remote_servers(tmp_path_factory: pytest.TempPathFactory, sshd: Sshd) -> Iterator[tuple[Remotes, Path]]:
    """A WebDAV server, and rclone's configuration."""
    rclone, folder, port = program("rclone"), tmp_path_factory.mktemp("dav"), free_port()
    (folder / "served").mkdir()
    command = [rclone, "serve", "webdav", str(folder / "served"), "--addr", f"127.0.0.1:{port}", "--dir-cache-time=0"]
    server = start([*command, "--config", os.devnull], port, folder / "log")
    settings = f"""
[dav]
type = webdav
url = http://127.0.0.1:{port}
vendor = other

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
"""
    (folder / "rclone.conf").write_text(settings)
    yield Remotes(folder / "served"), folder / "rclone.conf"
    stop(server)


@pytest.fixture
def remotes(remote_servers: tuple[Remotes, Path], monkeypatch: pytest.MonkeyPatch) -> Remotes:
    """The same, and RCLONE_CONFIG set."""
    monkeypatch.setenv("RCLONE_CONFIG", str(remote_servers[1]))
    return remote_servers[0]


@dataclass(frozen=True)
class Place:
    """A target, the folder behind it, and within that what is served and where left-overs would lie."""

    address: str
    folder: Path
    served: Path

    @property
    def target(self) -> Target:
        """The target anew, as another run of the command would see it."""
        return target_of(self.address)

    def manifest(self, name: str) -> str:
        """The manifest of a stored release."""
        if self.served != self.folder:
            return (self.folder / "releases" / name / "manifest.json").read_text(encoding="utf-8")
        stored: dict[str, str] = json.loads((self.beside / "releases" / f"{name}.json").read_text(encoding="utf-8"))
        return stored["manifest"]

    @property
    def beside(self) -> Path:
        """Where state is kept."""
        return self.folder if self.served != self.folder else self.folder.with_name(f"{self.folder.name}.publicity")


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
    if kind == "webdav":
        folder = remotes.folder / tmp_path.name
        return Place(f"dav:{tmp_path.name}", folder, folder)
    return Place(f"box:{folder}", folder, folder)


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder by the sample configuration, and gives its address."""
    daemon, servers = program("nginx"), []

    def serve(root: Path) -> str:
        folder, port = tmp_path / f"nginx-{len(servers)}", free_port()
        folder.mkdir()
        sample = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
        for old, new in (
            ("    listen 80;\n    listen [::]:80;", f"    listen 127.0.0.1:{port};"),
            ("root /srv/column/current;", f"root {root};"),
        ):
            assert old in sample
            sample = sample.replace(old, new, 1)
        kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
        user = "user root;" if os.getuid() == 0 else ""
        (folder / "site.conf").write_text(sample, encoding="utf-8")
        (folder / "nginx.conf").write_text(
            f"{user} daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;\n"
            f"events {{}}\nhttp {{ include /etc/nginx/mime.types; access_log off; {temporary}\n"
            f"include {folder}/site.conf; }}\n"
        )
        servers.append(start([daemon, "-p", str(folder), "-c", str(folder / "nginx.conf")], port, folder / "log"))
        return f"http://127.0.0.1:{port}"

    yield serve
    for server in servers:
        stop(server)
