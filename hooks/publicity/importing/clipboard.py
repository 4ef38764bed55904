"""What a clipboard holds: the HTML that Word, Excel, WPS or a browser put there, or plain text, as a document."""

import base64
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence

from publicity.importing.blocks import Paper, Table, rectangle
from publicity.importing.grid import CannotImportError, Cell
from publicity.importing.html_paper import html_paper
from publicity.importing.html_text import decoded
from publicity.importing.papers import text_paper
from publicity.regex import regex

Read = Callable[[bytes], bytes]
_WAIT = 20  # seconds
_HEADER = regex(r"\AVersion:[\d.]+\s(?:[A-Za-z]+:[^\n<]*\n?)*")  # before the HTML, on Windows
_TAG = regex(r"<(?:html|body|p|div|span|table|section|h[1-6]|meta|ul|ol|b|a|img|br)\b", re.IGNORECASE)
_WINDOWS = (
    "Add-Type -AssemblyName System.Windows.Forms; $d=[Windows.Forms.Clipboard]::GetDataObject(); "
    "$t=$d.GetData('HTML Format'); if(!$t){$t=$d.GetData('UnicodeText')}; "
    "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($t))"
)
_PROGRAMS: Sequence[tuple[str, ...]] = (
    ("wl-paste", "--no-newline", "--type", "text/html"),
    ("xclip", "-selection", "clipboard", "-out", "-target", "text/html"),
    ("wl-paste", "--no-newline"),
    ("xclip", "-selection", "clipboard", "-out"),
)


def pasted_paper(data: bytes) -> Paper:
    """A document from what was pasted. Raises CannotImportError where nothing is in it."""
    text = _HEADER.sub("", decoded(data))
    if _TAG.search(text):
        paper = html_paper(text)
    elif "\t" in text:
        rows = [line.split("\t") for line in text.strip("\n").split("\n")]
        cells = [[Cell(text.strip(), (r, c)) for c, text in enumerate(row)] for r, row in enumerate(rows)]
        paper = Paper((Table(rectangle(cells), "第 1 张表"),))
    else:
        paper = text_paper(text)
    if not paper.blocks:
        raise CannotImportError("里面没有文字")
    return paper


def clipboard() -> bytes:
    """What the clipboard of this machine holds, by a program that reads it. Raises CannotImportError."""
    for asked, read in _programs():
        if shutil.which(asked[0]) is None:
            continue
        try:
            done = subprocess.run(asked, capture_output=True, timeout=_WAIT, check=False)  # noqa: S603 - fixed words
        except (OSError, subprocess.SubprocessError):
            continue
        if done.returncode == 0 and done.stdout.strip():
            return read(done.stdout)
    raise CannotImportError("这台电脑上读不到剪贴板：把复制的内容存成文件，用 publicity paste < 文件")


def _programs() -> list[tuple[tuple[str, ...], Read]]:
    if sys.platform == "win32":
        return [(("powershell", "-NoProfile", "-STA", "-Command", _WINDOWS), base64.b64decode)]
    if sys.platform == "darwin":
        return [(("osascript", "-e", "the clipboard as «class HTML»"), _from_hex), (("pbpaste",), bytes)]
    return [(program, bytes) for program in _PROGRAMS]


def _from_hex(said: bytes) -> bytes:
    """What macOS says, `«data HTML3C68…»`, as the bytes that it means."""
    digits = re.search(rb"HTML([0-9A-Fa-f]+)", said)
    return bytes.fromhex(digits[1].decode()) if digits else b""
