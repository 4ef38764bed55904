"""A document as the Markdown of a column: the page shows the letters of the document, one after the other.

What the typing layer would take for markup is escaped, and the page is held against the document before anything is
written (handbook/domain.md has no rule of it: it is the first law of the column, published is written).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from publicity.importing.blocks import Block, Note, Paragraph, Picture, Run, Table
from publicity.importing.escaping import cell_text, html_cell, paragraph_text
from publicity.importing.proof import elements, first_difference, page_of, said, shown

Placed = Callable[[Picture], str]  # where a picture was put, as the text names it; empty where it was not
_DEEPEST = 6


@dataclass(frozen=True)
class Body:
    """The Markdown, and what is to be told of it in sentences."""

    text: str
    told: tuple[str, ...] = ()


def markdown_of(blocks: Sequence[Block], notes: Sequence[Note] = (), placed: Placed = lambda _: "") -> Body:
    """Write a document down. Doubts stand as comments before what they doubt."""
    writer = _Writer(_levels(blocks), placed)
    pieces = list(writer.pieces(blocks))
    pieces += [
        ("note", f"[^{note.number}]: {paragraph_text(Paragraph((Run(' '.join(note.text.split())),), ''))}")
        for note in notes
    ]
    text = ""
    before = ""
    for kind, piece in pieces:
        text += ("" if not text else "\n" if kind == before == "item" else "\n\n") + piece
        before = kind
    difference = first_difference(said(tuple(blocks), tuple(notes)), shown(page_of(text)))
    if difference:
        text = f"{_doubt(f'{difference}，看看这一处的符号')}\n\n{text}"
    return Body(f"{text}\n" if text else "", tuple(writer.told))


def _doubt(words: str) -> str:
    return f"<!-- 请核对：{' '.join(words.replace('--', '—').split())} -->"


def _levels(blocks: Sequence[Block]) -> dict[int, int]:
    """The levels of headings that are used, from two on without a gap: one is the page's title."""
    used = sorted({block.level for block in blocks if isinstance(block, Paragraph) and block.level is not None})
    return {level: min(number, _DEEPEST) for number, level in enumerate(used, 2)}


@dataclass
class _Writer:
    levels: dict[int, int]
    placed: Placed

    def __post_init__(self) -> None:
        self.told: list[str] = []

    def pieces(self, blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
        """Yield (kind, text) of everything."""
        for at, block in enumerate(blocks):
            yield from (("doubt", _doubt(doubt)) for doubt in block.doubts)
            if isinstance(block, Paragraph):
                yield from self._paragraph(block)
            elif isinstance(block, Table):
                yield "table", self._table(block)
            else:
                yield from self._picture(block, blocks[at + 1] if at + 1 < len(blocks) else None)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[tuple[str, str]]:
        if not paragraph.text and not any(run.note for run in paragraph.runs):
            return
        if paragraph.level is not None:
            one_line = tuple(Run(run.text.replace("\n", " "), note=run.note) for run in paragraph.runs)
            heading = Paragraph(one_line, paragraph.place, paragraph.number)
            words = re.sub(
                r"(?:\\?#)+$", lambda m: "&#35;" * m[0].count("#"), paragraph_text(heading)
            )  # would close it
            yield "heading", f"{'#' * self.levels[paragraph.level]} {words}"
        elif paragraph.bullet:
            indent = "  " * paragraph.depth
            yield "item", f"{indent}- " + paragraph_text(paragraph).replace("\\\n", "<br>")
        else:
            yield "text", paragraph_text(paragraph)

    def _table(self, table: Table) -> str:
        if table.merged:
            self.told.append(f"{table.place}有合并的单元格，写成了 <table>，没有一格重复")
            return _html_table(table)
        expected = said((table,))
        for careful in (False, True):
            rows = [[cell_text(text, careful=careful) for text in row] for row in table.texts]
            lines = [f"| {' | '.join(row)} |" for row in rows]
            text = "\n".join([lines[0], f"{'|---' * len(rows[0])}|", *lines[1:]])
            page = page_of(text)
            cells = elements(page)
            if shown(page) == expected and cells["td"] + cells["th"] == sum(map(len, rows)) and "em" not in cells:
                return text
        return _html_table(table)

    def _picture(self, picture: Picture, after: Block | None) -> Iterator[tuple[str, str]]:
        where = self.placed(picture)
        if not where:
            return
        caption = picture.caption or caption_below(after)
        if not caption:
            yield "doubt", _doubt("图片没有说明，方括号里写上：看不见图的人靠它知道内容")
        words = caption.replace("\\", "").replace("[", "［").replace("]", "］")
        yield "picture", f"![{words}]({where})"


def caption_below(block: Block | None) -> str:
    """The words under a picture, where what stands there is a caption."""
    if not isinstance(block, Paragraph) or block.level is not None or len(block.text) > 60:
        return ""
    words = " ".join(block.text.split())
    captions = block.centred or words[:1] in "图▲△↑" or words.startswith(("上图", "下图"))
    return words if captions and not words.endswith("。") else ""


def _html_table(table: Table) -> str:
    """A table in HTML: merged cells are one. The rows of the first row's tallest cell are its head."""
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            ends[cell.origin] = (r, c)
    head = max(ends[cell.origin][0] for cell in table.rows[0]) + 1
    head = head if head < len(table.rows) else 1
    lines = ["<table>"]
    for r, row in enumerate(table.rows):
        name = "th" if r < head else "td"
        cells = []
        for c, cell in enumerate(row):
            if cell.origin != (r, c):
                continue
            down, across = ends[cell.origin][0] - r + 1, ends[cell.origin][1] - c + 1
            spans = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")
            cells.append(f"<{name}{spans}>{html_cell(cell.text)}</{name}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, "</table>"])
