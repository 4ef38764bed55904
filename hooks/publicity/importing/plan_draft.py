"""What is drafted of a plan before a person has seen it: values with the source beside them, and doubts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from publicity.importing.outline import Line

LONGEST_LINE = 200
_SHOWN = 160


@dataclass
class Drafted:
    """An entry of plan.yml: values in the order of the file, doubts, the source's words, and the lists below it."""

    values: dict[str, Any]
    source: Line | None = None
    doubts: list[str] = field(default_factory=list)
    below: list["Drafted"] = field(default_factory=list)
    wants_digest: bool = True

    def doubt(self, why: str, source: Line | None = None) -> None:
        """Doubt it, with the words and the place that a person has to look at."""
        self.doubts.append(f"{why}{quoted(source or self.source)}")

    def undate(self, why: str) -> None:
        """Leave its time open: the words stay, no days are drawn from them."""
        if not self.values.get("undated"):
            self.values["undated"] = True
            time = self.values.get("when", "")
            how = "定得了的，把 undated 这一行换成 dates: {start: 年-月-日, end: 年-月-日, why: 依据}"
            self.doubt(f"时间“{time}”没有读出来（{why}）；{how}")


@dataclass
class PlanDraft:
    """A plan as it was found in a document; `told` says what of it went nowhere."""

    head: Drafted
    period: Drafted | None = None
    claims: Drafted | None = None
    lists: dict[str, list[Drafted]] = field(default_factory=dict)
    review: Drafted | None = None
    survey: Drafted | None = None
    told: list[str] = field(default_factory=list)

    def entries(self, key: str) -> list[Drafted]:
        """The entries of a list, which may be added to."""
        return self.lists.setdefault(key, [])


def quoted(source: Line | None) -> str:
    """The words of a source with their place, to stand behind a doubt."""
    return f"。原文（{source.place}）：“{short(source.text)}”" if source and source.text else ""


def short(text: str, longest: int = _SHOWN) -> str:
    """A text on one line, cut where it is long."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else f"{plain[:longest]}……"


def flat(entries: Iterable[Drafted]) -> Iterable[Drafted]:
    """Entries and all below them."""
    for one in entries:
        yield one
        yield from flat(one.below)
