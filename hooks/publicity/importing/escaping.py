"""Runs of a document as Markdown that shows the same letters: escaped only where the page would be another."""

import re
from collections import Counter
from html import escape
from urllib.parse import quote

from publicity.importing.blocks import Paragraph, Run, gap_after
from publicity.importing.proof import elements, page_of, shown
from publicity.markup.addresses import refused
from publicity.regex import regex

_SIGNS = regex(r"[\\`*_{}\[\]<>|~=#]|(?<=\d)\.(?=\s)|&(?=#?\w+;)")
_FIRST = regex(r"^([-+](?=\s)|[-+*])|^(\d{1,9})\.(?=\s)|^＃", re.MULTILINE)
_MARKUP = regex(r"[!-/:-@\[-`{-~＃｜\t]|^\d", re.MULTILINE)
_SAFE_IN_ADDRESS = "/:?#@!$&'*+,;=%~-._"


def escaped(text: str) -> str:
    """A text with every sign escaped that Markdown might take for markup."""
    text = _SIGNS.sub(lambda m: "&amp;" if m[0] == "&" else f"\\{m[0]}", text)
    text = text.replace("｜", "&#65372;")
    return _FIRST.sub(lambda m: "&#65283;" if m[0] == "＃" else f"{m[2]}\\." if m[2] else f"\\{m[0]}", text)


def paragraph_text(paragraph: Paragraph, *, plain: bool = False) -> str:
    """A paragraph as Markdown, lines broken by hand with a backslash; with `plain`, letters without their looks."""
    number = paragraph.number + gap_after(paragraph.number, paragraph.words)
    runs = [Run(number), *paragraph.runs] if number else list(paragraph.runs)
    runs = _trimmed([Run(run.text, note=run.note) for run in runs] if plain else runs)
    expected = "".join("".join(run.text for run in runs).split())
    for careful in (False, True):
        text = _written(runs, careful=careful)
        if not _MARKUP.search("".join(run.text for run in runs)) and not _looks(runs):
            return text
        page = page_of(text)
        if shown(page) == expected and elements(page) == _elements(runs):
            return text
    return text if plain else paragraph_text(paragraph, plain=True)


def cell_text(text: str, *, careful: bool) -> str:
    """What a cell of a Markdown table says, in one line."""
    text = escaped(text) if careful else text.replace("|", "\\|")
    return "<br>".join(" ".join(line.split()) for line in text.split("\n"))


def html_cell(text: str) -> str:
    """What a cell of an HTML table says."""
    return "<br>".join(escape(" ".join(line.split()), quote=False) for line in text.split("\n"))


def _trimmed(runs: list[Run]) -> list[Run]:
    """Runs without blanks at the ends of the paragraph; a tab within is a blank."""
    kept = [Run(r.text.replace("\t", " "), r.bold, r.struck, r.raised, r.link, r.note) for r in runs]
    if kept:
        first, last = kept[0], kept[-1]
        kept[0] = Run(first.text.lstrip(), first.bold, first.struck, first.raised, first.link, first.note)
        last = kept[-1]
        kept[-1] = Run(last.text.rstrip(), last.bold, last.struck, last.raised, last.link, last.note)
    return [run for run in kept if run.text or run.note]


def _looks(runs: list[Run]) -> bool:
    return any(run.bold or run.struck or run.raised or run.link or run.note for run in runs)


def _written(runs: list[Run], *, careful: bool) -> str:
    said, at_start = [], True
    for run in runs:
        said.append(f"[^{run.note}]" if run.note else _run(run, careful=careful, first=at_start))
        at_start = (run.text or "x").endswith("\n")
    lines = [line.strip() for line in "".join(said).split("\n")]
    text = ""
    for line in filter(None, lines):  # behind a backslash of the text another one would be none
        text += ("" if not text else "<br>" if text.endswith("\\") else "\\\n") + line
    return text


def _run(run: Run, *, careful: bool, first: bool) -> str:
    text = run.text
    if careful:
        text = escaped(text) if first else escaped(f"\u4e00{text}")[1:]
    core = text.strip()
    if not core:
        return text
    lead, _, tail = text.partition(core)
    if "\n" not in core:  # marks do not reach over lines
        core = f"<{_NAMES[run.raised]}>{core}</{_NAMES[run.raised]}>" if run.raised else core
        core = f"~~{core}~~" if run.struck else core
        core = f"**{core}**" if run.bold else core
        core = f"[{core}]({address})" if (address := _address(run.link)) else core
    return f"{lead}{core}{tail}"


_NAMES = {1: "sup", -1: "sub"}


def _address(link: str) -> str:
    """An address as it may stand in a body; empty where it is none for readers."""
    link = link.strip()
    if not link or refused(link) or re.match(r"[A-Za-z]:|\\", link):
        return ""
    return quote(link, safe=_SAFE_IN_ADDRESS) if re.search(r"[\s()<>\"\\]", link) else link


def _elements(runs: list[Run]) -> Counter[str]:
    """The elements that a page has for these runs and nothing else."""
    counted: Counter[str] = Counter(p=1)
    counted["br"] = len([line for line in "".join(run.text for run in runs).split("\n") if line.strip()]) - 1
    for run in runs:
        if not run.text.strip() or "\n" in run.text.strip():
            continue
        counted["strong"] += run.bold
        counted["del"] += run.struck
        counted["a"] += bool(_address(run.link))
        counted[_NAMES.get(run.raised, "p")] += bool(run.raised)
    return +counted
