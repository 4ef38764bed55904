"""A file's front matter as the form shows it, and what the form means by what it sends back."""

from collections.abc import Sequence
from typing import Any

Field = dict[str, Any]
Data = dict[str, Any]
_WHOLE = {"object", "list"}


def shown(data: Any, fields: Sequence[Field]) -> Data:
    """What the form shows of a mapping: only keys that it has fields for, short forms written out."""
    given = data if isinstance(data, dict) else {}
    return {f["name"]: _shown(given[f["name"]], f) for f in fields if given.get(f["name"]) is not None}


def _shown(value: Any, field: Field) -> Any:
    widget = field["widget"]
    if widget == "object":
        return shown(_whole(value, field), field["fields"])
    if widget in ("list", "names", "numbers") or field.get("multiple"):
        items = value if isinstance(value, list) else [value]
        if widget == "list":
            return [shown(_whole(one, field), field["fields"]) for one in items]
        return [_number(one) if widget == "numbers" else one for one in items]
    if widget == "boolean":
        return {"true": True, "false": False}.get(value, value)
    return _number(value) if widget == "number" else value


def _whole(value: Any, field: Field) -> Any:
    """What a short form stands for: the first thing that the whole one says."""
    return value if isinstance(value, dict) else {field["fields"][0]["name"]: value}


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value


def meant(data: Any, fields: Sequence[Field]) -> Data:
    """What is said: without keys that are empty, or say what goes without saying. Equal when nothing was changed."""
    given = data if isinstance(data, dict) else {}
    found = {field["name"]: _meant(given.get(field["name"]), field) for field in fields}
    return {key: value for key, value in found.items() if value is not None}


def _meant(value: Any, field: Field) -> Any:
    if field["widget"] == "object":
        return meant(value, field["fields"]) or None
    if isinstance(value, list):
        items = [meant(one, field["fields"]) if field["widget"] == "list" else one for one in value]
        return [one for one in items if one not in ({}, "", None)] or None
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").strip()
    if field["widget"] == "number":
        value = _number(value)
    if value in ("", None) or (not field["required"] and value == field.get("default", "")):
        return None
    return value
