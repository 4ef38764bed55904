"""Validate a tree by a model: every mistake at once, each at its place, in the editor's language."""

import types
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from publicity.fields.day import MiswrittenError
from publicity.fields.entry import ID_PATTERN
from publicity.problems.problem import Problem, Severity
from publicity.texts.salvage import Salvage, allowed
from publicity.texts.source import Source
from publicity.texts.suggesting import described_as, nearest, suggestion
from publicity.texts.tree import Path, Tree

Model = TypeVar("Model", bound=BaseModel)

_LISTED = "每项一行，以“- ”开头（半角减号加空格）"


@dataclass(frozen=True)
class Finding:
    """What a rule found at a path of the data; `read` turns it into a located problem.

    An unknown reference names what it `seeks` (an id) and the list it seeks it `among`. What may only follow from
    a mistake elsewhere names the paths it `follows`.
    """

    path: Path
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    seeks: str = ""
    among: Path = ()
    follows: tuple[Path, ...] = ()


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
    lost: frozenset[Path]  # keys of which the value, or a second one, was not read

    def locate(self, findings: Iterable[Finding]) -> list[Problem]:
        """Place findings in the file, leaving out those that only follow from a problem already told."""
        if not (found := list(findings)):
            return []
        placed = ((self.salvage.original(finding.path), finding) for finding in found)
        return [
            self.source.problem(self.tree.at(path), f.message, f.hint, f.severity)
            for path, f in placed
            if not _within(path, self.faulty)
            and not self.faulty_below(path)
            and not (f.among and self._may_hold(f.among, f.seeks))
            and not any(map(self.faulty_below, f.follows))
        ]

    def faulty_below(self, path: Path) -> bool:
        """Whether a problem has been told of something at or below a path of the file."""
        return bool(self.faulty) and path in self._above_faults

    @cached_property
    def _above_faults(self) -> frozenset[Path]:
        return frozenset(fault[:i] for fault in self.faulty for i in range(len(fault) + 1))

    def _may_hold(self, among: Path, sought: str) -> bool:
        """Whether the id that a list seems to lack may be one that could not be read in it."""
        absent = among not in self.tree.values
        if absent and () in self.tree.incomplete:
            return True
        if any(path[: len(among)] == among for path in self.tree.incomplete):
            return True
        for path in self.lost:
            within = len(path) == 1 if absent else path[: len(among)] == among
            if within and (path[-1] in ("id", "steps") or isinstance(_value(self.tree.data, path), dict | list)):
                return True
        for fault in self.faulty:
            if fault[: len(among)] != among:
                continue
            if fault == among or isinstance(fault[-1], int) or fault[-1] == "steps":
                return True
            if fault[-1] == "id":
                written = _value(self.tree.data, fault)
                if not isinstance(written, str) or nearest(sought, [written], alike=0.6):
                    return True
        return False


def read(source: Source, tree: Tree, model: type[Model]) -> Read[Model]:
    """Validate a tree by a model."""
    salvage = Salvage(_without_nulls(tree.data))
    faulty, lost, problems = set(tree.faulty), set(tree.lost), list[Problem]()
    while True:
        value, found = None, list[ErrorDetails]()
        try:
            value = model.model_validate(salvage.data)
        except ValidationError as invalid:
            found = invalid.errors(include_url=False)
        located = [(salvage.original(tuple(error["loc"])), error) for error in found]
        for path, error in sorted(located, key=lambda each: each[1]["type"] == "missing"):
            if _within(path, faulty):
                continue
            faulty.add(path)
            if error["type"] == "missing" and path[:-1] in tree.incomplete:
                continue
            if error["type"] == "extra_forbidden":
                lost.add(path)
                if meant := _meant(path, model_at(model, path[:-1]), tree):
                    faulty.add(meant)
            problems.append(_problem(source, tree, model, path, error))
        if value is not None or not salvage.mend(found):
            return Read(value, problems, source, tree, salvage, frozenset(faulty), frozenset(lost))


