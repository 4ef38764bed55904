"""What a file is, by its name and by its bytes, from the short list that an office needs."""

import re
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from publicity.attachments import bounds
from publicity.attachments.flaw import Flaw, UnreadableError, attempt, read
from publicity.attachments.plain import decode
from publicity.regex import regex


@dataclass(frozen=True)
class Kind:
    """A kind of file: what its bytes are (`docx`, `jpeg`, `text` …) and how readers are told (`Word 文档`)."""

    content: str
    words: str


# What may be published, by the end of its name.
KINDS = {
    ".pdf": Kind("pdf", "PDF 文件"),
    ".ofd": Kind("ofd", "OFD 版式文件"),
    ".docx": Kind("docx", "Word 文档"),
    ".xlsx": Kind("xlsx", "Excel 表格"),
    ".pptx": Kind("pptx", "PowerPoint 演示文稿"),
    ".doc": Kind("doc", "Word 文档（旧格式）"),
    ".xls": Kind("xls", "Excel 表格（旧格式）"),
    ".ppt": Kind("ppt", "PowerPoint 演示文稿（旧格式）"),
    ".wps": Kind("doc", "WPS 文字"),
    ".et": Kind("xls", "WPS 表格"),
    ".dps": Kind("ppt", "WPS 演示"),
    ".odt": Kind("odt", "OpenDocument 文档"),
    ".ods": Kind("ods", "OpenDocument 表格"),
    ".odp": Kind("odp", "OpenDocument 演示文稿"),
    ".csv": Kind("text", "CSV 表格"),
    ".txt": Kind("text", "文本文件"),
    ".zip": Kind("zip", "ZIP 压缩包"),
    ".jpg": Kind("jpeg", "JPEG 图片"),
    ".jpeg": Kind("jpeg", "JPEG 图片"),
    ".png": Kind("png", "PNG 图片"),
    ".gif": Kind("gif", "GIF 图片"),
    ".webp": Kind("webp", "WebP 图片"),
    ".svg": Kind("svg", "SVG 图片"),
    ".mp3": Kind("mp3", "MP3 音频"),
    ".mp4": Kind("mp4", "MP4 视频"),
}
PICTURES = {"jpeg", "png", "gif", "webp", "svg"}
_LIST = "PDF、OFD、Word、Excel、PowerPoint、WPS、CSV、TXT、ZIP、图片、MP3、MP4"
_INSTEAD = {
    ".docm": "另存为不带宏的 .docx",
    ".xlsm": "另存为不带宏的 .xlsx",
    ".pptm": "另存为不带宏的 .pptx",
    ".xlsb": "另存为 .xlsx",
    ".dotx": "另存为 .docx",
    ".xltx": "另存为 .xlsx",
    ".ppsx": "另存为 .pptx",
    ".rtf": "另存为 .docx 或 PDF",
    ".rar": "解开后用系统自带的压缩功能压成 .zip",
    ".7z": "解开后用系统自带的压缩功能压成 .zip",
    ".html": "写成专栏的一页，或另存为 PDF",
    ".htm": "写成专栏的一页，或另存为 PDF",
    ".mht": "写成专栏的一页，或另存为 PDF",
    ".md": "写成专栏的一页，或另存为 PDF",
    ".tif": "另存为 .jpg、.png 或 PDF",
    ".tiff": "另存为 .jpg、.png 或 PDF",
    ".bmp": "另存为 .png",
    ".heic": "另存为 .jpg",
    ".caj": "另存为 PDF",
    ".ceb": "另存为 OFD 或 PDF",
    ".wav": "转成 .mp3",
    ".avi": "转成 .mp4",
    ".mov": "转成 .mp4",
    ".wmv": "转成 .mp4",
}
_HEADS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"ID3", "mp3"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"dex\n", "program"),
    (b"L\0\0\0\x01\x14\x02\0", "program"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "rtf"),
)
_WORDS = {
    "program": "程序",
    "script": "脚本",
    "page": "网页",
    "rar": "RAR 压缩包",
    "7z": "7z 压缩包",
    "gzip": "gzip 压缩包",
    "rtf": "RTF 文档",
    "ole": "旧格式的复合文件",
    "unknown": "认不出来的东西",
    "text": "纯文字",
}
_OLE = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"), ("PowerPoint Document", "ppt"))
_OFFICE = {
    b"wordprocessingml.document.main": "docx",
    b"spreadsheetml.sheet.main": "xlsx",
    b"presentationml.presentation.main": "pptx",
}
_OPEN = {b"opendocument.text": "odt", b"opendocument.spreadsheet": "ods", b"opendocument.presentation": "odp"}
_PAGE = regex(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?>.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body|script|iframe|meta)",
    re.I | re.S,
)
_DRAWING = regex(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?>.*?-->)\s*)*+(?:<!DOCTYPE svg[^>]*>\s*)?<(?:\w+:)?svg[\s>]", re.I | re.S
)
_SCRIPT = regex(rb"\s*(?:#!|<\?php|<%|@echo off|powershell\b|import os\b)", re.I)


