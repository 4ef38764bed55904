"""A table that Excel opens: CSV in UTF-8 with a byte order mark, one row per record."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from publicity.opendata.record import Record

Heads = tuple[tuple[str, str], ...]  # what a column is called, each with the path of its value within a record

AS_OF = "截至"  # the last column of every table
AS_PRINTED = "“"  # before a path: in quotation marks, or a spreadsheet makes 7月20日 a day of this year
BETWEEN = "、"  # the values of a cell that holds several
FORMULA = tuple("=+-@＝＋－＠\t\r\n")  # what spreadsheets take for the beginning of a formula


class Counted(NamedTuple):
    """How large a file of open data is, in bytes, and how many records are in a table."""

    size: int
    rows: int | None


@dataclass(frozen=True)
class Written:
    """A file of open data. `rows` is how many records are in a table."""

    content: bytes
    rows: int | None = None

    @property
    def counted(self) -> Counted:
        """How large it is."""
        return Counted(len(self.content), self.rows)


@dataclass(frozen=True)
class Join:
    """The cells of these columns, where they are filled, stand in `to`'s columns `key`."""

    columns: tuple[str, ...]
    to: str
    key: tuple[str, ...] = ("标识",)


@dataclass(frozen=True)
class Table:
    """What a table holds. `rows` takes its records out of the data of its set; `key` tells them apart."""

    name: str
    title: str
    about: str
    record: type[Record]
    rows: Callable[[Any], Iterable[Record]]
    heads: Heads
    key: tuple[str, ...]
    joins: tuple[Join, ...] = ()

    @property
    def path(self) -> str:
        """Where it is in the site."""
        return f"data/{self.name}.csv"

    def written(self, data: Any) -> Written:
        """Write it; every row says as of when it holds, because rows get copied out of it."""
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow([*(name for name, _ in self.heads), AS_OF])
        records = list(self.rows(data))
        for record in records:
            writer.writerow([*(cell(value_at(record, path)) for _, path in self.heads), cell(data.as_of)])
        return Written(text.getvalue().encode("utf-8-sig"), len(records))


def value_at(record: Any, path: str) -> Any:
    """The value at a path: None where the way ends early, a list where it goes through one."""
    if path.startswith(AS_PRINTED):
        words = value_at(record, path.removeprefix(AS_PRINTED))
        return f"“{words}”" if words else None
    name, _, rest = path.partition(".")
    value = getattr(record, name)
    if not rest or value is None:
        return value
    return [value_at(part, rest) for part in value] if isinstance(value, list) else value_at(value, rest)


def cell(value: str | float | date | list[str] | None) -> str:
    """Put a value into a cell: nothing as an empty one, lists joined by 、, moments in Beijing time.

    What a spreadsheet would take for a formula gets an apostrophe before it.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    text = BETWEEN.join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
