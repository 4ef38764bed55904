"""Why an expression is not read."""

from enum import Enum


class Why(Enum):
    """The families of refusals; only `UNKNOWN` may be rescued by a date printed in brackets."""

    UNKNOWN = "words that are not understood"
    IMPOSSIBLE = "no such day"
    AMBIGUOUS = "more than one reading"
    INCONSISTENT = "the text contradicts itself"
    UNFIXED = "no fixed date by nature"


class Unreadable(Exception):  # noqa: N818 - a refusal on its way out of the grammar, not an error
    """Raised by a rule that must not go on; `dates.read` turns it into a value."""

    def __init__(self, reason: str, why: Why = Why.UNKNOWN, *, told: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.why = why
        self.told = told  # the reason is particular, not just that nothing was understood
