"""Whether the amounts that the plan sets were reached, by the figures that public articles record."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from publicity.articles.archive import Item
from publicity.plans.plan import Quota
from publicity.results.percent import plain


class QuotaState(Enum):
    """How a quota stands: the value is its name in data, the label what readers see."""

    REACHED = "reached"
    MISSED = "missed"
    UNRECORDED = "unrecorded"

    @property
    def label(self) -> str:
        """In Chinese."""
        return {"reached": "已达到", "missed": "未达到", "unrecorded": "没有记录"}[self.value]


@dataclass(frozen=True)
class Measured:
    """A quota beside the figure that was recorded last, and the article that records it."""

    quota: Quota
    figure: Decimal | None
    item: Item | None

    @property
    def state(self) -> QuotaState:
        """Reached, not reached, not recorded."""
        if self.figure is None:
            return QuotaState.UNRECORDED
        return QuotaState.REACHED if self.figure >= self.quota.at_least else QuotaState.MISSED

    @property
    def figure_text(self) -> str:
        """`3.5`; empty where nothing was recorded."""
        return "" if self.figure is None else plain(self.figure)


def measured_quotas(quotas: Sequence[Quota], public: Iterable[Item]) -> Iterator[Measured]:
    """Put every quota beside its figure. Of several articles the one published last counts: figures get amended."""
    said: dict[str, tuple[Decimal, Item]] = {}
    for item in sorted(public, key=lambda item: item.order):
        said |= {name: (figure, item) for name, figure in item.entry.figures.items()}
    for quota in quotas:
        yield Measured(quota, *said.get(quota.id, (None, None)))
