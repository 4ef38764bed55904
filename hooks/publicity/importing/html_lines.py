"""Runs gathered from a page as a browser sets them: blanks run together; paragraphs made of lines and indents."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publicity.importing.blocks import Run
from publicity.regex import regex
from publicity.texts.wide import is_wide

WRAPPED = "\x01"  # where a line of the source ends, which is a blank but for Chinese
_BLANKS = regex(r"[ \t\n\f]+")
_UNPRINTED = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff\u00ad"))
_INDENT = " \t\xa0\u2002\u2003\u3000"


def as_set(text: str) -> str:
    """A text of the source with its blanks run together."""
    return _BLANKS.sub(lambda m: WRAPPED if "\n" in m[0] else " ", text.translate(_UNPRINTED))


def paragraphs_of(runs: Iterable[Run]) -> Iterator[tuple[Run, ...]]:
    """Yield the paragraphs: what a blank line or an indent divides is two; lines broken otherwise stay in one."""
    lines: list[list[tuple[str, Run]]] = [[]]
    for run in runs:
        if run.note:
            lines[-1].append(("", run))
        for letter in run.text:
            if letter == "\n":
                lines.append([])
            else:
                lines[-1].append((letter, run))
    made: list[list[tuple[str, Run]]] = []
    apart = True
    for line in lines:
        while line and line[0][0] in (WRAPPED, " "):
            line = line[1:]
        indented = len(line) > 1 and (
            line[0][0] in "\u3000\u2003" or (line[0][0] in _INDENT[2:] and line[1][0] in _INDENT)
        )
        words = _trimmed(_without_double_blanks(line))
        if not words:
            apart = True
        elif apart or indented:
            made.append(words)
            apart = False
        else:
            made[-1] += [("\n", words[0][1]), *words]
    yield from (_runs(words) for words in made)


def _without_double_blanks(line: list[tuple[str, Run]]) -> list[tuple[str, Run]]:
    kept: list[tuple[str, Run]] = []
    for at, (letter, run) in enumerate(line):
        if letter == WRAPPED:
            before = kept[-1][0] if kept else ""
            after = next((one for one, _ in line[at + 1 :] if one != WRAPPED), "")
            if not before.strip() or not after.strip() or (is_wide(before) and is_wide(after)):
                continue
            letter = " "
        if letter == "\xa0":
            letter = " "
            kept.append((letter, run))
            continue
        if letter == " " and kept and kept[-1][0] == " ":
            continue
        kept.append((letter, run))
    return kept


def _trimmed(line: list[tuple[str, Run]]) -> list[tuple[str, Run]]:
    first, end = 0, len(line)
    while first < end and line[first][0] in _INDENT and line[first][0]:
        first += 1
    while end > first and line[end - 1][0] in _INDENT and line[end - 1][0]:
        end -= 1
    return line[first:end]


def _runs(words: list[tuple[str, Run]]) -> tuple[Run, ...]:
    made: list[Run] = []
    for letter, run in words:
        like = replace(run, text="")
        if made and not run.note and replace(made[-1], text="") == like:
            made[-1] = replace(made[-1], text=made[-1].text + letter)
        else:
            made.append(replace(like, text=letter))
    return tuple(made)
