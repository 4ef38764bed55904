"""data/datapackage.json: the tables described for programs (Data Package 2.0, with Table Schema).

It says nothing that version 1 says otherwise, so that programs of either read it: keys and joins as lists, no kinds of
value that only 2.0 knows. Source: https://datapackage.org/standard/data-package/.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from publicity.column.column import Column
from publicity.column.identity import identity
from publicity.fields.moment import BEIJING
from publicity.opendata.kinds import Described, described
from publicity.opendata.table import Table, Written

PATH = "data/datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_ALSO: dict[str, dict[str, Any]] = {  # how a kind of value is written, where not as usual
    "boolean": {"trueValues": ["是"], "falseValues": ["否"]},
    "datetime": {"format": "%Y-%m-%d %H:%M"},
}
_SEVERAL = "；不止一项的用“、”隔开"


def datapackage(column: Column, tables: Mapping[Table, Written]) -> bytes:
    """Describe tables as they were written."""
    settings, plan = column.settings, column.plan
    home = settings.site_url
    found: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "publicity-column",
        "id": identity(plan, "feed", PATH).urn,
        "title": f"{plan.campaign}（{plan.organ}）",
        "description": "空格子是没有；时间是北京时间；每一行的“截至”是它成立的那一天。",
        "created": datetime.combine(column.day, time(), BEIJING).isoformat(),
    }
    found |= {"homepage": home} if home else {}
    if settings.reuse.url:
        found["licenses"] = [{"path": settings.reuse.url, "title": settings.reuse.terms or "使用条件"}]
    found["contributors"] = [{"title": settings.footer.organizer or plan.organ}]
    found["resources"] = [_resource(table, written, home is not None) for table, written in tables.items()]
    return f"{json.dumps(found, ensure_ascii=False, indent=2)}\n".encode()


def _resource(table: Table, written: Written, full: bool) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.about,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",  # a byte order mark is not part of it, and programs leave it out
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": len(written.content),
        "hash": f"sha256:{hashlib.sha256(written.content).hexdigest()}",
        "schema": _schema(table, full),
    }


def _schema(table: Table, full: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "fields": [_field(one, table.key) for one in described(table, full)],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    joins = [
        {
            "fields": list(join.columns),
            "reference": {"resource": "" if join.to == table.name else join.to, "fields": list(join.key)},
        }
        for join in table.joins
    ]
    return found | ({"foreignKeys": joins} if joins else {})  # an empty list is against the standard


def _field(one: Described, key: tuple[str, ...]) -> dict[str, Any]:
    meaning = one.meaning + (_SEVERAL if one.several else "")
    found: dict[str, Any] = {"name": one.name, "type": one.kind, "description": meaning}
    found |= _ALSO.get(one.kind, {})
    limits = {"required": one.filled or one.name in key, "unique": key == (one.name,)}
    return found | (
        {"constraints": {name: True for name, holds in limits.items() if holds}} if any(limits.values()) else {}
    )
