"""What is found of a bulletin in a document: its keys, its body, and what of its head and foot has no key."""

from dataclasses import dataclass, field
from datetime import date

from publicity.importing.blocks import Block, Paragraph, Table
from publicity.importing.labels import PEOPLE
from publicity.importing.printed_day import day_in
from publicity.regex import regex

RULE = regex(r"[\s\-—─━_＿=＝*★☆◆·.]*")
OFFICE = regex(
    r"[^，。；：:]{2,40}(?:室|厅|院|党组|支部|委|会|组|部|处|科|局|机关|中心|编辑部)\s*(?:主办|编印|编|印发|印)?"
)
AROUND = "（()） \t　"
_MADE = regex(r"\s*(?:主办|编印|编|印发|印)\s*$")


@dataclass
class Found:
    """The keys of a bulletin; `unplaced` are the lines of its head and foot that no key takes."""

    title: str = ""
    number: int | None = None
    day: date | None = None
    time: str = ""
    source: str = ""
    people: dict[str, str] = field(default_factory=dict)  # author, editor, reviewer, signed
    to: dict[str, list[str]] = field(default_factory=dict)  # report, send, distribute
    unplaced: list[str] = field(default_factory=list)
    body: tuple[Block, ...] = ()

    def take_facts(self, facts: dict[str, str]) -> None:
        """Take what stands behind labels."""
        for label, value in facts.items():
            key = PEOPLE.get(label)
            day = day_in(value) if label == "日期" else None
            if not value or label == "浏览":
                continue
            if key and key not in self.people:
                self.people[key] = value
            elif label == "来源" and not self.source:
                self.source = value
            elif day and not self.day:
                self.day = day[0]
            else:
                self.unplaced.append(f"{label}：{value}")

    def take_office_and_day(self, line: str) -> None:
        """Take a line that says who made it and when; what of it is neither has no key."""
        rest = line
        if dated := day_in(line):
            day, match = dated
            rest = (line[: match.start()] + " " + line[match.end() :]).strip(AROUND)
            self.day = self.day or day
        rest = _MADE.sub("", " ".join(rest.split()))
        if rest and not self.source and OFFICE.fullmatch(rest):
            self.source = rest
        elif rest and rest != self.source:
            self.unplaced.append(rest)


def lines_of(block: Block) -> list[str]:
    """What a block says, line by line; of a table each cell once."""
    if isinstance(block, Paragraph):
        return [line.strip() for line in block.text.split("\n") if line.strip()]
    if isinstance(block, Table):
        cells = (cell for r, row in enumerate(block.rows) for c, cell in enumerate(row) if cell.origin == (r, c))
        return [line.strip() for cell in cells for line in cell.text.split("\n") if line.strip()]
    return []
