"""Everything that is to be said of a body: of what was written, and of what became of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from publicity.markup.addresses import check_addresses
from publicity.markup.bounds import check_bounds
from publicity.markup.definitions import check_definitions
from publicity.markup.html_tags import check_tags
from publicity.markup.lost import lost
from publicity.markup.marks import left_over
from publicity.markup.meant import as_meant
from publicity.markup.pasted import page_numbers
from publicity.markup.remark import Remark
from publicity.markup.verbatim import without_comments
from publicity.problems.problem import Problem, Severity
from publicity.texts.document import body_line
from publicity.texts.entries import Inventory
from publicity.texts.letters import check_letters
from publicity.texts.source import Source, load

MOST_MARKS = 20  # told of one page: who mends these sees the others


def check_source(source: Source, body_from: int = 0) -> Iterator[Problem]:
    """Yield the problems of a file's body, which begins at a line (from 0), without converting it."""
    for remark in remarks(source.lines[body_from:]):
        yield remark.problem(source, body_from)


def check_plain_pages(there: Inventory) -> Iterator[Problem]:
    """Yield the problems of the pages of docs/ that are neither articles nor commitments."""
    for uri in there.beside:
        source = load(there.docs / uri, f"{there.prefix}/{uri}")
        if isinstance(source, Source):
            yield from check_letters(source)
            yield from check_source(source, body_line(source))


def remarks(lines: list[str]) -> Iterator[Remark]:
    """Yield what is to be said of the lines of a body."""
    if beyond := list(check_bounds(lines)):
        yield from beyond
        return
    yield from _gathered(as_meant(lines).remarks)
    plain, _ = without_comments(lines)
    yield from check_tags(plain)
    yield from check_addresses(plain)
    yield from page_numbers(plain)
    yield from check_definitions(plain)


def _gathered(found: list[Remark]) -> Iterator[Remark]:
    """Notices that say the same are one, at the first place."""
    count = Counter(remark.message for remark in found if remark.severity is Severity.NOTICE)
    for remark in found:
        if remark.severity is not Severity.NOTICE:
            yield remark
        elif number := count.pop(remark.message, 0):
            yield replace(remark, message=f"{remark.message}（共 {number} 处）") if number > 1 else remark


def compared(body: str, page: str) -> Iterator[Remark]:
    """Yield what of a body is not to be read in its HTML, and which marks are. Lines end in a line feed."""
    if difference := lost(body, page):
        yield difference
    yield from islice(left_over(body, page), MOST_MARKS)
