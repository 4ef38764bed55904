"""A bulletin or publication as it is sealed: when it came out, for whom, its figures, its notes of what was changed.

What is given as evidence is sealed with what it says. A change is in public when a note (`updated`) tells of it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from publicity.articles.article import Article, Update
from publicity.ledger.line import Line, digest
from publicity.ledger.subject import Said, Subject
from publicity.ledger.words import excerpt, key_noun
from publicity.problems.problem import Problem
from publicity.texts.document import Document
from publicity.texts.reading import Finding
from publicity.texts.tree import Path

PREFIX = "article/"
_SHOWN = ("title", "date", "source", "author", "summary", "attachments", "picture", "approval", "filing", "notice")


class ArticleSubject(Subject):
    """An article; `proves`: it is evidence of a duty or a commitment. `public`: it may be seen on the office's day."""

    def __init__(
        self, document: Document[Any], entry: Article, *, proves: bool, public: bool, key: str | None = None
    ) -> None:
        self.document, self.entry, self.form, self.uri = document, entry, document.form, document.uri
        self.key, self.title = key or article_key(document.uri), f"“{entry.title}”"
        self.proves, self.public = proves, public
        self.gains = frozenset(("results", "text"))  # counts come in; what was none becomes evidence
        self.lasting = {"updated": "更新说明"}

    @cached_property
    def entries(self) -> Mapping[str, Sequence[Any]]:
        """Its notes, the oldest first."""
        return {"updated": [update_data(one) for one in updates(self.entry)]}

    @cached_property
    def _says(self) -> dict[str, Any]:
        entry = self.entry
        says: dict[str, Any] = {
            "published": f"{entry.published:%Y-%m-%d %H:%M}",
            "audience": "draft" if entry.draft else entry.audience,
        }
        if results := getattr(entry, "results", None):
            says["results"] = results.model_dump(mode="json", exclude_defaults=True)
        return says | ({"text": self._text} if self.proves else {})

    @cached_property
    def _text(self) -> str:
        """The digest of what its page says."""
        entry = self.entry
        shown = entry.model_dump(mode="json", exclude_defaults=True, include=set(_SHOWN))
        return digest(shown | {"text": self.document.text})

    def on(self, day: date) -> Said | None:
        """What is sealed of it on a day."""
        if not self.public:
            return None
        made = [update_data(one) for one in updates(self.entry) if one.at.date() <= day]
        return Said(self._says, {"updated": made})

    def said_with(self, line: Line) -> Mapping[str, Any]:
        """What it says, unless a note that was not there then tells of a change."""
        noted = {digest(one) for one in self.entries["updated"]} - set(line.entries.get("updated", []))
        return line.says if noted else self._says | ({"text": self._text} if "text" in line.says else {})

    def changed(self, key: str, line: Line) -> list[Problem]:
        """Tell of what changed without a note."""
        noun, old = key_noun(self.key, key), line.says[key]
        told = "" if key in ("text", "results") else f"（原来是 {excerpt(old)}）"
        message = f"封存过的{noun}改了{told}，没有更新说明"
        path: Path = ("title",) if key == "text" else (key,)
        if key == "audience" and self.entry.draft:
            path = ("draft",)
        hint = "改回去；真要改，在 updated 里加一条：at 时间、note 改了什么"
        return self.form.locate([Finding(path, message, hint)])

    def at(self, key: str, index: int) -> Path:
        """Where a note stands."""
        return ("updated", self.entry.updated.index(updates(self.entry)[index]))


def article_key(uri: str) -> str:
    """The key of an article by its path within docs/."""
    return PREFIX + uri.removesuffix(".md")


def updates(entry: Article) -> list[Update]:
    """The notes of an article, the oldest first."""
    return sorted(entry.updated, key=lambda update: update.at)


def update_data(update: Update) -> Any:
    """What a note says, as plain data."""
    return {"at": f"{update.at:%Y-%m-%d %H:%M}", "note": update.note}
