"""The runs of a Word paragraph in order: letters as they are seen, and what else stands among them.

Fields are what they show, without their codes. Alternatives are taken once.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from publicity.attachments.elements import Element, local
from publicity.attachments.office import R_STRICT, Office, R
from publicity.importing.blocks import Run
from publicity.importing.word_styles import WordStyles
from publicity.regex import regex

_SYMBOLS = {  # letters of Wingdings and Symbol that stand for something in a form or a list
    0xA3: "□", 0xA8: "□", 0x6F: "□", 0x52: "☑", 0xFE: "☑", 0xFC: "✓", 0xFB: "✗", 0xFD: "☒", 0x54: "☒",
    0xD8: "➢", 0x6C: "●", 0x6E: "■", 0x75: "◆", 0xB7: "·", 0xE0: "→",
}  # fmt: skip
_CIRCLED = regex(r"\\o\s*(?:\\a[clr]\s*)?\(\s*[○〇]\s*[,，;]\s*([^()]+?)\s*\)", re.IGNORECASE)
_LINK = regex(r"HYPERLINK\s+\"([^\"]+)\"", re.IGNORECASE)
_SHOWS_ITSELF = ("EQ", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "SYMBOL", "ADVANCE", "MACROBUTTON")
_CHANGES = ("DATE", "TIME", "SAVEDATE", "PRINTDATE")
_PASSED = {"pPr", "rPr", "instrText", "delText", "delInstrText", "annotationRef", "lastRenderedPageBreak", "sdtPr"}


@dataclass
class Held:
    """What stands in a paragraph: runs, and pictures, boxes and other things beside the letters; doubts about it."""

    runs: list[Run] = field(default_factory=list)
    beside: list[Element] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass
class _Field:
    code: str = ""
    shows: bool = False
    shown: bool = False


@dataclass
class WordRuns:
    """Reads one paragraph after the other: a field may begin in one and end in another."""

    office: Office
    part: str
    styles: WordStyles
    notes: dict[tuple[str, str], int]  # (footnote or endnote, its id) → its number, in order of appearance
    fields: Counter[str] = field(default_factory=Counter)
    _open: list[_Field] = field(default_factory=list)
    _whole: set[Element] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Find the fields that both begin and end: of a broken one nothing may vanish."""
        begun: list[Element] = []
        for sign in self.office.tree(self.part).iter(f"{self.styles.w}fldChar"):
            kind = sign.get(f"{self.styles.w}fldCharType")
            if kind == "begin":
                begun.append(sign)
            elif kind == "end" and begun:
                self._whole |= {begun.pop(), sign}
        self._links = {one.id: one.target for one in self.office.relations(self.part) if one.outside}

    def read(self, paragraph: Element) -> Held:
        """What stands in a paragraph."""
        held = Held()
        for child in paragraph:
            self._element(child, held, "")
        held.runs = _joined(held.runs)
        return held

    def _element(self, element: Element, held: Held, link: str) -> None:
        name = local(element)
        if name in _PASSED:
            return
        if name == "r":
            self._run(element, held, link)
        elif name == "hyperlink":
            address = self._links.get(element.get(R + "id") or element.get(R_STRICT + "id") or "", "")
            self._children(element, held, address or link)
        elif name == "fldSimple":
            inner = _Field(element.get(f"{self.styles.w}instr", ""), shows=True)
            before = len(held.runs)
            self._children(element, held, link)
            inner.shown = len(held.runs) > before
            self._ended(inner, held)
        elif name in ("oMath", "oMathPara"):
            self._say("".join(one.text or "" for one in element.iter("{*}t")), Run("", link=link), held)
            held.doubts.append("公式只取了其中的字")
        elif name == "AlternateContent":
            self._children(next(iter(element), element), held, link)
        else:
            self._children(element, held, link)

    def _children(self, element: Element, held: Held, link: str) -> None:
        for child in element:
            self._element(child, held, link)

    def _run(self, run: Element, held: Held, link: str) -> None:
        w = self.styles.w
        code = next((one.code for one in reversed(self._open) if _LINK.search(one.code)), "")
        found = _LINK.search(code)
        raised = run.find(f"{w}rPr/{w}vertAlign")
        like = Run(
            "",
            bold=self.styles.holds(run, "b"),
            struck=self.styles.holds(run, "strike") or self.styles.holds(run, "dstrike"),
            raised={"superscript": 1, "subscript": -1}.get("" if raised is None else raised.get(f"{w}val", ""), 0),
            link=link or (found[1] if found else ""),
        )
        for part in run:
            self._part(part, like, held)

    def _part(self, part: Element, like: Run, held: Held) -> None:
        w, name = self.styles.w, local(part)
        if name == "fldChar":
            self._field(part, held)
        elif name == "instrText" and self._open:
            self._open[-1].code += part.text or ""
        elif name in ("t", "tab", "ptab", "cr", "noBreakHyphen", "softHyphen"):
            signs = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
            self._say(signs.get(name, part.text or ""), like, held)
        elif name == "br" and part.get(f"{w}type", "textWrapping") == "textWrapping":
            self._say("\n", like, held)
        elif name == "sym":
            self._say(_symbol(part.get(f"{w}char", ""), held), like, held)
        elif name in ("footnoteReference", "endnoteReference"):
            number = self.notes.setdefault((name[:-9], part.get(f"{w}id", "")), len(self.notes) + 1)
            held.runs.append(Run("", note=number))
        elif name == "ruby":
            base, above = part.find(f"{w}rubyBase"), part.find(f"{w}rt")
            self._children(part if base is None else base, held, like.link)
            if above is not None:
                self._say(f"（{''.join(one.text or '' for one in above.iter(f'{w}t'))}）", like, held)
            held.doubts.append("字上的注音写在后面的括号里")
        elif name in ("drawing", "pict", "object"):
            held.beside.append(part)
        elif name == "AlternateContent":
            for inner in next(iter(part), part):
                self._part(inner, like, held)

    def _say(self, text: str, like: Run, held: Held) -> None:
        if text and all(one.shows for one in self._open):
            held.runs.append(Run(text, like.bold, like.struck, like.raised, like.link))
            for one in self._open:
                one.shown = True

    def _field(self, sign: Element, held: Held) -> None:
        kind = sign.get(f"{self.styles.w}fldCharType")
        if kind == "begin" and sign in self._whole:
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].shows = True
        elif kind == "end" and sign in self._whole and self._open:
            self._ended(self._open.pop(), held)

    def _ended(self, one: _Field, held: Held) -> None:
        """Count a field; what only its code says, or what each day changes, is doubted."""
        name = (one.code.split() or ["?"])[0].upper().rpartition("\\")[0] or (one.code.split() or ["?"])[0].upper()
        self.fields[name] += 1
        if name == "EQ" and (circled := _CIRCLED.search(one.code)):
            self._say(_in_a_circle(circled[1]), Run(""), held)
        elif name in _SHOWS_ITSELF and not one.shown:
            held.doubts.append(f"这里有一个 {name} 域，显示的字没有存在文件里，请对照原件补上")
        elif name in _CHANGES:
            held.doubts.append("这里的日期是 Word 每次打开自动更新的，请对照原件改")
        elif name in ("FORMCHECKBOX", "FORMDROPDOWN"):
            held.doubts.append("这里有表单的选项，选了哪个没有读出来")


