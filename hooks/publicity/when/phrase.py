"""A phrase: how a schedule expression is built from terms, before any of them becomes a date."""

from dataclasses import dataclass
from enum import Enum

from publicity.when.durations import Duration
from publicity.when.term import Term
from publicity.when.words import Mark


class Join(Enum):
    """How two terms hang together."""

    RANGE = "from the one to the other"
    LIST = "the one and the other, side by side"
    POINTS = "at the one and at the other"


@dataclass(frozen=True)
class Side:
    """A term, the marks after it and what is printed beside it in brackets."""

    term: Term
    marks: frozenset[Mark] = frozenset()
    glosses: tuple[str, ...] = ()
    during: bool = False  # 期间
    between: bool = False  # 之间


@dataclass
class Lead:
    """What the words before the first term say."""

    until: bool = False  # 至6月底, 不迟于6月底: only the end is given
    due: bool = False  # 完成时限: a single time after it is a deadline
    begins: bool = False  # 自6月1日施行
    points: bool = False  # 分别于
    sitting: bool = False  # 3月份举行的常委会会议上
    phase: bool = False  # 动员阶段(2007年4月): a bare month is the whole month
    duration: Duration | None = None


@dataclass(frozen=True)
class Phrase:
    """One or two sides (more only in a list), how they are joined, and what else was printed."""

    lead: Lead
    left: Side
    right: Side | None = None
    more: tuple[Side, ...] = ()
    join: Join = Join.RANGE
    rolling: bool = False  # 6月底前，并长期坚持
    duration: Duration | None = None

    @property
    def sides(self) -> tuple[Side, ...]:
        """All that are printed, in order."""
        return (self.left, *((self.right,) if self.right else ()), *self.more)
