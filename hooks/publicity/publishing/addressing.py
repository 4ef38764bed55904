"""Which kind of target is meant by what somebody wrote; a slip of the pen never becomes another kind."""

import posixpath
import re
from pathlib import Path

from publicity.manifests.comparing import shown
from publicity.publishing.local import LocalFolder
from publicity.publishing.rclone import RcloneRemote
from publicity.publishing.refusal import TargetError
from publicity.publishing.ssh import SshFolder
from publicity.publishing.target import Target
from publicity.regex import regex

HOW = "写成文件夹 /srv/column，服务器 user@host:/srv/column，或 rclone 的远端 name:folder"
_SSH = regex(r"(?P<host>[A-Za-z0-9_][\w.\\-]*@(?:[A-Za-z0-9][\w.-]*|\[[0-9A-Fa-f:.%]+\])):(?P<path>.*)", re.ASCII)
_RCLONE = regex(r"\w[\w .+-]+:(?P<path>.*)")  # one letter before the colon is a drive
_DRIVE = regex(r"[A-Za-z]:[\\/].+")


def target_of(written: str) -> Target:
    """The target that is meant. Raises TargetError where there is none or it would take a whole disk."""
    text = written.strip()
    if text.startswith(("http://", "https://")):
        raise TargetError(f"{text} 是网址，只能用来核对（publicity verify）。发布的目标{HOW}")
    if text.startswith("-") or not text.isprintable():
        raise TargetError(f"“{shown(text)}”不像一个目标：以 - 开头，或者里面有看不见的字符。{HOW}")
    if "://" in text or re.match(r"[^/:]*@[^/]*:\d+:", text):
        raise TargetError(f"“{text}”不是目标的写法，端口写在 ~/.ssh/config 或 PUBLICITY_SSH 里。{HOW}")
    if match := _SSH.fullmatch(text):
        return SshFolder(match["host"], _folder(match["path"].removeprefix("~/"), text))
    if match := _RCLONE.fullmatch(text):
        _folder(match["path"], text)
        return RcloneRemote(text.rstrip("/"))
    first = text.partition("/")[0]
    if (":" in first or "@" in first) and not _DRIVE.fullmatch(text):
        raise TargetError(
            f"“{text}”像是服务器的地址，但是写得不对。{HOW}；文件夹的名字里真有 @ 或冒号的，写成 ./{text}"
        )
    try:
        return LocalFolder(Path(_folder(text, text)).expanduser().absolute())
    except RuntimeError as error:  # ~name of nobody
        raise TargetError(f"“{text}”里的用户不在这台机器上。{HOW}") from error


def refuse_within(target: Target, root: Path) -> None:
    """Raise TargetError for a folder in the column's repository, docs/ and site/ among it, or around it.

    What is published would come back as a source, or be taken away with the next build.
    """
    if not isinstance(target, LocalFolder):
        return
    folder, repository = target.folder.resolve(), _repository(root.resolve())
    if folder.is_relative_to(repository):
        raise TargetError(f"{target.name} 在专栏自己的仓库（{repository}）里面，会和源文件混在一起。换一个外面的文件夹")
    if repository.is_relative_to(folder):
        raise TargetError(f"{target.name} 里面就是专栏自己的仓库（{repository}）。换一个别的文件夹")


def _repository(root: Path) -> Path:
    """The folder of the repository that a column lies in; the column's own where it lies in none."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)


def _folder(path: str, text: str) -> str:
    """A path that names a folder. Raises TargetError for none, a whole disk or home, an option, a way upwards."""
    if not path.strip("/. ") or path.startswith(("-", " ")) or posixpath.normpath(path) in ("/", "//", ".", "~"):
        raise TargetError(f"“{text}”没有写明文件夹。{HOW}")
    if ".." in path.split("/") and path != text:
        raise TargetError(f"“{text}”的文件夹里有 ..，写成从头写起的路径。{HOW}")
    return path.rstrip("/")
