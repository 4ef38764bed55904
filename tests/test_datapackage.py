"""data/datapackage.json describes the tables as they are: kinds of value, keys that are keys, joins that join.

Read here by its own words alone, as any program that knows Table Schema would.
"""

import csv
import hashlib
import io
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.columns import DAYS
from tests.helpers.project import Project

Rows = list[dict[str, str]]


def read(cell: str, field: dict[str, Any]) -> object:
    """The value in a cell. Raises ValueError or KeyError where the field's kind does not allow it."""
    match field["type"]:
        case "integer":
            return int(cell)
        case "number":
            return float(cell)
        case "date":
            return date.fromisoformat(cell)
        case "datetime":
            return datetime.strptime(cell, field["format"]).replace(tzinfo=UTC)
        case "boolean":
            return {**dict.fromkeys(field["trueValues"], True), **dict.fromkeys(field["falseValues"], False)}[cell]
        case "string":
            return cell
    raise KeyError(field["type"])


def package(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "data" / "datapackage.json").read_text(encoding="utf-8"))
    return found


def tables(site: Path) -> dict[str, Rows]:
    """Every table that the package names, read as it says."""
    found = {}
    for resource in package(site)["resources"]:
        content = (site / "data" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        dialect = resource["dialect"]
        text = content.decode(resource["encoding"]).removeprefix("\ufeff")
        rows = csv.DictReader(
            io.StringIO(text, newline=""), delimiter=dialect["delimiter"], quotechar=dialect["quoteChar"], strict=True
        )
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert rows.fieldnames == names and len(set(names)) == len(names)
        found[resource["name"]] = list(rows)
    return found


def faults(site: Path) -> list[str]:
    """What a program would complain of."""
    rows, found = tables(site), []
    for resource in package(site)["resources"]:
        schema, name = resource["schema"], resource["name"]
        for field in schema["fields"]:
            cells = [row[field["name"]] for row in rows[name]]
            limits = field.get("constraints", {})
            filled = [cell for cell in cells if cell not in schema["missingValues"]]
            if limits.get("required") and len(filled) < len(cells):
                found.append(f"{name}.{field['name']}: empty")
            if limits.get("unique") and len(set(cells)) < len(cells):
                found.append(f"{name}.{field['name']}: twice")
            for cell in filled:
                try:
                    read(cell, field)
                except (ValueError, KeyError):
                    found.append(f"{name}.{field['name']}: {cell}")
        keys = [tuple(row[part] for part in schema["primaryKey"]) for row in rows[name]]
        assert schema["primaryKey"] and schema.get("foreignKeys", True), "empty lists are against the standard"
        found += [f"{name}: key {key}" for key in keys if "" in key or keys.count(key) > 1]
        for join in schema.get("foreignKeys", []):
            to = join["reference"]
            there = {tuple(row[part] for part in to["fields"]) for row in rows[to["resource"] or name]}
            values = {tuple(row[part] for part in join["fields"]) for row in rows[name]}
            found += [f"{name}: no {value}" for value in values - there if any(value)]
    return found


@pytest.mark.parametrize("day", DAYS)
def test_tables_are_what_the_package_says(on_days: dict[str, Path], day: str) -> None:
    assert faults(on_days[day]) == []
    assert package(on_days[day])["created"] == f"{day}T00:00:00+08:00"


def test_also_of_columns_of_other_kinds(four_phases: Path, many: Path) -> None:
    assert faults(four_phases) == [] and faults(many) == []


def test_every_table_is_in_it(shipped: Path) -> None:
    paths = [resource["path"] for resource in package(shipped)["resources"]]
    assert sorted(paths) == sorted(file.name for file in (shipped / "data").glob("*.csv"))


def test_joins_are_used(on_days: dict[str, Path]) -> None:
    """A join of which no row makes use would hold of anything."""
    site = on_days[max(DAYS)]
    rows, joins, used = tables(site), set(), set()
    for resource in package(site)["resources"]:
        for join in resource["schema"].get("foreignKeys", []):
            name = (resource["name"], join["reference"]["resource"])
            joins.add(name)
            used |= {name for row in rows[resource["name"]] if row[join["fields"][0]]}
    assert joins and used == joins


def test_articles_are_told_by_one_id(shipped: Path) -> None:
    rows = tables(shipped)
    known = {row["标识"] for name in ("bulletins", "publications") for row in rows[name]}
    for name in ("updates", "duties-evidence"):
        assert rows[name] and {row["文章标识"] for row in rows[name]} <= known


def test_what_a_cell_can_not_hold_is_in_a_table_of_its_own(many: Path) -> None:
    rows, data = tables(many), json.loads((many / "data" / "commitments.json").read_text(encoding="utf-8"))
    assert len(rows["commitments-measures"]) == sum(len(one["measures"]) for one in data["commitments"]) == 137
    assert len(rows["commitments-problems"]) == sum(len(one["problem"]) for one in data["commitments"])
    told = [row["措施"] for row in rows["commitments-measures"]]
    assert told == [measure["text"] for one in data["commitments"] for measure in one["measures"]]


def test_nothing_is_licensed_that_nobody_licensed(shipped: Path, official: Project) -> None:
    assert "licenses" not in package(shipped) and "homepage" not in package(shipped)
    assert "licenses" not in package(official.root / "site")


# -- addresses ---------------------------------------------------------------------------------------------


def addresses(site: Path) -> list[str]:
    """Every address in data: of pages, attachments, evidence."""
    cells = [
        row[name] for rows in tables(site).values() for row in rows for name in ("地址", "附件地址") if row.get(name)
    ]
    data = "".join(
        file.read_text(encoding="utf-8") for file in (site / "data").glob("*.json") if "schema" not in file.name
    )
    return [*(one for cell in cells for one in cell.split("、")), *re.findall(r'"address": "(.*?)"', data)]


def schemas(site: Path) -> str:
    return "".join(file.read_text(encoding="utf-8") for file in sorted((site / "data").glob("*.schema.json")))


def test_addresses_are_full_where_the_columns_own_is_known(official: Project) -> None:
    site = official.root / "site"
    found = addresses(site)
    assert found and all(one.startswith("https://rd.example.gov.cn/zt/") for one in found)
    assert all((site / one.removeprefix("https://rd.example.gov.cn/zt/")).is_file() for one in found)
    assert '"format": "uri"' in schemas(site)
    for said in (schemas(site), (site / "data" / "datapackage.json").read_text(encoding="utf-8")):
        assert "完整的网址" in said and "相对于专栏首页" not in said and "uri-reference" not in said


def test_else_they_are_seen_from_the_home_page(shipped: Path) -> None:
    found = addresses(shipped)
    assert found and all((shipped / one).is_file() for one in found)
    assert '"format": "uri-reference"' in schemas(shipped) and "完整的网址" not in schemas(shipped)
