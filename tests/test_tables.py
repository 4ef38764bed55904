"""Open data: JSON, its schema and its table say the same, and only what is public."""

import csv
import io
import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from publicity.opendata.files import DATA_SETS, TABLES, DataSet
from publicity.opendata.kinds import IN_WORDS, described
from publicity.opendata.table import AS_OF, Table, cell
from tests.helpers.columns import DAYS, column_on
from tests.helpers.project import Project

LEFT_OUT = {"commitments": {"written_state", "repeats", "history", "amended"}}  # in the JSON, or in another table


def is_list(kind: DataSet, table: Table) -> bool:
    """Whether a table is the list of records of its JSON, which bears its name."""
    return table.name == kind.name


LISTS = {table.name: table for kind in DATA_SETS for table in kind.tables if is_list(kind, table)}
NAMES = [table.name for table in TABLES]


def load(site: Path, name: str) -> Any:
    return json.loads((site / "data" / f"{name}.json").read_text(encoding="utf-8"))


def rows(site: Path, name: str) -> list[list[str]]:
    data = (site / "data" / f"{name}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and not data.startswith(b"\xef\xbb\xbf" * 2)
    assert b"\n" not in data.replace(b"\r\n", b"")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def at(record: Any, path: str) -> Any:
    """What JSON says at a path, as a table would print it."""
    if path.startswith("“"):  # as printed, in quotation marks
        words = at(record, path[1:])
        return f"“{words}”" if words else ""
    for part in path.split("."):
        record = [item[part] for item in record] if isinstance(record, list) else record and record[part]
    if isinstance(record, list):
        return "、".join(record)
    if path in ("published", "updated", "at") and record and "T" in record:  # of a promise only the day
        return datetime.fromisoformat(record).strftime("%Y-%m-%d %H:%M")
    if isinstance(record, bool):
        return "是" if record else "否"
    return "" if record is None else str(record)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("day", DAYS)
def test_tables_are_the_json(on_days: dict[str, Path], day: str, name: str) -> None:
    data, columns = load(on_days[day], name), LISTS[name].heads
    head, *table = rows(on_days[day], name)
    assert data["as_of"] == day
    assert head == [*(title for title, _ in columns), "截至"] and len(set(head)) == len(head)
    assert table == [[*(at(record, path) for _, path in columns), day] for record in data[name]]


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_tables_leave_nothing_out(table: Table) -> None:
    told = {path.lstrip("“").partition(".")[0] for _, path in table.heads}
    assert told | LEFT_OUT.get(table.name, set()) == set(table.record.model_fields)


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_every_column_says_what_it_means(table: Table) -> None:
    columns = list(described(table))
    assert [one.name for one in columns] == [*(name for name, _ in table.heads), AS_OF]
    for one in columns:
        assert one.meaning and one.kind in IN_WORDS, one


@pytest.mark.parametrize("name", [kind.name for kind in DATA_SETS])
@pytest.mark.parametrize("day", DAYS)
def test_data_follow_their_schema(on_days: dict[str, Path], day: str, name: str) -> None:
    schema = load(on_days[day], f"{name}.schema")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(load(on_days[day], name), schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("day", DAYS)
def test_data_count_what_the_column_counts(on_days: dict[str, Path], day: str) -> None:
    site, column = on_days[day], column_on(day)
    for name, items in (("bulletins", column.bulletins), ("publications", column.publications)):
        records = load(site, name)[name]
        assert [record["address"] for record in records] == [item.uri[:-3] + ".html" for item in items]
        for record in records:
            for address in (record["address"], *(a["address"] for a in record["attachments"])):
                assert (site / address).is_file()
    states = Counter(owed.state.value for owed in column.duties)
    assert Counter(duty["state"] for duty in load(site, "duties")["duties"]) == states
    assert Counter(duty["state"] for duty in load(site, "plan")["duties"]) == states


@pytest.mark.parametrize("day", DAYS)
def test_what_is_held_back_is_in_no_file_for_machines(on_days: dict[str, Path], day: str) -> None:
    site, column = on_days[day], column_on(day)
    assert column.held
    machine = [*(site / "data").iterdir(), *(site / "feeds").iterdir(), site / "calendar.ics"]
    said = "\n".join(file.read_text(encoding="utf-8") for file in machine)
    for uri in column.held:
        assert f"{uri[:-3]}.html" not in said
        if item := column.item(uri):
            assert item.entry.summary not in said
            assert f">{item.entry.title}<" not in said and f'"{item.entry.title}"' not in said


def test_a_draft_a_limited_and_a_coming_article_stay_out(project: Project) -> None:
    folder = "docs/bulletins/2009"
    before = len(column_on("2009-06-15").bulletins)
    amended = len(column_on("2009-06-15").amendments.changes)
    project.edit(f"{folder}/2009-04-29-research-seminar.md", "sample: true", "sample: true\ndraft: true")
    project.edit(f"{folder}/2009-04-28-photo-show.md", "sample: true", "sample: true\naudience: limited")
    project.edit(f"{folder}/2009-05-13-opinion-boxes.md", "sample: true", "sample: true\nexpires: 2009-06-14")
    site = project.build()
    said = (site / "feeds" / "all.xml").read_text(encoding="utf-8")
    assert len(load(site, "bulletins")["bulletins"]) == len(rows(site, "bulletins")) - 1 == before - 3
    assert said.count("<entry>") == before - 3 + len(load(site, "publications")["publications"]) + amended
    assert not [name for name in ("research-seminar", "photo-show", "opinion-boxes", "06-16-community") if name in said]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"])
def test_a_cell_is_never_a_formula(first: str) -> None:
    assert cell(f"{first}1+1") == f"'{first}1+1"
    assert cell([f"{first}1", "2"]) == f"'{first}1、2"
    assert cell(f"1{first}1") == f"1{first}1"


def test_json_keeps_what_a_table_must_not_run(project: Project) -> None:
    formula = '=HYPERLINK("https://example.invalid", "点这里")'
    project.edit("docs/bulletins/2009/2009-04-22-plan-issued.md", "机关学习实践活动方案正式印发", f"'{formula}'")
    site = project.build()
    assert formula in [record["title"] for record in load(site, "bulletins")["bulletins"]]
    head, *table = rows(site, "bulletins")
    titles = [row[head.index("标题")] for row in table]
    assert f"'{formula}" in titles and formula not in titles
