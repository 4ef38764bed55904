"""Zips, read within bounds and written so that the same content gives the same bytes."""

import zlib
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from publicity.attachments import bounds
from publicity.attachments.bounds import Allowance
from publicity.attachments.flaw import UnreadableError

_NO_DAY = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16
_PACKED = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp3", ".mp4", ".zip", ".docx", ".xlsx", ".pptx", ".ofd")
_ENCRYPTED, _UTF8 = 0x1, 0x800


def unzip(data: bytes, allowance: Allowance) -> dict[str, bytes]:
    """The files in a zip by name, in order; folders left out. Raises UnreadableError."""
    try:
        with ZipFile(BytesIO(data)) as zipped:
            entries = [entry for entry in zipped.infolist() if not entry.is_dir()]
            _judge(entries, allowance)
            return {name_of(entry): _read(zipped, entry, allowance) for entry in entries}
    except (BadZipFile, OSError, EOFError, ValueError, IndexError, zlib.error) as error:
        raise UnreadableError("文件坏了，或者没有传完：解不开", "重新取一份；用原来的软件打得开的，另存一份") from error
    except NotImplementedError as error:
        raise UnreadableError("压缩的方式太少见，解不开", "用系统自带的压缩功能重新压缩成 zip") from error


def _judge(entries: list[ZipInfo], allowance: Allowance) -> None:
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise UnreadableError("文件加了密码，公众打不开，也没法检查", "去掉密码再放进来")
    if len(entries) > bounds.MEMBERS:
        raise UnreadableError(f"压缩包里超过 {bounds.MEMBERS} 个文件", "拆成几个压缩包")
    names = [name_of(entry).casefold() for entry in entries]
    if len(set(names)) < len(names):
        raise UnreadableError("里面有两个同名的文件，不同的软件会读出不同的内容", "重新另存或重新压缩一份")
    if sum(entry.file_size for entry in entries) > allowance.left:
        allowance.take(bounds.UNPACKED)


def _read(zipped: ZipFile, entry: ZipInfo, allowance: Allowance) -> bytes:
    with zipped.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    allowance.take(len(content))
    return content


def name_of(entry: ZipInfo) -> str:
    """A file's name in a zip. Chinese systems write names in GBK without saying so."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def make_zip(parts: Iterable[tuple[str, bytes]], stored: str = "") -> bytes:
    """A zip without times, owners or comments. `stored`: the name of a part that must not be packed (`mimetype`)."""
    stream = BytesIO()
    with ZipFile(stream, "w") as zipped:
        for name, content in parts:
            entry = ZipInfo(name, _NO_DAY)
            entry.create_system, entry.external_attr = 3, _READABLE
            plain = name == stored or name.lower().endswith(_PACKED)
            zipped.writestr(entry, content, ZIP_STORED if plain else ZIP_DEFLATED, compresslevel=6)
    return stream.getvalue()
