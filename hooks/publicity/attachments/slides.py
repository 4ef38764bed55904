"""PowerPoint files: what they say, what is hidden in them; and the same without it."""

from publicity.attachments.contents import Found, Sort
from publicity.attachments.elements import Element, local, remove, text_of
from publicity.attachments.office import Office, referred
from publicity.attachments.office_facts import (
    drawn_texts,
    drop_embedded,
    drop_facts,
    drop_local_links,
    look_at_facts,
    make_anonymous,
)

_COMMENTS = {"comments", "comment"}
_AUTHORS = {"commentAuthors", "authors"}


def look_at_slides(office: Office, found: Found) -> None:
    """Gather everything in a PowerPoint file."""
    look_at_facts(office, found)
    for number, part, hidden in _slides(office):
        place = f"第 {number} 张幻灯片"
        if hidden:
            found.hide(Sort.SLIDE, place)
        _look_at_slide(office, part, place, hidden, found)


def _look_at_slide(office: Office, part: str, place: str, hidden: bool, found: Found) -> None:
    root = office.tree(part)
    secret = {paragraph for shape in _hidden_shapes(root) for paragraph in shape.iter("{*}p")}
    found.hide(Sort.SHAPE, place, len(_hidden_shapes(root)))
    for paragraph in root.iter("{*}p"):
        text = "".join("\n" if local(one) == "br" else one.text or "" for one in paragraph.iter("{*}t", "{*}br"))
        found.say(place, text, hidden or paragraph in secret)
    for relation in office.relations(part):
        if relation.outside or relation.target not in office.parts:
            continue
        if relation.sort == "notesSlide" and (note := _notes(office.tree(relation.target))):
            found.hide(Sort.NOTES, place)
            found.say(f"{place}的备注", note, hidden=True)
        elif relation.sort in _COMMENTS:
            for comment in office.tree(relation.target).iter("{*}cm"):
                found.hide(Sort.COMMENT, place)
                found.say(f"{place}的批注", text_of(comment), hidden=True)
    drawn = [one.target for one in office.to(part, "chart", "diagramData") if one.target in office.parts]
    for _, text in drawn_texts(office, drawn):
        found.say(f"{place}的图", text, hidden)


def clean_slides(office: Office) -> None:
    """Take out hidden slides and shapes, notes, comments, embedded files."""
    main = office.main()
    gone = {part for _, part, hidden in _slides(office) if hidden}
    if gone:
        _drop_slides(office, main, gone)
    for _, part, _ in _slides(office):
        root = office.changed(part)
        for shape in _hidden_shapes(root):
            remove(shape)
        office.drop(part, lambda one: one.sort in _COMMENTS)
        noted = [one.target for one in office.to(part, "notesSlide") if one.target in office.parts]
        if any(_notes(office.tree(name)) for name in noted):
            office.drop(part, lambda one: one.sort == "notesSlide")
    office.drop(main, lambda one: one.sort in _AUTHORS)
    for name in office.reachable():
        drop_embedded(office, name, _give_up)
    drop_local_links(office)


def strip_slides(office: Office) -> None:
    """Take out what the file says of itself; comments that stay are nobody's."""
    drop_facts(office)
    parts = [name for name in office.reachable() if "omment" in name or name.endswith("authors.xml")]
    make_anonymous(office, parts)


def _slides(office: Office) -> list[tuple[int, str, bool]]:
    """(number from 1, part, whether hidden) of the slides, in the order of the show."""
    main = office.main()
    parts = {one.id: one.target for one in office.to(main, "slide")}
    listed = [parts.get(referred(one) or "", "") for one in office.tree(main).iter("{*}sldId")]
    return [
        (number, part, office.tree(part).get("show") in ("0", "false"))
        for number, part in enumerate(listed, 1)
        if part in office.parts
    ]


def _hidden_shapes(root: Element) -> list[Element]:
    """Shapes switched off in the selection pane. Pictures that stand for embedded things are off by rights."""
    shapes = []
    for properties in root.iter("{*}cNvPr"):
        holder = properties.getparent()
        shape = None if holder is None else holder.getparent()
        if properties.get("hidden") not in ("1", "true") or shape is None or local(shape) == "control":
            continue
        if not any(local(one) == "oleObj" for one in shape.iterancestors()):
            shapes.append(shape)
    return shapes


def _notes(root: Element) -> str:
    """What the speaker notes say, without the slide's number and date."""
    said = []
    for shape in root.iter("{*}sp"):
        kind = shape.find(".//{*}nvPr/{*}ph")
        if kind is None or kind.get("type") not in ("sldNum", "dt", "hdr", "ftr", "sldImg"):
            said += [text_of(one) for one in shape.iter("{*}t")]
    return "".join(said).strip()


def _drop_slides(office: Office, main: str, gone: set[str]) -> None:
    root = office.changed(main)
    relations = {one.id for one in office.to(main, "slide") if one.target in gone}
    numbers = set()
    for element in [one for one in root.iter("{*}sldId") if referred(one) in relations]:
        numbers.add(element.get("id"))
        remove(element)
    for element in [one for one in root.iter("{*}sldId") if referred(one) is None and one.get("id") in numbers]:
        remove(element)  # in a list of sections
    for element in [one for one in root.iter("{*}sld") if referred(one) in relations]:
        remove(element)  # in a custom show
    office.drop(main, lambda one: one.id in relations)
    for name in office.reachable():  # links from slide to slide
        stale = {one.id for one in office.relations(name) if one.sort == "slide" and one.target in gone}
        if stale and name != main:
            for element in [one for one in office.changed(name).iter("{*}hlinkClick") if referred(one) in stale]:
                remove(element)
            office.drop(name, lambda one, stale=stale: one.id in stale)  # type: ignore[misc]


def _give_up(element: Element) -> bool:
    """Replace an embedded file by the picture that shows it; charts keep their own values."""
    if local(element) == "externalData":
        remove(element)
        return True
    frame = next((one for one in element.iterancestors() if local(one) == "graphicFrame"), None)
    if local(element) != "oleObj" or frame is None:
        return False
    parent = frame.getparent()
    if parent is None:  # named twice, for new and for old programs: it is out already
        return True
    picture = next(iter(frame.iter("{*}pic")), None)
    if picture is None:
        return False
    for own, old in zip(picture.iter("{*}cNvPr"), frame.iter("{*}cNvPr"), strict=False):
        own.set("id", old.get("id", "0"))
        own.attrib.pop("hidden", None)
        break
    picture.tail = frame.tail
    parent.replace(frame, picture)
    return True
