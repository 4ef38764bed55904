"""Every file of open data by its path: JSON, the schema beside it, and the same as a table."""

import re
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from publicity.column.column import Column
from publicity.ledger.article_subject import PREFIX as ARTICLE
from publicity.ledger.article_subject import article_key
from publicity.ledger.public import public_ledger
from publicity.ledger.published import PATH as LEDGER
from publicity.opendata.articles import bulletin_data, publication_data
from publicity.opendata.commitments import commitment_data
from publicity.opendata.duties import duty_data
from publicity.opendata.plan import Address, plan_data
from publicity.opendata.results import result_data
from publicity.opendata.schemas import DIALECT, as_text, data_schema
from publicity.opendata.tables import (
    bulletin_table,
    commitment_table,
    duty_table,
    history_table,
    publication_table,
    result_table,
    update_table,
)
from publicity.opendata.updates import update_data

_TABLED: dict[str, tuple[Callable[[Column, Address], Any], Callable[[Any], bytes]]] = {
    "bulletins": (bulletin_data, bulletin_table),
    "commitments": (commitment_data, commitment_table),
    "duties": (duty_data, duty_table),
    "publications": (publication_data, publication_table),
    "results": (result_data, result_table),
    "updates": (update_data, update_table),
}
PATHS = (
    "data/plan.json",
    "data/plan.schema.json",
    *(f"data/{name}.{kind}" for name in _TABLED for kind in ("json", "schema.json", "csv")),
    "data/commitments-history.csv",
    LEDGER,
)


def data_files(column: Column, address: Address) -> dict[str, bytes]:
    """Write them all. `address` gives the published address of a path within docs/."""
    made = [_json(plan_data(column, address)), as_text(data_schema()).encode()]
    for records, table in _TABLED.values():
        data = records(column, address)
        made += [_json(data), _schema(data), table(data)]
    made += [history_table(commitment_data(column, address)), _ledger(column)]
    return dict(zip(PATHS, made, strict=True))


def _ledger(column: Column) -> bytes:
    """What was sealed by the day; of articles that are not public now, not what they said."""
    public = (*column.bulletins, *column.publications)
    names = {name for item in public for name in (item.uri, *item.entry.old_paths)}
    known = {article_key(re.sub(r"(?:/index)?\.html$", "", name)) for name in names}
    withheld = {line.subject for line in column.ledger.lines if line.subject.startswith(ARTICLE)} - known
    return public_ledger(column.ledger.lines, withheld, column.day)


def _json(data: BaseModel) -> bytes:
    return f"{data.model_dump_json(indent=2)}\n".encode()


def _schema(data: BaseModel) -> bytes:
    return as_text({"$schema": DIALECT, **data.model_json_schema(mode="serialization")}).encode()
