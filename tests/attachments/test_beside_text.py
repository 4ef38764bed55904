"""A resident's number is told wherever in a file it would go out, also where no reader looks; what is dropped isn't."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from pikepdf import Array, Dictionary, Name, String

from publicity.attachments.examining import examine
from publicity.attachments.outgoing import publish_bytes
from publicity.screening.wrong_forms import shipped as words
from tests.attachments.making import zipped
from tests.helpers.made_up import resident

ID = resident()
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(change: Callable[[Any], object]) -> bytes:
    document = Document()
    document.add_paragraph("正文")
    change(document)
    document.save(stream := io.BytesIO())
    return stream.getvalue()


def within(xml: str) -> bytes:
    """A document with an element in its first paragraph."""
    return word(lambda document: document.paragraphs[0]._p.append(parse_xml(xml)))


def boxes(document: Any) -> None:
    """A form with a box for each digit."""
    for cell, digit in zip(document.add_table(1, 18).rows[0].cells, ID, strict=True):
        cell.text = digit


def excel(change: Callable[[Workbook, Any], object]) -> bytes:
    book = Workbook()
    book.active.append(["甲"])
    change(book, book.active)
    book.save(stream := io.BytesIO())
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(stream := io.BytesIO(data), "a") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def with_text(data: bytes, part: str, before: str, after: str) -> bytes:
    parts = {name: content for name, content in _read(data) if name != part}
    text = dict(_read(data))[part].decode()
    assert before in text
    return zipped({**parts, part: text.replace(before, after, 1).encode()})


def _read(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def portable(change: Callable[[pikepdf.Pdf], object]) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 300))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    page.obj.Contents = pdf.make_stream(b"BT /F1 12 Tf 20 200 Td (text of the page) Tj ET")
    change(pdf)
    pdf.save(stream := io.BytesIO())
    return stream.getvalue()


def annotated(**keys: Any) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        one = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **keys))
        pdf.pages[0].obj.Annots = pdf.make_indirect(Array([one]))

    return portable(change)


def outlined(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(ID, 0))


def rooted(key: str, value: Any) -> bytes:
    return portable(lambda pdf: pdf.Root.__setitem__(key, value))


LEAVES: dict[str, bytes] = {
    "boxes.docx": word(boxes),
    "paragraphs.docx": word(lambda document: [document.add_paragraph(part) for part in (ID[:9], ID[9:])]),
    "field.docx": within(f'<w:r {W}><w:instrText>HYPERLINK "http://x.invalid/{ID}"</w:instrText></w:r>'),
    "bookmark.docx": within(f'<w:bookmarkStart {W} w:id="1" w:name="n{ID}"/>'),
    "choice.docx": within(
        f'<w:sdt {W}><w:sdtPr><w:dropDownList><w:listItem w:displayText="{ID}" w:value="1"/></w:dropDownList></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>选</w:t></w:r></w:sdtContent></w:sdt>"
    ),
    "cells.xlsx": excel(lambda _, sheet: sheet.append([ID[:6], ID[6:14], ID[14:]])),
    "boxes.xlsx": excel(lambda _, sheet: sheet.append(list(ID))),
    "formula.xlsx": excel(lambda _, sheet: sheet.append([f'=MID("{ID}",1,3)'])),
    "format.xlsx": excel(lambda _, sheet: setattr(sheet["A1"], "number_format", f'"{ID}"')),
    "link.xlsx": excel(lambda _, sheet: setattr(sheet["A1"], "hyperlink", f"http://x.invalid/{ID}")),
    "name.xlsx": excel(lambda book, _: book.defined_names.add(DefinedName("n", attr_text=f'"{ID}"'))),
    "list.xlsx": excel(
        lambda _, sheet: sheet.add_data_validation(DataValidation(type="list", formula1=f'"{ID},乙"', sqref="A1"))
    ),
    "name.zip": zipped({f"{ID}.txt": "甲".encode()}),
    "inner.zip": zipped({"a.zip": zipped({"b.xlsx": excel(lambda _, sheet: sheet.append([f'=LEN("{ID}")']))})}),
    "outline.pdf": portable(outlined),
    "link.pdf": annotated(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(f"http://x.invalid/{ID}"))),
    "tooltip.pdf": annotated(Subtype=Name.Link, Contents=String(ID)),
    "label.pdf": rooted("/PageLabels", Dictionary(Nums=[0, Dictionary(P=String(ID))])),
    "alternative.pdf": rooted("/StructTreeRoot", Dictionary(K=Dictionary(S=Name.Figure, Alt=String(ID)))),
    "private.pdf": portable(lambda pdf: pdf.pages[0].obj.__setitem__("/Own", String(ID))),
}
DROPPED: dict[str, bytes] = {
    "core.docx": word(lambda document: setattr(document.core_properties, "keywords", ID)),
    "program.docx": with_part(word(lambda _: None), "word/vbaProject.bin", ID.encode()),
    "page.docx": with_part(word(lambda _: None), "word/afchunk.htm", ID.encode()),
    "variable.docx": with_text(
        word(lambda _: None),
        "word/settings.xml",
        "</w:settings>",
        f'<w:docVars><w:docVar w:name="x" w:val="{ID}"/></w:docVars></w:settings>',
    ),
    "behind.docx": word(lambda _: None) + ID.encode(),
    "outside.xlsx": with_part(excel(lambda *_: None), "xl/externalLinks/externalLink1.xml", ID.encode()),
    "info.pdf": portable(lambda pdf: pdf.docinfo.__setitem__("/Own", String(ID))),
}


@pytest.mark.parametrize("name", LEAVES)
def test_what_would_go_out_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(LEAVES[name])
    found = examine(tmp_path / name, name, words())
    assert {one.objection.rule for one in found.objected} == {"id-number"}
    assert not [one for one in found.objected if ID in one.place]


@pytest.mark.parametrize("name", DROPPED)
def test_what_is_dropped_is_not_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(DROPPED[name])
    assert examine(tmp_path / name, name, words()).objected == ()
    out = publish_bytes(tmp_path / name)
    assert isinstance(out, bytes)
    parts = [content for _, content in _read(out)] if out.startswith(b"PK") else [out]
    assert not any(re.search(ID.encode(), part) for part in (*parts, out))


def test_what_is_found_as_text_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word(lambda document: document.add_paragraph(f"证件 {ID}")))
    assert len(examine(tmp_path / "a.docx", "a.docx", words()).objected) == 1


@pytest.mark.parametrize(
    ("thin", "told"), [(("B", "width", 0.05), "隐藏的列"), ((1, "height", 0.1), "隐藏的行")], ids=["column", "row"]
)
def test_what_is_too_thin_to_read_is_hidden(tmp_path: Path, thin: tuple[Any, str, float], told: str) -> None:
    def change(_: Workbook, sheet: Any) -> None:
        sheet.append(["乙", "丙"])
        dimensions = sheet.column_dimensions if isinstance(thin[0], str) else sheet.row_dimensions
        setattr(dimensions[thin[0]], thin[1], thin[2])

    (tmp_path / "a.xlsx").write_bytes(excel(change))
    (flaw,) = examine(tmp_path / "a.xlsx", "a.xlsx", words()).hidden
    assert told in flaw.message
