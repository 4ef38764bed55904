"""Programs of others (ssh, rsync, rclone), and their failures in Chinese with their own last words."""

import ctypes
import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence

from publicity.publishing.refusal import TargetError

PR_SET_PDEATHSIG = 1  # linux/prctl.h

# What is recognised in the words of a failure, the most particular first.
_CAUSES = (
    (
        r"host key verification failed|host identification has changed",
        "服务器的主机密钥和记下的不一样，没有连接。先向管理服务器的人核实，再更新 known_hosts",
    ),
    (
        r"no space left|disk quota|quota exceeded|insufficient storage|\b507\b|file too large|i/o error",
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
        r"|\beof\b|lost connection|banner exchange|connection to .* closed|closed by remote",
        "连不上，或网络中断了。过一会儿再试",
    ),
)


def failure(name: str, words: str, place: str | None = None) -> str:
    """The sentence for a failure at a target, with the line that was recognised, else the last that was said."""
    lines = [line.strip() for line in words.splitlines() if line.strip()] or ["没有说明原因"]
    said, cause = lines[-1], "操作没有成功"
    for pattern, told in _CAUSES:
        if recognised := [line for line in lines if re.search(pattern, line, re.IGNORECASE)]:
            said, cause = recognised[-1], told
            break
    return f"{name}：{cause}。原话：{said}{f'（{place}）' if place else ''}"


def _end_with_us() -> None:
    """In the child: end when whoever started it is killed, not go on writing beside the next publisher."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def run(
    name: str, command: Sequence[str], given: bytes | None = None, fine: Sequence[int] = (0,), *, show: bool = False
) -> "subprocess.CompletedProcess[bytes]":
    """Run a program for a target; with `show` a person sees what it prints.

    Raises TargetError where it is missing or ends with a code that is not `fine`.
    """
    try:
        done = subprocess.run(  # noqa: S603 - no shell; targets can't pass for options
            command,
            input=given,
            stdin=None if given is not None else subprocess.DEVNULL,
            stdout=None if show else subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"LC_ALL": "C"},
            preexec_fn=_end_with_us if sys.platform == "linux" else None,
            check=False,
        )
    except FileNotFoundError as error:
        raise TargetError(f"{name}：这台机器上没有 {command[0]}。装上再来（apt-get install {command[0]}）") from error
    if done.returncode not in fine:
        raise TargetError(failure(name, done.stderr.decode(errors="replace")))
    return done
