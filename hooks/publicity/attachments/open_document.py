"""OpenDocument files (odt, ods, odp): what they say, what is hidden in them; and the same without it."""

from collections.abc import Iterator

from publicity.attachments.contents import Found, Sort
from publicity.attachments.elements import Element, local, read_xml, remove, text_of, write_xml
from publicity.attachments.flaw import UnreadableError
from publicity.attachments.media import without_metadata
from publicity.attachments.open_hidden import find_unseen, hidden_styles
from publicity.attachments.package import make_zip

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_MANIFEST = "META-INF/manifest.xml"
_NAMES = {
    "initial-creator": "作者",
    "creator": "最后修改者",
    "printed-by": "打印者",
    "title": "标题属性",
    "subject": "主题属性",
    "description": "备注属性",
    "keyword": "关键词属性",
    "user-defined": "自定义属性",
    "generator": "制作软件",
}
_ABOUT = ("meta.xml", "Thumbnails/", "Configurations2/", "layout-cache", "meta/")
_MACHINE = {
    "PrinterName",
    "PrinterSetup",
    "Rsid",
    "RsidRoot",
    "CurrentDatabaseDataSource",
    "CurrentDatabaseCommand",
    "EmbeddedDatabaseName",
    "ColorTableURL",
    "BitmapTableURL",
    "GradientTableURL",
    "HatchTableURL",
    "DashTableURL",
    "LineEndTableURL",
}
_NO_DAY = "1980-01-01T00:00:00"
_OLD = ("Versions/", "VersionList.xml")
_MACROS = ("Basic/", "Scripts/", "Dialogs/")
_LISTED = ("content.xml", "styles.xml")


def look_at_open(parts: dict[str, bytes], found: Found) -> None:
    """Gather everything in an OpenDocument file."""
    _refuse(parts)
    if "meta.xml" in parts:
        for element in read_xml(parts["meta.xml"], "meta.xml").iter():
            if local(element) in _NAMES:
                found.tell(_NAMES[local(element)], element.text)
    found.signed = "META-INF/documentsignatures.xml" in parts
    for name in parts:
        if name.startswith(_OLD) and not name.endswith("/"):
            found.hide(Sort.VERSION, name[:60])
        if name.startswith("Object") and name.count("/") == 0:
            found.hide(Sort.EMBEDDED, name, removable=False)
    content = read_xml(parts["content.xml"], "content.xml")
    hiding = hidden_styles(content, parts)
    unseen = find_unseen(content, hiding)
    for element, sort in unseen:
        _tell(element, sort, found)
    _say(content, {element for element, _ in unseen}, found)
    if "styles.xml" in parts:
        for paragraph in read_xml(parts["styles.xml"], "styles.xml").iter(f"{_TEXT}p"):
            found.say("页眉页脚", text_of(paragraph))


def strip_open(parts: dict[str, bytes]) -> bytes:
    """Take out what the file says of itself; comments and revisions that stay are nobody's."""
    kept = {name: content for name, content in parts.items() if not name.startswith(_ABOUT)}
    for name in _LISTED:
        if name in kept:
            root = read_xml(kept[name], name)
            _make_anonymous(root)
            kept[name] = write_xml(root)
    if "settings.xml" in kept:
        root = read_xml(kept["settings.xml"], "settings.xml")
        for item in [one for one in root.iter("{*}config-item") if _is_personal(one)]:
            remove(item)
        kept["settings.xml"] = write_xml(root)
    for name, content in kept.items():
        kept[name] = without_metadata(content, name) or content
    return _written(kept)


def _is_personal(item: Element) -> bool:
    """Whether a setting tells of a machine or a sitting; the others say how the text is laid out."""
    return any(key.endswith("}name") and value in _MACHINE for key, value in item.attrib.items())


def clean_open(parts: dict[str, bytes]) -> bytes:
    """Take out what readers don't see. What was inserted stays, what was deleted goes."""
    _refuse(parts)
    kept = {name: content for name, content in parts.items() if not name.startswith(_OLD)}
    content = read_xml(kept["content.xml"], "content.xml")
    gone = find_unseen(content, hidden_styles(content, parts))
    for element, sort in gone:
        _take_out(element, sort)
    for element in list(content.iter(f"{_TEXT}change", f"{_TEXT}change-start", f"{_TEXT}change-end")):
        remove(element)
    for element in list(content.iter("{*}annotation-end")):
        remove(element)
    kept["content.xml"] = write_xml(content)
    return _written(kept)


