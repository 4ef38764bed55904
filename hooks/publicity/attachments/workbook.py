"""An Excel file as its sheets, strings and number formats."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from publicity.attachments.cells import Covered, cell_at
from publicity.attachments.elements import Element, local, text_of
from publicity.attachments.flaw import UnreadableError
from publicity.attachments.office import Office, referred
from publicity.regex import regex

_WIDEST = 16_384  # columns
_THINNEST, _LOWEST = 0.2, 1.0  # a column of so many characters, a row of so many points: nothing in it can be read
_NOTHING_SHOWN = regex(r"(?:\[[^\]]*\])?;+(?:\[[^\]]*\]|;)*")


@dataclass(frozen=True)
class Sheet:
    """A sheet: its number from 0, its name, its part, and whether it is hidden (very hidden too)."""

    number: int
    name: str
    part: str
    hidden: bool
    relation: str

    @property
    def words(self) -> str:
        """`工作表“名册”`."""
        return f"工作表“{self.name}”"


@dataclass
class Cell:
    """A cell with something in it; `why` is what hides it, if anything does: row, column, format, merged."""

    row: int
    column: int
    element: Element
    text: str
    why: str


@dataclass
class Workbook:
    """An Excel file that is being looked at."""

    office: Office
    main: str = ""
    strings: list[str] = field(default_factory=list)
    blank_styles: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.main = self.office.main()
        for relation in self.office.to(self.main, "sharedStrings"):
            if relation.target in self.office.parts:
                self.strings = [_string(one) for one in self.office.tree(relation.target) if local(one) == "si"]
        for relation in self.office.to(self.main, "styles"):
            if relation.target in self.office.parts:
                self.blank_styles = _blank_styles(self.office.tree(relation.target))

    def sheets(self) -> list[Sheet]:
        """All sheets in order."""
        parts = {one.id: one.target for one in self.office.relations(self.main) if not one.outside}
        found = []
        for number, element in enumerate(self.office.tree(self.main).iter("{*}sheet")):
            relation = referred(element) or ""
            if (part := parts.get(relation)) not in self.office.parts or part is None:
                raise UnreadableError("文件坏了：缺了一张工作表")
            hidden = element.get("state", "visible") != "visible"
            found.append(Sheet(number, element.get("name", ""), part, hidden, relation))
        return found

    def cells(self, sheet: Sheet) -> Iterator[Cell]:
        """The cells of a sheet that say something."""
        root = self.office.tree(sheet.part)
        columns = {
            number
            for one in root.iter("{*}col")
            if one.get("hidden") in ("1", "true") or _no_larger(one.get("width"), _THINNEST)
            for number in range(int(one.get("min", 0)), min(int(one.get("max", 0)), _WIDEST) + 1)
        }
        covered = Covered([one.get("ref", "") for one in root.iter("{*}mergeCell")])
        row_number = 0
        for row in root.iter("{*}row"):
            row_number = int(row.get("r") or row_number + 1)
            row_hidden = row.get("hidden") in ("1", "true") or _no_larger(row.get("ht"), _LOWEST)
            at = 0
            for element in row:
                place = cell_at(element.get("r", "")) or (row_number, at + 1)
                at = place[1]
                if text := self._text(element):
                    why = "row" if row_hidden else "column" if at in columns else ""
                    if not why and int(element.get("s", 0)) in self.blank_styles:
                        why = "format"
                    if not why and place in covered:
                        why = "merged"
                    yield Cell(*place, element, text, why)

    def _text(self, element: Element) -> str:
        sort, value = element.get("t", "n"), element.find("{*}v")
        if sort == "inlineStr":
            return "".join(_string(one) for one in element.iterfind("{*}is"))
        if value is None or not value.text:
            return ""
        if sort == "s":
            number = int(value.text)
            return self.strings[number] if 0 <= number < len(self.strings) else ""
        return str(value.text)


def _string(element: Element) -> str:
    """A text without its readings (phonetic runs)."""
    return "".join(text_of(one) for one in element.iter("{*}t") if local(one.getparent()) != "rPh")


def _no_larger(given: str | None, least: float) -> bool:
    """Whether a width or height is given and shows nothing."""
    try:
        return given is not None and float(given) <= least
    except ValueError:
        return False


def _blank_styles(root: Element) -> frozenset[int]:
    """The cell formats by which nothing is shown (`;;;`)."""
    blank = {
        one.get("numFmtId") for one in root.iter("{*}numFmt") if _NOTHING_SHOWN.fullmatch(one.get("formatCode", ""))
    }
    if not blank:
        return frozenset()
    formats = root.find("{*}cellXfs")
    return frozenset(at for at, one in enumerate(() if formats is None else formats) if one.get("numFmtId") in blank)
