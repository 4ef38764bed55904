"""Excel files without hidden sheets, rows, columns, comments, sources; values shown stay as they are shown."""

import re

from publicity.attachments.elements import Element, local, remove
from publicity.attachments.excel import COMMENTS, REVISIONS, SOURCES, has_slicers
from publicity.attachments.office import Office, Relation, referred
from publicity.attachments.office_facts import drop_facts, drop_local_links, make_anonymous
from publicity.attachments.workbook import Sheet, Workbook
from publicity.regex import regex

_PIVOT = {"pivotTable", "pivotCacheDefinition"}
_OUTSIDE = regex(r"\[\d+\]")


def clean_excel(office: Office) -> None:
    """Take out what readers don't see. Formulas become the values they show: what they came from is gone."""
    book = Workbook(office)
    sheets = book.sheets()
    gone = [sheet for sheet in sheets if sheet.hidden]
    changed = bool(gone)
    for sheet in sheets:
        if not sheet.hidden:
            changed |= _empty_hidden(book, sheet)
            _drop_comments(office, sheet)
            _drop_hidden_shapes(office, sheet)
    changed |= _drop_sources(office, book.main)
    if changed:
        for sheet in sheets:
            _values_only(office.changed(sheet.part))
    _drop_sheets(office, book.main, gone)
    drop_local_links(office)
    _empty_unused_strings(office, [sheet for sheet in sheets if not sheet.hidden])


def strip_excel(office: Office) -> None:
    """Take out what the file says of itself; comments that stay are nobody's."""
    drop_facts(office)
    main = office.main()
    root = office.changed(main)
    for element in list(root.iter("{*}absPath")):
        holder = next((one for one in element.iterancestors() if local(one) == "AlternateContent"), element)
        remove(holder)
    for element in list(root.iter("{*}revisionPtr", "{*}fileSharing", "{*}customWorkbookViews", "{*}webPublishing")):
        remove(element)
    for sheet in Workbook(office).sheets():
        if b"customSheetViews" in office.parts[sheet.part]:
            for element in list(office.changed(sheet.part).iter("{*}customSheetViews")):
                remove(element)
    parts = [name for name in office.reachable() if "omment" in name or "persons/" in name]
    make_anonymous(office, [name for name in parts if name.endswith(".xml")])


def _empty_hidden(book: Workbook, sheet: Sheet) -> bool:
    hidden = [cell.element for cell in book.cells(sheet) if cell.why]
    if hidden:
        book.office.changed(sheet.part)
    for element in hidden:
        for child in list(element):
            element.remove(child)
        element.attrib.pop("t", None)
    return bool(hidden)


def _values_only(root: Element) -> None:
    for formula in list(root.iter("{*}f")):
        if local(formula.getparent()) == "c":
            remove(formula)


def _drop_comments(office: Office, sheet: Sheet) -> None:
    if not office.drop(sheet.part, lambda one: one.sort in COMMENTS):
        return
    root = office.changed(sheet.part)
    for element in list(root.iter("{*}legacyDrawing")):
        drawing = next((one for one in office.relations(sheet.part) if one.id == referred(element)), None)
        if drawing and _only_notes(office.parts.get(drawing.target, b"")):
            office.drop(sheet.part, lambda one, gone=drawing: one.id == gone.id)  # type: ignore[misc]
            remove(element)


def _only_notes(drawing: bytes) -> bool:
    """Whether an old drawing draws nothing but the notes' balloons. It is no XML that one may rely upon."""
    sorts = re.findall(rb"ObjectType\s*=\s*[\"'](\w+)", drawing)
    return all(sort == b"Note" for sort in sorts)


def _drop_hidden_shapes(office: Office, sheet: Sheet) -> None:
    for relation in office.to(sheet.part, "drawing"):
        if b"hidden" not in office.parts.get(relation.target, b""):
            continue
        for shape in list(office.changed(relation.target).iter("{*}cNvPr")):
            anchor = next((one for one in shape.iterancestors() if local(one).endswith("Anchor")), None)
            if shape.get("hidden") in ("1", "true") and anchor is not None:
                remove(anchor)


