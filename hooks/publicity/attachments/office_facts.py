"""What docx, xlsx and pptx have in common: properties of the file, authors, embedded and outside things, pictures."""

from collections.abc import Callable, Iterator

from publicity.attachments.contents import Found, Sort
from publicity.attachments.elements import Element, local, read_xml, remove, text_of
from publicity.attachments.flaw import UnreadableError
from publicity.attachments.media import without_metadata
from publicity.attachments.office import Office, Relation, referred, relations_of

_NAMES = {
    "creator": "作者",
    "lastModifiedBy": "最后修改者",
    "title": "标题属性",
    "subject": "主题属性",
    "description": "备注属性",
    "keywords": "关键词属性",
    "category": "类别属性",
    "contentStatus": "状态属性",
    "Company": "单位",
    "Manager": "主管",
    "HyperlinkBase": "超链接基准",
    "Template": "模板",
}
# Relations that lead to what the file says of itself, its makers and their machines.
_ABOUT = {
    "core-properties",
    "extended-properties",
    "custom-properties",
    "thumbnail",
    "customXml",
    "classificationlabels",
    "printerSettings",
    "attachedTemplate",
    "recipientData",
    "mailMergeSource",
    "mailMergeHeaderSource",
    "keyMapCustomizations",
    "glossaryDocument",
    "transform",
    "tags",
    "changesInfo",
    "revisionInfo",
    "customProperty",
    "documenttasks",
}
MACROS = {"vbaProject", "wordVbaData", "xlMacrosheet", "xlIntlMacrosheet", "attachedToolbars"}
EMBEDDED = {"oleObject", "package", "control", "activeXControlBinary", "ctrlProp", "aFChunk", "model3d"}
_SIGNATURES = {"origin", "signature"}
_LOADED = {"image", "video", "audio", "media", "frame", "oleObject", "package", "subDocument", "aFChunk"}
_PERSONAL = ("author", "initials", "date", "dateUtc", "userId", "providerId", "displayName", "dT", "dt", "created")
ANYBODY = "作者"


def look_at_facts(office: Office, found: Found) -> None:
    """Gather what a file says of itself and what it carries along. Raises UnreadableError on macros."""
    for relation in office.to("", "core-properties", "extended-properties", "custom-properties"):
        if relation.target in office.parts:
            _properties(office.tree(relation.target), relation.sort, found)
    for name in ["", *office.reachable()]:
        for relation in office.relations(name):
            _carried(name, relation, found)
        if name and b"descr=" in office.parts[name]:
            for drawing in office.tree(name).iter("{*}docPr", "{*}cNvPr"):
                found.say("图片说明", drawing.get("descr", ""))


def _properties(root: Element, sort: str, found: Found) -> None:
    for element in root:
        if sort == "custom-properties":
            found.tell(f"自定义属性“{element.get('name', '')[:30]}”", text_of(element))
        elif local(element) in _NAMES:
            found.tell(_NAMES[local(element)], text_of(element))


def _carried(source: str, relation: Relation, found: Found) -> None:
    last = relation.target.rpartition("/")[2]
    if relation.sort in MACROS or "macro" in relation.sort.lower() or last == "vbaProject.bin":
        raise UnreadableError("文件里带着宏（程序）", "另存为不带宏的格式（docx、xlsx、pptx），或导出成 PDF")
    if relation.sort in _SIGNATURES and "_xmlsignatures" in relation.target:
        found.signed = True
    elif relation.sort in _ABOUT:
        return
    elif relation.outside and relation.sort in _LOADED:
        found.hide(Sort.LINKED, relation.target[:80], removable=False)
    elif relation.outside and relation.target.lower().startswith("file:"):
        found.hide(Sort.LINKED, "指向本机文件的链接")
    elif relation.sort in EMBEDDED and not relation.outside:
        removable = relation.sort in ("oleObject", "package") and not source.startswith("xl/")
        found.hide(Sort.EMBEDDED, last, removable=removable)


def drop_facts(office: Office) -> None:
    """Take out what a file says of itself: properties, thumbnails, printers, data bound to it, picture metadata."""
    for name in ["", *office.reachable()]:
        for gone in office.drop(name, lambda one: one.sort in _ABOUT):
            if name and f'"{gone.id}"'.encode() in office.parts[name]:
                _forget(office.changed(name), gone.id)
    for name in office.reachable():
        clean = without_metadata(office.parts[name], name)
        if clean is not None:
            office.put(name, clean)


def _forget(root: Element, relation: str) -> None:
    """Remove what named a relation that is gone: an attribute of a page set-up, else the whole element."""
    for element in [one for one in root.iter() if isinstance(one.tag, str) and referred(one) == relation]:
        if local(element) == "pageSetup":
            for key in [key for key in element.attrib if key.endswith("relationships}id")]:
                del element.attrib[key]
        else:
            parent = element.getparent()
            remove(element)
            if parent is not None and not len(parent) and local(parent) in ("custDataLst", "customProperties"):
                remove(parent)


def make_anonymous(office: Office, names: list[str]) -> None:
    """Comments and revisions that stay are nobody's: authors' names become 作者, times and accounts go."""
    for name in names:
        if not any(word in office.parts[name] for word in (b"uthor", b"initials", b"displayName", b"userId")):
            continue
        for element in office.changed(name).iter():
            if isinstance(element.tag, str):
                _anonymous(element)


def _anonymous(element: Element) -> None:
    word = local(element)
    if word in ("author", "cmAuthor") and element.text and not len(element):
        element.text = ANYBODY
    marked = any(key.rpartition("}")[2] == "author" for key in element.attrib)
    for key in list(element.attrib):
        plain = key.rpartition("}")[2]
        if plain in ("author", "displayName") or (plain == "name" and word in ("cmAuthor", "author")):
            element.set(key, ANYBODY)
        elif plain in ("initials", "userId", "providerId") and word not in ("comment",):
            element.set(key, "A")
        elif plain == "initials" or (plain in ("date", "dateUtc") and marked):
            del element.attrib[key]


def drop_embedded(office: Office, name: str, give_up: Callable[[Element], bool]) -> int:
    """Take embedded files out of a part. `give_up` takes out the element that names one, or says that it can't."""
    wanted = {one.id for one in office.to(name, "oleObject", "package") if not one.outside}
    if not wanted:
        return 0
    root = office.changed(name)
    stuck = set()
    for element in [one for one in root.iter() if isinstance(one.tag, str) and referred(one) in wanted]:
        if not give_up(element):
            stuck.add(referred(element))
    return len(office.drop(name, lambda one: one.id in wanted and one.id not in stuck))


def drop_local_links(office: Office) -> int:
    """Point links at files of somebody's machine nowhere: the words stay, the link leads to this file itself."""
    count = 0
    for name in office.reachable():
        for relation in office.relations(name):
            local_file = relation.target.lower().startswith("file:")
            if relation.outside and local_file and relation.sort not in _LOADED:
                for element in office.changed(relations_of(name)):
                    if element.get("Id") == relation.id:
                        element.set("Target", "#")
                        count += 1
    return count


def drawn_texts(office: Office, names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield (part, text) of the paragraphs in charts, diagrams and drawings."""
    for name in names:
        if not name.endswith(".xml") or b"drawingml" not in office.parts[name]:
            continue
        for paragraph in read_xml(office.parts[name], name).iter("{*}p"):
            yield name, "".join(text_of(one) for one in paragraph.iter("{*}t"))
