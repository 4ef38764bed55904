"""A column as commands read it: only then is loaded what reads it, for that takes longer than most commands do."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicity.column.files import ColumnFiles


def column_in(root: Path, also: Mapping[str, str] | None = None) -> "ColumnFiles":
    """What a column's folder holds; `also`, by path within docs/ is read in the place of what stands there."""
    from publicity.column.files import read_column

    return read_column(root / "mkdocs.yml", root / "docs", also or {})
