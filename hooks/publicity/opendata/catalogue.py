"""What the page of data tells of each file, from the files as they were made: rows, size, columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from publicity.attachments.kinds import size_in_words
from publicity.ledger.published import PATH as LEDGER
from publicity.opendata.datapackage import PATH as PACKAGE
from publicity.opendata.files import DATA_SETS, DataSet
from publicity.opendata.kinds import Described, described
from publicity.opendata.table import Counted, Table


@dataclass(frozen=True)
class Offered:
    """A file: its path in the site, its size in words, the records of a table."""

    path: str
    size: str
    rows: int | None


@dataclass(frozen=True)
class OfferedTable:
    """A table, its file, and its columns."""

    table: Table
    file: Offered
    columns: tuple[Described, ...]


@dataclass(frozen=True)
class OfferedSet:
    """Data of one kind: the JSON, its schema, its tables."""

    kind: DataSet
    json: Offered
    schema: Offered
    tables: tuple[OfferedTable, ...]


@dataclass(frozen=True)
class Catalogue:
    """Everything in data/."""

    sets: tuple[OfferedSet, ...]
    package: Offered
    ledger: Offered


def catalogue(files: Mapping[str, Counted], full: bool) -> Catalogue:
    """Tell of every file, by its path in the site. Raises KeyError where one was not made.

    `full`: addresses in them are, with the column's own before them.
    """

    def offered(path: str) -> Offered:
        return Offered(path, size_in_words(files[path].size), files[path].rows)

    def offered_set(kind: DataSet) -> OfferedSet:
        tables = (OfferedTable(table, offered(table.path), tuple(described(table, full))) for table in kind.tables)
        return OfferedSet(kind, offered(kind.path), offered(kind.schema_path), tuple(tables))

    return Catalogue(tuple(map(offered_set, DATA_SETS)), offered(PACKAGE), offered(LEDGER))
