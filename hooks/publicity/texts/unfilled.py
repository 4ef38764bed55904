"""What was laid down for somebody to fill in, and was not: 待填 in a field or a text, a placeholder, no text at all."""

import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from publicity.problems.problem import Problem, Severity
from publicity.regex import regex
from publicity.texts.document import Document, Model
from publicity.texts.source import Mark, Source, mark_of_match
from publicity.texts.tree import Tree

PLACEHOLDER = "在这里写正文。"  # what `publicity new` writes in the place of a text
# As a word of its own: not 待填写 or 尚待填补, and not where a text speaks of the word in quotation marks.
_UNFILLED = regex(r"(?<![\w“‘「『《\"'])待填(?![\w”’」』》\"'])")
# Code and comments are not read by anybody.
_BODY = regex(rf"```.*?^```|`[^`\n]+`|<!--.*?(?:-->|\Z)|(?P<unfilled>{_UNFILLED.pattern})", re.DOTALL | re.MULTILINE)


def unfilled_fields(source: Source, tree: Tree) -> Iterator[Problem]:
    """Yield a notice for every value of a YAML tree in which 待填 stands."""
    for path, node in tree.values.items():
        if isinstance(node, yaml.ScalarNode) and _UNFILLED.search(node.value):
            at = tree.at(path)
            yield _notice(source, _within(source, at))


def unfilled_body(source: Source, first: int = 0) -> Iterator[Problem]:
    """Yield a notice for every 待填 in a Markdown text, from a 0-based line on."""
    if "待填" not in source.text:
        return
    text = "\n".join(source.lines)
    offset = sum(len(line) + 1 for line in source.lines[:first])
    for match in _BODY.finditer(text, offset):
        if match["unfilled"]:
            yield _notice(source, mark_of_match(text, match, "unfilled"))


def placeholders(source: Source, first: int = 0) -> Iterator[Problem]:
    """Yield an error for every placeholder in the text of an article that is, or will be, public."""
    for number, line in enumerate(source.lines[first:], first):
        if (column := line.find(PLACEHOLDER)) >= 0:
            mark = Mark(number, column, len(PLACEHOLDER))
            hint = "换成正文；没有正文的，删掉这一行；还没有写好的，在开头加一行 draft: true"
            yield source.problem(mark, f"“{PLACEHOLDER}”还没有换成正文，公开以后读者会看到", hint)


def unfinished(document: Document[Model]) -> Iterator[Problem]:
    """Yield all that is left to be written in a file that is, or will be, public."""
    yield from unfilled_fields(document.source, document.form.tree)
    yield from unfilled_body(document.source, document.body_from)
    yield from placeholders(document.source, document.body_from)


def is_empty(source: Source, first: int) -> bool:
    """Whether nothing that a reader sees stands in a text from a 0-based line on."""
    return not re.sub(r"<!--.*?(?:-->|\Z)", "", "\n".join(source.lines[first:]), flags=re.DOTALL).strip()


def _within(source: Source, mark: Mark) -> Mark:
    """The word itself within a value that stands on one line."""
    line = source.lines[mark.line] if mark.line < len(source.lines) else ""
    match = _UNFILLED.search(line, mark.column)
    return Mark(mark.line, match.start(), len(match[0])) if match else mark


def _notice(source: Source, mark: Mark) -> Problem:
    hint = "填上内容；没有这一项的，整行删掉"
    return replace(source.problem(mark, "还没有填，网页上印的就是“待填”", hint, Severity.NOTICE), unfinished=True)
