"""Tables on a phone: up to six columns fit its width; more become a card a row, each value with the head of its column.

A wide table with merged cells can't be told so: it stays one, and scrolls.
"""

from collections.abc import Callable
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from publicity.wechat import styles

FITTING = 6  # columns
_ALIGNED = ("left", "center", "right")

Content = Callable[[LexborNode], str]  # what a cell holds, as HTML


@dataclass(frozen=True)
class _Cell:
    node: LexborNode
    head: bool
    columns: int
    rows: int

    @property
    def text(self) -> str:
        return (self.node.text() or "").strip()


def table(node: LexborNode, content: Content) -> str:
    """A table as HTML with inline styles."""
    rows = [[_cell(cell) for cell in row.iter() if cell.tag in ("td", "th")] for row in node.css("tr")]
    rows = [row for row in rows if row]
    caption = node.css_first("caption")
    above = f'<p style="{styles.CAPTION}">{content(caption)}</p>' if caption else ""
    if not rows:
        return above
    wide = max(sum(cell.columns for cell in row) for row in rows)
    merged = any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row)
    heads = all(cell.head for cell in rows[0])
    if wide <= FITTING:
        return above + _table(rows, content, 15 if wide <= 3 else 13)
    if merged or not heads or any(len(row) > len(rows[0]) for row in rows):
        return f'{above}<section style="{styles.WIDE}">{_table(rows, content, 12)}</section>'
    return above + "".join(_card(rows[0], row, content) for row in rows[1:])


def _cell(node: LexborNode) -> _Cell:
    return _Cell(node, node.tag == "th", _number(node, "colspan"), _number(node, "rowspan"))


def _number(node: LexborNode, name: str) -> int:
    written = node.attributes.get(name) or ""
    return max(1, int(written)) if written.isdecimal() else 1


def _table(rows: list[list[_Cell]], content: Content, size: int) -> str:
    lines = "".join(f"<tr>{''.join(_td(cell, content) for cell in row)}</tr>" for row in rows)
    return f'<table style="{styles.TABLE};font-size:{size}px"><tbody>{lines}</tbody></table>'


def _td(cell: _Cell, content: Content) -> str:
    align = cell.node.attributes.get("align") or ""
    style = styles.CELL + (f";text-align:{align}" if align in _ALIGNED else "") + (";font-weight:bold" * cell.head)
    spans = "".join(
        f' {name}="{count}"' for name, count in (("colspan", cell.columns), ("rowspan", cell.rows)) if count > 1
    )
    return f'<td style="{style}"{spans}>{content(cell.node) or "&nbsp;"}</td>'


def _card(heads: list[_Cell], row: list[_Cell], content: Content) -> str:
    lines = [
        f'<p style="{styles.LINE_OF_CARD}"><strong style="{styles.STRONG}">{content(head.node)}：</strong>'
        f"{content(cell.node)}</p>"
        for head, cell in zip(heads, row, strict=False)
        if cell.text or cell.node.css_first("img")
    ]
    return f'<section style="{styles.CARD}">{"".join(lines)}</section>' if lines else ""
