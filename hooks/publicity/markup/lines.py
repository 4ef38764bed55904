"""The lines of a body, kind by kind, as the Markdown that they mean."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from publicity.markup import shapes
from publicity.markup.draft import TAB, Draft
from publicity.markup.html_tags import blocks_of_html
from publicity.markup.inline import inline, literal, raw
from publicity.markup.paragraphs import begins, indent_of, seems_apart
from publicity.markup.pasted import a_paragraph_a_line, pasted_cells
from publicity.markup.remark import Remark
from publicity.markup.tables import Table, table_at
from publicity.markup.verbatim import FENCE, code_blocks, code_html, outside_code
from publicity.problems.problem import Severity
from publicity.regex import regex

_ORDINARY = regex(r"[ ]*[\u4e00-\u9fff][^|｜]*$")  # begins with a Chinese letter, and is no row of a table


@dataclass
class Reader:
    """Goes from line to line."""

    lines: Sequence[str]
    written: Sequence[str]  # the same with their tabs
    remarks: list[Remark]
    first: int = 0  # of the lines in the whole body
    draft: Draft = field(default_factory=Draft)
    at: int = 0
    paragraph: int = 0  # the line with which the paragraph began
    asked: tuple[bool, int] = (False, -1)  # what was found of the lines up to a blank one

    def read(self) -> list[str]:
        """All lines."""
        self.code = {block.first: block for block in code_blocks(self.lines)}
        self.html = blocks_of_html(self.lines)
        kinds: tuple[Callable[[str], bool], ...] = (
            *(self._html, self._quote, self._table, self._indented),
            *(self._rule, self._heading, self._note, self._item, self._text),
        )
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if self.draft.lists and (typed := shapes.INDENTED_ITEM.match(line)):
                line = " " * len(typed[0]) + line[typed.end() :]
            if self.at in self.code:
                self._code(line)
            elif not line.strip():
                self._blank()
            elif _ORDINARY.match(line):
                self._text(line)  # what the other kinds would say no to, one after the other
            else:
                next(kind for kind in kinds if kind(line))
        return self.draft.lines

    def _code(self, line: str) -> None:
        block = self.code[self.at]
        cut = indent_of(line)
        self.draft.close(cut)
        if not FENCE.match(line):  # it stands behind the sign of an item
            self._say(self.at, cut, "代码的围栏要另起一行", "先写这一条的文字，下一行缩进以后再写 ```")
        if not block.closed:
            self._say(self.at, cut, "代码的围栏没有收尾，后面的正文都成了代码", "在代码后面另起一行再写一次", length=3)
        self.draft.set_html(code_html(self.lines, block))
        self.at = block.end

    def _blank(self) -> None:
        self.draft.lines.append("")
        self.draft.blank = True
        self.at += 1

    def _html(self, line: str) -> bool:
        end = self.html.get(self.at)
        if end is None:
            return False
        if not self.draft.lists:
            self.draft.gap()
        self.draft.set_html("\n".join(outside_code(one, raw) for one in self.lines[self.at : end]).strip())
        self.at = end
        return True

    def _quote(self, line: str) -> bool:
        if not shapes.QUOTE.match(line) or (shapes.AMOUNT.match(line) and not self._among_quotes()):
            return False
        end = self.at
        while end < len(self.lines) and shapes.QUOTE.match(self.lines[end]):
            end += 1
        self.draft.close(indent_of(line))
        self.draft.gap()
        inner = [shapes.QUOTE.sub("", one, count=1) for one in self.lines[self.at : end]]
        quoted = Reader(inner, inner, self.remarks, self.first + self.at).read()
        self.draft.lines += [f"{self.draft.pad}> {one}".rstrip() for one in quoted]
        self.at, self.draft.blank = end, False
        if shapes.ENDS.search(self.lines[end - 1]):
            self.draft.gap()
        return True

    def _among_quotes(self) -> bool:
        near = (self.at - 1, self.at + 1)
        return any(0 <= n < len(self.lines) and shapes.QUOTE.match(self.lines[n]) for n in near)

    def _table(self, line: str) -> bool:
        table = table_at(self.lines, self.at)
        if not isinstance(table, Table):
            self._tell(table)
            return False
        self.draft.close(indent_of(line))
        self.draft.gap()
        for remark in table.remarks():
            self._tell(remark)
        self.draft.set_off(*(self.draft.pad + outside_code(row.strip(), inline) for row in table.lines))
        self.at += len(table.lines)
        return True

    def _indented(self, line: str) -> bool:
        match = shapes.INDENT.match(line)
        if match is None:
            return False
        self.draft.lists.clear()
        self._put_first(literal(outside_code(line[match.end() :], inline)))
        return True

    def _rule(self, line: str) -> bool:
        if not shapes.RULE.match(line):
            return False
        if indent_of(line) < TAB:
            self.draft.lists.clear()
        self.draft.gap()
        self.draft.set_off(line.strip())
        self.at += 1
        return True

    def _heading(self, line: str) -> bool:
        match = shapes.HEADING.match(line)
        if match is None:
            return False
        signs, text, place = match["signs"].replace("＃", "#"), match["text"], match.start("signs")
        if not text.strip("#＃ 　"):
            self._say(self.at, place, "标题没有字", "在 # 后面空一格写标题，或删掉这一行", length=len(signs))
            self.at += 1
        elif len(signs) == 1 and text[0] not in " 　\t":
            topic = "#" in text or "＃" in text or text[0].isdigit()
            severity = Severity.NOTICE if topic else Severity.WARNING
            self._say(self.at, place, "# 后面没有空格，不当作标题", "要作标题，# 后面空一格", severity)
            self._text(line)
        else:
            self.draft.lists.clear()
            self.draft.gap()
            title = outside_code(re.sub(r"[ ]#+$", "", text.strip(" 　")), inline)
            words = title.rstrip("#")  # a # right behind a word is no closing sign: C#
            self.draft.set_off(f"{signs} {words}" + "\\#" * (len(title) - len(words)))
            self.at += 1
        return True

    def _note(self, line: str) -> bool:
        """A footnote, up to the next blank line."""
        if not shapes.NOTE.match(line):
            return False
        self.draft.lists.clear()
        self.draft.gap()
        end = self.at + 1
        while end < len(self.lines) and self.lines[end].strip() and not shapes.NOTE.match(self.lines[end]):
            end += 1
        self.draft.set_off(*(outside_code(literal(one.strip()), inline) for one in self.lines[self.at : end]))
        self.at = end
        return True

    def _item(self, line: str) -> bool:
        match = shapes.ITEM.match(line)
        if match is None:
            return False
        sign, indent, draft = match["sign"], indent_of(line), self.draft
        number = int(sign[:-1]) if sign[-1] == "." else None
        text = outside_code(match["text"], inline)
        if not draft.blank and not draft.lists:  # within a paragraph
            if sign == "+":
                return False
            if number not in (None, 1) and number != (draft.last_number or 0) + 1:
                self._put_first(f"{number}\\. {text}")
                return True
        if sign == "-" and shapes.MINUS.match(match["text"]):
            hint = "负数的负号后面不空格；要列成一条，把数字写到后面"
            self._say(self.at, indent, "“- ”开头是列表的一条，减号不会显示", hint, Severity.WARNING)
        if not draft.put_item(indent, match.start("text"), number, text):
            self._say(self.at, indent, f"序号 {number} 重复", "每条写上自己的序号", Severity.WARNING)
        self.paragraph = self.at
        self.at += 1
        return True

    def _text(self, line: str) -> bool:
        self._tell(pasted_cells(self.written, self.at))
        indent, draft = indent_of(line), self.draft
        text = outside_code(self._plain(line), inline)
        if text[:1] in "-*+" and re.match(r"[-*+](?=[\u4e00-\u9fff])", text) and not re.match(r"\*[^*]*\*", text):
            text = f"\\{text}"
        if draft.blank:
            draft.begin(indent)
            self.paragraph = self.at
        else:
            before, first = self.lines[self.at - 1], self.paragraph == self.at - 1
            if begins(before, line, draft.lists[-1] if draft.lists else None, first=first, pasted=self._pasted()):
                draft.begin(indent)
                self.paragraph = self.at
            elif not draft.lists and draft.lines[-1].strip() and seems_apart(self.written[self.at - 1], line):
                hint = "要另起一段，中间空一行；只换行，在上一行末尾加 \\"
                self._say(self.at, indent, "这一行与上一行连成一段", hint, Severity.NOTICE)
        draft.put(text)
        self.at += 1
        return True

    def _pasted(self) -> bool:
        """Whether the text around has a paragraph a line, asked once for it."""
        if self.at > self.asked[1]:
            blank = (n for n in range(self.at, len(self.lines)) if not self.lines[n].strip())
            self.asked = (a_paragraph_a_line(self.lines, self.at), next(blank, len(self.lines)))
        return self.asked[0]

    def _plain(self, line: str) -> str:
        """A line of text, whatever it begins with; where it is broken by hand, as Markdown has it."""
        text = line.strip(" ") + ("  " if line.endswith("  ") else "")
        if text.startswith("=") and shapes.UNDERLINE.match(text) and not self.draft.blank:
            self._say(self.at, indent_of(line), "一行等号不会变成标题", "标题写成“## 标题”", Severity.WARNING)
            text = f"\\{text}"
        last = self.at + 1 == len(self.lines) or not self.lines[self.at + 1].strip()
        if text.endswith("\\") and not text.endswith("\\\\") and not last:
            text = f"{text[:-1]}  "
        if text.startswith((">", "#")):
            return f"\\{text}"
        if text[:1].isdigit() and (year := shapes.NO_ITEM.match(text)):
            return f"{year['before']}\\.{text[year.end() :]}"
        return text

    def _put_first(self, text: str) -> None:
        """Begin a paragraph."""
        self.draft.gap()
        self.draft.put(text)
        self.paragraph = self.at
        self.at += 1

    def _say(
        self, line: int, column: int, message: str, hint: str, severity: Severity = Severity.ERROR, length: int = 1
    ) -> None:
        self.remarks.append(Remark(self.first + line, column, message, hint, severity, length))

    def _tell(self, remark: Remark | None) -> None:
        if remark:
            self.remarks.append(replace(remark, line=self.first + remark.line))
