"""What a table said when it was last imported, kept beside mkdocs.yml: only what changes in it changes a commitment.

An editor may have corrected what was imported; the next table, which says the old words still, does not undo that.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from publicity.importing.grid import CannotImportError
from publicity.importing.promises import Promised

FILE = "imported/commitments.json"


@dataclass(frozen=True)
class Remembered:
    """A promise as its table last said it, and the file of the table in which it first stood."""

    id: str
    table: str
    promised: Promised


def read_remembered(root: Path) -> list[Remembered]:
    """What was kept; nothing before the first import. Raises CannotImportError."""
    path = root / FILE
    if not path.exists():
        return []
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return [Remembered(name, kept.pop("table"), _promised(kept)) for name, kept in data.items()]
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise CannotImportError(f"{FILE} 读不了：用 git 恢复它，它记着上次导入的表") from error


def remembered_text(kept: list[Remembered]) -> str:
    """The file, a promise after the other by id."""
    data = {one.id: {"table": one.table, **_data(one.promised)} for one in sorted(kept, key=lambda one: one.id)}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _data(promised: Promised) -> dict[str, Any]:
    data = asdict(promised)
    del data["rows"], data["filled"]
    return data


def _promised(data: dict[str, Any]) -> Promised:
    lists = {key: tuple(map(tuple, data[key])) for key in ("measures", "rest")}
    given: dict[str, Any] = {**data, **lists, "problems": tuple(data["problems"])}
    return Promised(rows=(), **given)
