"""A document from a file of any kind that offices have."""

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from publicity.importing.blocks import Paper, Paragraph, Run
from publicity.importing.grid import CannotImportError
from publicity.importing.html_paper import html_paper
from publicity.importing.html_text import decoded
from publicity.importing.word_paper import word_paper

LARGEST = 100 * 1024 * 1024
_OLD = (".doc", ".wps", ".rtf", ".odt", ".dot", ".wpt")
_PAGES = (".html", ".htm", ".shtml", ".xhtml")
_WAIT = 180  # seconds that the office program may take for one file
_NAMES = ("soffice", "libreoffice")


def read_paper(path: Path) -> Paper:
    """Read a document by what its file is called and what it holds. Raises CannotImportError."""
    try:
        if path.stat().st_size > LARGEST:
            raise CannotImportError(f"{path.name} 超过 {LARGEST // 1024 // 1024} MB：图片先缩小，或拆成几个文件")
        data = path.read_bytes()
    except OSError as error:
        raise CannotImportError(f"读不了 {path}（系统错误 {error.errno}），检查文件名和权限") from error
    return paper_of(path.name, data)


def paper_of(name: str, data: bytes) -> Paper:
    """A document from its bytes; `name` says what they are, where they do not. Raises CannotImportError."""
    ending = Path(name).suffix.lower()
    if data.startswith(b"PK\x03\x04") and ending not in (".odt",):
        if ending not in (".docx", ".docm", ".dotx", ""):
            raise CannotImportError(f"{name} 不是 Word 文件：另存为 docx")
        return word_paper(data)
    if ending in _OLD and not _is_page(data):
        return word_paper(_converted(name, data))
    if ending in _PAGES or _is_page(data):
        return html_paper(decoded(data))
    if ending in (".txt", ".md", ""):
        return text_paper(decoded(data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise CannotImportError(f"{name} 加了密码，或者是旧格式：用原来的软件去掉密码，另存为 docx")
    raise CannotImportError(f"不认识 {name} 这种文件：能导入 docx、doc、wps、网页（html）和 txt；PDF 先转成 docx")


def text_paper(text: str) -> Paper:
    """A plain text: each line is a paragraph."""
    lines = [line.strip(" \t\r\u3000\xa0\ufeff") for line in re.split(r"[\n\f\x0b\u2028\u2029]", text)]
    return Paper(tuple(Paragraph((Run(line),), f"第 {number} 行") for number, line in enumerate(lines, 1) if line))


def _is_page(data: bytes) -> bool:
    head = data[:4096].replace(b"\0", b"").lower()
    return b"<html" in head or b"<!doctype html" in head or bool(re.search(rb"<(?:p|div|table|span)[\s>]", head))


def _converted(name: str, data: bytes) -> bytes:
    """An old file as docx, by LibreOffice where it is installed. Raises CannotImportError."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    again = f"用 Word 或 WPS 打开 {name}，另存为 docx 再导入"
    if program is None:
        raise CannotImportError(f"{name} 是旧格式，这台电脑上没有 LibreOffice，转换不了：{again}")
    with TemporaryDirectory(prefix="publicity-") as folder:
        source = Path(folder) / f"old{Path(name).suffix.lower()}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        asked = [program, profile, "--headless", "--convert-to", "docx", "--outdir", folder, str(source)]
        try:
            subprocess.run(asked, capture_output=True, timeout=_WAIT, check=False)  # noqa: S603
            return source.with_suffix(".docx").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise CannotImportError(f"LibreOffice 没有转换成 {name}：{again}") from error
