"""The forms in which problems can be told, and all that is told at once."""

from dataclasses import dataclass
from enum import Enum


class Form(Enum):
    """By the name that a command line calls them."""

    TEXT = "text"
    GITHUB = "github"
    GITLAB = "gitlab"
    JSON = "json"


@dataclass(frozen=True)
class Answer:
    """What people are told, the same as a report in the form that is wanted, and whether there are errors."""

    said: str
    report: str
    wrong: bool