def _drop_sources(office: Office, main: str) -> bool:
    """Take out other workbooks' values, pivot tables' sources, connections: their results stay as values."""
    if has_slicers(office, main):
        return False
    if not sum(len(office.drop(name, _is_source)) for name in office.reachable()):
        return False
    root = office.changed(main)
    for element in list(root.iter("{*}externalReferences", "{*}pivotCaches")):
        remove(element)
    for element in [one for one in root.iter("{*}definedName") if _OUTSIDE.search(one.text or "")]:
        remove(element)
    for name in office.reachable():
        if "/tables/" in name and b"queryTable" in office.parts[name]:
            for element in office.changed(name).iter():
                if element.get("tableType") == "queryTable":
                    del element.attrib["tableType"]
                for key in ("queryTableFieldId", "connectionId"):
                    element.attrib.pop(key, None)
    return True


def _is_source(relation: Relation) -> bool:
    return relation.sort in SOURCES | REVISIONS | _PIVOT


def _drop_sheets(office: Office, main: str, gone: list[Sheet]) -> None:
    if not gone:
        return
    root = office.changed(main)
    numbers = {sheet.number for sheet in gone}
    for number, element in enumerate(list(root.iter("{*}sheet"))):
        if number in numbers:
            remove(element)
    for name in list(root.iter("{*}definedName")):
        owner = int(name.get("localSheetId", -1))
        if owner in numbers or any(_names(name.text or "", sheet.name) for sheet in gone):
            remove(name)
        elif owner >= 0:
            name.set("localSheetId", str(owner - sum(number < owner for number in numbers)))
    for names in list(root.iter("{*}definedNames")):
        if not len(names):
            remove(names)
    for view in root.iter("{*}workbookView"):
        for key in ("activeTab", "firstSheet"):
            view.attrib.pop(key, None)
    relations = {sheet.relation for sheet in gone}
    office.drop(main, lambda one: one.id in relations or one.sort == "calcChain")
    _drop_rules_from(office, gone)


def _drop_rules_from(office: Office, gone: list[Sheet]) -> None:
    """Lists to choose from and colours that depend on a sheet that is gone."""
    for sheet in Workbook(office).sheets():
        if not any(one.name.encode() in office.parts[sheet.part] for one in gone):
            continue
        root = office.changed(sheet.part)
        for rule in list(root.iter("{*}dataValidation", "{*}cfRule")):
            said = "".join(rule.itertext())
            if any(_names(said, one.name) for one in gone):
                holder = rule.getparent()
                remove(rule)
                if local(rule) == "cfRule" and holder is not None and holder.find("{*}cfRule") is None:
                    remove(holder)
        for rules in list(root.iter("{*}dataValidations")):
            if rules.find("{*}dataValidation") is None:
                remove(rules)
            else:
                rules.attrib.pop("count", None)


def _names(formula: str, sheet: str) -> bool:
    return f"{sheet}!" in formula or "'{}'!".format(sheet.replace("'", "''")) in formula


def _empty_unused_strings(office: Office, sheets: list[Sheet]) -> None:
    """Shared strings that no cell shows any more become empty; the others keep their numbers."""
    used = {
        int(value.text)
        for sheet in sheets
        for cell in office.tree(sheet.part).iter("{*}c")
        if cell.get("t") == "s" and (value := cell.find("{*}v")) is not None and value.text
    }
    for relation in office.to(office.main(), "sharedStrings"):
        if relation.target not in office.parts:
            continue
        strings = [one for one in office.tree(relation.target) if local(one) == "si"]
        for at, element in enumerate(strings):
            if at not in used and len(element):
                office.changed(relation.target)
                for child in list(element):
                    element.remove(child)
                element.append(element.makeelement(element.tag.replace("}si", "}t")))
