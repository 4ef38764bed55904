"""Word files: what they say, what is hidden in them."""

from publicity.attachments.contents import Found, Sort
from publicity.attachments.elements import Element, text_of
from publicity.attachments.flaw import UnreadableError
from publicity.attachments.office import Office
from publicity.attachments.office_facts import drawn_texts, look_at_facts
from publicity.attachments.word_parts import (
    COMMENTS,
    HiddenStyles,
    hidden_runs,
    hidden_styles,
    namespace,
    revisions,
    stories,
)
from publicity.regex import regex

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RUNNING = regex(r"\s*DDE(?:AUTO)?\b")
_DRAWN = {"chart", "diagramData", "chartEx"}


def look_at_word(office: Office, found: Found) -> None:
    """Gather everything in a Word file."""
    look_at_facts(office, found)
    styles = hidden_styles(office)
    main = office.main()
    for name, words in stories(office):
        _look_at_story(office.tree(name), words, styles, found)
    for relation in office.to(main, *COMMENTS):
        if relation.sort == "comments" and relation.target in office.parts:
            root = office.tree(relation.target)
            for number, comment in enumerate(root.iter(f"{namespace(root)}comment"), 1):
                found.hide(Sort.COMMENT, "")
                found.say(f"第 {number} 条批注", text_of(comment), hidden=True)
    drawn = [one.target for one in office.to(main, *_DRAWN) if one.target in office.parts]
    for _, text in drawn_texts(office, drawn):
        found.say("图表", text)


def _look_at_story(root: Element, story: str, styles: HiddenStyles, found: Found) -> None:
    w = namespace(root)
    for code in root.iter(f"{w}instrText", f"{w}fldSimple"):
        if _RUNNING.match((code.text or "") + code.get(f"{w}instr", "")):
            raise UnreadableError("文件里有会运行程序的域（DDE）", "删掉这个域，另存一份；来历不明的文件不要打开")
    unseen = dict.fromkeys(hidden_runs(root, styles), Sort.TEXT)
    for moved in root.iter(f"{w}moveFrom"):
        unseen.update((run, Sort.REVISION) for run in moved.iter(f"{w}r"))
    changed = set(revisions(root))
    twice = {one for fallback in root.iter(_FALLBACK) for one in fallback.iter(f"{w}t", f"{w}p")}
    _read(root, story, unseen, changed, twice, found)


def _read(
    root: Element, story: str, unseen: dict[Element, Sort], changed: set[Element], twice: set[Element], found: Found
) -> None:
    """Walk through the text once, in order."""
    w = namespace(root)
    paragraph, text, deleted, broken = f"{w}p", f"{w}t", f"{w}delText", (f"{w}br", f"{w}cr", f"{w}tab")
    wanted = (paragraph, text, deleted, *broken, *{str(one.tag) for one in changed})
    number, place = 0, story
    said: list[str] = []
    secret: list[str] = []
    hidden_before: Element | None = None

    def finish() -> None:
        found.say(place, "".join(said))
        found.say(place, "".join(secret), hidden=True)
        said.clear()
        secret.clear()

    for element in root.iter(*wanted):
        tag = element.tag
        if element in twice:
            continue
        if tag == paragraph:
            finish()
            number += 1
            place = f"{story}第 {number} 段"
        elif tag == text:
            run = element.getparent()
            sort = unseen.get(run) if unseen and run is not None else None
            (secret if sort else said).append(element.text or "")
            if sort is Sort.TEXT and run is not hidden_before:
                found.hide(Sort.TEXT, place)
            hidden_before = run if sort else None
        elif tag == deleted:
            secret.append(element.text or "")
        elif tag in broken:
            said.append("\t" if tag == broken[2] else "\n")
        elif element in changed:
            found.hide(Sort.REVISION, place)
    finish()