def _symbol(code: str, held: Held) -> str:
    try:
        value = int(code, 16) & 0xFF
    except ValueError:
        return ""
    if value not in _SYMBOLS:
        held.doubts.append("这里有一个特殊字体的符号，没有读出来，用“〓”代替")
    return _SYMBOLS.get(value, "〓")


def _in_a_circle(words: str) -> str:
    if words.isascii() and words.isdigit() and 0 < int(words) <= 20:
        return chr(ord("①") + int(words) - 1)
    return f"（{words}）"


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours that look alike are one run."""
    made: list[Run] = []
    for run in runs:
        last = made[-1] if made else None
        if last and not run.note and not last.note and _looks(last) == _looks(run):
            made[-1] = Run(last.text + run.text, *_looks(last))
        else:
            made.append(run)
    return made


def _looks(run: Run) -> tuple[bool, bool, int, str]:
    return run.bold, run.struck, run.raised, run.link


def boxes(drawn: Element) -> Iterator[Element]:
    """The texts in boxes of a drawing, each once, not those within boxes."""
    for box in drawn.iter("{*}txbxContent"):
        above = [local(one) for one in box.iterancestors()]
        inside = above[: len(above) - 1 - above[::-1].index(local(drawn))] if local(drawn) in above else above
        if "Fallback" not in inside and "txbxContent" not in inside:
            yield box
