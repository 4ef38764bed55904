"""What is published is what it says it is, and something an office needs."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from publicity.attachments import bounds
from publicity.attachments.flaw import Flaw
from publicity.attachments.kinds import KINDS, Kind, kind_of, size_in_words
from publicity.attachments.looking import look_into
from publicity.attachments.outgoing import publish_bytes

from . import making
from .making import zipped
from .reading import sure

MP3 = b"ID3\x04\0\0\0\0\0\x0a" + b"maker" * 2 + b"\xff\xfb\x90\0" * 50


def box(name: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4, "big") + name + content


MP4 = (
    box(b"ftyp", b"isom\0\0\0\0")
    + box(b"moov", box(b"mvhd", b"\0\0\0\0" + b"\x11" * 96) + box(b"udta", box(b"\xa9xyz", b"+43.8+125.3/")))
    + box(b"mdat", b"pictures that move")
)


def picture(name: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (9, 9)).save(stream, name)
    return stream.getvalue()


def good() -> dict[str, bytes]:
    old = {"a.doc": "old.doc", "a.wps": "old.doc", "a.xls": "old.xls", "a.et": "old.xls"}
    return {
        **{f"a.{name.rpartition('.')[2]}": data for name, data in making.all_files().items()},
        **{name: making.old(source) for name, source in old.items()},
        "a.csv": "甲,乙\n1,2\n".encode("gb18030"),
        "a.txt": "一句话".encode(),
        "a.jpg": picture("JPEG"),
        "a.JPEG": picture("JPEG"),
        "a.png": picture("PNG"),
        "a.gif": picture("GIF"),
        "a.webp": picture("WEBP"),
        "a.svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
        "a.mp3": MP3,
        "a.mp4": MP4,
    }


def test_what_an_office_needs_is_known(tmp_path: Path) -> None:
    for name, data in good().items():
        (tmp_path / name).write_bytes(data)
        kind = sure(kind_of(tmp_path / name))
        assert kind == KINDS[Path(name).suffix.lower()]
        sure(look_into(tmp_path / name))
        assert sure(publish_bytes(tmp_path / name)) == sure(publish_bytes(tmp_path / name))


PROGRAM = b"MZ\x90\0" + bytes(60)
MACROS = zipped(
    {"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml", "word/vbaProject.bin": b"x"}
)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.pdf", b"", "附件是空的"),
        ("a.txt", b"\xef\xbb\xbf \r\n", "附件是空的"),
        ("a.docx", bytes(1000), "附件是空的"),
        ("a.exe", PROGRAM, "以 .exe 结尾的文件不能作附件"),
        ("a", b"text", "没有扩展名的文件不能作附件"),
        ("a.html", b"<p>", "以 .html 结尾的文件不能作附件"),
        ("a.docm", MACROS, "以 .docm 结尾的文件不能作附件"),
        ("a.rtf", b"{\\rtf1}", "以 .rtf 结尾的文件不能作附件"),
        ("a.pdf", PROGRAM, "文件名以 .pdf 结尾，内容却是程序"),
        ("a.pdf", b"\n<!-- x --><html><script>alert(1)</script>", "文件名以 .pdf 结尾，内容却是网页"),
        ("a.txt", b"<script>alert(1)</script>", "文件名以 .txt 结尾，内容却是网页"),
        ("a.csv", b"#!/bin/sh\nrm -r x", "文件名以 .csv 结尾，内容却是脚本"),
        ("a.xls", b"<html><table>", "文件名以 .xls 结尾，内容却是网页"),
        ("a.doc", b"{\\rtf1 x}", "文件名以 .doc 结尾，内容却是RTF 文档"),
        ("a.docx", MACROS, "文件里带着宏（程序）"),
        ("a.jpg", picture("PNG"), "文件名以 .jpg 结尾，内容却是PNG 图片"),
        ("a.doc", making.plain_word(), "文件名以 .doc 结尾，内容却是Word 文档"),
        ("a.zip", making.plain_word(), "文件名以 .zip 结尾，内容却是Word 文档"),
        ("a.docx", zipped({"a.txt": b"x"}), "文件名以 .docx 结尾，内容却不是Word 文档，或者坏了"),
        ("a.txt", b"\0\1\2\3abc", "文件名以 .txt 结尾，内容却不是文本文件，或者坏了"),
        ("a.docx", making.plain_word()[:2000], "文件名以 .docx 结尾，内容却不是Word 文档，或者坏了"),
    ],
)
def test_what_is_nothing_to_publish_is_refused(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    flaw = kind_of(tmp_path / name)
    assert isinstance(flaw, Flaw)
    assert flaw.message == message
    assert flaw.hint
    assert look_into(tmp_path / name) == flaw == publish_bytes(tmp_path / name)


def nested(depth: int) -> bytes:
    data = zipped({"a.txt": b"x"})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


def locked() -> bytes:
    data = bytearray(zipped({"a.txt": b"x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def with_part(name: str, content: bytes) -> bytes:
    stream = io.BytesIO(making.plain_word())
    with zipfile.ZipFile(stream) as given:
        parts = {one: given.read(one) for one in given.namelist()}
    return zipped(parts | {name: content})


DDE = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    b'<w:instrText> DDEAUTO c:\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p></w:body></w:document>'
)
LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
RELATIONS = (
    b'<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="word/document.xml"/>%s</Relationships>'
)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.zip", nested(3), "压缩包套了 3 层还没有到底"),
        ("a.zip", zipped({"run.exe": PROGRAM}), "压缩包里的 run.exe：以 .exe 结尾的文件不能作附件"),
        ("a.zip", zipped({"../a.txt": b"x"}), "会写到别的文件夹去"),
        ("a.zip", locked(), "加了密码"),
        (
            "a.zip",
            zipped({"a.txt": b"a" * (bounds.UNPACKED // 2 + 9), "b.txt": b"b" * (bounds.UNPACKED // 2)}),
            "解开后超过",
        ),
        ("a.zip", zipped({}), "压缩包是空的"),
        ("a.docx", with_part("word/document.xml", LAUGHS), "ENTITY"),
        ("a.docx", with_part("word/document.xml", LAUGHS.decode().encode("utf-16")), "ENTITY"),
        ("a.docx", with_part("word/document.xml", b"<a>"), "读不出来"),
        ("a.docx", with_part("word/document.xml", b"<a>" * 100_000), "读不出来"),
        (
            "a.docx",
            with_part("_rels/.rels", RELATIONS % b'<Relationship Id="r2" Type="x/vbaProject" Target="v.bin"/>'),
            "宏",
        ),
        ("a.csv", b"a,=cmd|'/c calc'!A1\n", "会运行程序"),
        ("a.docx", with_part("word/document.xml", DDE), "会运行程序"),
        ("a.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n" * 100, "PDF 坏了"),
    ],
)
def test_what_would_grow_or_run_is_refused(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    flaw = look_into(tmp_path / name)
    assert isinstance(flaw, Flaw), flaw
    assert message in flaw.message


def test_recordings_lose_their_notes_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(MP3)
    assert sure(publish_bytes(tmp_path / "a.mp3")) == MP3[20:]
    (tmp_path / "a.mp4").write_bytes(MP4)
    out = sure(publish_bytes(tmp_path / "a.mp4"))
    assert len(out) == len(MP4)
    assert b"+43.8" not in out and b"udta" not in out and b"\x11" * 9 not in out[:44]
    assert out[-18:] == MP4[-18:]


def test_names_of_chinese_systems_in_zips_are_read(tmp_path: Path) -> None:
    stream = io.BytesIO(zipped({"xx.txt": b"a"}))
    (tmp_path / "a.zip").write_bytes(stream.getvalue().replace(b"xx.txt", "名.txt".encode("gb18030")))
    (passage,) = sure(look_into(tmp_path / "a.zip")).passages
    assert passage.place == "名.txt，第 1 行"


def test_sizes_are_said_as_file_managers_say_them() -> None:
    assert [size_in_words(size) for size in (1, 1024, 36_000, 1_300_000)] == ["1 KB", "1 KB", "35 KB", "1.2 MB"]
    assert isinstance(KINDS[".pdf"], Kind)
