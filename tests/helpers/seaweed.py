"""A real distributed object store on loopback: SeaweedFS, with two copies of everything.

A master, two volume servers (replication 001: another server of the rack has the copy), a filer, an S3 gateway. The
bucket `column` may be read by anybody, no other; `column.publicity` beside it is the publisher's.
"""

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests

from tests.provide import program

from .servers import PATIENCE, free_port

KEY, SECRET, BUCKET = "publisher", "of-the-tests", "column"
WHO_MAY = {
    "identities": [
        {
            "name": KEY,
            "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
            "actions": ["Admin", "Read", "Write", "List"],
        },
        {"name": "anonymous", "actions": [f"Read:{BUCKET}"]},
    ]
}


@dataclass
class Seaweed:
    """A running store in a folder; `s3` is the gateway's port, `master` the master's."""

    folder: Path
    s3: int = field(default_factory=free_port)
    master: int = field(default_factory=free_port)
    ports: dict[str, int] = field(default_factory=dict)
    servers: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where readers find the bucket."""
        return f"http://127.0.0.1:{self.s3}/{BUCKET}/"

    def settings(self) -> str:
        """The section of rclone's configuration."""
        return (
            f"[weed]\ntype = s3\nprovider = Other\naccess_key_id = {KEY}\nsecret_access_key = {SECRET}\n"
            f"endpoint = http://127.0.0.1:{self.s3}\nforce_path_style = true\n"
        )

    def begin(self) -> None:
        """Start all of it."""
        (self.folder / "s3.json").write_text(json.dumps(WHO_MAY))
        folders = {name: self.folder / name for name in ("master", "filer")}
        for folder in folders.values():
            folder.mkdir()
        small = ("-peers=none", "-defaultReplication=001", "-volumeSizeLimitMB=64")
        self._start("master", self.master, f"-mdir={folders['master']}", *small)
        self.start_volume("volume-1")
        self.start_volume("volume-2")
        stores = (f"-defaultStoreDir={folders['filer']}", "-defaultReplicaPlacement=001")
        self._start("filer", free_port(), f"-master={self._at('master')}", *stores)
        asked = (f"-filer={self._at('filer')}", f"-config={self.folder}/s3.json")
        self._start("s3", self.s3, *asked, "-port.iceberg=0", "-port.lance=0")

    def start_volume(self, name: str) -> None:
        """Start a volume server anew, and wait until the master counts on it."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        port = self.ports.get(name) or free_port()
        self._start(name, port, f"-dir={folder}", f"-master={self._at('master')}", "-max=200", "-preStopSeconds=0")
        _until(
            lambda: f'"127.0.0.1:{port}"' in requests.get(f"http://127.0.0.1:{self.master}/dir/status", timeout=9).text
        )

    def kill(self, name: str) -> None:
        """Take a server away without a word."""
        server = self.servers.pop(name)
        server.kill()
        server.wait()

    def _at(self, name: str) -> str:
        return f"127.0.0.1:{self.ports[name]}.{self.ports[f'{name} grpc']}"

    def _start(self, name: str, port: int, *options: str) -> None:
        grpc = self.ports.get(f"{name} grpc") or free_port()
        self.ports |= {name: port, f"{name} grpc": grpc}
        bound = "-ip.bind=127.0.0.1" if name == "s3" else "-ip=127.0.0.1"
        kind = name.partition("-")[0]
        command = [program("weed"), "-logtostderr", kind, bound, f"-port={port}", f"-port.grpc={grpc}", *options]
        with (self.folder / f"{name}.log").open("ab") as said:
            self.servers[name] = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _until(lambda: _answers(port))


@contextmanager
def run_seaweed(folder: Path) -> Iterator[Seaweed]:
    """A store from when it takes files. Raises MissingProgramError."""
    program("weed")
    store = Seaweed(folder)
    try:
        store.begin()
        yield store
    finally:
        for name in list(store.servers):
            store.kill(name)


def _answers(port: int) -> bool:
    try:
        requests.get(f"http://127.0.0.1:{port}/", timeout=1)
    except requests.RequestException:
        return False
    return True


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "SeaweedFS 没有启动"
        time.sleep(0.02)
