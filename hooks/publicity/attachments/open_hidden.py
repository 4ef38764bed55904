"""What is hidden in an OpenDocument file: by styles, rows and columns, as comments, revisions, notes."""

from bisect import bisect_right
from itertools import accumulate

from publicity.attachments.contents import Sort
from publicity.attachments.elements import Element, local, read_xml, text_of

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_PRESENTATION = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"


def hidden_styles(content: Element, parts: dict[str, bytes]) -> dict[str, str]:
    """The names of styles that hide, and what sort of thing they hide."""
    roots = [content]
    if "styles.xml" in parts:
        roots.append(read_xml(parts["styles.xml"], "styles.xml"))
    hiding: dict[str, str] = {}
    for style in (one for root in roots for one in root.iter(f"{_STYLE}style")):
        name = style.get(f"{_STYLE}name", "")
        for properties in style:
            sort = local(properties)
            if sort == "text-properties" and properties.get(f"{_TEXT}display") == "none":
                hiding[name] = "text"
            elif sort == "table-properties" and properties.get(f"{_TABLE}display") == "false":
                hiding[name] = "table"
            elif sort == "drawing-page-properties" and properties.get(f"{_PRESENTATION}visibility") == "hidden":
                hiding[name] = "page"
            elif sort == "section-properties" and properties.get(f"{_TEXT}display") == "none":
                hiding[name] = "text"
    return hiding


def find_unseen(content: Element, hiding: dict[str, str]) -> list[tuple[Element, Sort]]:
    """Everything that readers don't see, in order; an element in another one is not listed again."""
    found: list[tuple[Element, Sort]] = []
    seen: set[Element] = set()
    columns = _in_hidden_columns(content)
    for element in content.iter():
        if not isinstance(element.tag, str):
            continue
        parent = element.getparent()
        if parent is not None and parent in seen:
            seen.add(element)
        elif sort := Sort.CELL if element in columns else _sort(element, hiding):
            seen.add(element)
            found.append((element, sort))
    return found


def _sort(element: Element, hiding: dict[str, str]) -> Sort | None:
    tag, word = str(element.tag), local(element)
    if word == "annotation":  # LibreOffice has one of its own on slides
        return Sort.COMMENT
    if tag in (f"{_TEXT}tracked-changes", f"{_TABLE}tracked-changes"):
        return Sort.REVISION if len(element) else None
    if tag in (f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph") or element.get(f"{_TEXT}display") == "none":
        return Sort.TEXT if text_of(element).strip() else None
    if tag == f"{_PRESENTATION}notes":
        return Sort.NOTES if _notes(element) else None
    if element.get(f"{_TABLE}visibility") in ("collapse", "filter") and text_of(element).strip():
        return Sort.ROW if word == "table-row" else None
    style = hiding.get(element.get(f"{_TEXT}style-name") or "") or hiding.get(element.get(f"{_DRAW}style-name") or "")
    style = style or hiding.get(element.get(f"{_TABLE}style-name") or "")
    if style == "table" and tag == f"{_TABLE}table":
        return Sort.SHEET
    if style == "page" and tag == f"{_DRAW}page":
        return Sort.SLIDE
    if style == "text" and word in ("span", "p", "h", "section"):
        return Sort.TEXT if text_of(element).strip() else None
    return Sort.SHAPE if element.get(f"{_DRAW}display") == "none" else None


def _in_hidden_columns(content: Element) -> set[Element]:
    """The cells that lie in hidden columns."""
    found: set[Element] = set()
    for table in content.iter(f"{_TABLE}table"):
        columns = _columns(table)
        if not any(hidden for _, hidden in columns):
            continue
        edges = list(accumulate(count for count, _ in columns))
        for row in table.iter(f"{_TABLE}table-row"):
            at = 0
            for cell in row:
                column = bisect_right(edges, at)
                if column < len(columns) and columns[column][1] and text_of(cell).strip():
                    found.add(cell)
                at += int(cell.get(f"{_TABLE}number-columns-repeated", 1))
    return found


def _columns(table: Element) -> list[tuple[int, bool]]:
    return [
        (
            int(one.get(f"{_TABLE}number-columns-repeated", 1)),
            one.get(f"{_TABLE}visibility") in ("collapse", "filter"),
        )
        for one in table.iter(f"{_TABLE}table-column")
    ]


def _notes(element: Element) -> str:
    return "".join(text_of(one) for one in element.iter(f"{_TEXT}p")).strip()
