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
    """Nothing was published, for all these reasons; what was served is served still."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("；".join(refusal.reason for refusal in self.refusals))


class TargetError(Exception):
    """The target can't be used or the way to it broke; a sentence for people, with the last words of the tool."""
