"""What the styles of a Word file say of paragraphs and runs, with what they inherit."""

from dataclasses import dataclass
from functools import cached_property

from publicity.attachments.elements import Element
from publicity.attachments.office import Office
from publicity.attachments.word_parts import is_on, namespace

_DEEPEST = 50  # styles upon styles; a ring of them ends there


@dataclass(frozen=True)
class WordStyles:
    """The styles by their ids."""

    elements: dict[str, Element]
    w: str
    normal: str = ""  # the id of the style that paragraphs have who name none

    def chain(self, name: str) -> list[Element]:
        """A style and those that it is based on, nearest first."""
        found: list[Element] = []
        while name in self.elements and len(found) < _DEEPEST:
            found.append(self.elements[name])
            base = found[-1].find(f"{self.w}basedOn")
            name = "" if base is None else base.get(f"{self.w}val", "")
        return found

    def of(self, paragraph: Element) -> str:
        """The id of a paragraph's style."""
        style = paragraph.find(f"{self.w}pPr/{self.w}pStyle")
        return self.normal if style is None else style.get(f"{self.w}val", "")

    def level(self, paragraph: Element) -> int | None:
        """A heading's level, 0 for the title, None for text."""
        own = paragraph.find(f"{self.w}pPr/{self.w}outlineLvl")
        named = self.of(paragraph)
        if own is None and named in self.titles:
            return 0
        for holder in [] if own is not None else self.chain(named):
            own = holder.find(f"{self.w}pPr/{self.w}outlineLvl")
            if own is not None:
                break
        value = "" if own is None else own.get(f"{self.w}val", "")
        return int(value) + 1 if value.isdigit() and int(value) < 9 else None

    @cached_property
    def titles(self) -> frozenset[str]:
        """The ids of the styles whose name is that of a document's title."""
        names = {name: style.find(f"{self.w}name") for name, style in self.elements.items()}
        said = {name: "" if one is None else one.get(f"{self.w}val", "").lower() for name, one in names.items()}
        return frozenset(name for name, words in said.items() if words in ("title", "标题"))

    def holds(self, run: Element, name: str) -> bool:
        """Whether a run has a property of letters (`b`, `strike`), of its own or by its own style."""
        own = run.find(f"{self.w}rPr/{self.w}{name}")
        style = run.find(f"{self.w}rPr/{self.w}rStyle")
        for holder in [] if own is not None or style is None else self.chain(style.get(f"{self.w}val", "")):
            own = holder.find(f"{self.w}rPr/{self.w}{name}")
            if own is not None:
                break
        return own is not None and is_on(own, self.w)

    def centred(self, paragraph: Element) -> bool:
        """Whether a paragraph stands in the middle."""
        for holder in (paragraph, *self.chain(self.of(paragraph))):
            where = holder.find(f"{self.w}pPr/{self.w}jc")
            if where is not None:
                return bool(where.get(f"{self.w}val") == "center")
        return False


def read_styles(office: Office) -> WordStyles:
    """The styles of a file."""
    w = namespace(office.tree(office.main()))
    elements: dict[str, Element] = {}
    normal = ""
    for relation in office.to(office.main(), "styles"):
        if relation.target not in office.parts:
            continue
        for style in office.tree(relation.target).iter(f"{w}style"):
            name = style.get(f"{w}styleId", "")
            elements[name] = style
            if style.get(f"{w}type") == "paragraph" and style.get(f"{w}default", "0") in ("1", "true", "on"):
                normal = name
    return WordStyles(elements, w, normal)
