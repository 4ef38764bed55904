"""What CI keeps secret, laid into a folder that only this job can read, for the one step that sends."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from publicity.regex import regex

KEY, HOSTS, RCLONE = "PUBLICITY_SSH_KEY", "PUBLICITY_KNOWN_HOSTS", "PUBLICITY_RCLONE_CONF"
_HOST_LINE = regex(r"^(?:@[a-z-]+ )?[^#@ ]+ (?:ssh|ecdsa|sk)-[^ ]+ [A-Za-z0-9+/=]+", re.MULTILINE)
_CONFIG = """\
Host *
  IdentityFile "{folder}/key"
  IdentitiesOnly yes
  UserKnownHostsFile "{folder}/known_hosts"
  GlobalKnownHostsFile /dev/null
  StrictHostKeyChecking yes
  UpdateHostKeys no
"""


class UnusableError(Exception):
    """A secret is missing or is not what it should be; the sentence says which, and shows nothing of it."""


def lay(folder: Path, secrets: Mapping[str, str]) -> None:
    """Lay `key`, `known_hosts` and `config` (for `ssh -F`), or `rclone.conf`, or all. Raises UnusableError, OSError.

    A secret is the text itself, or the path of a file that holds it (GitLab's variables of type File).
    """
    key, hosts, rclone = (_text(secrets.get(name, "")) for name in (KEY, HOSTS, RCLONE))
    if not key and not rclone:
        raise UnusableError(f"没有密钥：在 CI 的密钥设置里写 {KEY} 和 {HOSTS}，或者 {RCLONE}")
    if key and not hosts:
        how = "写服务器的主机公钥（ssh-keyscan 的输出，与管理员核对过），不然认不出冒名的服务器"
        raise UnusableError(f"没有 {HOSTS}：{how}")
    if key and not _HOST_LINE.search(hosts):
        raise UnusableError(f"{HOSTS} 里没有主机公钥：每行是主机名、算法、公钥，照抄 ssh-keyscan 的输出")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name in ("key", "known_hosts", "config", "rclone.conf"):
        (folder / name).unlink(missing_ok=True)
    if rclone:
        _write(folder / "rclone.conf", rclone)
    if key:
        _write(folder / "key", key)
        _write(folder / "known_hosts", hosts)
        _write(folder / "config", _CONFIG.format(folder=folder.as_posix()))
        _refuse_unusable(folder / "key")


def _text(given: str) -> str:
    """A secret with the line ends that ssh expects."""
    try:
        is_file = len(given) < 4096 and "\n" not in given and Path(given).is_file() if given else False
    except (OSError, ValueError):
        is_file = False
    text = Path(given).read_text(encoding="utf-8") if is_file else given
    text = text.replace("\r", "")
    return text if not text.strip() or text.endswith("\n") else f"{text}\n"


def _write(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)


def _refuse_unusable(key: Path) -> None:
    command = ["ssh-keygen", "-y", "-P", "", "-f", str(key)]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603 - ours
    except FileNotFoundError:
        raise UnusableError("没有 ssh-keygen 这个程序：装上 OpenSSH") from None
    if done.returncode:
        raise UnusableError(f"{KEY} 不是一个没有口令的 SSH 私钥：把私钥文件的全文贴进去，连同首尾两行")
