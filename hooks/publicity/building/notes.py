"""What was asked while a page was made, and what the answers were: with other answers it would be another page."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

Answer = Callable[[str], str]
Told = tuple[str, int, str]  # a logger's name, the level, the words


@dataclass
class PageNotes:
    """The answers by question, and what loggers were told; `text` is the digest of the text that it was made from."""

    answers: dict[str, str] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    text: str = ""


class Notes:
    """Notes by page. A question is its kind and what is asked about, with a blank between."""

    def __init__(self) -> None:
        self.pages: dict[str, PageNotes] = defaultdict(PageNotes)

    def note(self, page: str, kind: str, about: str, answer: str) -> None:
        """Keep an answer that a page was given."""
        self.pages[page].answers[f"{kind} {about}"] = answer


def still_hold(answers: Iterable[tuple[str, str]], ask: Mapping[str, Answer]) -> bool:
    """Whether every question would be answered as it was; one of a kind that nobody answers would not."""
    for question, answer in answers:
        kind, _, about = question.partition(" ")
        if kind not in ask or ask[kind](about) != answer:
            return False
    return True
