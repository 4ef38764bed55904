"""What each column of a table means and what kind of value stands in it, from the model of its records."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from publicity.opendata.record import as_published
from publicity.opendata.table import AS_OF, AS_PRINTED, Table

Kind = Literal["string", "integer", "number", "boolean", "date", "datetime"]
# The most special first: a moment is a day too, and truth a whole number.
_KINDS: tuple[tuple[type, Kind], ...] = (
    *((bool, "boolean"), (int, "integer"), (float, "number")),
    *((datetime, "datetime"), (date, "date"), (str, "string")),
)
IN_WORDS: dict[Kind, str] = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "是或否",
    "date": "日期",
    "datetime": "日期和时间",
}


@dataclass(frozen=True)
class Described:
    """A column. `several`: a cell may hold more than one value, with 、 between them; `filled`: no cell is empty.

    Texts may be empty without being left out, and so are never sure to be there.
    """

    name: str
    meaning: str
    kind: Kind
    several: bool
    filled: bool

    @property
    def kind_in_words(self) -> str:
        """The kind as readers call it."""
        return f"{IN_WORDS[self.kind]}，可以不止一项" if self.several else IN_WORDS[self.kind]


def described(table: Table, full: bool = False) -> Iterator[Described]:
    """Every column in its order. `full`: addresses are, with the column's own before them."""
    for name, path in table.heads:
        found = _described(name, path, table.record)
        yield replace(found, meaning=as_published(found.meaning, full))
    yield Described(AS_OF, "这一行在哪一天是这样", "date", several=False, filled=True)


def _described(name: str, path: str, model: type[BaseModel]) -> Described:
    several, filled, meaning = False, True, ""
    kind: type = str
    for part in path.removeprefix(AS_PRINTED).split("."):
        field = model.model_fields[part]
        kind, repeated, optional = _plain(field.annotation)
        several, filled = several or repeated, filled and not (optional or repeated)
        meaning = field.description or meaning
        if issubclass(kind, BaseModel):
            model = kind
    if path.startswith(AS_PRINTED):
        meaning += "；在引号里，免得电子表格把它改成今年的日期"
    found = next(word for one, word in _KINDS if issubclass(kind, one))
    return Described(name, meaning, "string" if several else found, several, filled and found != "string")


def _plain(annotation: Any) -> tuple[type, bool, bool]:
    """The type of one value; whether there may be several; whether there may be none."""
    several = optional = False
    while (origin := get_origin(annotation)) is not None:
        parts = get_args(annotation)
        if origin is Literal:
            annotation = type(parts[0])
        elif origin in (Union, UnionType):
            optional = optional or type(None) in parts
            annotation = next(part for part in parts if part is not type(None))
        elif origin is Annotated:
            annotation = parts[0]
        else:
            several, annotation = True, parts[0]
    return annotation, several, optional
