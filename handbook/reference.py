"""The parts of the handbook that the code knows better than anybody: keys by the models, commands by click.

`make reference` writes them between their marks in format.md and commands.md; what stands outside the marks is
written by hand. tests/test_handbook.py fails when a page and the code differ.
"""

import re
import sys
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape
from inspect import cleandoc
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import click
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from publicity.articles.article import Bulletin, Publication
from publicity.column.settings import Settings
from publicity.commands.program import main
from publicity.commitments.commitment import Commitment
from publicity.plans.plan import Plan

HANDBOOK = Path(__file__).parent
MARK = "<!-- {} {}: written by `make reference` -->"

# The kinds of value: as models call them, by the name under which format.md explains them.
KINDS = {
    "line": "Line",
    "text": "Text",
    "former words": "Former",
    "body": "Body",
    "id": "Id",
    "column id": "ColumnId",
    "day": "Day",
    "moment": "Moment",
    "count": "Count",
    "summary": "Summary",
    "percentage": "Percent",
    "figure": "Figure",
    "digest": "Digest",
    "code": "Code",
    "host": "Host",
    "address": "Address",
    "form": "Form",
    "telephones": "Phones",
    "mail": "Mail",
    "old path": "OldPath",
    "site code": "IdCode",
    "ICP number": "Icp",
    "police number": "Police",
}
PLAIN = {bool: "`true` or `false`", int: "whole number", date: "day", datetime: "moment"}
ROOTS: dict[str, type[BaseModel]] = {
    "plan": Plan,
    "bulletin": Bulletin,
    "publication": Publication,
    "commitment": Commitment,
    "settings": Settings,
}


def anchor(heading: str) -> str:
    """The fragment that GitHub and GitLab give a heading."""
    words = re.sub(r"\]\([^)]*\)", "", unescape(heading)).strip().lower()
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")


# -- keys ----------------------------------------------------------------------------------------------


def keys(root: type[BaseModel], *, known: set[type[BaseModel]]) -> str:
    """Tables of all keys of a model and, each once, of the models below it that are not `known` yet."""
    return "\n\n".join(_tables(root, known))


def _tables(model: type[BaseModel], known: set[type[BaseModel]]) -> Iterator[str]:
    known.add(model)
    hints = get_type_hints(model, include_extras=True)
    kinds = _kinds(model)
    lines = [
        f"### {model.__name__}",
        "",
        _promise(model),
        "",
        "| key | | value | what editors are told |",
        "|---|---|---|---|",
    ]
    below: list[type[BaseModel]] = []
    for name, field in model.model_fields.items():
        below += _models(hints[name])
        value = _value(hints[name], kinds) + _short(hints[name])
        lines.append(_row(f"`{name}`", _need(field), value, field.description or ""))
    yield "\n".join(lines)
    for child in below:
        if child not in known:
            yield from _tables(child, known)


def _row(*cells: str) -> str:
    return "|".join(["", *(f" {cell} " if cell else " " for cell in cells), ""])


def _promise(model: type[BaseModel]) -> str:
    """A model's docstring as a paragraph, without the source that it cites."""
    paragraph = " ".join((model.__doc__ or "").partition("\n\n")[0].split())
    return re.sub(r" \([^()]*\.md#[^()]*\)", "", paragraph)


def _need(field: FieldInfo) -> str:
    if field.is_required():
        return "**must**"
    default = field.get_default(call_default_factory=True)
    if default in (None, [], {}, "", False) or isinstance(default, BaseModel):
        return ""
    return f"else `{default}`"


def _kinds(model: type[BaseModel]) -> dict[str, Any]:
    """The kinds of value that the modules of a model and of its parents know, by the names in `KINDS`."""
    known = {}
    for one in reversed(model.__mro__):
        known.update(vars(sys.modules[one.__module__]))
    return {name: known[alias] for name, alias in KINDS.items() if alias in known}


def _value(kind: Any, kinds: dict[str, Any]) -> str:
    """What may be written, in words; a kind of text without a name in `KINDS` is refused."""
    if name := next((name for name, one in kinds.items() if one == kind), None):
        return f"[{name}](#kinds-of-value)"
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _value(inner[0], kinds) + _bounds(inner[1:])
    if origin in (Union, UnionType):
        return " or ".join(_value(one, kinds) for one in inner if one is not NoneType)
    if origin is Literal:
        return " ".join(f"`{word}`" for word in inner)
    if origin is list:
        return f"list of {_value(inner[0], kinds)}"
    if origin is dict:
        return f"names, each with {_value(inner[1], kinds)}"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return f"[{kind.__name__}](#{anchor(kind.__name__)})"
    if kind in PLAIN:
        return PLAIN[kind]
    raise LookupError(f"{kind} has no name in KINDS: give it one, and explain it in format.md")


