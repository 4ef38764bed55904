"""Tables as they are typed: with bars of either width, with or without a line before them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publicity.markup.remark import Remark
from publicity.markup.verbatim import CODE
from publicity.regex import regex

SEPARATOR = regex(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_DASHES = str.maketrans({"｜": "|", "—": "-", "－": "-", "─": "-", "–": "-", "：": ":"})
_BAR = regex(r"(?<!\\)(?:\\\\)*\|")


@dataclass(frozen=True)
class Table:
    """The lines of a table in half-width bars: head, separator, rows."""

    lines: tuple[str, ...]
    first: int

    def remarks(self) -> Iterator[Remark]:
        """Yield a problem for each row that has more cells than the head."""
        head = cells(self.lines[0])
        for number, row in enumerate(self.lines[2:], self.first + 2):
            if (count := cells(row)) > head:
                yield Remark(
                    number,
                    0,
                    f"这一行有 {count} 格，表头只有 {head} 格",
                    "给表头补上一格，或检查是不是多了一个“|”；格子里要写 | 时写成 \\|",
                    length=len(row),
                )


def table_at(lines: Sequence[str], at: int) -> Table | Remark | None:
    """The table that begins at a line; a problem where its second line does not fit its head; None if there is none."""
    if at + 1 >= len(lines) or not ("|" in lines[at] or "｜" in lines[at]):
        return None
    head, second = _narrow(lines[at]), lines[at + 1].translate(_DASHES)
    if "|" not in head or "|" not in second or "-" not in second or not SEPARATOR.match(second):
        return None
    if second != lines[at + 1] and not lines[at + 1].lstrip().startswith(("|", "｜")):
        return None
    if (given := cells(second)) != (wanted := cells(head)):
        message = f"表头有 {wanted} 格，下面的分隔行有 {given} 格"
        return Remark(at + 1, 0, message, f"分隔行写 {wanted} 格：{'|---' * wanted}|", length=len(second))
    end = at + 2
    while end < len(lines) and lines[end].strip() and "|" in _narrow(lines[end]):
        end += 1
    return Table((head, second, *map(_narrow, lines[at + 2 : end])), at)


def cells(row: str) -> int:
    """How many cells a row has; bars in code are none, nor are those behind a backslash."""
    plain = CODE.sub(lambda m: " " * len(m[0]), row.strip()) if "`" in row else row.strip()
    count = len(_BAR.findall(plain)) + 1
    return count - plain.startswith("|") - bool(re.search(r"(?<!\\)(?:\\\\)*\|$", plain))


def _narrow(line: str) -> str:
    """A row with half-width bars; a full-width one counts where the line begins with it."""
    return line.replace("｜", "|") if line.lstrip().startswith("｜") else line
