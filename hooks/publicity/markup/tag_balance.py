"""Opening and closing tags in pairs: the source has them, and so will the page, paragraph by paragraph."""

import re
from collections import Counter
from collections.abc import Iterator

from publicity.markup.elements import BEGINS_BLOCK, INLINE, INSIDE, MAY_STAY_OPEN, VOID
from publicity.regex import regex

AS_TEXT = "要照原样显示，把 < 写成 &lt;"
# Where a paragraph, an item, a heading, a row or a cell ends, an inline tag must have ended.
_BORDER = regex(r"\n[ \t]*(?:\n|[-*+][ \t]|\d+\.[ \t]|#|\||>|　)")

_Said = tuple[int, int, str, str]


class Balance:
    """Opening and closing tags, as they come."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[tuple[str, int, int]] = []
        self.count: Counter[str] = Counter()
        self.blocks = 0

    def take(self, tag: re.Match[str]) -> Iterator[_Said]:
        """Go on with a tag; yield what then turns out to be wrong."""
        name = tag["name"].lower()
        if name in VOID and name != "col":
            return
        if not tag["end"]:
            if name in INSIDE and not self.blocks:
                yield tag.start(), tag.end(), f"<{name}> 外面没有 <{INSIDE[name]}>", "表格一般用 | 来写；删掉这个标签"
            if tag["void"]:
                yield tag.start(), tag.end(), f"<{name}/> 没有内容，也不会收尾", f"写成 <{name}>文字</{name}>"
                return
            if name == "a" and self.count["a"]:
                yield tag.start(), tag.end(), "链接里面又有一个链接", "先写 </a>，再写下一个"
            if name in VOID:
                return
            self.open.append((name, tag.start(), tag.end()))
            self.count[name] += 1
            self.blocks += name in BEGINS_BLOCK
            return
        if not self.count[name]:
            yield tag.start(), tag.end(), f"</{name}> 前面没有 <{name}>", f"删掉 </{name}>，或在前面加 <{name}>"
            return
        while True:
            opened, start, end = self.open.pop()
            self.count[opened] -= 1
            self.blocks -= opened in BEGINS_BLOCK
            if opened == name:
                break
            if opened not in MAY_STAY_OPEN:
                yield start, end, f"<{opened}> 在 </{name}> 之前没有收尾", f"在 </{name}> 前面写 </{opened}>"
        if name in INLINE and self._crosses(end, tag.start()):
            yield start, end, f"<{name}> 跨了段落", f"每一段里分别写 <{name}> 和 </{name}>"

    def end(self) -> Iterator[_Said]:
        """Yield what was never closed."""
        for name, start, end in self.open:
            if name not in MAY_STAY_OPEN:
                yield start, end, f"<{name}> 没有收尾", f"在文字后面写 </{name}>；{AS_TEXT}"

    def _crosses(self, start: int, end: int) -> bool:
        if _BORDER.search(self.text, start, end):
            return True
        row = self.text[self.text.rfind("\n", 0, start) + 1 : start].lstrip().startswith("|")
        return row and "|" in self.text[start:end]
