# ruff: noqa: E501 - the sources are XML, a line an element
"""Flat OpenDocument sources, from which LibreOffice makes the files that the torture is run on."""

from collections.abc import Iterator
from itertools import product

AUTHOR = "甲某某作者标记"
SECRET = "看不见标记"
NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)
META = (
    f"<office:meta><meta:initial-creator>{AUTHOR}</meta:initial-creator><dc:creator>{AUTHOR}</dc:creator>"
    f"<dc:title>{AUTHOR}题</dc:title><dc:description>{AUTHOR}注</dc:description>"
    f'<meta:user-defined meta:name="部门">{AUTHOR}部门</meta:user-defined></office:meta>'
)
NOTE = (
    f"<office:annotation><dc:creator>{AUTHOR}</dc:creator><dc:date>2009-04-01T08:00:00</dc:date>"
    f"<text:p>{SECRET}批注</text:p></office:annotation>"
)
WRITER_PARTS = ("comment", "revision", "hidden", "table", "footnote")


def _document(kind: str, styles: str, body: str, automatic: str = "", masters: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.{kind}">{META}'
        f"<office:styles>{styles}</office:styles><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles><office:body>{body}</office:body></office:document>"
    )


def writer(parts: frozenset[str], length: int) -> str:
    """A text of some paragraphs with what is asked for."""
    automatic = (
        '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    changes, said = "", ""
    if "revision" in parts:
        info = f"<office:change-info><dc:creator>{AUTHOR}</dc:creator><dc:date>2009-04-01T08:00:00</dc:date></office:change-info>"
        changes = (
            "<text:tracked-changes>"
            f'<text:changed-region text:id="c1"><text:deletion>{info}<text:p>{SECRET}删掉</text:p></text:deletion></text:changed-region>'
            f'<text:changed-region text:id="c2"><text:insertion>{info}</text:insertion></text:changed-region>'
            "</text:tracked-changes>"
        )
        said += '<text:p>修订之前<text:change text:change-id="c1"/>，<text:change-start text:change-id="c2"/>后来加上的字<text:change-end text:change-id="c2"/>。</text:p>'
    if "comment" in parts:
        said += f"<text:p>这里{NOTE}有一处批注。</text:p>"
    if "hidden" in parts:
        said += f'<text:p>前半句<text:span text:style-name="H">{SECRET}隐藏</text:span>后半句。</text:p>'
    if "table" in parts:
        rows = "".join(
            f"<table:table-row><table:table-cell><text:p>第{at}行</text:p></table:table-cell>"
            f"<table:table-cell><text:p>{at * 37}件</text:p></table:table-cell></table:table-row>"
            for at in range(1, 5)
        )
        said += (
            f'<table:table table:name="表"><table:table-column table:number-columns-repeated="2"/>{rows}</table:table>'
        )
    if "footnote" in parts:
        said += (
            '<text:p>有脚注<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
            "<text:note-body><text:p>脚注的话</text:p></text:note-body></text:note>的一句。</text:p>"
        )
    lines = "".join(f"<text:p>第{at}段：学习调研阶段的安排，四月末以前完成。</text:p>" for at in range(length))
    return _document("text", "", f"<office:text>{changes}<text:p>通知</text:p>{said}{lines}</office:text>", automatic)


def calc(hidden: frozenset[str], rows: int) -> str:
    """A workbook with what is asked for hidden."""
    automatic = (
        '<style:style style:name="shown" style:family="table"><style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    secret_row = secret_column = note = ""
    column = '<table:table-column table:number-columns-repeated="3"/>'
    if "column" in hidden:
        column = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
        secret_column = SECRET + "列"
    if "row" in hidden:
        secret_row = f'<table:table-row table:visibility="collapse">{_cell(SECRET + "行")}</table:table-row>'
    if "comment" in hidden:
        note = NOTE
    lines = "".join(
        f"<table:table-row>{_cell(f'第{at}项')}{_cell(secret_column or '中')}"
        f'<table:table-cell office:value-type="float" office:value="{at * 12.5}" table:formula="of:={at}*12.5">'
        f"<text:p>{at * 12.5}</text:p></table:table-cell></table:table-row>"
        for at in range(1, rows)
    )
    first = f'<table:table-cell office:value-type="string">{note}<text:p>项目</text:p></table:table-cell>'
    sheets = f'<table:table table:name="汇总" table:style-name="shown">{column}<table:table-row>{first}</table:table-row>{secret_row}{lines}</table:table>'
    if "sheet" in hidden:
        sheets += f'<table:table table:name="底表" table:style-name="gone"><table:table-column/><table:table-row>{_cell(SECRET + "表")}</table:table-row></table:table>'
    return _document("spreadsheet", "", f"<office:spreadsheet>{sheets}</office:spreadsheet>", automatic)


def _cell(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def impress(hidden: frozenset[str], count: int) -> str:
    """A show with what is asked for hidden."""
    automatic = (
        '<style:style style:name="gone" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
        '<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/></style:page-layout>'
    )
    masters = '<style:master-page style:name="M" style:page-layout-name="L"/>'
    notes = (
        f'<presentation:notes><draw:frame svg:width="10cm" svg:height="5cm" presentation:class="notes"><draw:text-box><text:p>{SECRET}备注</text:p></draw:text-box></draw:frame></presentation:notes>'
        if "notes" in hidden
        else ""
    )
    pages = "".join(
        f'<draw:page draw:name="p{at}" draw:master-page-name="M">{NOTE if "comment" in hidden and at == 0 else ""}{_box(f"第{at}页的要点")}{notes}</draw:page>'
        for at in range(count)
    )
    if "slide" in hidden:
        pages += f'<draw:page draw:name="x" draw:master-page-name="M" draw:style-name="gone">{_box(SECRET + "页")}</draw:page>'
    return _document("presentation", "", f"<office:presentation>{pages}</office:presentation>", automatic, masters)


def _box(text: str) -> str:
    return f'<draw:frame svg:x="2cm" svg:y="2cm" svg:width="20cm" svg:height="4cm"><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>'


def sources() -> Iterator[tuple[str, str]]:
    """Yield (file name, text) of 25 sources: each makes four files, of three formats and as PDF."""
    wanted: list[frozenset[str]] = [frozenset()]
    wanted += [frozenset([one]) for one in WRITER_PARTS]
    wanted += [frozenset(WRITER_PARTS), frozenset(["comment", "revision"]), frozenset(["hidden", "table"])]
    for number, (parts, length) in enumerate(product(wanted, (3,))):
        yield f"w{number}.fodt", writer(parts, length * (number + 1))
    for number, one in enumerate(
        ((), ("row",), ("column",), ("sheet",), ("comment",), ("row", "column", "sheet", "comment"))
    ):
        yield f"c{number}.fods", calc(frozenset(one), 5 + 20 * number)
    yield "c6.fods", calc(frozenset(), 300)
    yield "c7.fods", calc(frozenset(["sheet", "comment"]), 40)
    for number, one in enumerate(((), ("notes",), ("slide",), ("comment",), ("notes", "slide", "comment"))):
        yield f"i{number}.fodp", impress(frozenset(one), 2 + number)
    yield "i5.fodp", impress(frozenset(["notes"]), 12)
    yield "i6.fodp", impress(frozenset(), 1)
    yield "i7.fodp", impress(frozenset(["slide"]), 5)
