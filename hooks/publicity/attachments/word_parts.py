"""The parts of a Word file that hold text, and what is hidden in one: styles, runs, revisions."""

from collections.abc import Iterator
from dataclasses import dataclass

from publicity.attachments.elements import Element, local
from publicity.attachments.office import Office

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
STORIES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
COMMENTS = {"comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"}
# Elements that keep how something was before a revision.
FORMER = (
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tcPrChange",
    "trPrChange",
    "tblGridChange",
    "numberingChange",
)
_OFF = ("0", "false", "off")


def namespace(root: Element) -> str:
    """The namespace that a part's words are in: the usual or the strict one."""
    tag = root.tag
    return _STRICT if isinstance(tag, str) and tag.startswith(_STRICT) else W


def stories(office: Office) -> Iterator[tuple[str, str]]:
    """Yield (part, name in words) of everything with text: the body first, its name empty."""
    main = office.main()
    yield main, ""
    for relation in office.to(main, *STORIES):
        if relation.target in office.parts:
            yield relation.target, STORIES[relation.sort]


def is_on(element: Element, w: str) -> bool:
    """Whether a property that is either there or not is on."""
    return str(element.get(f"{w}val", "1")).lower() not in _OFF


@dataclass(frozen=True)
class HiddenStyles:
    """Styles whose text is hidden (字体 → 隐藏)."""

    ids: frozenset[str]


def hidden_styles(office: Office) -> HiddenStyles:
    """Read them, with what they inherit."""
    main = office.main()
    own: dict[str, bool | None] = {}
    base: dict[str, str] = {}
    for relation in office.to(main, "styles"):
        if b"vanish" not in office.parts.get(relation.target, b""):
            continue
        root = office.tree(relation.target)
        w = namespace(root)
        for style in root.iter(f"{w}style"):
            name = style.get(f"{w}styleId", "")
            vanish = style.find(f"{w}rPr/{w}vanish")
            own[name] = None if vanish is None else is_on(vanish, w)
            parent = style.find(f"{w}basedOn")
            if parent is not None:
                base[name] = parent.get(f"{w}val", "")
    return HiddenStyles(frozenset(name for name in own if _inherits(name, own, base)))


def _inherits(name: str, own: dict[str, bool | None], base: dict[str, str]) -> bool:
    for _ in range(len(own) + 1):
        if (said := own.get(name)) is not None:
            return said
        if name not in base:
            return False
        name = base[name]
    return False


def hidden_runs(root: Element, styles: HiddenStyles) -> list[Element]:
    """The runs with text that nobody sees, by their own properties or by their styles."""
    w = namespace(root)
    decided: dict[Element, bool] = {}
    for vanish in root.iter(f"{w}vanish"):
        run = _run_of(vanish, w)
        if run is not None:
            decided[run] = is_on(vanish, w)
    if styles.ids:
        for style in root.iter(f"{w}rStyle"):
            run = _run_of(style, w)
            if run is not None and style.get(f"{w}val") in styles.ids:
                decided.setdefault(run, True)
        for style in root.iter(f"{w}pStyle"):
            properties = style.getparent()
            if style.get(f"{w}val") in styles.ids and properties is not None and properties.getparent() is not None:
                for run in properties.getparent().iter(f"{w}r"):
                    decided.setdefault(run, True)
    return [run for run, hidden in decided.items() if hidden and _speaks(run)]


def _run_of(element: Element, w: str) -> Element | None:
    properties = element.getparent()
    run = None if properties is None else properties.getparent()
    return run if run is not None and run.tag == f"{w}r" else None


def _speaks(run: Element) -> bool:
    return any(local(one) in ("t", "drawing", "pict", "object", "sym") for one in run.iter())


def revisions(root: Element) -> list[Element]:
    """Everything that a tracked change left: insertions, deletions, moves, former properties."""
    w = namespace(root)
    sorts = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", *FORMER)
    return list(root.iter(*(f"{w}{sort}" for sort in sorts)))
