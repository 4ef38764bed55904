"""JSON Schemas from the models: of plan.yml for its editors, and of open data for its users."""

import json
from typing import Any, cast

from pydantic import BaseModel

from publicity.opendata.record import as_published
from publicity.plans.plan import Plan

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NULL = {"type": "null"}


def written_schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    """Describe what an editor writes, in the editor's language: what the models say of themselves in English goes."""
    schema: dict[str, Any] = _plain(model.model_json_schema())
    schema.pop("description", None)
    for part in schema.get("$defs", {}).values():
        part.pop("description", None)
    return {"$schema": DIALECT, **schema, "title": title}


def plan_schema() -> dict[str, Any]:
    """Describe plan.yml."""
    return written_schema(Plan, "工作方案")


def data_schema(model: type[BaseModel], full: bool = False) -> dict[str, Any]:
    """Describe a file of open data. `full`: its addresses are, with the column's own before them."""
    schema = {"$schema": DIALECT, **model.model_json_schema(mode="serialization")}
    return cast("dict[str, Any]", _with_full_addresses(schema)) if full else schema


def _with_full_addresses(part: Any) -> Any:
    if isinstance(part, list):
        return [_with_full_addresses(one) for one in part]
    if not isinstance(part, dict):
        return as_published(part, full=True) if isinstance(part, str) else part
    said = {key: _with_full_addresses(value) for key, value in part.items()}
    return said | {"format": "uri"} if part.get("format") == "uri-reference" else said


def as_text(schema: dict[str, Any]) -> str:
    """Write a schema for a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _plain(part: Any, *, names: bool = False) -> Any:
    """A schema without titles made of keys, and without the null that stands for a key that is not there.

    `names`: the keys of this part are an editor's.
    """
    if isinstance(part, list):
        return [_plain(one) for one in part]
    if not isinstance(part, dict):
        return part
    kept = {
        key: _plain(value, names=key in ("properties", "$defs") and not names)
        for key, value in part.items()
        if names or not (key == "title" or (key == "default" and value is None))
    }
    if not names and _NULL in (choices := kept.get("anyOf", [])):
        rest = [one for one in choices if one != _NULL]
        kept = {key: value for key, value in kept.items() if key != "anyOf"}
        kept |= rest[0] if len(rest) == 1 and not rest[0].keys() & kept.keys() else {"anyOf": rest}
    return kept
