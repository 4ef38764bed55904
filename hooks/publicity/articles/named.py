"""The files of docs/ that an article names: its picture, its attachments, what its text links to or shows."""

from collections.abc import Iterable

from publicity.articles.article import Article
from publicity.texts.document import Link
from publicity.texts.paths import linked_path, resolve


def files_of_article(uri: str, entry: Article, links: Iterable[Link]) -> set[str]:
    """Their paths within docs/, whether they are there or not; `uri` is the article's own."""
    files = [attachment.file for attachment in entry.attachments]
    files += [entry.picture.file] if entry.picture else []
    return {resolve(uri, file) for file in files} | {linked_path(uri, link.target) for link in links}
