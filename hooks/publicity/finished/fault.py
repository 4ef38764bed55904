"""What is wrong with a page of the finished site, told where an editor can mend it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from publicity.problems.problem import Problem, Severity
from publicity.texts.near import near_hint
from publicity.texts.source import Mark, Source, load

_WHOLE = r"(?<![^(\"'<（=\s]){}(?![^)\"'>）#?\s])"
NAMED = 3  # of the pages that share a fault, so many are named


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of one page. `written` is what to look for in the editor's text, if it may come from there."""

    page: str
    rule: str
    message: str
    hint: str = ""
    written: str = ""


def by_rule(faults: tuple[Fault, ...], docs: Path, prefix: str, site: str) -> dict[str, list[Problem]]:
    """The problems that faults are, by rule; `prefix` and `site` are what docs/ and the site are called in messages."""
    found: dict[str, list[Problem]] = {}
    for rule, problem in fault_problems(faults, docs, prefix, site):
        found.setdefault(rule, []).append(problem)
    return found


def fault_problems(faults: Iterable[Fault], docs: Path, prefix: str, site: str) -> Iterator[tuple[str, Problem]]:
    """Yield each fault's rule and the problem it is: at its line in docs/, else in the built page.

    What many pages share is told once. `prefix` and `site` are what docs/ and the site are called in messages.
    """
    shared: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in sorted(set(faults)):
        if found := _in_source(fault, docs, prefix):
            yield fault.rule, found
        else:
            shared.setdefault((fault.rule, fault.message, fault.hint), []).append(fault)
    for (rule, message, hint), alike in shared.items():
        pages = [fault.page for fault in alike]
        where = f"网页 {'、'.join(pages[:NAMED])}"
        if len(pages) > NAMED:
            where += f" 等 {len(pages)} 个网页"
        yield rule, Problem(f"{site}/{pages[0]}", 0, 0, f"{where}：{message}", hint, Severity.WARNING)


def _in_source(fault: Fault, docs: Path, prefix: str) -> Problem | None:
    """The fault at its place in the Markdown that the page was made from, if it can be found there."""
    if not fault.written:
        return None
    for uri in source_paths(fault.page):
        if not (docs / uri).is_file():
            continue
        source = load(docs / uri, f"{prefix}/{uri}")
        if isinstance(source, Source) and (mark := _find(source, fault.written)):
            near = near_hint(docs, uri, unquote(fault.written)) if fault.rule == "dead" else ""
            found = source.lines[mark.line][mark.column :][: mark.length]  # as it is written there
            message = fault.message.replace(fault.written, found) if fault.written[0] != "\n" else fault.message
            return source.problem(mark, message, near or fault.hint, Severity.WARNING)
    return None


def source_paths(page: str) -> list[str]:
    """The paths within docs/ of what a built page may have been made from."""
    stem = page.rpartition(".")[0]
    folder = stem.removesuffix("/index")
    return [f"{stem}.md", page] if folder == stem else [f"{stem}.md", f"{folder}.md", page]


def _find(source: Source, written: str) -> Mark | None:
    """Where a text stands; an address also as editors write it: unquoted, and leading to a Markdown file."""
    if written.startswith("\n"):  # at the start of a line
        lines = [number for number, line in enumerate(source.lines) if line.startswith(written[1:])]
        return Mark(lines[0], 0, len(written) - 1) if lines else None
    plain = unquote(written)
    ways = (written, plain, re.sub(r"\.html(?=#|$)", ".md", plain), plain.replace("\\", r"\\"))
    for sought in dict.fromkeys(ways):
        # A whole address before a part of another one.
        for pattern in (_WHOLE.format(re.escape(sought)), re.escape(sought)):
            for number, line in enumerate(source.lines):
                if sought in line and (match := re.search(pattern, line)):
                    return Mark(number, match.start(), len(sought))
    return None
