"""Which kind of target is meant by what somebody wrote."""

import re
from pathlib import Path

from publicity.publishing.local import LocalFolder
from publicity.publishing.rclone import RcloneRemote
from publicity.publishing.refusal import TargetError
from publicity.publishing.ssh import SshFolder
from publicity.publishing.target import Target

HOW = "写成文件夹 /srv/column，服务器 user@host:/srv/column，或 rclone 的远端 name:folder"
_SSH = re.compile(r"(?P<host>[^@\s:/-][^@\s:/]*@(?:[\w.-]+|\[[0-9A-Fa-f:.%]+\])):(?P<path>.+)")
_RCLONE = re.compile(r"[\w][\w .+@-]+:(?P<path>.*)")  # one letter before the colon is a drive


def target_of(written: str) -> Target:
    """The target that is meant. Raises TargetError where there is none or it would take a whole disk."""
    text = written.strip()
    if text.startswith(("http://", "https://")):
        raise TargetError(f"{text} 是网址，只能用来核对（publicity verify）。发布的目标{HOW}")
    if match := _SSH.fullmatch(text):
        return SshFolder(match["host"], _folder(match["path"].removeprefix("~/"), text))
    if match := _RCLONE.fullmatch(text):
        _folder(match["path"], text)
        return RcloneRemote(text.rstrip("/"))
    return LocalFolder(Path(_folder(text, text)).expanduser().absolute())


def _folder(path: str, text: str) -> str:
    if not path.strip("/. ") or "\n" in path:
        raise TargetError(f"“{text}”没有写明文件夹。{HOW}")
    return path.rstrip("/")
