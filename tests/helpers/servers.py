"""Real servers on loopback: sshd, nginx, and what rclone talks to. They run as whoever starts them."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

from tests.provide import program

from .project import ROOT

PATIENCE = 20  # seconds until a server that does not answer is held to be broken


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[None]:
    """A server from when it answers."""
    with log.open("wb") as said:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
    try:
        end = time.monotonic() + PATIENCE
        while not _answers(port):
            if server.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{command[0]} 没有启动：{log.read_text(errors='replace')}")
            time.sleep(0.01)
        yield
    finally:
        server.terminate()
        server.wait()


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


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


@contextmanager
def run_sshd(folder: Path) -> Iterator[Sshd]:
    """A real sshd with keys of its own. Raises MissingProgramError, as all of these."""
    daemon, keygen = program("sshd"), program("ssh-keygen")
    program("ssh"), program("rsync")
    port = free_port()
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
    with running([daemon, "-D", "-e", "-f", str(folder / "config")], port, folder / "log"):
        yield Sshd(folder, port)


@contextmanager
def run_nginx(folder: Path, root: Path, more: str = "", framing: str = "") -> Iterator[str]:
    """A real nginx that serves a folder by the sample configuration; its address.

    `more` are other servers, in which COLUMN is that address; `framing` is who may frame what may be framed.
    """
    daemon, port = program("nginx"), free_port()
    folder.mkdir()
    sample = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for old, new in (
        ("    listen 80;\n    listen [::]:80;", f"    listen 127.0.0.1:{port};"),
        ("root /srv/column/current;", f"root {root};"),
        ("https://www.example.gov.cn", framing or "https://www.example.gov.cn"),
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
        f"include {folder}/site.conf;\n{more.replace('COLUMN', f'http://127.0.0.1:{port}')} }}\n"
    )
    with running([daemon, "-p", str(folder), "-c", str(folder / "nginx.conf")], port, folder / "log"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def run_rclone(kind: str, folder: Path, *options: str) -> Iterator[int]:
    """A server of rclone's for a folder: `webdav` or `sftp`; its port."""
    port = free_port()
    command = [program("rclone"), "serve", kind, str(folder), "--addr", f"127.0.0.1:{port}", "--dir-cache-time=0"]
    with running([*command, *options, "--config", os.devnull], port, folder.with_name(f"{kind}.log")):
        yield port


@contextmanager
def run_ftp(folder: Path, user: str, word: str) -> Iterator[int]:
    """An FTP server of a folder, pyftpdlib's as Debian's rclone has none; its port."""
    port = free_port()
    command = [sys.executable, "-m", "pyftpdlib", "-i127.0.0.1", f"-p{port}", "-w", f"-d{folder}"]
    with running([*command, f"-u{user}", f"-P{word}"], port, folder.with_name("ftp.log")):
        yield port
