"""What was pasted from another program: a paragraph a line, cells between tabs, columns made with blanks."""

from collections.abc import Iterator, Sequence

from publicity.markup.remark import Remark
from publicity.markup.shapes import ENDS, LONGEST_LINE_APART, NUMBERED
from publicity.problems.problem import Severity
from publicity.regex import regex

_TWO_SENTENCES = regex(r"[。！？][”’）》]?\s*[^\s”’）》]")
_OTHERWISE = regex(r"\s*(?:[|｜>#＃]|[-*+][ \t]|\d{1,3}\.[ \t]|```|~~~|<)")
_FIGURE = regex(r"[+-]?\d[\d,，.]*[%％‰]?")
_PAGE = regex(r"\s*(?:[-－—–]\s*\d{1,3}\s*[-－—–]|第\s*\d{1,3}\s*页(?:[，,/\s]*共\s*\d{1,3}\s*页)?)\s*")
_LONGEST_CELL = 16  # letters
_FARTHEST = 60  # lines
_LABELLED = regex(r"\s*[^\t：:]+[：:][ \t]*\t[^\t]*$")
_GAPS = regex(r"(?<=\S)[ ]{2,}(?=\S)")


def a_paragraph_a_line(lines: Sequence[str], at: int) -> bool:
    """Whether the text around a line, up to blank lines, has every paragraph in one line, as it is pasted from Writer.

    No line then breaks within a sentence, and some hold more than one: who writes a sentence a line has none of these,
    who wraps lines at a width breaks within sentences.
    """
    first, end = at, at
    while first and _is_text(lines[first - 1]):
        first -= 1
    while end < len(lines) and _is_text(lines[end]):
        end += 1
    block = [line.strip() for line in lines[first:end]]
    if not any(_TWO_SENTENCES.search(line) for line in block):
        return False
    return all(ENDS.search(line) or NUMBERED.match(line) or len(line) <= LONGEST_LINE_APART for line in block[:-1])


def _is_text(line: str) -> bool:
    return bool(line.strip()) and not _OTHERWISE.match(line)


def pasted_cells(lines: Sequence[str], at: int) -> Remark | None:
    """Cells pasted from a spreadsheet, columns made with blanks: two lines of them, the first at a place."""
    here = lines[at].strip()
    if at + 1 >= len(lines):
        return None
    if _FIGURE.fullmatch(here):
        return _a_cell_a_line(lines, at)
    if "\t" in here:
        return _between_tabs(lines, at)
    return _aligned(lines, at) if "  " in here else None


def _a_cell_a_line(lines: Sequence[str], at: int) -> Remark | None:
    """The cells of a table, one below the other, as some programs copy it: at its first figure."""
    first, end = at, at + 1
    for number in range(at - 1, max(-1, at - _FARTHEST), -1):
        if not _is_cell(lines[number]):
            break
        if _FIGURE.fullmatch(lines[number].strip()):
            return None  # that one was the first
        first = number if lines[number].strip() else first
    while end < min(len(lines), at + _FARTHEST) and _is_cell(lines[end]):
        end += 1
    cells = [cell for line in lines[first:end] if (cell := line.strip())]
    if len(cells) < 6 or sum(bool(_FIGURE.fullmatch(cell)) for cell in cells) < 3:
        return None
    message = "像是从文档粘贴来的表格，一格成了一行"
    return Remark(first, 0, message, "写成 | 单位 | 条数 |，下一行写 |---|---|；一行里各格用 | 隔开", Severity.WARNING)


def _is_cell(line: str) -> bool:
    cell = line.strip()
    return not cell or (len(cell) <= _LONGEST_CELL and not ENDS.search(cell) and not _OTHERWISE.match(line))


def page_numbers(lines: Sequence[str]) -> Iterator[Remark]:
    """Yield the numbers of pages that were copied with a text."""
    for number, line in enumerate(lines):
        if len(line) <= _LONGEST_CELL and _PAGE.fullmatch(line):
            yield Remark(number, 0, "像是粘贴带来的页码", "删掉这一行", Severity.WARNING, len(line))


def _between_tabs(lines: Sequence[str], at: int) -> Remark | None:
    if "\t" not in lines[at + 1].strip() or (at and "\t" in lines[at - 1].strip()):
        return None
    if _LABELLED.match(lines[at]) and _LABELLED.match(lines[at + 1]):
        return None  # `主持人：` and what stands at the next stop of the tabulator
    message = "像是从表格软件粘贴来的，格子之间是制表符，会连成一行"
    return Remark(at, lines[at].index("\t"), message, _as_table(lines[at].strip().split("\t")))


def _aligned(lines: Sequence[str], at: int) -> Remark | None:
    """A browser shows one blank where many stand."""
    here, after = (_columns(line) for line in lines[at : at + 2])
    if here < 2 or here != after or (at and _columns(lines[at - 1]) == here):
        return None
    message = "像是用空格对齐的表格，网页上空格并成一个，会连成一行"
    place = len(lines[at]) - len(lines[at].lstrip())
    return Remark(at, place, message, _as_table(_GAPS.split(lines[at].strip())), Severity.WARNING)


def _columns(line: str) -> int:
    """Into how many pieces wide gaps divide a line; a single narrow one stands within a name (主  任)."""
    gaps = _GAPS.findall(line.strip())
    return len(gaps) + 1 if len(gaps) > 1 or any(len(gap) > 2 for gap in gaps) else 1


def _as_table(cells: Sequence[str]) -> str:
    row = " | ".join(cell.strip() for cell in cells)
    return f"写成 | {row} |，下一行写 {'|---' * len(cells)}|；各行都用 | 隔开"
