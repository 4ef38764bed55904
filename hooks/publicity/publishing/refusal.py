"""Why something is not published: a sentence, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """One reason, in Chinese, and what to do about it."""

    reason: str
    remedy: str

    def text(self) -> str:
        """Both, as the command prints them."""
        return f"{self.reason}。\n  怎么办：{self.remedy}。"


class RefusedError(Exception):
    """It is not as it should be, for all these reasons.

    `state` says what is served now where that is no longer what was; else what was served is served still.
    """

    def __init__(self, refusals: Iterable[Refusal], state: str = "") -> None:
        self.refusals, self.state = tuple(refusals), state
        super().__init__("；".join(refusal.reason for refusal in self.refusals))


class TargetError(Exception):
    """The target can't be used or the way to it broke; a sentence for people, with the last words of the tool.

    `state` says what is served now where that is no longer, or may be no longer, what was.
    """

    def __init__(self, sentence: str, state: str = "") -> None:
        self.state = state
        super().__init__(sentence)


class UnsoundError(TargetError):
    """What was to be published is not what its manifest says."""


class LimitError(TargetError):
    """What a target answers does not end, or not in time."""
