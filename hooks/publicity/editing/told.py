"""Problems of a file as the form tells them: in a sentence, at the field that is meant."""

from collections.abc import Iterable, Sequence
from typing import Any

from publicity.editing.form_data import Field
from publicity.problems.problem import Problem
from publicity.regex import regex
from publicity.texts.source import Source
from publicity.texts.tree import Path, Tree, parse

_BUTTON = "。也可以按上面的“调整”"
_NAMED = regex(r"[a-z_]+")


def told(
    problems: Iterable[Problem], name: str, head: str, first: int, fields: Sequence[Field]
) -> list[dict[str, Any]]:
    """Problems with their fields: `name` is the file, `head` its YAML, which begins on line `first`, counted from 0."""
    tree, _ = parse(Source(name, head))
    last = first + head.count("\n")
    return [_told(one, _path(one, tree, first, last, fields) if one.file == name else (), fields) for one in problems]


def _told(problem: Problem, path: Path, fields: Sequence[Field]) -> dict[str, Any]:
    field = str(path[0]) if path else ""
    return {
        "field": field,
        "label": " › ".join(_labels(path, fields)),
        "place": problem.place,
        "level": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint + (_BUTTON if "publicity amend" in problem.hint else ""),
    }


def _path(problem: Problem, tree: Tree, first: int, last: int, fields: Sequence[Field]) -> Path:
    """The keys that lead to what is meant; of what is missing, the key that the message names."""
    if problem.line - 1 > last:
        return ("body",)
    place = (problem.line - 1 - first, problem.column - 1)
    best: Path = ()
    for path in [*tree.values, *tree.keys]:
        mark = tree.at(path, key=path in tree.keys)
        for at in (mark, tree.at(path)):
            if path and at.line == place[0] and at.column <= place[1] and len(path) >= len(best):
                best = path
    known = {field["name"] for field in fields}
    named = [word for word in _NAMED.findall(problem.message) if word in known and word not in (tree.data or {})]
    return (named[0],) if named else best


def _labels(path: Path, fields: Sequence[Field]) -> Iterable[str]:
    for step in path:
        if isinstance(step, int):
            yield f"第{step + 1}项"
            continue
        field = next((field for field in fields if field["name"] == step), None)
        if field is None:
            yield str(step)
            return
        yield field["label"]
        fields = field.get("fields", [])


def sentence(problems: Sequence[dict[str, Any]]) -> str:
    """All of it in one text, for where there is only room for that."""
    return "；".join(f"{one['label'] or one['place']}：{one['message']}" for one in problems)
