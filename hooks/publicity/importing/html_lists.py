"""The signs and numbers that a browser prints before the items of a page's lists."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from publicity.importing.html_looks import style_of
from publicity.importing.number_words import in_form
from publicity.regex import regex

_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_COUNTED = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal")
_NAMED = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
    "cjk-heavenly-stem": "ideographTraditional",
    **dict.fromkeys(_COUNTED, "chineseCountingThousand"),
}
_STYLE = regex(r"list-style(?:-type)?\s*:[^;]*?([a-z]+(?:-[a-z]+)*)\s*(?:;|$)", re.IGNORECASE)


@dataclass
class OpenList:
    """A list whose items are being read."""

    form: str  # empty where nothing stands before its items
    next: int = 1
    step: int = 1

    def sign(self, item: LexborNode) -> tuple[str, bool]:
        """The number before an item, and whether a bullet stands there."""
        value = (item.attributes.get("value") or "").strip()
        if value.lstrip("-").isdigit():
            self.next = int(value)
        number = self.next
        self.next += self.step
        form = _form(style_of(item), self.form)
        if form in ("", "bullet"):
            return "", form == "bullet"
        printed = in_form(number, form) if number > 0 else None
        return (
            f"{printed or number}{'、' if form in ('chineseCountingThousand', 'ideographTraditional') else '.'}",
            False,
        )


def opened(node: LexborNode) -> OpenList:
    """A list as it begins."""
    if node.tag != "ol":
        return OpenList(_form(style_of(node), "bullet"))
    items = len([one for one in node.css("li") if one.parent is not None and one.parent.mem_id == node.mem_id])
    backwards = "reversed" in node.attributes
    start = (node.attributes.get("start") or "").strip()
    first = int(start) if start.lstrip("-").isdigit() else items if backwards else 1
    form = _FORMS.get(node.attributes.get("type") or "", "decimal")
    return OpenList(_form(style_of(node), form), first, -1 if backwards else 1)


def _form(style: str, otherwise: str) -> str:
    match = _STYLE.search(style)
    named = match[1].lower() if match else ""
    if named in ("disc", "circle", "square"):
        return "bullet"
    if named == "decimal":
        return "decimal"
    return "" if named == "none" else _NAMED.get(named, otherwise)
