"""The Markdown that a body means, while it is being written: its lines, and the lists that are open in it."""

from dataclasses import dataclass, field

from publicity.regex import regex

# Noncharacters of Unicode, which no text holds (a body's own are taken out): an item's number; finished HTML.
NUMBER = "\ufdd0{}\ufdd1"
BEGINS_HTML, ENDS_HTML = "\ufdd2", "\ufdd3"
NONCHARACTERS = regex("[\ufdd0-\ufdef\x02\x03]")

TAB = 4  # blanks that Python-Markdown wants for each level


@dataclass
class OpenList:
    """Where its items' signs and texts stand; its last number, None in a list of bullets."""

    sign: int
    text: int
    number: int | None


@dataclass
class Draft:
    """What has been written so far.

    `blank`: nothing stands before, or a blank line; `loose`: an item has gone on after one; `last_number` is that of
    the last list that was open by itself.
    """

    lines: list[str] = field(default_factory=list)
    lists: list[OpenList] = field(default_factory=list)
    blank: bool = True
    loose: bool = False
    last_number: int | None = None

    @property
    def pad(self) -> str:
        """The blanks before what belongs to the innermost item."""
        return " " * (TAB * len(self.lists))

    def gap(self) -> None:
        """Leave a blank line, where there is none."""
        if self.lines and self.lines[-1].strip():
            self.lines.append("")

    def close(self, indent: int) -> None:
        """Close the lists to which a line with such an indent can't belong."""
        while self.lists and indent < self.lists[-1].sign + 2:
            self.lists.pop()

    def begin(self, indent: int) -> None:
        """Begin a paragraph with such an indent, in the item that it belongs to, if there is one."""
        self.close(indent)
        self.gap()
        self.loose = bool(self.lists)

    def put(self, text: str) -> None:
        """Go on with a line of text, or begin with it."""
        if text.strip():
            self.lines.append(self.pad + text)
            self.blank = False

    def set_off(self, *lines: str) -> None:
        """Put lines that nothing may follow without a blank line."""
        self.lines += [*lines, ""]
        self.blank = True

    def set_html(self, made: str) -> None:
        """Put HTML that Markdown leaves alone, as a paragraph of its own or within an item."""
        self.lines.append("")
        self.set_off(self.pad + BEGINS_HTML, *made.split("\n"), ENDS_HTML)

    def put_item(self, indent: int, column: int, number: int | None, text: str) -> bool:
        """Put an item whose sign stands at an indent and its text at a column; False where it repeats a number."""
        if self.loose:
            self.gap()
        before = self._place(OpenList(indent, column, number))
        if len(self.lists) == 1:
            self.last_number = number
        value = "" if number is None or before is None or number == before + 1 else NUMBER.format(number)
        sign = "- " if number is None else f"{number}. "
        self.lines.append(" " * (TAB * (len(self.lists) - 1)) + sign + value + text)
        self.blank = self.loose = False
        return number is None or number != before

    def _place(self, new: OpenList) -> int | None:
        """Open and close lists for an item; the number of the item before it in its list, if there is one."""
        while len(self.lists) > 1 and new.sign < self.lists[-1].sign:
            self.lists.pop()
        top = self.lists[-1] if self.lists else None
        if top is None or new.sign >= min(top.text, top.sign + 2):  # a list begins, maybe within an item
            if top is None or self.loose:
                self.gap()
            self.lists.append(new)
            return None
        self.lists[-1] = new
        if (top.number is None) != (new.number is None):  # another kind of list begins beside the last
            self.gap()
            return None
        return top.number
