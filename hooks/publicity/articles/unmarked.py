"""Signs of markup in the fields of an article: they are shown as they are typed, and readers would see them."""

import re
from collections.abc import Iterator

from publicity.articles.article import Article, Bulletin
from publicity.problems.problem import Severity
from publicity.regex import regex
from publicity.texts.reading import Finding

_TAGS = "a|b|br|center|del|div|em|font|h[1-6]|i|img|li|p|s|small|span|strong|sub|sup|table|td|tr|u|ul|ol"
_SIGN = regex(
    rf"\*\*|~~(?!\d)|\]\(|</?(?:{_TAGS})(?:\s[^<>]*)?/?>|&(?:nbsp|emsp|ensp|lt|gt|amp|quot|mdash|hellip|middot|#\d+);",
    re.IGNORECASE,
)


def unmarked(entry: Article) -> Iterator[Finding]:
    """Yield a warning for each text of the front matter in which markup was meant."""
    for path, text in _texts(entry):
        if sign := _SIGN.search(text):
            yield Finding(
                path,
                f"网页上会看到“{sign[0]}”",
                "这里只写文字，不加粗、不换行、不用网页的代码：删掉它",
                Severity.WARNING,
            )


def _texts(entry: Article) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for key in ("title", "source", "author", "editor", "reviewer", "summary"):
        yield (key,), getattr(entry, key) or ""
    for i, topic in enumerate(entry.topics):
        yield ("topics", i), topic
    for i, update in enumerate(entry.updated):
        yield ("updated", i, "note"), update.note
    for i, attachment in enumerate(entry.attachments):
        yield ("attachments", i, "title"), attachment.title or ""
    if entry.picture:
        yield ("picture", "alt"), entry.picture.alt
    if isinstance(entry, Bulletin) and entry.issue:
        yield ("issue", "signed"), entry.issue.signed or ""
