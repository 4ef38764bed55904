"""Files of any kind that hold text, screened one by one, with the exceptions that they carry themselves."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from pydantic import ConfigDict, Field

from publicity.fields.entry import Entry
from publicity.problems.problem import Problem, in_order
from publicity.screening.screen import screen
from publicity.screening.screened import Exceptions, Judged, Key, Screened, needed_by, void_exceptions
from publicity.screening.sources import located, screen_source, starred
from publicity.screening.wrong_forms import Lexicon
from publicity.texts.document import Document, read_document
from publicity.texts.reading import Read, read
from publicity.texts.source import Source
from publicity.texts.tree import parse

LARGEST = 16 * 1024 * 1024  # bytes of one file; a table of a hundred thousand people is no larger
_MARKDOWN, _YAML = (".md", ".markdown"), (".yml", ".yaml")


class Head(Entry):
    """As much of any front matter, or of a plan, as says what was screened before."""

    model_config = ConfigDict(extra="ignore")
    screened: Exceptions = Field([], description="看过、可以公开的内容：rule、of、reason、by")


@dataclass(frozen=True)
class Looked:
    """A file, screened; `source` is None where it holds no text that could be read, and nothing is known of it."""

    file: str
    source: Source | None
    judged: Judged = field(default_factory=lambda: Judged(()))
    problems: tuple[Problem, ...] = ()
    exceptions: tuple[Screened, ...] = ()  # that it carries itself
    code: str = ""  # of an office file in which a person has to look at something: what an exception for it names


def texts_below(path: Path) -> Iterator[Path]:
    """A file, or all files below a folder but hidden ones, in order. What a link leads to lies elsewhere."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if name[0] != ".")
        for name in sorted(names):
            found = Path(folder, name)
            if name[0] != "." and found.is_file() and not found.is_symlink():
                yield found


def look(path: Path, name: str, lexicon: Lexicon | None = None, also: Iterable[Key] = ()) -> Looked:
    """Screen a file and its name, which is what it is called in messages. Raises OSError where it can't be read.

    `also` is what may be excepted in files that it names: it may carry exceptions for that.
    """
    told = starred(name, in_name := screen(name, lexicon))
    source = _text(path, told)
    named = located(Source(told, name), Judged(tuple(in_name)))
    problems = [Problem(told, 0, 0, f"文件名里有{p.message}", "给文件改名", p.severity) for p in named]
    if source is None:
        return Looked(told, None, problems=tuple(problems))
    form = head_of(source)
    faulty = form is not None and form.faulty_below(("screened",))
    exceptions = form.value.screened if form and form.value and not faulty else []
    judged = screen_source(source, exceptions, lexicon)
    problems += located(source, judged)
    if form:
        problems += form.problems if faulty else form.locate(void_exceptions(needed_by(also, judged, exceptions)))
    return Looked(told, source, judged, tuple(in_order(problems)), tuple(exceptions))


def head_of(source: Source) -> Read[Head] | None:
    """What a file says of itself, where it is of a kind that does."""
    suffix = PurePath(source.file).suffix.lower()
    if suffix in _MARKDOWN and source.text.startswith("---"):
        document = read_document(source, source.file, Head)
        return document.form if isinstance(document, Document) else None
    if suffix in _YAML and "screened" in source.text:
        tree, _ = parse(source)
        return read(source, tree, Head) if isinstance(tree.data, dict) else None
    return None


def _text(path: Path, name: str) -> Source | None:
    """The text of a file in any of the codes that office programs write; None where it is no text, or too much."""
    with path.open("rb") as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        return None
    codes = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for code in codes:
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else Source(name, text)
    return None
