"""Who holds the lock of a target, and whether that publisher is still there."""

import json
import os
import secrets
import socket
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from publicity.manifests.manifest import moment
from publicity.regex import regex

_TOKEN = regex(r"[A-Za-z0-9_-]{1,64}")
STALE = timedelta(hours=2)  # far longer than a release takes; whoever is robbed notices before the switch


@dataclass(frozen=True)
class Holder:
    """A publisher: `place` is where process ids mean something, `started` tells a process from a later namesake."""

    token: str
    host: str
    place: str
    pid: int
    started: str
    since: str

    def text(self) -> str:
        """What stands in the lock."""
        return json.dumps(asdict(self))

    def stale(self, now: datetime) -> bool:
        """Whether nobody can be publishing: the process is gone from here, or the lock is too old to be believed."""
        if self.place == _place():
            return _started(self.pid) != self.started
        return now - datetime.fromisoformat(self.since) > STALE

    def words(self) -> str:
        """Who and since when, in Chinese."""
        return f"{self.host} 上的进程 {self.pid}，{self.since} 开始"


def myself(now: datetime) -> Holder:
    """The present process, with a token of its own."""
    pid = os.getpid()
    return Holder(
        secrets.token_hex(8), socket.gethostname(), _place(), pid, _started(pid), now.isoformat("T", "seconds")
    )


def read_holder(text: str) -> Holder:
    """Take the content of a lock. What can't be read is held by nobody who could still publish."""
    try:
        holder = Holder(**json.loads(text))
        _refuse_strange(holder)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return Holder("", "?", "?", 0, "", datetime.min.replace(tzinfo=UTC).isoformat())
    return holder


def _refuse_strange(holder: Holder) -> None:
    """Raise ValueError for what no publisher writes: it would be printed, and asked of the kernel."""
    words = (holder.host, holder.place, holder.started)
    if not _TOKEN.fullmatch(holder.token) or not all(word.isprintable() and len(word) < 400 for word in words):
        raise ValueError("token")
    if type(holder.pid) is not int or not 0 < holder.pid < 1 << 31 or moment(holder.since) is None:
        raise ValueError("pid")


def _place() -> str:
    """The machine since it was started, and among its containers which."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{socket.gethostname()} {boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return socket.gethostname()


def _started(pid: int) -> str:
    """When a process started, in the kernel's ticks; "" where it is gone, and "?" where that can't be asked."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except OSError:
        pass
    try:
        state, *rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "?"
    return "" if state == "Z" else rest[18]
