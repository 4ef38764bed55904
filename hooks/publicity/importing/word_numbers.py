"""Word's automatic numbers, counted as Word counts them: lists, levels, restarts, numbers that styles bring."""

import re
from dataclasses import dataclass, field

from publicity.attachments.elements import Element
from publicity.attachments.office import Office
from publicity.attachments.word_parts import is_on, namespace
from publicity.importing.number_words import in_custom_form, in_form
from publicity.importing.word_styles import WordStyles

_LEVELS = 9
_PLAIN_BULLETS = "•·●○■□◆◇▪▫◦‧∙‣⁃➢✓-–o "


@dataclass(frozen=True)
class Numbered:
    """The number before a paragraph; `bullet` where a sign without a number stands there."""

    number: str
    bullet: bool
    depth: int
    unknown: str = ""  # the form of numbers that is not known here, printed in digits


@dataclass
class WordNumbers:
    """Counts from paragraph to paragraph: `of` is asked for each in the order of the document, once."""

    styles: WordStyles
    lists: dict[str, Element] = field(default_factory=dict)  # w:num by id
    kinds: dict[str, Element] = field(default_factory=dict)  # w:abstractNum by id
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def of(self, paragraph: Element) -> Numbered | None:
        """The number of a paragraph; None where it has none."""
        used, level = self._asked(paragraph)
        kind = self._kind(used)
        one = self._level(used, level)
        if kind is None or one is None:
            return None
        self._count(used, kind, level)
        return self._printed(used, kind, level, one)

    def _asked(self, paragraph: Element) -> tuple[str, int]:
        """The list and the level that a paragraph is of, by itself or by its style."""
        w, used, level = self.styles.w, None, None
        chain = self.styles.chain(self.styles.of(paragraph))
        for holder in (paragraph, *chain):
            asked = holder.find(f"{w}pPr/{w}numPr")
            if asked is None:
                continue
            if level is None and (depth := _value(asked, f"{w}ilvl", w)).isdigit():
                level = int(depth)
            if used is None and (number := _value(asked, f"{w}numId", w)):
                used = number
        used = used or ""
        if level is None or (paragraph.find(f"{w}pPr/{w}numPr") is None and self._kind(used) is not None):
            names = [style.get(f"{w}styleId") for style in chain]
            bound = (n for n in range(_LEVELS) if (one := self._level(used, n)) is not None and _style(one, w) in names)
            level = next(bound, level)
        return used, min(level or 0, _LEVELS - 1)

    def _kind(self, used: str) -> Element | None:
        """The definition behind a list; one may be kept by a style."""
        w = self.styles.w
        number = self.lists.get(used)
        for _ in range(_LEVELS):
            kind = None if number is None else self.kinds.get(_value(number, f"{w}abstractNumId", w))
            linked = "" if kind is None else _value(kind, f"{w}numStyleLink", w)
            if not linked:
                return kind
            asked = [style.find(f"{w}pPr/{w}numPr") for style in self.styles.chain(linked)]
            number = self.lists.get(next((_value(one, f"{w}numId", w) for one in asked if one is not None), ""))
        return None

    def _level(self, used: str, level: int) -> Element | None:
        """What is said of a level, by the list itself or by its definition."""
        w = self.styles.w
        override = self._override(used, level)
        own = None if override is None else override.find(f"{w}lvl")
        kind = self._kind(used)
        if own is not None or kind is None:
            return own
        return next((one for one in kind.findall(f"{w}lvl") if one.get(f"{w}ilvl") == str(level)), None)

    def _override(self, used: str, level: int) -> Element | None:
        w = self.styles.w
        number = self.lists.get(used)
        found = [] if number is None else number.findall(f"{w}lvlOverride")
        return next((one for one in found if one.get(f"{w}ilvl") == str(level)), None)

    def _count(self, used: str, kind: Element, level: int) -> None:
        """Count one on: lists of one definition count on together, and begin anew where a list says so."""
        counts = self._counts.setdefault(kind.get(f"{self.styles.w}abstractNumId", ""), {})
        for above in range(level):  # a level that was passed over has begun
            counts.setdefault(above, self._start(used, above))
        override = self._override(used, level)
        anew = None if override is None else override.find(f"{self.styles.w}startOverride")
        if anew is not None and (used, level) not in self._begun:
            counts.pop(level, None)
        self._begun.add((used, level))
        counts[level] = counts[level] + 1 if level in counts else self._start(used, level)
        for below in range(level + 1, _LEVELS):
            if below in counts and self._restarts(used, below, level):
                del counts[below]

    def _start(self, used: str, level: int) -> int:
        w = self.styles.w
        override = self._override(used, level)
        anew = "" if override is None else _value(override, f"{w}startOverride", w)
        one = self._level(used, level)
        start = anew or ("" if one is None else _value(one, f"{w}start", w))
        return int(start) if start.isdigit() else 0 if one is not None and one.find(f"{w}start") is None else 1

    def _restarts(self, used: str, below: int, level: int) -> bool:
        """Whether a level begins anew after one above it: after any, or only after those that it names."""
        one = self._level(used, below)
        after = "" if one is None else _value(one, f"{self.styles.w}lvlRestart", self.styles.w)
        return not after.isdigit() or level < int(after)

    def _printed(self, used: str, kind: Element, level: int, one: Element) -> Numbered:
        w = self.styles.w
        counts = self._counts[kind.get(f"{w}abstractNumId", "")]
        digits = (said := one.find(f"{w}isLgl")) is not None and is_on(said, w)
        unknown: list[str] = []

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            asked = self._level(used, at)
            form, pattern = ("decimal", "") if asked is None else _form(asked, w)
            value = counts.get(at, self._start(used, at))
            if digits and form not in ("decimalZero", "none", "bullet"):
                return str(value)
            printed = in_custom_form(value, pattern) if form == "custom" else in_form(value, form)
            if printed is None:
                unknown.append(pattern or form)
            return str(value) if printed is None else printed

        form, _ = _form(one, w)
        text = _value(one, f"{w}lvlText", w)
        if form == "bullet":
            plain = _is_plain_bullet(one, text, w)
            return Numbered("" if plain else text, bullet=plain, depth=level)
        return Numbered(re.sub(r"%([1-9])", number, text), bullet=False, depth=level, unknown="、".join(unknown))


