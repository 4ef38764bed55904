"""A published ledger as it is compared: whether a later one has all that an earlier one had."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from publicity.ledger.heads import head_of

PATH = "data/ledger.json"


@dataclass(frozen=True)
class Published:
    """A ledger as it was published: what each line is, by its hash; the reasons for which it was made anew."""

    lines: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)  # by the hash of the line that tells

    @property
    def head(self) -> str:
        """The hash over all lines; empty over none."""
        return head_of(self.lines)

    def lacking(self, later: "Published") -> list[str]:
        """What of this ledger a later one has no more, in words."""
        return [label for hash_, label in self.lines.items() if hash_ not in later.lines]
