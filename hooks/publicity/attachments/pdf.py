"""PDF files: what they say, what is hidden in them."""

from typing import Any

import pikepdf

from publicity.attachments import pdf_file
from publicity.attachments.contents import Found, Sort
from publicity.attachments.pdf_clean import without_hidden_layers
from publicity.attachments.pdf_text import page_texts

_INFO = {
    "/Author": "作者",
    "/Creator": "制作软件",
    "/Producer": "生成软件",
    "/Title": "标题属性",
    "/Subject": "主题属性",
    "/Keywords": "关键词属性",
    "/Company": "单位",
    "/SourceModified": "原文件修改时间",
    "/CreationDate": "建立时间",
    "/ModDate": "修改时间",
}
_PERSONAL = ("/Author", "/Company", "/Subject", "/Keywords")
_FEW = 10  # letters: a page number on a scan is no text


def look_at_pdf(data: bytes, found: Found) -> None:
    """Gather everything in a PDF."""
    with pdf_file.open_pdf(data) as pdf:
        found.signed = pdf_file.is_signed(pdf)
        _look_at_info(pdf, found)
        _look_at_root(pdf, found)
        for number, page in enumerate(pdf.pages, 1):
            _look_at_annotations(page, f"第 {number} 页", found)
        _look_for_actions(pdf, found)
        shown = without_hidden_layers(pdf)
    if shown:  # PDFium reads what lies on layers that are off like all the rest
        for whole in page_texts(data):
            found.say(f"第 {whole.number} 页，连同隐藏的图层", whole.text, hidden=True)
    _look_at_text(shown or data, found)


def _look_at_info(pdf: pikepdf.Pdf, found: Found) -> None:
    info = pdf.trailer.get("/Info")
    if isinstance(info, pikepdf.Dictionary):
        for key, value in info.items():
            found.tell(_INFO.get(str(key), f"属性 {str(key)[1:31]}"), _text(value))
        if found.signed:
            told = [key for key in _PERSONAL if _text(info.get(key))]
            found.hide(Sort.SIGNED, "", len(told), removable=False)
    if "/Metadata" in pdf.Root:
        found.tell("XMP", "有一份文件信息")


def _look_at_root(pdf: pikepdf.Pdf, found: Found) -> None:
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        for name, _ in pdf_file.named(names.get("/EmbeddedFiles")):
            found.hide(Sort.EMBEDDED, name[:60])
        scripts = len(pdf_file.named(names.get("/JavaScript")))
        found.hide(Sort.SCRIPT, "整个文件", scripts)
    elif pdf_file.listed(pdf.Root.get("/AF")):
        found.hide(Sort.EMBEDDED, "关联的文件")
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        found.hide(Sort.FORM, "XFA 表单", removable=False)
    for layer in pdf_file.hidden_layers(pdf):
        found.hide(Sort.LAYER, f"“{_text(layer.get('/Name'))[:30]}”")


def _look_at_annotations(page: Any, place: str, found: Found) -> None:
    for one in pdf_file.annotations(page):
        sort, flags = str(one.get("/Subtype")), one.get("/F", 0)
        unseen = isinstance(flags, int) and bool(flags & pdf_file.FLAG_HIDDEN)
        said = _text(one.get("/Contents"))
        if sort == "/FileAttachment":
            found.hide(Sort.EMBEDDED, place)
        elif sort == "/Popup":
            continue
        elif sort in pdf_file.REMARKS:
            found.hide(Sort.COMMENT, place)
            found.say(f"{place}的批注", said, hidden=True)
        elif sort == "/Widget":
            value = _text(one.get("/V")) or _text((one.get("/Parent") or {}).get("/V"))
            if unseen and value:
                found.hide(Sort.FORM, place)
            found.say(f"{place}的表单", value, hidden=unseen)
        elif unseen and sort != "/Link":
            found.hide(Sort.SHAPE, place)
            found.say(f"{place}的标注", said, hidden=True)
        elif sort != "/Link":
            found.say(f"{place}的标注", said)


def _look_for_actions(pdf: pikepdf.Pdf, found: Found) -> None:
    """Actions anywhere: on opening, on pages, fields, links."""
    for one in pdf_file.dictionaries(pdf):
        for key in ("/A", "/OpenAction"):
            action = one.get(key)
            if isinstance(action, pikepdf.Dictionary) and str(action.get("/S")) in pdf_file.ACTIONS:
                found.hide(Sort.SCRIPT, "链接、按钮或打开文件时")
        if isinstance(one.get("/AA"), pikepdf.Dictionary):
            found.hide(Sort.SCRIPT, "链接、按钮或打开文件时")


def _look_at_text(data: bytes, found: Found) -> None:
    silent: list[int] = []
    read_by_machine: list[int] = []
    unfinished = False
    for page in page_texts(data):
        place = f"第 {page.number} 页"
        found.say(place, page.text)
        letters = len("".join(page.text.split()))
        if page.pictured and letters < _FEW:
            silent.append(page.number)
        elif page.invisible and page.pictured:
            read_by_machine.append(page.number)
        elif page.invisible:
            found.hide(Sort.TEXT, place, page.invisible, removable=False)
        if not page.whole:
            unfinished = True
        if page.covered:
            found.hide(Sort.TEXT, f"{place}：黑框下面的字还在，复制就能看到", removable=False)
    if unfinished:
        found.unseen.append("画的东西太多，没有看全有没有涂黑和隐形的字：请人看")
    if silent:
        found.unseen.append(f"{_pages(silent)}是扫描的图，没有文字：看不了，请人看")
    if read_by_machine:
        found.unseen.append(f"{_pages(read_by_machine)}是扫描的图，文字是机器认的，会认错：请人再看")


def _pages(numbers: list[int]) -> str:
    shown = "、".join(map(str, numbers[:5]))
    return f"第 {shown} 页" if len(numbers) <= 5 else f"第 {shown} 等 {len(numbers)} 页"


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, pikepdf.String) else ""
