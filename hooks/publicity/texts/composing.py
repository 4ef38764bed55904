"""YAML text as nodes: no types guessed, nothing nested deeper than a plan can be."""

import re
from typing import Any

import yaml

from publicity.regex import regex
from publicity.texts.source import Mark

DEEPEST = 16

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LEAD = regex(r"^[ \t?:-]+", re.MULTILINE)


class _Loader(_Parser):  # type: ignore[misc]
    """Guesses no types: all scalars stay strings, and guessing would take a quarter of the time."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return "tag:yaml.org,2002:str"


class RefusedError(Exception):
    """YAML that could be read and will not be: at `mark`, with the reason and how to write it."""

    def __init__(self, mark: Mark, message: str, hint: str) -> None:
        super().__init__(message)
        self.mark, self.message, self.hint = mark, message, hint


def compose(text: str) -> yaml.Node | None:
    """The nodes of one document; None where it is empty. Raises yaml.YAMLError, RefusedError."""
    if _may_be_deep(text):
        try:
            _refuse_depth(text, _Loader)
        except yaml.YAMLError as error:
            if "nesting depth" in str(error):  # libyaml gives up far beyond the place
                _refuse_depth(text, yaml.SafeLoader)
            raise
    node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    return node


def _refuse_depth(text: str, loader: Any) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.events.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.events.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise too_deep(mark_of(event))


def _may_be_deep(text: str) -> bool:
    """Whether a text could nest too deep: a bracket opens one level, a column of indentation at most two."""
    furthest = max((len(lead) for lead in _LEAD.findall(text)), default=0)
    return 2 * (furthest + 1) + text.count("[") + text.count("{") > DEEPEST


def too_deep(mark: Mark) -> RefusedError:
    """The refusal of what nests too deep."""
    return RefusedError(mark, f"嵌套超过 {DEEPEST} 层", "方案最多三级：阶段、环节、具体工作")


def mark_of(node: Any) -> Mark:
    """Where a node or an event stands."""
    start, end = node.start_mark, node.end_mark
    one_line = start.line == end.line
    return Mark(start.line, start.column, max(1, end.column - start.column) if one_line else 1)
