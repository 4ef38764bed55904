"""What is shown as it stands: code between fences, code within a line; and what is never shown: comments."""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from publicity.markup.remark import Remark
from publicity.problems.problem import Severity
from publicity.regex import regex
from publicity.texts.doubts import is_doubt

FENCE = regex(r"([ \t]*)(`{3,}(?=[^`]*$)|~{3,})(.*)")
CODE = regex(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)")  # within one line, as Markdown has it
_LANGUAGE = regex(r"[ ]*\.?([\w#.+-]*)[ ]*$")
_IN_ITEM = regex(r"[ \t]*(?:[-*+]|\d{1,3}\.)[ \t]+(?=`{3,}[^`]*$|~{3,})")
_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Comment:
    """A comment: where it begins (line and column from 0), whether it ends, whether it is a doubt, told elsewhere."""

    line: int
    column: int
    ends: bool
    doubt: bool = False

    @property
    def remark(self) -> Remark:
        """What is to be said of it."""
        if self.ends:
            return Remark(self.line, self.column, "注释不公开，已经去掉", "审稿意见不写在稿件里", Severity.NOTICE, 4)
        message = "注释 <!-- 没有收尾，后面的正文都看不见"
        return Remark(self.line, self.column, message, "在注释后面写 -->，或删掉注释", length=4)


@dataclass(frozen=True)
class CodeBlock:
    """The lines of a block of code, its fences included; `end` is the line after it."""

    first: int
    end: int
    closed: bool


def code_html(lines: Sequence[str], block: CodeBlock) -> str:
    """A block of code as HTML: as it stands, less the indent of its first fence."""
    opening = lines[block.first]
    cut = len(opening) - len(opening.lstrip(" "))
    inside = lines[block.first + 1 : block.end - block.closed]
    text = "".join(f"{line[min(cut, len(line) - len(line.lstrip(' '))) :]}\n" for line in inside)
    fence = FENCE.match(opening)
    language = _LANGUAGE.match(fence[3]) if fence else None
    name = f' class="language-{html.escape(language[1])}"' if language and language[1] else ""
    return f"<pre><code{name}>{html.escape(text).replace('&#x27;', chr(39))}</code></pre>"


def code_blocks(lines: Sequence[str]) -> list[CodeBlock]:
    """The blocks of code between fences. One without an end goes to the end of the text, as CommonMark has it."""
    found, first, fence = [], 0, ""
    for number, line in enumerate(lines):
        if not ("```" in line or "~~~" in line):
            continue
        sign = None if fence else _IN_ITEM.match(line)
        match = FENCE.match(line[sign.end() :] if sign else line)
        if match is None:
            continue
        if not fence:
            first, fence = number, match[2]
        elif match[2].startswith(fence) and not match[3].strip():
            found.append(CodeBlock(first, number + 1, closed=True))
            fence = ""
    return [*found, CodeBlock(first, len(lines), closed=False)] if fence else found


def outside_code(line: str, change: Callable[[str], str]) -> str:
    """Change what of a line is not code."""
    if "`" not in line:
        return change(line)
    parts, at = [], 0
    for match in CODE.finditer(line):
        parts += [change(line[at : match.start()]), match[0]]
        at = match.end()
    return "".join([*parts, change(line[at:])])


def blanked(lines: Sequence[str]) -> list[str]:
    """The lines with blanks in the place of code: what is sought then is not found in it, and places stay."""
    if not any("`" in line or "~~~" in line for line in lines):
        return list(lines)
    plain = [CODE.sub(lambda m: " " * len(m[0]), line) if "`" in line else line for line in lines]
    for block in code_blocks(lines):
        plain[block.first : block.end] = [" " * len(line) for line in lines[block.first : block.end]]
    return plain


def comment_spans(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Where in the joined lines the comments stand that are outside code."""
    if not any("<!--" in line for line in lines):
        return []
    return [match.span() for match in _COMMENT.finditer("\n".join(blanked(lines)))]


def without_comments(lines: Sequence[str]) -> tuple[list[str], list[Comment]]:
    """Take out the comments that stand outside code; the lines stay as many as they are."""
    spans = comment_spans(lines)
    if not spans:
        return list(lines), []
    text = "\n".join(lines)
    parts, comments, at = [], [], 0
    for start, end in spans:
        line = text.count("\n", 0, start)
        ends = text.endswith("-->", start, end)
        doubt = ends and is_doubt(text[start:end])
        comments.append(Comment(line, start - (text.rfind("\n", 0, start) + 1), ends, doubt))
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end
    return "".join([*parts, text[at:]]).split("\n"), comments
