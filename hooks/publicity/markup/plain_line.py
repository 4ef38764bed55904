"""Within a line of a plain text (`plain.py`): links and **strong words**; what begins anything else makes it none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from re import Match

from publicity.markup.addresses import refused
from publicity.regex import regex

_UNHEARD_OF = regex(r"[\x00-\x09\x0b-\x1f\x7f\ufdd0-\ufdef\ud800-\udfff]")  # the typing layer's own marks among them
_OTHER = regex(r"[!$&<>@\[\\\]^_`{}~]")  # begins markup of another kind, or is written otherwise in HTML
_LINK = regex(
    r"\[([^\s\[\]*|!$&<>@\\^_`{}~](?:[^\n\[\]*|!$&<>@\\^_`{}~]*[^\s\[\]*|!$&<>@\\^_`{}~])?)\]\(([\w./#%?=:+-]+)\)"
)
_ASIDE = regex(r"\x02(\d+)\x03")
_FIRST = regex(r"(?!\d)[\x02\u4e00-\u9fff\u3001-\u303f\uff01-\uff02\uff04-\uff5b“‘A-Za-z]|\*\*[^*\s]|\d+(?![\d.])")
_STRONG = regex(r"\*\*([^*\s](?:[^*\n]*[^*\s])?)\*\*")


@dataclass(frozen=True)
class Link:
    """The words of a link and where it leads, as written."""

    words: str
    target: str


def links_aside(text: str) -> tuple[str, list[Link]] | None:
    """A text with its links put aside; None where it is empty, or holds what begins anything else."""
    links: list[Link] = []

    def put_aside(match: Match[str]) -> str:
        links.append(Link(match[1], match[2]))
        return f"\x02{len(links) - 1}\x03"

    if not text or _UNHEARD_OF.search(text):
        return None
    if "](" in text:
        text = _LINK.sub(put_aside, text)
    return None if _OTHER.search(text) or any(refused(link.target) for link in links) else (text, links)


def links_put_back(text: str, links: Sequence[Link], address: Callable[[str], str]) -> str:
    """The text with its links as HTML."""

    def put_back(match: Match[str]) -> str:
        link = links[int(match[1])]
        return f'<a href="{address(link.target)}">{link.words}</a>'

    return _ASIDE.sub(put_back, text) if links else text


def begins_nothing(line: str) -> bool:
    """Whether a line begins and ends as a sentence does: it is no item, heading, row."""
    return bool(_FIRST.match(line)) and not line[-1].isspace() and "#" not in line and "|" not in line


def marked_up(line: str) -> str | None:
    """A line with its strong words as HTML; None where some stars belong to none."""
    if "*" not in line:
        return line
    made = _STRONG.sub(r"<strong>\1</strong>", line)
    return None if "*" in made or "***" in line else made
