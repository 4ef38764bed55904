"""An editor's SVG: its size, and that nothing in it runs or reaches out (a browser runs an SVG opened by itself)."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from publicity.regex import regex
from publicity.texts.source import Mark

LARGEST = 4 * 1024 * 1024  # bytes
# Names that run something, or hold HTML that does.
_ACTIVE = {"script", "foreignobject", "iframe", "object", "embed", "handler", "listener"}
_REACHING = regex(r"url\(\s*[\"']?\s*(?!#|data:image/|[\"')\s])|@import|expression\(", re.IGNORECASE)
_HARMLESS = regex(r"#|data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_LENGTH = regex(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a picture file; `mark` is where in it, if it is text."""

    message: str
    hint: str
    mark: Mark | None = None


@dataclass(frozen=True)
class Drawing:
    """The size of an SVG in CSS pixels."""

    width: int
    height: int


class _FoundError(Exception):
    """Stops the parser at the first flaw."""


@dataclass
class _Reading:
    """What the parser has seen."""

    parser: expat.XMLParserType
    flaw: Flaw | None = None
    root: dict[str, str] | None = None
    style: list[str] = field(default_factory=list)

    def stop(self, message: str, hint: str) -> None:
        """Remember a flaw where the parser stands."""
        mark = Mark(self.parser.CurrentLineNumber - 1, self.parser.CurrentColumnNumber)
        self.flaw = Flaw(message, hint, mark)
        raise _FoundError

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Refuse what runs or reaches out."""
        plain = name.rpartition(":")[2].lower()
        if self.root is None:
            self.root = attributes
            if plain != "svg":
                self.stop(f"这不是 SVG 图片：最外层是 <{name[:30]}>", "请重新导出一份 SVG，或另存为 PNG")
        if plain in _ACTIVE:
            self.stop(f"SVG 图片里有 <{name}>，可能带着程序", "删掉它，或把图另存为 PNG")
        for key, value in attributes.items():
            local = key.rpartition(":")[2].lower()
            if local.startswith("on"):
                self.stop(f"SVG 图片里有 {key}=，可能带着程序", "删掉它，或把图另存为 PNG")
            inside = value.strip()
            if (local in ("href", "src") and inside and not _HARMLESS.match(inside)) or "javascript:" in inside.lower():
                self.stop(f"SVG 图片引用了外面的“{inside[:40]}”", "删掉这个引用，或把图另存为 PNG")
            if not key.startswith("xmlns") and _REACHING.search(value):
                self.stop(f"SVG 图片的 {key}= 引用了外面的东西", "删掉这个引用，或把图另存为 PNG")
        self.style.clear()

    def text(self, text: str) -> None:
        """Refuse a style sheet that reaches out."""
        self.style.append(text)  # the parser hands long text over in pieces
        if _REACHING.search("".join(self.style[-3:])):
            self.stop("SVG 图片的样式引用了外面的东西", "删掉这个引用，或把图另存为 PNG")

    def entity(self, *_: object) -> None:
        """Refuse an entity: a few lines of them grow without bounds."""
        self.stop("SVG 图片里有 <!ENTITY>", "重新导出一份“普通 SVG”，或另存为 PNG")

    def instruction(self, name: str, _: str) -> None:
        """Refuse a style sheet from elsewhere."""
        if name.lower() == "xml-stylesheet":
            self.stop("SVG 图片引用了外面的样式", "删掉 <?xml-stylesheet …?> 这一行")


def examine_drawing(path: Path) -> Drawing | Flaw:
    """Read an SVG through."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        return Flaw("图片打不开", "检查文件和它所在文件夹的权限")
    if len(data) > LARGEST:
        return Flaw(f"SVG 图片超过 {LARGEST // 1024 // 1024} MB", "简化图形，或另存为 PNG")
    parser = expat.ParserCreate()
    reading = _Reading(parser)
    parser.StartElementHandler, parser.CharacterDataHandler = reading.element, reading.text
    parser.EntityDeclHandler, parser.ProcessingInstructionHandler = reading.entity, reading.instruction
    try:
        parser.Parse(data, True)
    except _FoundError:
        return reading.flaw or Flaw("SVG 图片读不出来", "请重新导出一份")
    except (expat.ExpatError, ValueError, LookupError):  # broken, or an encoding that nobody knows
        mark = Mark(max(0, parser.ErrorLineNumber - 1), parser.ErrorColumnNumber)
        return Flaw("SVG 图片读不出来：从这里起写法不对", "请重新导出一份，或另存为 PNG", mark)
    return _size(reading.root or {})


def _size(root: dict[str, str]) -> Drawing | Flaw:
    """The size that an SVG gives itself, else that of its view box."""
    own = [_LENGTH.fullmatch(root.get(key, "")) for key in ("width", "height")]
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        width, height = (float(length[1]) if length else float(box[at]) for length, at in zip(own, (2, 3), strict=True))
        size = Drawing(round(width), round(height))
    except (IndexError, ValueError, OverflowError):
        return Flaw("SVG 图片没有写大小", '在 <svg> 里写 viewBox，如 viewBox="0 0 800 400"', Mark(0, 0))
    return size if size.width > 0 and size.height > 0 else Flaw("SVG 图片的大小是零", "改正 viewBox", Mark(0, 0))
