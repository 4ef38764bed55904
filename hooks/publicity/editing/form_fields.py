"""The form's fields out of the models: what may be written, called as the models describe it in Chinese."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from publicity.editing.names import Names

Field = dict[str, Any]
_LINE = r"^[^\n]*$"
_FILES = {"file"}
_LEFT_OUT = {"amended", "at_least"}  # amendments are made by `amend`; bounds of grades stay as they are written
_CALLED = {"audience": "公开范围", "kind": "种类", "verb": "事项", "state": "状态", "tier": "类别"}
_MEANING = {
    "public": "社会",
    "members": "党员群众",
    "limited": "一定范围（不上网）",
    "undecided": "待定",
    "review": "群众评议",
    "survey": "满意度测评",
}
_MOMENTS = {"published": "YYYY-MM-DD HH:mm"}


def fields_of(model: type[BaseModel], names: Names) -> list[Field]:
    """The fields for all that a model may say, in the model's order."""
    schema = model.model_json_schema()
    return _Form(schema.get("$defs", {}), names).fields(schema, model.__name__)


class _Form:
    def __init__(self, parts: Mapping[str, Any], names: Names) -> None:
        self.parts, self.names = parts, names

    def fields(self, schema: Mapping[str, Any], owner: str) -> list[Field]:
        required = schema.get("required", [])
        made = (self.field(key, one, owner, key in required) for key, one in schema["properties"].items())
        return [field for field in made if field]

    def field(self, key: str, given: Mapping[str, Any], owner: str, required: bool) -> Field | None:
        """One field; none for what the form leaves to other ways."""
        schema, name = self._plain(given)
        if key in _LEFT_OUT:
            return None
        said = given.get("description", "") or key
        label = _CALLED.get(key) or _label(said)
        field: Field = {"name": key, "label": label, "required": required} | ({"hint": said} if said != label else {})
        kind = schema.get("type")
        if key == "figures":
            return self._figures(field)
        if options := self.names.options(owner, key):
            return field | {"widget": "select", "options": options, "multiple": kind == "array"}
        if "enum" in schema:
            options = [{"value": one, "label": _MEANING.get(one, one)} for one in schema["enum"]]
            return field | {"widget": "select", "options": options} | _default(schema)
        if kind == "boolean":
            return field | {"widget": "boolean", "default": False, "required": False}
        if kind == "integer":
            return field | {"widget": "number", "value_type": "int", "step": 1}
        if kind == "number":
            return field | {"widget": "number", "value_type": "float"}
        if kind == "object":
            inner = self.fields(schema, name) if "properties" in schema else None
            return field | {"widget": "object", "collapsed": key != "picture", "fields": inner} if inner else None
        if kind == "array":
            return self._list(field, schema)
        return self._words(field, schema)

    def _list(self, field: Field, schema: Mapping[str, Any]) -> Field | None:
        item, name = self._plain(schema.get("items", {}))
        if item.get("type") == "object":
            inner = self.fields(item, name)
            summary = next((one["name"] for one in inner if one["name"] in ("title", "text", "file")), inner[0]["name"])
            shown = {"collapsed": True, "summary": f"{{{{fields.{summary}}}}}", "label_singular": field["label"]}
            return field | {"widget": "list", "fields": inner, "allow_add": True} | shown
        if item.get("type") == "integer":
            return field | {"widget": "numbers"}
        return field | {"widget": "names", "suggestions": self.names.suggestions(field["name"])}

    def _words(self, field: Field, schema: Mapping[str, Any]) -> Field:
        key = field["name"]
        if key in _FILES:
            return field | {"widget": "column-file"}
        if schema.get("format") == "date":
            return field | {"widget": "day"}
        if key in _MOMENTS:
            return field | {"widget": "moment"}
        if suggestions := self.names.suggestions(key):
            return field | {"widget": "suggested", "suggestions": suggestions}
        long = key == "summary" or (schema.get("pattern") != _LINE and schema.get("maxLength", 0) > 200)
        return field | {"widget": "text" if long else "string"} | _default(schema)

    def _figures(self, field: Field) -> Field | None:
        if not self.names.quotas:
            return None
        inner = [
            {"name": one["value"], "label": one["label"], "widget": "string", "required": False}
            for one in self.names.quotas
        ]
        return field | {"widget": "object", "collapsed": True, "fields": inner}

    def _plain(self, given: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
        """A schema without references and the null of absent keys, in its fullest form; the name of its model."""
        schema, name = dict(given), ""
        while True:
            if "$ref" in schema:
                name = schema.pop("$ref").rsplit("/", 1)[-1]
                schema = {**self.parts[name], **schema}
            elif "allOf" in schema:
                schema = {**schema.pop("allOf")[0], **schema}
            elif "anyOf" in schema:
                choices: list[dict[str, Any]] = schema.pop("anyOf")
                fullest = sorted(choices, key=_fullness)[-1]
                schema = {**fullest, **schema}
            else:
                return schema, name


def _fullness(schema: dict[str, Any]) -> int:
    """How much of several forms one says: what the short ones mean, a full one can say."""
    if schema.get("type") == "null":
        return 0
    if schema.get("type") == "array":
        return 3
    return 2 if "$ref" in schema or "properties" in schema or "enum" in schema else 1


def _default(schema: Mapping[str, Any]) -> Field:
    default = schema.get("default")
    return {"default": default} if isinstance(default, str) else {}


def _label(said: str) -> str:
    return re.split(r"[，；：（(。]", said, maxsplit=1)[0].removesuffix("的 id")