def _without_nulls(data: Any) -> Any:
    """A key with nothing after it is an empty text, which no model takes for an absent one."""
    if isinstance(data, dict):
        return {key: _without_nulls(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_nulls(value) for value in data]
    return "" if data is None else data


def _within(path: Path, faulty: Set[Path]) -> bool:
    return any(path[:i] in faulty for i in range(len(path) + 1))


def _value(data: Any, path: Path) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _meant(path: Path, owner: type[BaseModel] | None, tree: Tree) -> Path | None:
    """The key that an unknown one stands for, misspelt: one that is not there."""
    fields = owner.model_fields if owner else {}
    lacking = {name: field for name, field in fields.items() if (*path[:-1], name) not in tree.keys}
    near = nearest(str(path[-1]), lacking) or described_as(str(path[-1]), lacking)
    return (*path[:-1], near) if near else None


def _problem(source: Source, tree: Tree, model: type[BaseModel], path: Path, error: ErrorDetails) -> Problem:
    owner = model_at(model, path[:-1])
    name = str(path[-1]) if path else ""
    known = owner.model_fields if owner else {}
    described = known[name].description or "" if name in known else ""
    match error["type"]:
        case "missing":
            return source.problem(tree.at(path[:-1]), f"缺少“{name}”", f"加一行“{name}: …”（{described}）")
        case "extra_forbidden":
            above = model_at(model, path[:-3])
            if above and above is not owner and name in above.model_fields and not nearest(name, known):
                hint = f"上一级才有“{name}”：看看缩进；可写：{'、'.join(known)}"
            else:
                meant = None if name.isascii() else _meant(path, owner, tree)
                hint = f"键用英文写成“{meant[-1]}”" if meant else suggestion(name, known)
            return source.problem(tree.at(path, key=True), f"不认识的键“{_shown(name)}”", hint)
    if isinstance(error["input"], str) and not error["input"].strip():
        absent = "" if name in known and known[name].is_required() else "，或删掉这一行"
        return source.problem(tree.at(path, key=True), "没有内容", f"{_filled(error, described)}{absent}")
    message, hint = _wording(error)
    if error["type"] in ("list_type", "model_type") and (inner := model_at(model, path)):
        hint = f"{hint}；键有 {'、'.join(inner.model_fields)}"
    return source.problem(tree.at(path), message, hint or described)


def _filled(error: ErrorDetails, described: str) -> str:
    match error["type"]:
        case "list_type":
            return f"{_LISTED}；没有内容就写 []"
        case "model_type" | "dict_type":
            return "在下面各行写“键: 值”，比上一级多缩进两个空格"
    return f"在冒号后面写上内容（{described}）" if described else "在“- ”后面写上内容"


def _wording(error: ErrorDetails) -> tuple[str, str]:
    """(message, hint) for what pydantic says, by type of error."""
    given, context = error["input"], error.get("ctx", {})
    now = f"现为{_kind(given)}"
    match error["type"]:
        case "value_error":
            slip: MiswrittenError = context["error"]  # no validator raises anything else
            return str(slip) if isinstance(given, str) else f"这里应是{slip.what}，{now}", slip.hint
        case "literal_error":
            return f"{_kind(given)}不在可选的范围内", suggestion(str(given), allowed(error))
        case "list_type":
            return f"这里应是列表，{now}", f"{_LISTED}；没有内容就写 []"
        case "model_type" | "dict_type":
            return f"这里应是几行“键: 值”，{now}", "键: 值 各占一行，比上一级多缩进两个空格"
        case "string_type":
            return f"这里应是一段文字，{now}", "文字写在一行里，前面不加“- ”，也不分成几个键"
        case "string_too_long":
            return f"太长，最多 {context['max_length']} 个字", "精简文字"
        case "too_long":
            return f"太多，最多 {context['max_length']} 项", "看看是不是写错了地方"
        case "too_short":
            return f"至少要有 {context['min_length']} 项", _LISTED
        case "string_pattern_mismatch" if "\n" in str(given):
            return "这里只能写一行", "去掉换行"
        case "string_pattern_mismatch" if context.get("pattern") == ID_PATTERN:
            return f"{_kind(given)}不合标识的写法", "只用小写字母、数字和连字符，以字母开头，如 draft-plan"
        case "int_type" | "int_parsing" | "int_from_float" | "int_parsing_size":
            return f"这里应是整数，{now}", "只写数字，如 3"
        case "bool_type" | "bool_parsing":
            return f"这里应是 true 或 false，{now}", "写 true 或 false"
        case "greater_than_equal":
            return f"不能小于 {context['ge']}，{now}", f"写 {context['ge']} 或更大的整数"
        case "less_than_equal":
            return f"不能大于 {context['le']}，{now}", f"写 {context['le']} 或更小的整数"
    return f"{_kind(given)}的写法不对", "对照编辑手册里的样子"


def _kind(given: object) -> str:
    return "列表" if isinstance(given, list) else "几行“键: 值”" if isinstance(given, dict) else f"“{_shown(given)}”"


def _shown(given: object) -> str:
    text = " ".join(str(given).split())
    return text if len(text) <= 30 else f"{text[:30]}…"


def model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
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
