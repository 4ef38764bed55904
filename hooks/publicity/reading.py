"""Validate a tree by a model: every mistake at once, each at its place, in the editor's language."""

import types
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from publicity.problem import Problem, Severity
from publicity.salvage import Salvage
from publicity.source import Source
from publicity.tree import Path, Tree

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Finding:
    """What a rule found at a path of the data; `read` turns it into a located problem."""

    path: Path
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Read(Generic[Model]):
    """The outcome: a value, the problems of its form, and the means to locate further findings.

    With problems the value is a salvage: good enough to look for further mistakes in, never to build from.
    """

    value: Model | None
    problems: list[Problem]
    source: Source
    tree: Tree
    salvage: Salvage
    faulty: frozenset[Path]

    def locate(self, findings: Iterable[Finding]) -> list[Problem]:
        """Place findings in the file, leaving out those that only follow from a problem already told."""
        placed = ((self.salvage.original(finding.path), finding) for finding in findings)
        return [
            self.source.problem(self.tree.at(path), f.message, f.hint, f.severity)
            for path, f in placed
            if not _within(path, self.faulty)
        ]


def read(source: Source, tree: Tree, model: type[Model]) -> Read[Model]:
    """Validate a tree by a model."""
    salvage = Salvage(tree.data)
    problems: dict[Path, Problem] = {}
    while True:
        try:
            value = model.model_validate(salvage.data)
        except ValidationError as invalid:
            found = invalid.errors(include_url=False)
            for error in found:
                path = salvage.original(tuple(error["loc"]))
                if not _within(path, problems):
                    problems[path] = _problem(source, tree, model, path, error)
            if salvage.mend(found):
                continue
            return Read(None, list(problems.values()), source, tree, salvage, frozenset(problems))
        return Read(value, list(problems.values()), source, tree, salvage, frozenset(problems))


def _within(path: Path, faulty: Iterable[Path]) -> bool:
    return any(path[: len(fault)] == fault for fault in faulty)


def _problem(source: Source, tree: Tree, model: type[BaseModel], path: Path, error: ErrorDetails) -> Problem:
    owner = _model_at(model, path[:-1])
    name = str(path[-1]) if path else ""
    described = owner.model_fields[name].description or "" if owner and name in owner.model_fields else ""
    match error["type"]:
        case "missing":
            return source.problem(tree.at(path[:-1]), f"缺少“{name}”", f"加一行“{name}: …”（{described}）")
        case "extra_forbidden":
            return source.problem(
                tree.at(path, key=True),
                f"不认识的键“{name}”",
                suggestion(name, owner.model_fields if owner else {}),
            )
    message, hint = _wording(error)
    return source.problem(tree.at(path), message, hint or described)


def _wording(error: ErrorDetails) -> tuple[str, str]:
    """(message, hint) for what pydantic says, by type of error."""
    given, context = error["input"], error.get("ctx", {})
    shown = _shown(given)
    match error["type"]:
        case "value_error":
            return str(context["error"]), ""
        case "literal_error" | "enum":
            allowed = [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
            return f"“{shown}”不在可选的范围内", suggestion(str(given), allowed) or f"可写：{'、'.join(allowed)}"
        case "list_type":
            empty = "写了键却没有内容" if given is None else f"这里应是列表，现为{_kind(given)}"
            return empty, "每项一行，以“- ”开头；没有内容就写 []"
        case "dict_type" | "model_type" | "model_attributes_type":
            empty = "没有内容" if given is None else f"这里应是几行“键: 值”，现为{_kind(given)}"
            return empty, "键: 值 各占一行，比上一级多缩进两个空格"
        case "string_type":
            return "没有内容" if given is None else f"这里应是一段文字，现为{_kind(given)}", ""
        case "string_too_short":
            return "没有内容", ""
        case "string_too_long":
            return f"太长，最多 {context['max_length']} 个字", "精简文字"
        case "too_long":
            return f"太多，最多 {context['max_length']} 项", "看看是不是写错了地方"
        case "too_short":
            return f"至少要有 {context['min_length']} 项", ""
        case "string_pattern_mismatch" if "\n" in str(given):
            return "这里只能写一行", "去掉换行"
        case "string_pattern_mismatch":
            return f"“{shown}”不合标识的写法", "只用小写字母、数字和连字符，以字母开头，如 draft-plan"
        case "int_type" | "int_parsing" | "int_from_float" | "float_parsing":
            return f"这里应是整数，现为“{shown}”", "只写数字，如 3"
        case "bool_type" | "bool_parsing":
            return f"这里应是 true 或 false，现为“{shown}”", "写 true 或 false"
        case "greater_than_equal":
            return f"不能小于 {context['ge']}，现为 {shown}", ""
        case "less_than_equal":
            return f"不能大于 {context['le']}，现为 {shown}", ""
    return f"“{shown}”的写法不对", ""


def _kind(given: object) -> str:
    return "列表" if isinstance(given, list) else "几行“键: 值”" if isinstance(given, dict) else f"“{_shown(given)}”"


def _shown(given: object) -> str:
    text = str(given)
    return text if len(text) <= 30 else f"{text[:30]}…"


def suggestion(given: str, known: Iterable[str]) -> str:
    """`是不是“title”？` for a near miss, else what can be written here; nothing where nothing can."""
    names = list(known)
    if near := get_close_matches(given.strip().lower().replace("_", "-"), names, n=1, cutoff=0.6):
        return f"是不是“{near[0]}”？"
    return f"可写：{'、'.join(names)}" if 0 < len(names) <= 40 else ""


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model that describes the mapping at a path."""
    found: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, int):
            continue
        if found is None or step not in found.model_fields:
            return None
        found = _model_in(found.model_fields[step].annotation)
    return found


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Annotated, Union, types.UnionType, list):
        return next((m for part in get_args(annotation) if (m := _model_in(part))), None)
    return None
