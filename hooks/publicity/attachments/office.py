"""An Office Open XML file (docx, xlsx, pptx) as its parts and the relations between them (ECMA-376 part 2)."""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from publicity.attachments.elements import Element, local, read_xml, remove, write_xml
from publicity.attachments.flaw import UnreadableError
from publicity.attachments.package import make_zip

TYPES = "[Content_Types].xml"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
R_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"


@dataclass(frozen=True)
class Relation:
    """What one part says of another, or of something outside. `sort`: the last word of its type (`comments`)."""

    id: str
    sort: str
    target: str  # a part's name, or an address outside
    outside: bool


@dataclass
class Office:
    """The parts by name. Trees are made when asked for; only changed ones are written anew."""

    parts: dict[str, bytes]
    _trees: dict[str, Element] = field(default_factory=dict)
    _changed: set[str] = field(default_factory=set)

    def tree(self, name: str) -> Element:
        """The root of a part. Raises UnreadableError, also where there is none."""
        if name not in self._trees:
            if name not in self.parts:
                raise UnreadableError(f"文件坏了：缺了里面的 {name}")
            self._trees[name] = read_xml(self.parts[name], name)
        return self._trees[name]

    def changed(self, name: str) -> Element:
        """The root of a part that is going to be changed."""
        self._changed.add(name)
        return self.tree(name)

    def content(self, name: str) -> bytes:
        """A part as it would be written now."""
        return write_xml(self.tree(name)) if name in self._changed else self.parts[name]

    def put(self, name: str, content: bytes) -> None:
        """Give a part other bytes."""
        self.parts[name] = content
        self._trees.pop(name, None)
        self._changed.discard(name)

    def relations(self, name: str = "") -> list[Relation]:
        """Whom a part refers to; without a name, whom the file does."""
        listed = relations_of(name)
        if listed not in self.parts:
            return []
        return [_relation(one, name) for one in self.tree(listed) if local(one) == "Relationship"]

    def to(self, name: str, *sorts: str) -> Iterator[Relation]:
        """The relations of a part of some sorts."""
        return (one for one in self.relations(name) if one.sort in sorts)

    def drop(self, name: str, unwanted: Callable[[Relation], bool]) -> list[Relation]:
        """Take relations out of a part's list; what was taken. Parts nobody refers to are not written."""
        gone = [one for one in self.relations(name) if unwanted(one)]
        if gone:
            ids = {one.id for one in gone}
            for element in list(self.changed(relations_of(name))):
                if element.get("Id") in ids:
                    remove(element)
        return gone

    def main(self) -> str:
        """The name of the document, workbook or presentation itself."""
        for relation in self.to("", "officeDocument"):
            return relation.target
        raise UnreadableError("文件坏了：里面没有正文")

    def reachable(self) -> list[str]:
        """The parts that something refers to, in the file's order."""
        seen: set[str] = set()
        ahead = [""]
        while ahead:
            for relation in self.relations(ahead.pop()):
                if not relation.outside and relation.target in self.parts and relation.target not in seen:
                    seen.add(relation.target)
                    ahead.append(relation.target)
        return [name for name in self.parts if name in seen]

    def write(self) -> bytes:
        """The file with what is referred to and nothing else."""
        kept = self.reachable()
        listed = {TYPES, relations_of(""), *kept, *(relations_of(name) for name in kept)}
        self._forget_types(set(kept))
        return make_zip((name, self.content(name)) for name in self.parts if name in listed)

    def _forget_types(self, kept: set[str]) -> None:
        stale = [
            one
            for one in self.tree(TYPES)
            if local(one) == "Override" and unquote(one.get("PartName", "")).lstrip("/") not in kept
        ]
        for one in stale:
            remove(one)
        if stale:
            self._changed.add(TYPES)

    def type_of(self, name: str) -> str:
        """A part's content type."""
        default = ""
        for one in self.tree(TYPES):
            if local(one) == "Override" and unquote(one.get("PartName", "")) == f"/{name}":
                return str(one.get("ContentType", ""))
            if local(one) == "Default" and one.get("Extension", "").lower() == name.rpartition(".")[2].lower():
                default = str(one.get("ContentType", ""))
        return default


def relations_of(name: str) -> str:
    """The name of the part that lists a part's relations."""
    folder, _, last = name.rpartition("/")
    return f"{folder}/_rels/{last}.rels" if folder else f"_rels/{last}.rels"


def referred(element: Element, key: str = "id") -> str | None:
    """The relation that an element names by `r:id` (or another attribute of that namespace)."""
    found = element.get(R + key) or element.get(R_STRICT + key)
    return str(found) if found else None


def _relation(element: Element, source: str) -> Relation:
    outside = element.get("TargetMode") == "External"
    target = element.get("Target", "")
    if not outside:
        inside = unquote(target)
        base = "" if inside.startswith("/") else posixpath.dirname(source)
        target = posixpath.normpath(posixpath.join(base, inside.lstrip("/")))
    return Relation(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, outside)
