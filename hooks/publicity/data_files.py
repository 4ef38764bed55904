"""Every file of open data by its path: JSON, the schema beside it, and the same as a table."""

from pydantic import BaseModel

from publicity.articles.data import bulletin_data, publication_data
from publicity.column import Column
from publicity.commitments.data import commitment_data
from publicity.plans.data import Address, plan_data
from publicity.plans.duty_data import duty_data
from publicity.results.data import result_data
from publicity.schemas import DIALECT, as_text, data_schema
from publicity.tables import bulletin_table, commitment_table, duty_table, publication_table, result_table


def data_files(column: Column, address: Address) -> dict[str, bytes]:
    """Write them all. `address` gives the published address of a path within docs/."""
    plan = plan_data(column, address)
    bulletins, publications = bulletin_data(column, address), publication_data(column, address)
    duties, results = duty_data(column, address), result_data(column, address)
    commitments = commitment_data(column, address)
    return {
        "data/commitments.json": _json(commitments),
        "data/commitments.schema.json": _schema(commitments),
        "data/commitments.csv": commitment_table(commitments),
        "data/plan.json": _json(plan),
        "data/plan.schema.json": as_text(data_schema()).encode(),
        "data/bulletins.json": _json(bulletins),
        "data/bulletins.schema.json": _schema(bulletins),
        "data/bulletins.csv": bulletin_table(bulletins),
        "data/publications.json": _json(publications),
        "data/publications.schema.json": _schema(publications),
        "data/publications.csv": publication_table(publications),
        "data/duties.json": _json(duties),
        "data/duties.schema.json": _schema(duties),
        "data/duties.csv": duty_table(duties),
        "data/results.json": _json(results),
        "data/results.schema.json": _schema(results),
        "data/results.csv": result_table(results),
    }


def _json(data: BaseModel) -> bytes:
    return f"{data.model_dump_json(indent=2)}\n".encode()


def _schema(data: BaseModel) -> bytes:
    return as_text({"$schema": DIALECT, **data.model_json_schema(mode="serialization")}).encode()