def read_numbers(office: Office, styles: WordStyles) -> WordNumbers:
    """The lists of a file."""
    numbers = WordNumbers(styles)
    for relation in office.to(office.main(), "numbering"):
        if relation.target in office.parts:
            root = office.tree(relation.target)
            w = namespace(root)
            numbers.kinds |= {one.get(f"{w}abstractNumId", ""): one for one in root.iter(f"{w}abstractNum")}
            numbers.lists |= {one.get(f"{w}numId", ""): one for one in root.iter(f"{w}num")}
    return numbers


def _value(holder: Element, name: str, w: str) -> str:
    found = holder.find(name)
    return "" if found is None else str(found.get(f"{w}val", ""))


def _is_plain_bullet(level: Element, sign: str, w: str) -> bool:
    """Whether a sign is one bullet like another, not a letter that says something (★, ※)."""
    fonts = level.find(f"{w}rPr/{w}rFonts")
    font = "" if fonts is None else fonts.get(f"{w}ascii", "").lower()
    drawn = any("\ue000" <= letter <= "\uf8ff" for letter in sign) or font in ("symbol", "wingdings", "webdings")
    return drawn or not sign.strip(_PLAIN_BULLETS)


def _style(level: Element, w: str) -> str:
    return _value(level, f"{w}pStyle", w) or "-"


def _form(level: Element, w: str) -> tuple[str, str]:
    """The form of a level's numbers; where it is one given by example, that too."""
    found = next(level.iter(f"{w}numFmt"), None)  # may stand in an alternative, the newer form first
    return ("decimal", "") if found is None else (found.get(f"{w}val", "decimal"), found.get(f"{w}format", ""))
