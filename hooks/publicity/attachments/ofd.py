"""OFD files (GB/T 33190): what they say, what is hidden in them; and the same without it."""

import posixpath

from publicity.attachments.contents import Found, Sort
from publicity.attachments.elements import local, read_xml, remove, text_of, write_xml
from publicity.attachments.media import without_metadata
from publicity.attachments.package import make_zip

_NAMES = {
    "Author": "作者",
    "Creator": "制作软件",
    "Title": "标题属性",
    "Subject": "主题属性",
    "Abstract": "摘要属性",
    "Keyword": "关键词属性",
    "CustomData": "自定义属性",
    "CreationDate": "建立时间",
    "ModDate": "修改时间",
}
_PERSONAL = ("作者", "摘要属性", "自定义属性", "主题属性")
_KEPT = ("DocID",)  # the standard demands one
_REMARKS = ("Highlight", "Note")


def look_at_ofd(parts: dict[str, bytes], found: Found) -> None:
    """Gather everything in an OFD."""
    root = read_xml(parts["OFD.xml"], "OFD.xml")
    found.signed = any(local(one) == "Signatures" for one in root.iter())
    for info in root.iter("{*}DocInfo"):
        for element in info.iter():
            if local(element) in _NAMES:
                found.tell(_NAMES[local(element)], element.text)
    if found.signed:
        told = [fact for fact in found.about if fact.name in _PERSONAL]
        found.hide(Sort.SIGNED, "", len(told), removable=False)
    versions = sum(local(one) == "Version" for one in root.iter())
    found.hide(Sort.VERSION, "", versions, removable=False)
    number = 0
    for name, content in parts.items():
        last = name.rpartition("/")[2].lower()
        if last == "attachments.xml":
            for one in read_xml(content, name).iter("{*}Attachment"):
                found.hide(Sort.EMBEDDED, one.get("Name", "")[:60])
        elif last == "content.xml":
            number += 1
            _look_at_page(content, name, number, found)
        elif last.startswith("annot") and b"Annot" in content and last != "annotations.xml":
            _look_at_remarks(content, name, found)


def _look_at_page(content: bytes, name: str, number: int, found: Found) -> None:
    place = f"第 {number} 页"
    root = read_xml(content, name)
    secret = {one for shape in root.iter() if shape.get("Visible") == "false" for one in shape.iter("{*}TextCode")}
    if secret:
        found.hide(Sort.TEXT, place, len(secret), removable=False)
    lines = [text_of(one) for one in root.iter("{*}TextCode") if one not in secret]
    found.say(place, "\n".join(lines))
    found.say(place, "\n".join(text_of(one) for one in secret), hidden=True)
    if not lines and any(True for _ in root.iter("{*}ImageObject")):
        found.unseen.append(f"{place}是图片，没有文字：看不了，请人看")


def _look_at_remarks(content: bytes, name: str, found: Found) -> None:
    for one in read_xml(content, name).iter("{*}Annot"):
        unseen = one.get("Type") in _REMARKS or one.get("Visible") == "false"
        if unseen:
            found.hide(Sort.COMMENT, "")
        found.say("标注", text_of(one), hidden=unseen)


def strip_ofd(parts: dict[str, bytes]) -> bytes:
    """Take out what the file says of itself."""
    kept = {name: without_metadata(content, name) or content for name, content in parts.items()}
    root = read_xml(kept["OFD.xml"], "OFD.xml")
    for info in root.iter("{*}DocInfo"):
        for element in list(info):
            if local(element) not in _KEPT:
                remove(element)
    kept["OFD.xml"] = write_xml(root)
    return make_zip(kept.items())


def clean_ofd(parts: dict[str, bytes]) -> bytes:
    """Take out attached files and remarks."""
    kept = dict(parts)
    for name, content in parts.items():
        last = name.rpartition("/")[2].lower()
        if last == "attachments.xml":
            for one in read_xml(content, name).iter("{*}FileLoc"):
                kept.pop(posixpath.normpath(posixpath.join(posixpath.dirname(name), (one.text or "").strip())), None)
                kept.pop((one.text or "").strip().lstrip("/"), None)
            kept.pop(name)
        elif last.startswith("annot") and b"Annot" in content and last != "annotations.xml":
            root = read_xml(content, name)
            for one in list(root.iter("{*}Annot")):
                if one.get("Type") in _REMARKS or one.get("Visible") == "false":
                    remove(one)
            kept[name] = write_xml(root)
        elif last == "document.xml" and b"Attachments" in content:
            root = read_xml(content, name)
            for one in list(root.iter("{*}Attachments")):
                remove(one)
            kept[name] = write_xml(root)
    return make_zip(kept.items())