def _refuse(parts: dict[str, bytes]) -> None:
    if any(name.startswith(_MACROS) for name in parts):
        raise UnreadableError("文件里带着宏（程序）", "删掉宏，另存一份，或导出成 PDF")
    if b"encryption-data" in parts.get(_MANIFEST, b""):
        raise UnreadableError("文件加了密码，公众打不开，也没法检查", "去掉密码再放进来")
    if "content.xml" not in parts:
        raise UnreadableError("文件坏了：里面没有正文")


def _tell(element: Element, sort: Sort, found: Found) -> None:
    place = _place(element)
    count = sum(local(one) == "changed-region" for one in element.iter()) if sort is Sort.REVISION else 1
    found.hide(sort, place, max(1, count))
    for paragraph in _paragraphs(element):
        found.say(f"{place}{sort.words}", text_of(paragraph), hidden=True)


def _paragraphs(element: Element) -> Iterator[Element]:
    inner = list(element.iter(f"{_TEXT}p", f"{_TEXT}h"))
    yield from inner or [element]


def _place(element: Element) -> str:
    for one in element.iterancestors(f"{_DRAW}page", f"{_TABLE}table"):
        if local(one) == "page":
            number = 1 + sum(True for _ in one.itersiblings(f"{_DRAW}page", preceding=True))
            return f"第 {number} 张幻灯片"
        if name := one.get(f"{_TABLE}name"):
            return f"工作表“{name}”"
    if local(element) == "table":
        return f"工作表“{element.get(f'{_TABLE}name', '')}”"
    return ""


def _say(content: Element, unseen: set[Element], found: Found) -> None:
    """The paragraphs that readers see, without what is hidden in them."""
    number = 0
    for paragraph in content.iter(f"{_TEXT}p", f"{_TEXT}h"):
        number += 1
        if paragraph in unseen or any(one in unseen for one in paragraph.iterancestors()):
            continue
        found.say(_place(paragraph) or f"第 {number} 段", _visible(paragraph, unseen))


def _visible(element: Element, unseen: set[Element]) -> str:
    """Text without what is hidden and without paragraphs inside (text boxes), which are said by themselves."""
    said: list[str] = []
    ahead: list[tuple[Element, bool]] = [(element, True)]
    while ahead:
        one, inside = ahead.pop()
        if not inside:
            said.append(one.tail or "")
            continue
        if one is not element:
            ahead.append((one, False))
        word = local(one)
        if one in unseen or (one is not element and word in ("p", "h")):
            continue
        if word in ("s", "tab", "line-break"):
            said.append({"s": " ", "tab": "\t"}.get(word, "\n"))
        said.append(one.text or "")
        ahead += [(child, True) for child in reversed(one)]
    return "".join(said)


def _take_out(element: Element, sort: Sort) -> None:
    if sort in (Sort.ROW, Sort.CELL):  # formulas and names count rows: the cells stay, empty
        cells = [element] if sort is Sort.CELL else list(element)
        for cell in cells:
            for child in list(cell):
                cell.remove(child)
            for key in list(cell.attrib):
                if str(key).startswith(_OFFICE) or str(key).endswith(("formula", "value-type")):
                    del cell.attrib[key]
    else:
        remove(element)


def _make_anonymous(root: Element) -> None:
    for element in list(root.iter()):
        word = local(element)
        parent = element.getparent()
        if parent is not None and local(parent) in ("annotation", "change-info"):
            if word == "creator":
                element.text = "作者"
            elif word == "date":
                element.text = _NO_DAY  # without one, LibreOffice shows what was deleted
            elif word in ("sender-initials", "creator-initials", "date-string"):
                remove(element)
        for key in [key for key in element.attrib if str(key).endswith(("}rsid", "}paragraph-rsid"))]:
            del element.attrib[key]


def _written(parts: dict[str, bytes]) -> bytes:
    if _MANIFEST in parts:
        root = read_xml(parts[_MANIFEST], _MANIFEST)
        for entry in list(root):
            path = next((value for key, value in entry.attrib.items() if key.endswith("full-path")), "/")
            if (
                path not in parts
                and path != "/"
                and not any(name.startswith(path) for name in parts if path[-1] == "/")
            ):
                remove(entry)
        parts = parts | {_MANIFEST: write_xml(root)}
    return make_zip(parts.items(), stored="mimetype")