def words_for(name: str) -> str:
    """How readers are told what a file is, by the end of its name; nothing for what is not on the list."""
    kind = KINDS.get(Path(name).suffix.lower())
    return kind.words if kind else ""


def kind_of(path: Path) -> Kind | Flaw:
    """What a file is; or why it is nothing to publish. Looked at anew only when it changes."""
    try:
        status = path.stat()
        return _kind_of(path, status.st_mtime_ns, status.st_size)
    except OSError:
        return Flaw("附件打不开", "检查文件名，以及文件和它所在文件夹的权限")


@lru_cache(maxsize=10_000)
def _kind_of(path: Path, changed: int, size: int) -> Kind | Flaw:
    if size > bounds.LARGEST:
        return Flaw(f"附件超过 {bounds.LARGEST // bounds.MEGABYTE} MB", "压缩图片和视频，或拆成几个文件")
    return attempt(lambda: kind_of_bytes(path.name, read(path)))


def kind_of_bytes(name: str, data: bytes) -> Kind:
    """What a file of some name is. Raises UnreadableError where it is nothing to publish."""
    suffix = Path(name).suffix.lower()
    kind = KINDS.get(suffix)
    if kind is None:
        shown = f"以 {suffix[:12]} 结尾的文件" if suffix else "没有扩展名的文件"
        raise UnreadableError(f"{shown}不能作附件", _INSTEAD.get(suffix, f"可以用的是 {_LIST}"))
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableError("附件是空的", "多半是没有传完；请重新取一份")
    content = content_of(data)
    if content != kind.content:
        _mislabelled(suffix, kind, content)
    return kind


def _mislabelled(suffix: str, kind: Kind, content: str) -> None:
    right = next((one for one, known in KINDS.items() if known.content == content), "")
    words = KINDS[right].words if right and content != "text" else _WORDS.get(content, content)
    if content in ("program", "script", "page"):
        raise UnreadableError(
            f"文件名以 {suffix} 结尾，内容却是{words}", "程序和网页不能作附件；来历不明的文件不要打开"
        )
    if content == "encrypted":
        raise UnreadableError("文件加了密码，公众打不开，也没法检查", "去掉密码再放进来")
    if content == "macros":
        raise UnreadableError("文件里带着宏（程序）", "另存为不带宏的 docx、xlsx、pptx，或导出成 PDF")
    known = kind.content in ("docx", "xlsx", "pptx", "ofd", "zip", "doc", "xls", "ppt")
    if content in ("unknown", "ole") or (content == "zip" and known):
        raise UnreadableError(
            f"文件名以 {suffix} 结尾，内容却不是{kind.words}，或者坏了", "重新取一份，或用原来的软件另存一份"
        )
    hint = f"把扩展名改成 {right}，文中的文件名一起改" if right else f"用原来的软件另存为 {suffix}"
    raise UnreadableError(f"文件名以 {suffix} 结尾，内容却是{words}", hint)


def content_of(data: bytes) -> str:
    """What bytes are, whatever they are called."""
    for head, content in _HEADS:
        if data.startswith(head):
            within = {"ole": _in_ole, "zip": _in_zip}.get(content)
            return within(data) if within else content
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return "unknown" if data[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "mp4"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:1] == b"\xff" and len(data) > 2 and data[1] & 0xE6 == 0xE2:
        return "mp3"
    head = data[:65536].removeprefix(b"\xef\xbb\xbf")
    for pattern, content in ((_DRAWING, "svg"), (_PAGE, "page"), (_SCRIPT, "script")):
        if pattern.match(head):
            return content
    return "text" if decode(data) is not None else "unknown"


def _in_zip(data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as zipped:
            names = set(zipped.namelist())
            if "mimetype" in names and zipped.getinfo("mimetype").file_size < 200:
                said = zipped.read("mimetype")
                return next((content for end, content in _OPEN.items() if said.strip().endswith(end)), "zip")
            types = zipped.open("[Content_Types].xml").read(1_000_000) if "[Content_Types].xml" in names else b""
    except Exception:  # a broken file may make it raise almost anything
        return "unknown"
    if "OFD.xml" in names:
        return "ofd"
    if types:
        if b"macroEnabled" in types or b"vbaProject" in types:
            return "macros"
        return next((content for word, content in _OFFICE.items() if word in types), "zip")
    return "zip"


def _in_ole(data: bytes) -> str:
    import olefile  # imported here: only old files need it

    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            listed = ole.listdir(streams=True, storages=True)
    except Exception:  # a broken file may make it raise almost anything
        return "unknown"
    tops = {path[0] for path in listed}
    if "EncryptedPackage" in tops:
        return "encrypted"
    if any(word in path for path in listed for word in ("Macros", "_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA")):
        return "macros"
    return next((content for stream, content in _OLE if stream in tops), "ole")


def size_in_words(size: int) -> str:
    """`1.2 MB`, `36 KB`: as file managers say it."""
    if size < bounds.MEGABYTE:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / bounds.MEGABYTE:.1f} MB"
