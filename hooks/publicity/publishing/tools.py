"""Programs of others (ssh, rsync, rclone), and their failures in Chinese with their own last words."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from threading import Thread
from typing import IO

from publicity.building.orphans import end_with
from publicity.publishing.limits import ANSWER_MOST, Deadline
from publicity.publishing.refusal import LimitError, TargetError

_LAST_WORDS = 2  # seconds: who a program leaves behind (ssh's masters) may hold its mouth open for hours

# What is recognised in the words of a failure, the most particular first.
_CAUSES = (
    (
        r"host key verification failed|host identification has changed",
        "服务器的主机密钥和记下的不一样，没有连接。先向管理服务器的人核实，再更新 known_hosts",
    ),
    (
        r"no space left|disk quota|quota exceeded|insufficient storage|\b507\b|file too large|i/o error"
        r"|^rsync: error in file i/o",
        "磁盘满了或写不进去。请管理服务器的人清理空间",
    ),
    (
        r"permission denied \(|authentication fail|unable to authenticate|too many authentication",
        "服务器不让登录。检查用户名和密钥",
    ),
    (
        r"\b401\b|\b403\b|access ?denied|signaturedoesnotmatch|invalidaccesskey|unauthori[sz]ed|forbidden",
        "服务器拒绝访问。检查账号、密钥和权限",
    ),
    (
        r"permission denied|operation not permitted|read-only file system",
        "没有写的权限。检查文件夹属于谁、能不能写",
    ),
    (
        r"rsync: (?:command )?not found|rsync: no such file|rsync: unknown command",
        "服务器上没有 rsync。请管理服务器的人装上",
    ),
    (
        r"could not resolve|name or service not known|no such host",
        "找不到这台服务器。检查地址写得对不对",
    ),
    (
        r"didn't find section in config",
        "rclone 里没有这个名字的远端。用 rclone config 设好，或检查名字",
    ),
    (
        r"connection refused|timed? ?out|no route|unreachable|connection (?:reset|closed|unexpectedly)|broken pipe"
        r"|\beof\b|lost connection|banner exchange|connection to .* closed|closed by remote"
        r"|^rsync: error in (?:socket|rsync protocol)",
        "连不上，或网络中断了。过一会儿再试",
    ),
)

# What the codes of rsync mean (rsync(1), EXIT VALUES): it may end before the other side's words have come through.
_OF_RSYNC = {
    10: "error in socket I/O",
    11: "error in file I/O",
    12: "error in rsync protocol data stream",
    30: "timeout in data send/receive",
}


def failure(name: str, words: str, place: str | None = None) -> str:
    """The sentence for a failure at a target, with the line that was recognised, else the last that was said."""
    lines = [line.strip() for line in words.splitlines() if line.strip()] or ["没有说明原因"]
    said, cause = lines[-1], "操作没有成功"
    for pattern, told in _CAUSES:
        if recognised := [line for line in lines if re.search(pattern, line, re.IGNORECASE)]:
            said, cause = recognised[-1], told
            break
    return f"{name}：{cause}。原话：{said}{f'（{place}）' if place else ''}"


@dataclass(frozen=True)
class Done:
    """How a program ended, and what it printed."""

    code: int
    said: bytes


def run(
    name: str,
    command: Sequence[str],
    given: bytes | None = None,
    fine: Sequence[int] = (0,),
    *,
    show: bool = False,
    deadline: Deadline | None = None,
) -> Done:
    """Run a program for a target; with `show` a person sees what it prints.

    Raises TargetError where it is missing or ends with a code that is not `fine`, LimitError where it says more than
    any target has to say, or is at work yet when the deadline is over; it is ended then.
    """
    try:
        program = subprocess.Popen(  # noqa: S603 - no shell; targets can't pass for options
            command,
            stdin=subprocess.DEVNULL if given is None else subprocess.PIPE,
            stdout=None if show else subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"LC_ALL": "C"},
            preexec_fn=partial(end_with, os.getpid()) if sys.platform == "linux" else None,
        )
    except FileNotFoundError as error:
        raise TargetError(f"{name}：这台机器上没有 {command[0]}。装上再来（apt-get install {command[0]}）") from error
    with program:
        try:
            said, complained = (_Ear(program, stream) for stream in (program.stdout, program.stderr))
            _tell(program, given)
            program.wait(deadline.left if deadline else None)
            said.join(deadline.left if deadline else None)
        except subprocess.TimeoutExpired as error:
            raise LimitError(f"{name}：到总时限还没有答完") from error
        finally:
            program.kill()
            complained.join(_LAST_WORDS)
            said.join(_LAST_WORDS)
    if said.full:
        raise LimitError(f"{name}：回答没有尽头")
    if program.returncode not in fine:
        words = complained.heard.decode(errors="replace")
        if not words.strip() and command[0] == "rsync" and (meant := _OF_RSYNC.get(program.returncode)):
            words = f"rsync: {meant} (code {program.returncode})"
        raise TargetError(failure(name, words))
    return Done(program.returncode, bytes(said.heard))


def _tell(program: "subprocess.Popen[bytes]", given: bytes | None) -> None:
    """Hand a program what it is to read; one that has ended meanwhile says why by itself."""
    if program.stdin is not None:
        with suppress(BrokenPipeError), program.stdin as ear:
            ear.write(given or b"")


class _Ear(Thread):
    """Listens to what a program prints, and ends it when that is more than anything has to say."""

    def __init__(self, program: "subprocess.Popen[bytes]", stream: IO[bytes] | None) -> None:
        super().__init__(daemon=True)
        self.heard, self.full = bytearray(), False
        self._program, self._stream = program, stream
        self.start()

    def run(self) -> None:
        """Listen to the end."""
        while self._stream and (piece := os.read(self._stream.fileno(), 1 << 16)):
            if len(self.heard) + len(piece) > ANSWER_MOST:
                self.full = True
                self._program.kill()
                return
            self.heard += piece
