"""Office files with everything hidden in them that programs can hide, made on the fly."""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pptx
from docx.oxml import parse_xml
from openpyxl.comments import Comment
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image
from pptx.util import Cm

AUTHOR = "甲某某作者标记"
SECRET = "看不见标记"
PHOTOGRAPHER = "photographer-marker"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BY = f'w:id="9" w:author="{AUTHOR}" w:date="2009-04-01T00:00:00Z"'


@cache
def photograph() -> bytes:
    """A JPEG with an EXIF note of who made it, turned on its side."""
    exif = Image.Exif()
    exif[0x013B], exif[0x0112] = PHOTOGRAPHER, 6
    stream = io.BytesIO()
    Image.effect_noise((60, 40), 50).convert("RGB").save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


def word() -> bytes:
    """Comment, tracked changes (a whole paragraph too), hidden text by run and by style, a picture with EXIF."""
    document = docx.Document()
    about = document.core_properties
    about.author = about.last_modified_by = about.comments = AUTHOR
    document.add_heading("工作方案", 1)
    document.add_comment(
        document.add_paragraph("公开的一句话。").runs, text=SECRET + "批注", author=AUTHOR, initials="J"
    )
    changed = document.add_paragraph("修订之前")._p
    changed.append(parse_xml(f"<w:del {W} {BY}><w:r><w:delText>{SECRET}删掉</w:delText></w:r></w:del>"))
    changed.append(parse_xml(f"<w:ins {W} {BY}><w:r><w:t>后来加上</w:t></w:r></w:ins>"))
    changed.append(parse_xml(f"<w:moveFrom {W} {BY}><w:r><w:t>{SECRET}移走</w:t></w:r></w:moveFrom>"))
    gone = document.add_paragraph("这一段")._p
    gone.get_or_add_pPr().append(parse_xml(f"<w:rPr {W}><w:del {BY}/></w:rPr>"))
    document.add_paragraph("和下一段并成一段。")
    hidden = document.add_paragraph("看得见").add_run(SECRET + "隐藏")
    hidden.font.hidden = True
    style = document.styles.add_style("Secret", 2)
    style.font.hidden = True
    document.add_paragraph("也看得见").add_run(SECRET + "样式", style)
    table = document.add_table(2, 2)
    table.cell(0, 1).text = "表格里的字"
    document.sections[0].header.paragraphs[0].text = "页眉的字"
    document.add_picture(io.BytesIO(photograph()))
    return _saved(document.save)


def plain_word() -> bytes:
    """Nothing hidden; an author."""
    document = docx.Document()
    document.core_properties.author = AUTHOR
    document.add_paragraph("一句话。")
    return _saved(document.save)


def excel() -> bytes:
    """Hidden row, column, sheets, comment, a value that is not shown, a cell under merged ones, a formula."""
    book = openpyxl.Workbook()
    book.properties.creator = AUTHOR
    sheet = book.active
    assert sheet is not None
    sheet.title = "汇总"
    for row in range(1, 6):
        sheet.append([f"第{row}项", SECRET + "列", row * 2])
    for column in "ABC":
        sheet[f"{column}3"] = SECRET + "行"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet["A1"].comment = Comment(SECRET + "批注", AUTHOR)
    sheet["D1"] = SECRET + "格式"
    sheet["D1"].number_format = ";;;"
    sheet["C9"] = "=底表!A1"
    for name, state in (("底表", "hidden"), ("深藏", "veryHidden")):
        other = book.create_sheet(name)
        other["A1"] = SECRET + name
        other.sheet_state = state
    book.create_sheet("说明")["A1"] = "说明的字"
    return _saved(book.save)


def slides() -> bytes:
    """Notes, a hidden slide, a hidden shape."""
    show = pptx.Presentation()
    show.core_properties.author = AUTHOR
    for number, text in enumerate(("第一页", "第二页", SECRET + "页")):
        slide = show.slides.add_slide(show.slide_layouts[6])
        slide.shapes.add_textbox(Cm(1), Cm(1), Cm(9), Cm(2)).text_frame.text = text
        if number == 0:
            slide.notes_slide.notes_text_frame.text = SECRET + "备注"  # type: ignore[union-attr]
            shape = slide.shapes.add_textbox(Cm(1), Cm(5), Cm(9), Cm(2))
            shape.text_frame.text = SECRET + "图形"
            shape._element.nvSpPr.cNvPr.set("hidden", "1")
        if number == 2:
            slide._element.set("show", "0")
    return _saved(show.save)


