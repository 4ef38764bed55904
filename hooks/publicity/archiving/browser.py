"""A browser of this machine that turns a page into a PDF."""

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
_PATIENCE = 600  # seconds; a column of two thousand bulletins takes a minute or two
_OFFLINE = ("--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking", "--disable-component-update")


class NoBrowserError(Exception):
    """None is here, or it made nothing. The message is Chinese."""


def find() -> str:
    """The program, named by CHROMIUM or on the PATH. Raises NoBrowserError."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if not found:
        raise NoBrowserError("这台电脑上没有找到 Chromium、Chrome 或 Edge（也可以用 CHROMIUM=路径 指明）")
    return found


def print_to_pdf(page: Path, pdf: Path) -> None:
    """Print a page that needs nothing else. Raises NoBrowserError."""
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with TemporaryDirectory() as profile:
        command = [
            find(),
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            *_OFFLINE,
            *root,
            f"--user-data-dir={profile}",
        ]
        command += ["--no-pdf-header-footer", f"--print-to-pdf={pdf.resolve()}", page.resolve().as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603 - ours
        except OSError as error:
            raise NoBrowserError(f"浏览器 {command[0]} 启动不了（系统错误 {error.errno}）") from None
        except subprocess.TimeoutExpired:
            raise NoBrowserError(f"浏览器 {_PATIENCE} 秒还没有印完") from None
    if done.returncode or not pdf.is_file():
        raise NoBrowserError(f"浏览器没有印出来（退出码 {done.returncode}）")
