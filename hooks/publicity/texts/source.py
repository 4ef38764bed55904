"""A text file as an editor saved it: read safely, or refused with the reason."""

import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from publicity.problems.problem import Problem, Severity
from publicity.regex import regex

LARGEST = 512 * 1024  # bytes; the longest real plan seen is under 40 KB

# What no text file holds on purpose: control characters, and those that reorder or hide what is shown.
# A joiner (U+200D) between two emoji makes one of them.
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
INVISIBLE = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f"
    f"\ufeff\ufff9-\ufffb\ufffe\uffff]|(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])"
)


@dataclass(frozen=True)
class Mark:
    """A stretch of one line: 0-based line and column, length in characters."""

    line: int
    column: int
    length: int = 1


def mark_of_match(text: str, match: re.Match[str], group: str | int = 0) -> Mark:
    """Where a match, or a group of it, begins, and how far it goes on that line. Lines end in a line feed."""
    start, found = match.start(group), match[group]
    return Mark(text.count("\n", 0, start), start - (text.rfind("\n", 0, start) + 1), len(found.partition("\n")[0]))


@dataclass(frozen=True)
class Source:
    """The text of a file, and problems located in it."""

    file: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return re.split(r"\r\n|\r|\n", self.text) if "\r" in self.text else self.text.split("\n")

    def problem(self, mark: Mark, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> Problem:
        """Make a problem at a mark of this file."""
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        return Problem(self.file, mark.line + 1, mark.column + 1, message, hint, severity, line, max(1, mark.length))


class SourceOnDisk(Source):
    """The text of a file that was read before: read again where somebody asks for it, which few do."""

    def __init__(self, file: str, path: str) -> None:
        self.__dict__.update(file=file, path=path)

    @cached_property
    def text(self) -> str:
        """Raises OSError where the file is there no more."""
        with open(self.__dict__["path"], "rb") as stream:
            return stream.read().decode(errors="replace")


def load(path: Path, name: str, largest: int = LARGEST) -> Source | Problem:
    """Read a UTF-8 file of at most so many bytes. `name` is what the file is called in messages."""
    data = take(path, name, largest)
    return decode(data, name) if isinstance(data, bytes) else data


def take(path: Path | str, name: str, largest: int = LARGEST) -> bytes | Problem:
    """The bytes of a file, unless there are more than so many. `name` is what the file is called in messages."""
    try:
        with open(path, "rb") as stream:
            size = os.fstat(stream.fileno()).st_size  # a buffer of the limit's size would cost every small file
            data = stream.read(size + 1 if 0 < size <= largest else largest + 1)
    except FileNotFoundError:
        return Problem(name, 0, 0, "没有这个文件", "把工作方案写成这个文件；样子见编辑手册")
    except IsADirectoryError:
        return Problem(name, 0, 0, "这是一个文件夹，不是文件", "把文件夹改名，在原处放上同名的文件")
    except PermissionError:
        return Problem(name, 0, 0, "没有权限读这个文件", "请有权限的人把它设为可读")
    except OSError as error:
        return Problem(
            name, 0, 0, f"文件打不开（系统错误 {error.errno}）", "检查文件和它所在的文件夹，能否用编辑器打开"
        )
    if len(data) > largest:
        return Problem(name, 0, 0, f"文件超过 {largest // 1024} KB，不像是手写的文本", "看看是不是存错了内容")
    return data


def decode(data: bytes, name: str) -> Source | Problem:
    """Take the bytes of a file for text, where they are plain UTF-8 that hides nothing."""
    how = "用“另存为”把编码选成 UTF-8（不带 BOM）"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(name, 1, 1, "文件是 UTF-16 编码", how)
    if data.startswith(b"\xef\xbb\xbf"):
        return Problem(name, 1, 1, "文件开头有 BOM 标记", how)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        return Problem(name, line, column, f"这里起不是 UTF-8 编码{_guess(data)}", how)
    source = Source(name, text)
    if match := INVISIBLE.search(text):
        before = text[: match.start()]
        mark = Mark(len(re.findall(r"\r\n|\r|\n", before)), len(re.split(r"[\r\n]", before)[-1]))
        count = len(INVISIBLE.findall(text))
        also = f"，全文共 {count} 处" if count > 1 else ""
        return source.problem(
            mark, f"有看不见的控制字符（U+{ord(match[0]):04X}{also}）", "删掉这个字符，多半是从别处粘贴带来的"
        )
    return source


def _guess(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "，像是 GBK 编码"
