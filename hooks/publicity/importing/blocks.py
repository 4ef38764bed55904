"""A document as its reader sees it: paragraphs, tables and pictures one after the other, whatever file it came in.

Automatic numbers are text; what is hidden, deleted or said in the margin is left out and told.
"""

from dataclasses import dataclass, field

from publicity.importing.grid import Cell

TITLE = 0  # the level of what a style calls the document's title


@dataclass(frozen=True)
class Run:
    """Letters that look alike. `raised` is 1 above and -1 below the line; `link` an address; `note` a note's number."""

    text: str
    bold: bool = False
    struck: bool = False
    raised: int = 0
    link: str = ""
    note: int = 0


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. `number` is its automatic one as printed; `level` 1 to 9 a heading's, 0 the title's, None of text.

    `bullet`: a list's sign stands before it, `depth` levels in. `doubts`: what of it a person has to look at.
    """

    runs: tuple[Run, ...]
    place: str
    number: str = ""
    level: int | None = None
    bullet: bool = False
    depth: int = 0
    centred: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What it says without its automatic number; lines broken by hand stay lines."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def text(self) -> str:
        """What it says, its number in front; a bullet is no number."""
        return f"{self.number}{gap_after(self.number, self.words)}{self.words}"


@dataclass(frozen=True)
class Table:
    """Rows of cells, each row as wide as the widest. A merged cell stands in each of its places, of one origin."""

    rows: tuple[tuple[Cell, ...], ...]
    place: str
    doubts: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """What stands in each place."""
        return tuple(tuple(cell.text for cell in row) for row in self.rows)

    @property
    def merged(self) -> bool:
        """Whether a cell stands in more than one place."""
        return any(cell.origin != (r, c) for r, row in enumerate(self.rows) for c, cell in enumerate(row))


@dataclass(frozen=True)
class Picture:
    """A picture: its bytes, the ending that a file of its kind has (empty where no browser shows it), what it shows."""

    data: bytes
    ending: str
    caption: str
    place: str
    doubts: tuple[str, ...] = ()


Block = Paragraph | Table | Picture


@dataclass(frozen=True)
class Note:
    """A footnote, or a note at the end, by the number under which runs name it."""

    number: int
    text: str


@dataclass(frozen=True)
class Paper:
    """A document. `told` says in sentences what of the file is not in it."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    told: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)  # what a page says of itself: title, date, source …

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs outside of tables that say something."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph) and block.text)


def gap_after(number: str, words: str) -> str:
    """The blank between a number and what it numbers: none where Chinese is on either side."""
    return " " if number and words and number[-1].isascii() and words[0].isascii() else ""


def rectangle(rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows made equally wide by empty cells."""
    width = max(map(len, rows), default=0)
    return tuple(
        (*row, *(Cell("", (number, column)) for column in range(len(row), width))) for number, row in enumerate(rows)
    )
