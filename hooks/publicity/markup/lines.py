"""A body as it was typed → the Markdown that it means, line by line, with what is to be said of it.

Python-Markdown does the rest. The rules are CommonMark's (https://spec.commonmark.org/) but where Chinese is typed
otherwise: lists and tables begin without a blank line, nesting takes two blanks, 　　 begins a paragraph, indented text
is never code, a line of dashes never makes a heading, and a number is printed as it was written.
"""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from publicity.markup.addresses import TARGET, WIDE_TARGET, is_address
from publicity.markup.html_tags import ALLOWED, BEGINS_BLOCK, TAG, closes, escaped
from publicity.markup.remark import Remark
from publicity.markup.shapes import (
    AMOUNT,
    CLAUSE,
    DAY,
    ENDS,
    EXPONENT,
    GOES_ON,
    HEADING,
    INDENT,
    ITEM,
    LABEL,
    LONGEST_LABELLED,
    LONGEST_LINE_APART,
    LONGEST_TITLE,
    NO_ITEM,
    NOTE,
    NUMBERED,
    QUOTE,
    RULE,
    SALUTATION,
    UNDERLINE,
    literal,
)
from publicity.markup.tables import Table, table_at
from publicity.markup.verbatim import FENCE, blanked, code_blocks, outside_code, without_comments
from publicity.problems.problem import Severity
from publicity.texts.wide import is_wide

# Noncharacters of Unicode, which no text holds (a body's own are taken out): an item's number; finished HTML.
NUMBER = "\ufdd0{}\ufdd1"
BEGINS_HTML, ENDS_HTML = "\ufdd2", "\ufdd3"
NONCHARACTERS = re.compile("[\ufdd0-\ufdef\x02\x03]")

_LANGUAGE = re.compile(r"[ ]*\.?([\w#.+-]*)[ ]*$")
_TAB = 4  # blanks that Python-Markdown wants for each level
_ORDINARY = re.compile(r"[ ]*[\u4e00-\u9fff][^|｜]*$")  # begins with a Chinese letter, and is no row of a table
_SIGNS = re.compile(r"[*_~\]<]")
_MINUS = re.compile(r"\d+(?:\.\d+)?\s*(?:℃|°|%|％|‰|度|个百分点)")


@dataclass(frozen=True)
class Meant:
    """The lines for Python-Markdown, and what is to be said of those that were written."""

    lines: list[str]
    remarks: list[Remark]


@dataclass
class _Level:
    """A list that is open: where its items' signs and texts stand, its kind, its last number."""

    sign: int
    text: int
    number: int | None


def as_meant(written: Sequence[str]) -> Meant:
    """Read the lines of a body."""
    lines = [NONCHARACTERS.sub("\ufffd", line.expandtabs(_TAB).rstrip("\r")) for line in written]
    lines, comments = without_comments(lines)
    remarks = [
        Remark(c.line, c.column, "注释不公开，已经去掉", "审稿意见不写在稿件里", Severity.NOTICE, 4)
        if c.ends
        else Remark(
            c.line, c.column, "注释 <!-- 没有收尾，后面的正文都看不见", "在注释后面写 -->，或删掉注释", length=4
        )
        for c in comments
    ]
    return Meant(_Reader(lines, written, remarks).read(), remarks)


def inline(text: str) -> str:
    """A piece of a line outside code, without what would wrongly be taken for markup."""
    if not _SIGNS.search(text):
        return text
    if "*" in text:
        text = EXPONENT.sub(r"\g<unit>\\*", text)
    if "__" in text:
        text = re.sub(r"_{3,}", lambda m: r"\_" * len(m[0]), text)  # to be filled in by hand
    if "~~" in text:
        text = re.sub(r"(?<=\d)~~(?=\d)", r"\\~\\~", text)
    if "](" in text:
        text = TARGET.sub(lambda m: m[0] if is_address(m["target"]) else rf"\({m['target']}\)", text)
    if "]（" in text:
        text = WIDE_TARGET.sub(r"(\g<target>)", text)
    return escaped(text)


