"""A page (Word's, Excel's, a column's, a clipboard's) as its reader sees it; what is hidden is not taken, and told."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote_to_bytes

from selectolax.lexbor import LexborHTMLParser, LexborNode

from publicity.importing.blocks import Block, Paper, Paragraph, Run
from publicity.importing.html_lines import as_set, paragraphs_of
from publicity.importing.html_lists import OpenList, opened
from publicity.importing.html_looks import (
    BLOCKS,
    FOREIGN,
    SILENT,
    children,
    hidden_classes,
    is_centred,
    is_hidden,
    is_layout,
    is_withdrawn,
    level_of,
    style_of,
)
from publicity.importing.html_tables import PageTable
from publicity.importing.html_text import UNREAD, for_any_reader
from publicity.importing.word_pictures import picture_of
from publicity.regex import regex

_AROUND = {"rt": ("（", "）"), "q": ("“", "”")}  # what browsers print around them, or above
Beside = Callable[[str], bytes | None]
_DEEPEST = 250  # elements in elements; below that only their text is read
_SIGNS = regex(r"font-family\s*:\s*[\"']?(?:wingdings|symbol|webdings)", re.IGNORECASE)
_DATA = regex(r"data:image/[\w.+-]+(;base64)?,", re.IGNORECASE)


def nothing_beside(address: str) -> bytes | None:
    """No file lies beside a page that came alone."""
    return None


def html_paper(text: str, beside: Beside = nothing_beside) -> Paper:
    """Read a whole page. `beside` gives the bytes of a picture by its address, where it was saved too."""
    tree = LexborHTMLParser(for_any_reader(text))
    return read_nodes(tree, [tree.body] if tree.body else [], beside)


def read_nodes(tree: LexborHTMLParser, nodes: list[LexborNode], beside: Beside) -> Paper:
    """Read some elements of a page. Raises CannotImportError where a table is too large."""
    walker = _Walker(beside, hidden_classes(tree))
    for node in nodes:
        for child in children(node):
            walker.element(child, _Looks(centred=is_centred(node)))
        walker.finish(_Looks())
    return Paper(tuple(walker.blocks), told=tuple(dict.fromkeys(walker.sentences())))


@dataclass(frozen=True)
class _Looks:
    """How what is being read looks."""

    run: Run = field(default_factory=lambda: Run(""))
    level: int | None = None
    centred: bool = False
    pre: bool = False
    depth: int = 0


@dataclass
class _Walker:
    """Goes through elements once, in order."""

    beside: Beside
    hidden: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    lists: list[OpenList] = field(default_factory=list)
    sign: tuple[str, bool] = ("", False)
    counted: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)
    number: int = 0
    tables: int = 0

    def sentences(self) -> Iterator[str]:
        """What was left out."""
        yield from (f"{what} {count} 处，没有导入" for what, count in self.counted.items())
        yield from self.said

    def element(self, node: LexborNode, looks: _Looks) -> None:
        """Read an element or a text."""
        if node.is_text_node:
            text = node.text_content or ""
            self.runs.append(replace(looks.run, text=text if looks.pre else as_set(text)))
            return
        tag = node.tag or ""
        if tag in SILENT:
            return
        if is_withdrawn(node):
            self.counted["修订记录里删掉的字或批注"] += 1
            return
        if is_hidden(node, self.hidden):
            if (node.text(deep=True) or "").strip():
                self.counted["隐藏的文字"] += 1
            return
        if tag in FOREIGN:
            self.counted[FOREIGN[tag]] += 1
        elif tag == "br":
            self.runs.append(replace(looks.run, text="\n"))
        elif tag == "img":
            self._picture(node, looks)
        elif tag == "table" and not is_layout(node):
            self.finish(looks)
            self._table(node, looks)
        elif looks.depth > _DEEPEST:
            self.runs.append(replace(looks.run, text=as_set(node.text(deep=True, separator=" ") or "")))
        elif tag in BLOCKS:
            self._block(node, looks)
        else:
            self._inline(node, looks)

    def _inside(self, node: LexborNode, looks: _Looks) -> None:
        looks = replace(looks, depth=looks.depth + 1)
        for child in children(node):
            self.element(child, looks)

    def _inline(self, node: LexborNode, looks: _Looks) -> None:
        tag, style, run = node.tag or "", style_of(node), looks.run
        if "mso-list:ignore" in style.lower().replace(" ", "") and not _SIGNS.search(style) and not self._words():
            number = " ".join((node.text(deep=True) or "").split())
            self.sign = ("", True) if number in ("·", "l", "n", "u", "o", "§", "Ø", "ü", "v") else (number, False)
            return
        if _SIGNS.search(style) and len((node.text(deep=True) or "").strip()) == 1 and not self._words():
            self.sign = (self.sign[0], True)
            return
        weight = re.search(r"font-weight\s*:\s*(bold|[5-9]00|normal|[1-4]00)", style)
        if weight or tag in ("b", "strong"):
            run = replace(run, bold=(weight[1] in "bold 600 700 800 900" if weight else True))
        if tag in ("s", "strike", "del") or "line-through" in style:
            run = replace(run, struck=True)
        above = re.search(r"vertical-align\s*:\s*(super|sub)", style)
        if tag in ("sup", "sub") or above:
            run = replace(run, raised=1 if (above[1] if above else tag).startswith("sup") else -1)
        if tag == "a" and (address := (node.attributes.get("href") or "").strip()) and not address.startswith("#"):
            run = replace(run, link=address)
        before, after = _AROUND.get(tag, ("", ""))
        self.runs.append(replace(run, text=before))
        self._inside(node, replace(looks, run=run))
        self.runs.append(replace(run, text=after))

    def _block(self, node: LexborNode, looks: _Looks) -> None:
        tag = node.tag or ""
        level = level_of(node)
        bold = re.search(r"font-weight\s*:\s*(bold|[6-9]00)", style_of(node))
        inner = replace(
            looks,
            level=looks.level if level is None else level,
            centred=looks.centred or is_centred(node),
            pre=looks.pre or tag in ("pre", "listing", "xmp"),
            run=replace(looks.run, bold=True) if bold else looks.run,
        )
        self.finish(looks)
        if tag in ("ol", "ul", "menu", "dir"):
            self.lists.append(opened(node))
            self._inside(node, inner)
            self.lists.pop()
        else:
            if tag == "li":
                self.sign = (self.lists[-1] if self.lists else OpenList("bullet")).sign(node)
            self._inside(node, inner)
        self.finish(inner)

    def _words(self) -> str:
        return "".join(run.text for run in self.runs).strip(" \x01\xa0\u3000\n\t")

    def finish(self, looks: _Looks) -> None:
        """End the paragraph that is being read."""
        if self._words():
            for runs in paragraphs_of(self.runs):
                self.number += 1
                number, bullet = self.sign
                self.sign = ("", False)
                depth = max(0, len(self.lists) - 1)
                place = f"第 {self.number} 段"
                broken = any(UNREAD in run.text for run in runs)
                doubts = (f"{place}有读不出来的字，印的是 {UNREAD}：对照原件改",) if broken else ()
                self.blocks.append(
                    Paragraph(
                        runs,
                        place,
                        number,
                        looks.level,
                        bullet=bullet,
                        depth=depth,
                        centred=looks.centred,
                        doubts=doubts,
                    )
                )
        self.runs.clear()

    def _picture(self, node: LexborNode, looks: _Looks) -> None:
        sizes = [(node.attributes.get(side) or "").strip().removesuffix("px") for side in ("width", "height")]
        if any(size in ("0", "1", "2") for size in sizes):
            return
        caption = " ".join((node.attributes.get("alt") or "").split())
        addresses = [node.attributes.get(name) or "" for name in ("src", "data-src", "data-original")]
        data = next(filter(None, map(self._bytes, filter(None, addresses))), None)
        if data is None:
            address = next((one for one in reversed(addresses) if one), "")
            self.said.append(f"图片 {address[:120]} 没有存下来，没有导入")
            return
        where = f"第 {self.number + 1} 段" if self._words() else f"第 {self.number} 段后面"
        kept, sign = self.runs[:], self.sign
        self.finish(looks)
        self.blocks.append(picture_of(data, caption, where))
        if not kept:
            self.sign = sign

    def _bytes(self, address: str) -> bytes | None:
        if match := _DATA.match(address):
            try:
                rest = address[match.end() :]
                return b64decode(rest) if match[1] else unquote_to_bytes(rest)
            except (NotBase64, ValueError):
                return None
        return self.beside(address)

    def _table(self, table: LexborNode, looks: _Looks) -> None:
        self.tables += 1
        for caption in table.css("caption"):
            self._block(caption, replace(looks, centred=True))
        grid = PageTable(self.hidden, self.counted, lambda cell: self._cell(cell, looks), f"第 {self.tables} 张表")
        self.blocks += grid.read(table)

    def _cell(self, cell: LexborNode, looks: _Looks) -> tuple[str, list[Block]]:
        """What a cell says, a line for each paragraph, and what else stands in it."""
        inner = _Walker(self.beside, self.hidden, counted=self.counted, said=self.said)
        inner._inside(cell, replace(_Looks(), depth=looks.depth + 1))
        inner.finish(_Looks())
        text = "\n".join(one.text for one in inner.blocks if isinstance(one, Paragraph))
        return text, [one for one in inner.blocks if not isinstance(one, Paragraph)]
