"""A Word file (docx) as its reader sees it. Hidden text, tracked deletions and comments are not taken, and told."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from publicity.attachments.bounds import Allowance
from publicity.attachments.contents import Found, Sort
from publicity.attachments.elements import Element, local
from publicity.attachments.flaw import UnreadableError
from publicity.attachments.office import Office
from publicity.attachments.package import unzip
from publicity.attachments.word import look_at_word
from publicity.attachments.word_clean import clean_word
from publicity.attachments.word_parts import STORIES, is_on
from publicity.importing.blocks import Block, Note, Paper, Paragraph, Run, Table, rectangle
from publicity.importing.grid import MOST_COLUMNS, MOST_ROWS, CannotImportError, Cell
from publicity.importing.word_numbers import WordNumbers, read_numbers
from publicity.importing.word_pictures import pictures_in
from publicity.importing.word_runs import Held, WordRuns, boxes
from publicity.importing.word_styles import WordStyles, read_styles
from publicity.regex import regex

_HOLDERS = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
_PAGE_SIGNS = regex(r"[\d\s—–\-·第共页/ivxIVX]*")
_LEFT_OUT = {Sort.TEXT: "没有导入", Sort.COMMENT: "没有导入", Sort.REVISION: "照接受修订以后的样子导入"}


def word_paper(data: bytes) -> Paper:
    """Read a docx. Raises CannotImportError."""
    try:
        office = Office(unzip(data, Allowance()))
        found = Found()
        look_at_word(office, found)
        places = _places(office)
        clean_word(office)
        return _Reader(office, places).paper(found)
    except UnreadableError as error:
        raise CannotImportError(f"{error.flaw.message}。{error.flaw.hint}") from error
    except CannotImportError:
        raise
    except Exception as error:  # a broken file may make the libraries raise almost anything
        raise CannotImportError("文件坏了，读到一半读不下去：用原来的软件打开，另存为 docx") from error


def _places(office: Office) -> dict[Element, str]:
    """The paragraphs as they are counted where hidden things are told, before any is gone."""
    root = office.tree(office.main())
    listed = [one for one in root.iter("{*}p") if _is_words(one, root)]
    return {one: f"第 {number} 段" for number, one in enumerate(listed, 1)}


def _is_words(element: Element, root: Element) -> bool:
    same = str(element.tag).rpartition("}")[0] == str(root.tag).rpartition("}")[0]
    return same and not any(local(one) == "Fallback" for one in element.iterancestors())


@dataclass
class _Reader:
    """Walks through the body once; numbers and fields are counted on the way."""

    office: Office
    places: dict[Element, str]
    blocks: list[Block] = field(default_factory=list)
    notes: dict[tuple[str, str], int] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    tables: int = 0

    def __post_init__(self) -> None:
        self.part = self.office.main()
        self.styles: WordStyles = read_styles(self.office)
        self.numbers: WordNumbers = read_numbers(self.office, self.styles)
        self.runs = WordRuns(self.office, self.part, self.styles, self.notes)

    def paper(self, found: Found) -> Paper:
        """Everything."""
        for body in self.office.tree(self.part).iter(f"{self.styles.w}body"):
            self.blocks += self._blocks(body)
        notes = tuple(self._notes())
        said = [f"{one.words}，{_LEFT_OUT[one.sort]}" for one in found.hidden if one.sort in _LEFT_OUT]
        said += [f"{one.words}，没有导入" for one in found.hidden if one.sort not in _LEFT_OUT]
        if self.runs.fields:
            listed = "、".join(f"{name} {count} 处" for name, count in self.runs.fields.items())
            said.append(f"域（{listed}）只取显示出来的字，代码没有导入")
        said += self._running()
        return Paper(tuple(self.blocks), notes, tuple(dict.fromkeys([*said, *self.told])))

    def _blocks(self, holder: Element) -> Iterator[Block]:
        for child in holder:
            name = local(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield from self._table(child)
            elif name in _HOLDERS:
                yield from self._blocks(child)
            elif name == "AlternateContent":
                yield from self._blocks(next(iter(child), child))
            elif name == "altChunk":
                self.told.append("里面插入了另一个文件，没有导入：在 Word 里打开另存一次")
            elif name in ("oMath", "oMathPara"):
                yield Paragraph((Run("".join(one.text or "" for one in child.iter("{*}t"))),), "公式")

    def _paragraph(self, element: Element) -> Iterator[Block]:
        w, place = self.styles.w, self.places.get(element, "")
        held = self.runs.read(element)
        words = "".join(run.text for run in held.runs).strip()
        mark = element.find(f"{w}pPr/{w}rPr/{w}vanish")
        if not words and not held.beside and mark is not None and is_on(mark, w):
            return  # nobody sees its number either
        numbered = self.numbers.of(element)
        doubts = [f"{place}{doubt}" for doubt in held.doubts]
        if numbered and numbered.unknown:
            doubts.append(f"{place}的自动编号是不认识的样式（{numbered.unknown}），写成了数字")
        paragraph = Paragraph(
            tuple(held.runs),
            place,
            numbered.number.strip() if numbered else "",
            self.styles.level(element),
            bullet=bool(numbered and numbered.bullet),
            depth=numbered.depth if numbered else 0,
            centred=self.styles.centred(element),
            doubts=tuple(doubts),
        )
        if paragraph.text or doubts or any(run.note for run in held.runs):
            yield paragraph
        yield from self._beside(held, place)

    def _beside(self, held: Held, place: str) -> Iterator[Block]:
        """Pictures, and the texts in boxes, behind the paragraph at which they are anchored."""
        for drawn in held.beside:
            yield from pictures_in(drawn, self.office, self.part, place, self.told)
            for box in boxes(drawn):
                inner = list(self._blocks(box))
                if inner:
                    self.told.append(f"{place}旁边有文本框，里面的字排在这一段后面")
                yield from inner

    def _table(self, element: Element) -> Iterator[Block]:
        w = self.styles.w
        self.tables += 1
        place = f"第 {self.tables} 张表"
        rows: list[list[Cell]] = []
        above: dict[int, tuple[int, int]] = {}  # by column: where the cell began that reaches down to here
        inside: list[Block] = []
        for row in _within(element, "tr"):
            said = row.find(f"{w}trPr/{w}hidden")
            if said is not None and is_on(said, w):
                self.told.append(f"{place}有隐藏的行，没有导入")
                continue
            before = _number(row.find(f"{w}trPr/{w}gridBefore"), w, 0)
            cells = [Cell("", (len(rows), column)) for column in range(before)]
            for cell in _within(row, "tc"):
                self._cell(cell, len(rows), cells, above, inside, place)
            rows.append(
                [
                    replace(cell, text=rows[cell.origin[0]][cell.origin[1]].text)
                    if cell.origin[0] < len(rows)
                    else cell
                    for cell in cells
                ]
            )
        if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
            raise CannotImportError(f"{place}太大：最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列")
        if any(cell.text for row in rows for cell in row):
            doubts = [doubt for one in inside for doubt in one.doubts]
            yield Table(rectangle(rows), place, tuple(doubts))
        yield from (one for one in inside if not isinstance(one, Paragraph))

    def _cell(
        self,
        cell: Element,
        row: int,
        cells: list[Cell],
        above: dict[int, tuple[int, int]],
        inside: list[Block],
        place: str,
    ) -> None:
        w, column = self.styles.w, len(cells)
        held = list(self._blocks(cell))
        span = max(1, _number(cell.find(f"{w}tcPr/{w}gridSpan"), w, 1))
        down = cell.find(f"{w}tcPr/{w}vMerge")
        across = cell.find(f"{w}tcPr/{w}hMerge")
        goes_on = down is not None and down.get(f"{w}val", "continue") == "continue" and column in above
        if goes_on:
            origin = above[column]
        elif across is not None and across.get(f"{w}val", "continue") == "continue" and cells:
            origin = cells[-1].origin
        else:
            origin = (row, column)
        text = "\n".join(one.text for one in held if isinstance(one, Paragraph) and one.text)
        nested = [one for one in held if isinstance(one, Table)]
        if nested:
            self.told.append(f"{place}里套着表，里面的表排在后面")
        inside += held
        kept = text if not goes_on else ""
        cells += [Cell(kept, origin) for _ in range(min(span, MOST_COLUMNS + 1))]
        for at in range(column, column + span):
            if down is not None:
                above[at] = origin
            else:
                above.pop(at, None)

    def _notes(self) -> Iterator[Note]:
        for (sort, name), number in self.notes.items():
            words: list[str] = []
            for relation in self.office.to(self.part, f"{sort}s"):
                root = self.office.tree(relation.target)
                reader = WordRuns(self.office, relation.target, self.styles, {})
                for note in root.iter(f"{{*}}{sort}"):
                    if note.get(f"{self.styles.w}id") == name:
                        read = [reader.read(one) for one in note.iter(f"{self.styles.w}p")]
                        words += ["".join(run.text for run in held.runs).strip() for held in read]
            yield Note(number, " ".join(filter(None, words)))

    def _running(self) -> Iterator[str]:
        """Heads and feet of the pages, which no column has."""
        for relation in self.office.to(self.part, "header", "footer"):
            if relation.target in self.office.parts:
                root = self.office.tree(relation.target)
                words = "".join(one.text or "" for one in root.iter(f"{self.styles.w}t")).strip()
                if not _PAGE_SIGNS.fullmatch(words):
                    yield f"{STORIES[relation.sort]}“{words[:40]}”没有导入"


def _within(holder: Element, name: str) -> Iterator[Element]:
    """Rows of a table, cells of a row, also those in a holder."""
    for child in holder:
        if local(child) == name:
            yield child
        elif local(child) in _HOLDERS:
            yield from _within(child, name)


def _number(element: Element | None, w: str, otherwise: int) -> int:
    value = "" if element is None else element.get(f"{w}val", "")
    return int(value) if value.isdigit() else otherwise