@dataclass
class _Reader:
    """Goes from line to line. `out` grows; `levels` are the lists that are open."""

    lines: Sequence[str]
    written: Sequence[str]
    remarks: list[Remark]
    first: int = 0  # of the lines in the whole body
    out: list[str] = field(default_factory=list)
    levels: list[_Level] = field(default_factory=list)
    at: int = 0
    blank: bool = True  # nothing stands before, or a blank line
    loose: bool = False  # a paragraph of an item came after a blank line
    last_number: int | None = None
    paragraph: int = 0  # the line with which the paragraph began

    def read(self) -> list[str]:
        """All lines."""
        self.code = {block.first: block for block in code_blocks(self.lines)}
        self.blocks = self._blocks()
        kinds: tuple[Callable[[str], bool], ...] = (
            self._code,
            self._blank,
            self._html,
            self._quote,
            self._table,
            self._indented,
            self._rule,
            self._heading,
            self._note,
            self._item,
            self._text,
        )
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if _ORDINARY.match(line) and self.at not in self.code:
                self._text(line)  # what the other kinds would say no to, one after the other
            else:
                next(kind for kind in kinds if kind(line))
        return self.out

    # ———— what kinds of lines there are, in the order in which they are tried ————

    def _code(self, line: str) -> bool:
        block = self.code.get(self.at)
        if block is None:
            return False
        cut = _indent(line)
        self._close(cut)
        fence = FENCE.match(line)
        language = _LANGUAGE.match(fence[3]) if fence else None
        if fence is None:  # it stands behind the sign of an item
            self._say(self.at, cut, "代码的围栏要另起一行", "先写这一条的文字，下一行缩进以后再写 ```")
        if not block.closed:
            self._say(self.at, cut, "代码的围栏没有收尾，后面的正文都成了代码", "在代码后面另起一行再写一次", length=3)
        text = "".join(
            f"{one[min(cut, _indent(one)) :]}\n" for one in self.lines[self.at + 1 : block.end - block.closed]
        )
        name = f' class="language-{html.escape(language[1])}"' if language and language[1] else ""
        self._finished(f"<pre><code{name}>{html.escape(text).replace('&#x27;', chr(39))}</code></pre>")
        self.at = block.end
        return True

    def _blank(self, line: str) -> bool:
        if line.strip():
            return False
        self.out.append("")
        self.blank = True
        self.at += 1
        return True

    def _html(self, line: str) -> bool:
        end = self.blocks.get(self.at)
        if end is None:
            return False
        if not self.levels:
            self._gap()
        block = [outside_code(one, _only_allowed) for one in self.lines[self.at : end]]
        self._finished("\n".join(block).strip())
        self.at = end
        return True

    def _quote(self, line: str) -> bool:
        if not QUOTE.match(line) or (AMOUNT.match(line) and not self._among_quotes()):
            return False
        end = self.at
        while end < len(self.lines) and QUOTE.match(self.lines[end]):
            end += 1
        self._close(_indent(line))
        self._gap()
        inner = [QUOTE.sub("", one, count=1) for one in self.lines[self.at : end]]
        reader = _Reader(inner, inner, self.remarks, self.first + self.at)
        pad = " " * (_TAB * len(self.levels))
        self.out += [f"{pad}> {one}".rstrip() if one else f"{pad}>" for one in reader.read()]
        self.at, self.blank = end, False
        if ENDS.search(self.lines[end - 1]):
            self._gap()
        return True

    def _among_quotes(self) -> bool:
        near = (self.at - 1, self.at + 1)
        return any(0 <= n < len(self.lines) and QUOTE.match(self.lines[n]) for n in near)

    def _table(self, line: str) -> bool:
        table = table_at(self.lines, self.at)
        if table is None:
            return False
        if not isinstance(table, Table):
            self._say(table.line, table.column, table.message, table.hint, length=table.length)
            return False
        self._close(_indent(line))
        self._gap()
        for remark in table.remarks():
            self._say(remark.line, remark.column, remark.message, remark.hint, length=remark.length)
        pad = " " * (_TAB * len(self.levels))
        self.out += [pad + outside_code(row.strip(), inline) for row in table.lines]
        self.out.append("")
        self.blank = True
        self.at += len(table.lines)
        return True

    def _indented(self, line: str) -> bool:
        """Begins a paragraph."""
        match = INDENT.match(line)
        if match is None:
            return False
        self.levels.clear()
        self._begin()
        self._put(literal(outside_code(line[match.end() :], inline)), line)
        return True

    def _rule(self, line: str) -> bool:
        if not RULE.match(line):
            return False
        if _indent(line) < _TAB:
            self.levels.clear()
        self._gap()
        self.out += [line.strip(), ""]
        self.blank = True
        self.at += 1
        return True

    def _heading(self, line: str) -> bool:
        match = HEADING.match(line)
        if match is None:
            return False
        signs, text = match["signs"].replace("＃", "#"), match["text"]
        place = match.start("signs")
        if not text.strip("#＃ 　"):
            self._say(self.at, place, "标题没有字", "在 # 后面空一格写标题，或删掉这一行", length=len(signs))
            self.at += 1
            return True
        if len(signs) == 1 and text[0] not in " 　\t":
            topic = "#" in text or "＃" in text
            hint = "要作标题，# 后面空一格"
            severity = Severity.NOTICE if topic or text[0].isdigit() else Severity.WARNING
            self._say(self.at, place, "# 后面没有空格，不当作标题", hint, severity)
            self.lines = [*self.lines[: self.at], line[:place] + "\\" + line[place:], *self.lines[self.at + 1 :]]
            return self._text(self.lines[self.at])
        self.levels.clear()
        self._gap()
        title = outside_code(re.sub(r"[ ]#+$", "", text.strip(" 　")), inline)
        body = title.rstrip("#")  # a # right behind a word is no closing sign: C#
        self.out += [f"{signs} {body}{title[len(body) :].replace('#', chr(92) + '#')}", ""]
        self.blank = True
        self.at += 1
        return True

    def _note(self, line: str) -> bool:
        """A footnote, up to the next blank line."""
        if not NOTE.match(line):
            return False
        self.levels.clear()
        self._begin()
        end = self.at + 1
        while end < len(self.lines) and self.lines[end].strip() and not NOTE.match(self.lines[end]):
            end += 1
        texts = [one.strip() for one in self.lines[self.at : end]]
        self.out += [*(outside_code(literal(one), inline) for one in texts), ""]
        self.blank = True
        self.at = end
        return True

    def _item(self, line: str) -> bool:
        match = ITEM.match(line)
        if match is None:
            return False
        number = int(match["sign"][:-1]) if match["sign"][-1] == "." else None
        inside = not self.blank and not self.levels  # within a paragraph
        if inside and match["sign"] == "+":
            return False
        if inside and number not in (None, 1) and number != (self.last_number or 0) + 1:
            self._begin()
            self._put(f"{number}\\. {outside_code(match['text'], inline)}", line)
            return True
        if number is None and match["sign"] == "-" and _MINUS.match(match["text"]):
            hint = "负数的负号后面不空格；要列成一条，把数字写到后面"
            self._say(self.at, len(match["indent"]), "“- ”开头是列表的一条，减号不会显示", hint, Severity.WARNING)
        if self.loose:
            self._gap()
        value = self._place_item(_indent(line), match.start("text"), number)
        sign = "- " if number is None else f"{number}. "
        pad = " " * (_TAB * (len(self.levels) - 1))
        self.out.append(pad + sign + value + outside_code(match["text"], inline))
        self.blank = self.loose = False
        self.paragraph = self.at
        self.at += 1
        return True

    def _place_item(self, indent: int, text: int, number: int | None) -> str:
        """Open or close lists for an item; return what has to stand before its text to keep its number."""
        while len(self.levels) > 1 and indent < self.levels[-1].sign:
            self.levels.pop()
        top = self.levels[-1] if self.levels else None
        if top is None or indent >= min(top.text, top.sign + 2):  # a list begins, maybe within an item
            if top is None or self.loose:
                self._gap()
            self.levels.append(_Level(indent, text, number))
        elif (top.number is None) != (number is None):  # another kind of list begins beside the last
            self._gap()
            self.levels[-1] = _Level(indent, text, number)
        else:
            value = ""
            if number is not None and top.number is not None:
                if number == top.number:
                    self._say(self.at, indent, f"序号 {number} 重复", "每条写上自己的序号", Severity.WARNING)
                value = NUMBER.format(number) if number != top.number + 1 else ""
            self.levels[-1] = _Level(indent, text, number)
            self._remember(number)
            return value
        self._remember(number)
        return ""

    def _remember(self, number: int | None) -> None:
        if len(self.levels) == 1:
            self.last_number = number

    def _text(self, line: str) -> bool:
        indent = _indent(line)
        self._look_at_tabs()
        text = line.strip(" ") + ("  " if line.endswith("  ") else "")
        if text.startswith("=") and UNDERLINE.match(text) and not self.blank:
            self._say(self.at, indent, "一行等号不会变成标题", "标题写成“## 标题”", Severity.WARNING)
            text = f"\\{text}"
        if text.endswith("\\") and not text.endswith("\\\\") and not self._last_of_paragraph():
            text = f"{text[:-1]}  "
        if text.startswith((">", "#")):
            text = f"\\{text}"
        if text[:1].isdigit() and (year := NO_ITEM.match(text)):
            text = f"{year['before']}\\.{text[year.end() :]}"
        text = outside_code(text, inline)
        if text[:1] in "-*+" and re.match(r"[-*+](?=[\u4e00-\u9fff])", text) and not re.match(r"\*[^*]*\*", text):
            text = f"\\{text}"
        if self.blank:
            self._close(indent)
            self.loose = bool(self.levels)
            self.paragraph = self.at
        elif self._begins(line):
            self._close(indent)
            self._gap()
            self.paragraph = self.at
        self._put(text, line)
        return True

    # ———— how lines hang together ————

    def _begins(self, line: str) -> bool:
        """Whether a line that follows another begins a paragraph."""
        indent, before = _indent(line), self.lines[self.at - 1]
        if self.levels and indent >= self.levels[-1].sign + 2 and not NUMBERED.match(line):
            return False
        if GOES_ON.search(before):
            return False
        ended = bool(ENDS.search(before))
        if NUMBERED.match(line) or DAY.match(line) or (CLAUSE.match(line) and ended):
            return True
        if self.levels:
            return indent == 0 and ended
        if indent >= 2 and _is_chinese(line):
            return True
        short = len(before.strip())
        if short <= LONGEST_TITLE and not ended and (NUMBERED.match(before) or CLAUSE.match(before)):
            return True
        if CLAUSE.match(line) and CLAUSE.match(before):
            return True
        if LABEL.match(line) and LABEL.match(before) and short <= LONGEST_LABELLED:
            return True
        if self.paragraph == self.at - 1 and SALUTATION.match(before):
            return True
        if short <= LONGEST_LINE_APART and not ended and not before.endswith(("  ", "\\")) and _is_chinese(line):
            hint = "要另起一段，中间空一行；只换行，在上一行末尾加 \\"
            self._say(self.at, indent, "这一行与上一行连成一段", hint, Severity.NOTICE)
        return False

    def _look_at_tabs(self) -> None:
        """Cells pasted from a spreadsheet: tabs within two lines that follow each other."""
        here = self.written[self.at].strip()
        if (
            "\t" not in here
            or self.at + 1 >= len(self.written)
            or (self.at and "\t" in self.written[self.at - 1].strip())
        ):
            return
        if "\t" in self.written[self.at + 1].strip():
            cells = [cell.strip() for cell in here.split("\t")]
            message = "像是从表格软件粘贴来的，格子之间是制表符，会连成一行"
            hint = f"写成 | {' | '.join(cells)} |，下一行写 {'|---' * len(cells)}|；各行都用 | 隔开"
            self._say(self.at, self.written[self.at].index("\t"), message, hint)

    def _last_of_paragraph(self) -> bool:
        return self.at + 1 == len(self.lines) or not self.lines[self.at + 1].strip()

    def _blocks(self) -> dict[int, int]:
        """The lines with which raw HTML begins, and where it has ended."""
        if not any("<" in line for line in self.lines):
            return {}
        text = "\n".join(blanked(self.lines))
        ends, found, start = closes(text), dict[int, int](), 0
        for number, line in enumerate(text.split("\n")):
            tag = TAG.match(line.lstrip(" "))
            if tag and not tag["end"] and tag["name"].lower() in BEGINS_BLOCK:
                end = ends.get(start + _indent(line))
                if end is not None:
                    found[number] = text.count("\n", start, end) + number + 1
            start += len(line) + 1
        return found

    def _close(self, indent: int) -> None:
        """Close the lists to which a line with such an indent can't belong."""
        while self.levels and indent < self.levels[-1].sign + 2:
            self.levels.pop()

    def _gap(self) -> None:
        if self.out and self.out[-1].strip():
            self.out.append("")

    def _begin(self) -> None:
        self._gap()
        self.paragraph = self.at

    def _put(self, text: str, line: str) -> None:
        if text.strip():
            self.out.append(" " * (_TAB * len(self.levels)) + text)
            self.blank = False
        self.at += 1

    def _finished(self, made: str) -> None:
        """HTML that Markdown leaves alone, as a paragraph of its own or within an item."""
        pad = " " * (_TAB * len(self.levels))
        self.out += ["", pad + BEGINS_HTML, *made.split("\n"), ENDS_HTML, ""]
        self.blank = True

    def _say(
        self, line: int, column: int, message: str, hint: str, severity: Severity = Severity.ERROR, length: int = 1
    ) -> None:
        self.remarks.append(Remark(self.first + line, column, message, hint, severity, length))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_chinese(line: str) -> bool:
    first = line.strip()[:1]
    return bool(first) and is_wide(first)


def _only_allowed(text: str) -> str:
    """A piece of a block of raw HTML: blocks may stand in it too."""
    return escaped(text, ALLOWED)
