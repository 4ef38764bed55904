"""Word files as offices have them: automatic numbers, revisions, hidden text, fields, merged cells, pictures."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

NS = nsdecls("w")


def level(number: int, form: str, text: str, more: str = "") -> str:
    """A level of a list; `more` stands between its start and its text."""
    begins = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{number}">{begins}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def lists(document: Any, kinds: dict[int, str], used: dict[int, str]) -> None:
    """Put definitions (levels by number) and lists (what stands in `w:num` by number) into a document."""
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for number, levels in kinds.items():
        root.append(parse_xml(f'<w:abstractNum {NS} w:abstractNumId="{number}">{levels}</w:abstractNum>'))
    for number, inside in used.items():
        root.append(parse_xml(f'<w:num {NS} w:numId="{number}">{inside}</w:num>'))


def paragraph(document: Any, runs: str, properties: str = "") -> None:
    """Add a paragraph as XML; `runs` may be plain text."""
    inside = runs if runs.startswith("<") else run(runs)
    xml = f"<w:p {NS}><w:pPr>{properties}</w:pPr>{inside}</w:p>"
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml))


def run(text: str, properties: str = "") -> str:
    """A run as XML."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(used: int, depth: int = 0) -> str:
    """The properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{used}"/></w:numPr>'


def png(color: str = "red", size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture."""
    made = BytesIO()
    Image.new("RGB", size, color).save(made, "PNG")
    return made.getvalue()


def saved(document: Any) -> bytes:
    """A document's bytes."""
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def numbered_paper() -> bytes:
    """一、（一）1.① and more, with restarts, a list by its style, one over again, legal numbers, an unknown form."""
    document = Document()
    chinese = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）")
    chinese += level(2, "decimal", "%3.") + level(3, "decimalEnclosedCircle", "%4")
    legal = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    kinds = {
        1: chinese,
        2: legal,
        3: level(0, "bullet", "\uf0b7"),
        4: level(0, "thaiLetters", "%1)"),
        5: level(0, "chineseCountingThousand", "第%1条", "<w:pStyle w:val='Heading2'/>"),
        6: level(0, "bullet", "※"),
    }
    plain = "<w:abstractNumId w:val='{}'/>"
    over = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>"
    used = {number: plain.format(number) for number in kinds} | {9: plain.format(1) + over}
    lists(document, kinds, used)
    for depth, words in (
        (0, "参加范围"),
        (1, "党员"),
        (2, "在职的"),
        (3, "机关"),
        (3, "街道"),
        (2, "离退休的"),
        (1, "群众"),
    ):
        paragraph(document, words, numbered(1, depth))
    paragraph(document, "没有编号的一段")
    paragraph(document, "目标要求", numbered(1))
    paragraph(document, "编号从头再来", numbered(9))
    paragraph(document, "接着编", numbered(9))
    paragraph(document, "总则", numbered(2))
    paragraph(document, "适用", numbered(2, 1))
    paragraph(document, "一个圆点", numbered(3))
    paragraph(document, "泰文的编号", numbered(4))
    style = document.styles["Heading 2"].element
    style.get_or_add_pPr().append(parse_xml(f"<w:numPr {NS}><w:numId w:val='5'/></w:numPr>"))
    document.add_heading("由样式编号的标题", 2)
    document.add_heading("第二条", 2)
    paragraph(document, "这一段取消了编号", "<w:pStyle w:val='Heading2'/><w:numPr><w:numId w:val='0'/></w:numPr>")
    paragraph(document, "有意思的符号", numbered(6))
    return saved(document)


def revised_paper() -> bytes:
    """Hidden text, tracked changes, a comment, fields, a box, a note, a head, and what only looks hidden."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "内部示例页眉"
    document.add_comment(document.add_paragraph("有批注的一段。").runs, "这里请改", author="某", initials="某")
    paragraph(document, run("看得见") + run("看不见", "<w:vanish/>") + run("还看得见", "<w:vanish w:val='0'/>"))
    removed = "<w:del w:id='1' w:author='某'><w:r><w:delText>删掉的</w:delText></w:r></w:del>"
    added = "<w:ins w:id='2' w:author='某'>" + run("添上的") + "</w:ins>"
    paragraph(document, run("原来的") + removed + added)
    paragraph(document, removed, "<w:rPr><w:del w:id='3' w:author='某'/></w:rPr>")
    begin, middle, end = (f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end"))
    code = '<w:r><w:instrText>HYPERLINK "https://example.invalid/a"</w:instrText></w:r>'
    paragraph(document, run("见") + begin + code + middle + run("这一页") + end + run("。"))
    paragraph(document, begin + "<w:r><w:instrText>eq \\o\\ac(○,7)</w:instrText></w:r>" + end + run("带圈的字"))
    paragraph(document, "<w:fldSimple w:instr=' DATE '>" + run("2026年1月2日") + "</w:fldSimple>")
    paragraph(document, begin + run("坏掉的域里的字"))
    box = (
        "<w:r><w:pict xmlns:v='urn:schemas-microsoft-com:vml'><v:shape><v:textbox><w:txbxContent>"
        f"<w:p>{run('文本框里的字')}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    paragraph(document, run("旁边有框") + box)
    paragraph(document, run("第一行") + "<w:r><w:br/></w:r>" + run("第二行"))
    return saved(document)


def brief(number: int = 3, day: str = "2026年4月22日") -> bytes:
    """A 简报 as an office prints it: red head, numbered headings, a table with merged cells, a picture, a foot."""
    document = Document()
    levels = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
    lists(document, {1: levels}, {1: "<w:abstractNumId w:val='1'/>"})
    middle = '<w:jc w:val="center"/>'
    for words in ("学习实践活动简报", f"第{number}期"):
        paragraph(document, words, middle)
    paragraph(document, run("示例区人大机关学习实践活动领导小组办公室") + "<w:r><w:tab/></w:r>" + run(day))
    paragraph(document, "★————————★", middle)
    paragraph(document, "示例区人大机关集中学习", middle)
    paragraph(document, "走访代表联系点", middle)
    paragraph(document, "示例：4月20日，机关集中学习1次，到会32人*，其中[离退休]3人。会后分三组走访，情况如下。")
    paragraph(document, "学习情况", numbered(1))
    paragraph(document, "人员", numbered(1, 1))
    paragraph(document, "处级以上5天；", numbered(1, 2))
    paragraph(document, "科级以下3天。", numbered(1, 2))
    paragraph(document, run("走访情况") + run("（内部掌握）", "<w:vanish/>"), numbered(1))
    table = document.add_table(3, 3)
    for r, row in enumerate((("组别", "走访", ""), ("", "户数", "意见"), ("第一组", "12", "3|4"))):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    document.add_picture(BytesIO(png()))
    paragraph(document, "图为走访现场（示例）", middle)
    paragraph(document, "附件：1. 走访登记表")
    paragraph(document, "报：区委学习实践活动领导小组；市人大常委会办公厅。")
    paragraph(document, "送：区政府办公室，区政协办公室。")
    paragraph(document, "发：各委、办，各街道人大工委。")
    paragraph(document, "（共印50份）")
    paragraph(document, "责任编辑：宣传组　　签发：办公室主任")
    return saved(document)
