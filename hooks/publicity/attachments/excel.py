"""Excel files: what they say, what is hidden in them."""

from publicity.attachments.cells import column_letters
from publicity.attachments.contents import Found, Sort
from publicity.attachments.elements import local, text_of
from publicity.attachments.flaw import UnreadableError
from publicity.attachments.office import Office
from publicity.attachments.office_facts import drawn_texts, look_at_facts
from publicity.attachments.workbook import Sheet, Workbook

SOURCES = {"connections", "externalLink", "pivotCacheDefinition", "queryTable", "customData", "powerPivotData", "model"}
REVISIONS = {"revisionHeaders", "usernames"}
COMMENTS = {"comments", "threadedComment"}
_SORTS = {"row": Sort.ROW, "column": Sort.COLUMN, "format": Sort.CELL, "merged": Sort.CELL}


def look_at_excel(office: Office, found: Found) -> None:
    """Gather everything in an Excel file."""
    look_at_facts(office, found)
    book = Workbook(office)
    for sheet in book.sheets():
        if "macrosheet" in sheet.part.lower() or "macrosheet" in office.type_of(sheet.part):
            raise UnreadableError("文件里带着宏（程序）", "删掉宏表，另存为 xlsx")
        if sheet.hidden:
            found.hide(Sort.SHEET, sheet.words)
        found.say("工作表的名字", sheet.name, hidden=sheet.hidden)
        _look_at_cells(book, sheet, found)
        _look_around(office, sheet, found)
    _look_at_sources(office, book.main, found)
    for name in office.tree(book.main).iter("{*}definedName"):
        if name.get("hidden") in ("1", "true") and not name.get("name", "").startswith(("_xlnm.", "_xlfn", "_xlpm")):
            found.say("隐藏的名称", text_of(name), hidden=True)


def _look_at_cells(book: Workbook, sheet: Sheet, found: Found) -> None:
    counted: set[tuple[str, int]] = set()
    for cell in book.cells(sheet):
        place = f"{sheet.words} {column_letters(cell.column)}{cell.row}"
        found.say(place, cell.text, hidden=sheet.hidden or bool(cell.why))
        if sheet.hidden or not cell.why:
            continue
        number = {"row": cell.row, "column": cell.column}.get(cell.why, cell.row * 20_000 + cell.column)
        if (cell.why, number) not in counted:
            counted.add((cell.why, number))
            found.hide(_SORTS[cell.why], place)


def _look_around(office: Office, sheet: Sheet, found: Found) -> None:
    """What belongs to a sheet beside its cells: comments, drawings, page heads, prompts."""
    root = office.tree(sheet.part)
    for element in root.iter("{*}headerFooter"):
        for one in element:
            found.say(f"{sheet.words}的页眉页脚", text_of(one), sheet.hidden)
    for rule in root.iter("{*}dataValidation"):
        found.say(f"{sheet.words}的输入提示", " ".join(filter(None, map(rule.get, ("promptTitle", "prompt", "error")))))
    threaded = False
    for relation in sorted(office.to(sheet.part, *COMMENTS), key=lambda one: one.sort, reverse=True):
        if relation.target not in office.parts or (threaded and relation.sort == "comments"):
            continue  # threaded comments lie there a second time, as plain ones
        threaded = relation.sort == "threadedComment"
        for comment in office.tree(relation.target).iter("{*}comment", "{*}threadedComment"):
            place = f"{sheet.words} {comment.get('ref', '')}"
            found.hide(Sort.COMMENT, place)
            found.say(f"{place} 的批注", text_of(comment), hidden=True)
    parts = [one.target for one in office.to(sheet.part, "drawing") if one.target in office.parts]
    charts = [one.target for part in parts for one in office.to(part, "chart") if one.target in office.parts]
    for _, text in drawn_texts(office, parts + charts):
        found.say(f"{sheet.words}的图", text, sheet.hidden)
    for part in parts:
        for shape in office.tree(part).iter("{*}cNvPr"):
            if shape.get("hidden") in ("1", "true"):
                found.hide(Sort.SHAPE, sheet.words)


def _look_at_sources(office: Office, main: str, found: Found) -> None:
    sorts = {one.target: one.sort for name in office.reachable() for one in office.relations(name) if not one.outside}
    for target, sort in sorts.items():
        if sort in SOURCES:
            found.hide(Sort.SOURCE, target.rpartition("/")[2], removable=not has_slicers(office, main))
        if sort in REVISIONS:
            found.hide(Sort.REVISION, "共享工作簿的修订记录")
        if sort in SOURCES | {"pivotCacheRecords"} and target in office.parts and target.endswith(".xml"):
            for element in office.tree(target).iter("{*}s", "{*}v", "{*}t"):
                text = element.get("v") if local(element) == "s" else element.text
                found.say("数据来源的缓存", text or "", hidden=True)


def has_slicers(office: Office, main: str) -> bool:
    """Whether buttons choose what a pivot table shows: then it can't become plain values."""
    return any(True for _ in office.to(main, "slicerCache", "timelineCache"))
