"""A Markdown file of an editor: its front matter as a model, its links with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Generic, TypeVar

from publicity.fields.entry import Entry
from publicity.problems.problem import Problem
from publicity.regex import regex
from publicity.texts.reading import Read, read
from publicity.texts.source import Mark, Source, mark_of_match
from publicity.texts.tree import parse

Model = TypeVar("Model", bound=Entry)

_WORD = r"(?:[^\s<>()\"']|\([^\n<>()\"']*\))+"
# Between parentheses an address may hold blanks and one pair of them; the title behind it is none of it. Full-width
# parentheses hold one where the typing layer takes it for one (publicity/markup/addresses.py).
_LINK = regex(
    r"(?P<image>!\[[^\[\]]*)?\]\(\s*(?:<(?P<within>[^<>\n]+)>"
    rf"|(?P<target>{_WORD}(?:[ \t]+{_WORD})*)\s*(?=[)\"']))"
    r"|\]（(?P<wide>[^\s（）()]*[./][^\s（）()]*)）"
    rf"|^\[[^\]]+\]:\s*(?:<(?P<defined>[^<>\n]+)>|(?P<plain>{_WORD}))"
    r"|\b(?:href|(?P<source>src))=(?:\"(?P<double>[^\"<>\n]+)\"|'(?P<single>[^'<>\n]+)')",
    re.MULTILINE,
)
_SIGNS = ("](", "]（", "]:", "href=", "src=")  # no link is without one of them

_TARGETS = ("target", "within", "wide", "defined", "plain", "double", "single")
_LIKE_DASHES = regex(r"\s*(?:[-－–—―─]\s*){1,12}")
_THREE = "标题等信息的上下是三个半角减号 ---，这一行不是", "写成 ---，前面和中间不空格"
_FRONT_MATTER = regex(r"---[ \t]*\r?\n(?:.*?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Link:
    """A link or image in the body: where it leads, as written, and where it stands; whether it is shown there."""

    target: str
    mark: Mark
    shown: bool = False


@dataclass(frozen=True)
class Document(Generic[Model]):
    """A file that could be read. `uri` is its path within docs/, `digest` the SHA-256 of its text, `head` of its head.

    Of one that is `silent` nothing is to be told that stands in it alone, no doubt of its editor's either.
    """

    uri: str
    source: Source
    form: Read[Model]
    links: tuple[Link, ...]
    body_from: int = 0  # the 0-based line after the front matter
    digest: str = ""
    silent: bool = False
    head: str = ""

    @property
    def text(self) -> str:
        """What stands below the front matter: its lines without blanks at their ends, or empty ones around them."""
        return "\n".join(line.rstrip() for line in self.source.lines[self.body_from :]).strip("\n")


def text_digest(text: str) -> str:
    """The SHA-256 of a text, as hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def read_document(source: Source | Problem, uri: str, model: type[Model]) -> Document[Model] | list[Problem]:
    """Read a document; where nothing can be made of its front matter, only the problems."""
    if isinstance(source, Problem):
        return [source]
    head = front_matter(source)
    if isinstance(head, Problem):
        return [head]
    tree, problems = parse(Source(source.file, head))
    if not isinstance(tree.data, dict):
        return problems or [source.problem(Mark(1, 0), "开头两行 --- 之间应是一行行“键: 值”", "从“title: 标题”写起")]
    form = read(source, tree, model)
    form.problems.extend(problems)
    first = head.count("\n") + 2
    found = tuple(links(source, first))
    return Document(uri, source, form, found, first, text_digest(source.text), head=text_digest(head))


def front_matter(source: Source) -> str | Problem:
    """The YAML between the two lines of dashes, on its own lines of the file."""
    lines = source.lines
    if lines[0].rstrip() != "---":
        if _LIKE_DASHES.fullmatch(lines[0]):
            return source.problem(Mark(0, 0, len(lines[0])), *_THREE)
        return source.problem(
            Mark(0, 0), "文件开头没有标题等信息", "第一行写 ---，下面每行“键: 值”，再写一行 ---，然后是正文"
        )
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        like = next((n for n, line in enumerate(lines[1:], 1) if _LIKE_DASHES.fullmatch(line)), None)
        if like:
            return source.problem(Mark(like, 0, len(lines[like])), *_THREE)
        return source.problem(Mark(0, 0), "开头的 --- 没有配对", "标题等信息写完后，另起一行写 ---")
    return "\n".join(["", *lines[1:end]])


def body(text: str) -> str:
    """The text after the front matter, as it stands; all of it where there is none."""
    match = _FRONT_MATTER.match(text)
    return text[match.end() :] if match else text


def body_line(source: Source) -> int:
    """The line, from 0, with which the text after the front matter begins."""
    if source.lines[0].rstrip() != "---":
        return 0
    ends = (number for number, line in enumerate(source.lines[1:], 1) if line.rstrip() in ("---", "..."))
    return next(ends, -1) + 1


def links(source: Source, body_from: int = 0) -> Iterator[Link]:
    """Find the links of a Markdown text from a line on."""
    if not any(sign in source.text for sign in _SIGNS):
        return
    offset = sum(len(line) + 1 for line in source.lines[:body_from])
    text = "\n".join(source.lines)
    for match in _LINK.finditer(text, offset):
        group = next(name for name in _TARGETS if match[name])
        yield Link(match[group], mark_of_match(text, match, group), bool(match["image"] or match["source"]))