def _bounds(metadata: tuple[Any, ...]) -> str:
    """The limits that pydantic holds a value to."""
    found = {
        key: getattr(one, key)
        for entry in metadata
        for one in (entry.metadata if isinstance(entry, FieldInfo) else [entry])
        for key in ("ge", "le", "min_length", "max_length")
        if getattr(one, key, None) is not None
    }
    low = found.get("ge", found.get("min_length"))
    high = found.get("le", found.get("max_length"))
    if low is not None and high is not None:
        return f", {low} to {high}"
    return f", at most {high}" if high is not None else f", at least {low}" if low is not None else ""


def _short(kind: Any) -> str:
    """The shorter way to write it, found by trying: one text where a list or a group of keys is meant."""
    for probe in ("1", "x"):
        for given, where in ((probe, "{}"), ([probe], "each {}")):
            try:
                read = TypeAdapter(kind).validate_python(given)
            except ValidationError:
                continue
            one = read[0] if isinstance(read, list) and isinstance(given, list) and read else read
            if isinstance(one, BaseModel):
                return f"; {where.format('may be')} its `{next(iter(one.model_fields_set))}` alone"
            if isinstance(read, list) and isinstance(given, str):
                return "; may be one alone"
    return ""


def _models(kind: Any) -> list[type[BaseModel]]:
    """The models that a kind of value is made of, in order."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [kind]
    return [model for inner in get_args(kind) for model in _models(inner)]


# -- commands ------------------------------------------------------------------------------------------


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its full name, in the order of the program's own help."""
    yield from _below("publicity", main, click.Context(main, info_name="publicity"))


def _below(name: str, command: click.Command, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield name, command
        return
    for word in command.list_commands(context):
        if (found := command.get_command(context, word)) and not found.hidden:
            yield from _below(f"{name} {word}", found, click.Context(found, info_name=word, parent=context))


def usage() -> str:
    """Each command with its arguments and options as click knows them."""
    return "\n\n".join(_command(name, command) for name, command in commands())


def _command(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    arguments = [piece for piece in command.collect_usage_pieces(context) if piece != command.options_metavar]
    lines = [f"### {name}", "", cleandoc(command.help or "").replace("\b", "")]
    lines += ["", f"`{' '.join([name, *arguments])}`"] if arguments else []
    rows = [_parameter(one, context) for one in command.params if not getattr(one, "hidden", False)]
    return "\n".join([*lines, *(["", "| | | |", "|---|---|---|", *rows] if rows else [])])


def _parameter(parameter: click.Parameter, context: click.Context) -> str:
    """A row: how it is written, what holds where it is not given, what the command's own help says."""
    if isinstance(parameter, click.Option):
        given = "" if parameter.is_flag or parameter.count else f" {_metavar(parameter, context)}"
        return _row(f"`{', '.join(parameter.opts)}{given}`", _unless(parameter), parameter.help or "")
    return _row(f"`{_metavar(parameter, context).strip('[]')}`", _unless(parameter), "")


def _metavar(parameter: click.Parameter, context: click.Context) -> str:
    if isinstance(parameter.type, click.IntRange):
        return f"{parameter.type.min}..{parameter.type.max}"
    return parameter.make_metavar(context).replace("|", "\\|")


def _unless(parameter: click.Parameter) -> str:
    if parameter.envvar:
        return f"else `{parameter.envvar}`"
    if parameter.required:
        return "**must**"
    default = parameter.default
    return f"else `{default}`" if isinstance(default, str | int) and not isinstance(default, bool) else ""


# -- pages ---------------------------------------------------------------------------------------------


def parts() -> dict[str, dict[str, str]]:
    """What stands between the marks, by page and by the name of the part."""
    known: set[type[BaseModel]] = set()
    return {
        "format.md": {name: keys(model, known=known) for name, model in ROOTS.items()},
        "commands.md": {"commands": usage()},
    }


def filled(page: str, made: dict[str, str]) -> str:
    """A page with its made parts as the code has them now. Raises LookupError where a mark is missing."""
    for name, text in made.items():
        opening, closing = MARK.format("begin", name), MARK.format("end", name)
        if page.count(opening) != 1 or page.count(closing) != 1:
            raise LookupError(f"there must be one “{opening}” and one “{closing}”")
        before, _, rest = page.partition(opening)
        page = f"{before}{opening}\n\n{text}\n\n{closing}{rest.partition(closing)[2]}"
    return page


def write() -> None:
    """Bring the pages up to date."""
    for name, made in parts().items():
        path = HANDBOOK / name
        path.write_text(filled(path.read_text(encoding="utf-8"), made), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
