"""A bulletin or publication as it is sealed: when it came out, for whom, its figures, its notes of what was changed.

So are the duties that it fulfils and what it counts for: neither is added afterwards to what came out in time. What is
given as evidence is sealed with what it says and with its files. A change is in public when a note (`updated`) that
readers can see tells of it; what came out can't be taken back by one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from publicity.articles.article import Article, Update
from publicity.articles.named import files_of_article
from publicity.ledger.file_contents import Hash, content_of
from publicity.ledger.line import Line, digest
from publicity.ledger.subject import Once, Said, Subject
from publicity.ledger.words import excerpt, key_noun
from publicity.problems.problem import Problem
from publicity.texts.document import Document
from publicity.texts.reading import Finding
from publicity.texts.tree import Path

PREFIX = "article/"
_SHOWN = (
    "title",
    "date",
    "source",
    "author",
    "summary",
    "attachments",
    "picture",
    "approval",
    "filing",
    "notice",
    "expires",
)


@dataclass(frozen=True)
class Standing:
    """What an article counts for: as evidence of a duty or a commitment; whether it may be seen on the office's day."""

    proves: bool
    public: bool
    day: date | None


class ArticleSubject(Subject):
    """An article, by its own key or by one of a name that it had. `hash_of` reads its files."""

    def __init__(
        self,
        document: Document[Any],
        entry: Article,
        standing: Standing,
        hash_of: Hash,
        once: Once,
        key: str | None = None,
    ) -> None:
        self.document, self.entry, self.form, self.uri = document, entry, document.form, document.uri
        self.key, self.title = key or article_key(document.uri), f"“{entry.title}”"
        self.standing, self.hash_of, self._once, self.renamed = standing, hash_of, once, key is not None
        self.gains = frozenset(("results", "text", "files"))  # counts come in; what was none becomes evidence
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
            says["results"] = self._once("results", lambda: results.model_dump(mode="json", exclude_defaults=True))
        if entry.fulfils:
            says["fulfils"] = sorted(entry.fulfils)
        if entry.figures:
            says["figures"] = {key: str(one) for key, one in entry.figures.items()}
        return says | (self._content if self.standing.proves else {})

    @cached_property
    def _content(self) -> dict[str, Any]:
        """What it says and the content of its files."""
        paths = files_of_article(self.uri, self.entry, self.document.links)
        return {"text": self._once("text", self._text)} | content_of(paths, self.hash_of)

    def _text(self) -> str:
        """The digest of what its page says."""
        entry = self.entry
        shown = entry.model_dump(mode="json", exclude_defaults=True, include=set(_SHOWN))
        return digest(shown | {"text": self.document.text})

    def on(self, day: date) -> Said | None:
        """What is sealed of it on a day."""
        if not self.standing.public or self.renamed:
            return None
        made = [update_data(one) for one in updates(self.entry) if one.at.date() <= day]
        return Said(self._says, {"updated": made})

    def said_with(self, line: Line) -> Mapping[str, Any]:
        """What it says, unless a note that was not there then tells of a change."""
        now = self._says | (self._content if "text" in line.says else {})
        if self._taken_back:
            now["audience"] = line.says["audience"]  # that is told by itself
        if not self._noted(line):
            return now
        return line.says | ({"published": now["published"]} if self.renamed else {})

    def _noted(self, line: Line) -> bool:
        """Whether readers can see a note that was not there when a line was sealed."""
        day = self.standing.day
        seen = (update_data(one) for one in updates(self.entry) if day is None or one.at.date() <= day)
        return not {digest(one) for one in seen} <= set(line.entries.get("updated", []))

    @property
    def _taken_back(self) -> bool:
        return self.entry.draft or self.entry.audience == "limited"

    def withdrawn(self) -> Finding | None:
        """What came out stays; the last day on which it is to be seen may be set."""
        if not self._taken_back or self.renamed:
            return None
        key = "draft" if self.entry.draft else "audience"
        hint = f"改回原来的 {key}；要撤下的写 expires（公开的最后一天）"
        return Finding((key,), "公布并封存过的文章不能再收回", hint)

    def changed(self, key: str, line: Line) -> list[Problem]:
        """Tell of what changed without a note."""
        noun, old = key_noun(self.key, key), line.says.get(key)
        path: Path = ("title",) if key in ("text", "files") else (key,)
        told = f"（原来是 {excerpt(old)}）" if key in ("published", "audience", "fulfils") else ""
        if old is None:
            told = "（公布的时候没有写）"
        if key == "files":
            noun = f"附件或图片“{self._other_file(line.says[key]).rpartition('/')[2]}”的内容"
        message = f"封存过的{noun}改了{told}，没有更新说明"
        hint = "改回去；真要改，在 updated 里加一条：at 时间、note 改了什么"
        return self.form.locate([Finding(path, message, hint)])

    def _other_file(self, sealed: Mapping[str, str]) -> str:
        """The first file that has other content than was sealed."""
        return next((path for path, hash_ in sealed.items() if self.hash_of(path) != hash_), "")

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