def pdf(*, hidden: bool = True, scan: bool = False, signed: bool = False) -> bytes:
    """A page with text, or with one large picture; Info, XMP; hidden things of every sort."""
    made = Pdf.new()
    page = made.add_blank_page(page_size=(300, 200))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    drawn = b"BT /F1 12 Tf 20 150 Td (Shown to everybody) Tj ET"
    if scan:
        picture = Stream(made, b"\x80" * 100, Width=10, Height=10, BitsPerComponent=8)
        picture.Type, picture.Subtype, picture.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
        page.obj.Resources.XObject = Dictionary(I1=picture)
        drawn = b"q 300 0 0 200 0 0 cm /I1 Do Q"
    if hidden:
        layer = made.make_indirect(Dictionary(Type=Name.OCG, Name="L"))
        made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        page.obj.Resources.Properties = Dictionary(MC0=layer)
        drawn += b"\n/OC /MC0 BDC BT /F1 12 Tf 20 100 Td (Secret layer) Tj ET EMC"
        made.attachments["a.txt"] = pikepdf.AttachedFileSpec(made, SECRET.encode(), filename="a.txt")
        made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        remark = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[1, 1, 9, 9], Contents=SECRET, T=AUTHOR)
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[1, 1, 9, 9])
        page.obj.Annots = Array([made.make_indirect(remark), made.make_indirect(link)])
    if signed:
        made.Root.Perms = Dictionary(DocMDP=made.make_indirect(Dictionary(ByteRange=[0, 1, 2, 3], Contents=b"0")))
    page.obj.Contents = Stream(made, drawn)
    made.docinfo["/Author"] = AUTHOR
    with made.open_metadata() as xmp:
        xmp["dc:creator"] = [AUTHOR]
    return _saved(made.save)


def open_text() -> bytes:
    """An odt with a comment, tracked changes, hidden text, an old version."""
    from .flat_sources import META, NAMESPACES, WRITER_PARTS, writer

    flat = writer(frozenset(WRITER_PARTS), 3)
    content = flat.replace("office:document ", "office:document-content ").replace(META, "")
    content = content.replace("</office:document>", "</office:document-content>")
    meta = f"<office:document-meta {NAMESPACES}>{META}</office:document-meta>"
    listed = "".join(
        f'<m:file-entry m:full-path="{name}" m:media-type="text/xml"/>' for name in ("content.xml", "meta.xml")
    )
    manifest = f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{listed}</m:manifest>'
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "meta.xml": meta.encode(),
            "META-INF/manifest.xml": manifest.encode(),
            "Versions/Version1": SECRET.encode(),
        }
    )


def ofd() -> bytes:
    """An OFD with an author, a page, an attachment, a remark."""
    root = (
        f"<DocBody><DocInfo><DocID>1</DocID><Author>{AUTHOR}</Author></DocInfo>"
        "<DocRoot>Doc_0/Document.xml</DocRoot></DocBody>"
    )
    remark = f'<Annot Type="Highlight"><Appearance><TextCode>{SECRET}</TextCode></Appearance></Annot>'
    page = "<Content><Layer><TextObject><TextCode>看得见的字</TextCode></TextObject></Layer></Content>"
    parts = {
        "OFD.xml": ("OFD", root),
        "Doc_0/Document.xml": ("Document", "<Attachments>Attachs/Attachments.xml</Attachments>"),
        "Doc_0/Attachs/Attachments.xml": (
            "Attachments",
            '<Attachment Name="底稿"><FileLoc>a.txt</FileLoc></Attachment>',
        ),
        "Doc_0/Annots/Annot_0.xml": ("PageAnnot", remark),
        "Doc_0/Pages/Page_0/Content.xml": ("Page", page),
    }
    written = {
        name: f'<{tag} xmlns="http://www.ofdspec.org/2016">{inner}</{tag}>'.encode()
        for name, (tag, inner) in parts.items()
    }
    return zipped(written | {"Doc_0/Attachs/a.txt": SECRET.encode()})


def old(name: str) -> bytes:
    """A file in an old format, made by LibreOffice from one of `flat_sources`."""
    return (Path(__file__).parent / name).read_bytes()


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return stream.getvalue()


def all_files() -> dict[str, bytes]:
    """One of each, by file name."""
    return {
        "word.docx": word(),
        "excel.xlsx": excel(),
        "slides.pptx": slides(),
        "page.pdf": pdf(),
        "text.odt": open_text(),
        "page.ofd": ofd(),
        "packed.zip": zipped({"名单.docx": word(), "内/表.xlsx": excel()}),
    }
