"""What an editor left unwritten in an article that is public, or will be without another word."""

from collections.abc import Iterator

from publicity.articles.article import Article, Publication
from publicity.problems.problem import Problem, Severity
from publicity.texts.document import Document, Model
from publicity.texts.source import Mark
from publicity.texts.unfilled import is_empty, unfinished


def left_over(document: Document[Model]) -> Iterator[Problem]:
    """Yield what is left over, but not in drafts, which are unfinished, or in what never goes online."""
    entry = document.form.value
    if not isinstance(entry, Article) or entry.draft or entry.audience == "limited":
        return
    yield from unfinished(document)
    if _only_headed(entry) and is_empty(document.source, document.body_from):
        mark = Mark(document.body_from - 1, 0, 3)
        hint = "在两行 --- 的下面写正文，或加上附件；还没有写好的，在开头加一行 draft: true"
        yield document.source.problem(mark, "没有正文，读者点开只看到标题", hint, Severity.WARNING)


def _only_headed(entry: Article) -> bool:
    """Whether its page has nothing to show but the head."""
    results = entry.results if isinstance(entry, Publication) else None
    return not (entry.attachments or entry.picture or entry.figures or results)
