"""The tables of a file, by what the file is called and what it holds."""

from pathlib import Path

from publicity.importing.grid import CannotImportError, Grid
from publicity.importing.text_grid import text_grid
from publicity.importing.word_grid import word_grids
from publicity.importing.workbook_grid import workbook_grids

LARGEST = 20 * 1024 * 1024
_OLD = {".xls": "xlsx", ".et": "xlsx", ".doc": "docx", ".wps": "docx", ".pdf": "xlsx 或 docx", ".ods": "xlsx"}


def read_grids(path: Path, sheet: str | None = None) -> list[Grid]:
    """Read the tables of a file; with `sheet`, a name or a number from 1, only that one. Raises CannotImportError."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise CannotImportError(f"读不了 {path}（系统错误 {error.errno}），检查文件名和权限") from error
    if size > LARGEST:
        raise CannotImportError(f"{path.name} 超过 {LARGEST // 1024 // 1024} MB，不像是一张表")
    kind = path.suffix.lower()
    if kind in _OLD:
        raise CannotImportError(f"{path.name} 不能直接导入：用原来的软件另存为 {_OLD[kind]}")
    if kind in (".xlsx", ".xlsm"):
        grids = workbook_grids(data)
    elif kind == ".docx":
        grids = word_grids(data)
    elif kind in (".csv", ".tsv", ".txt"):
        grids = [text_grid(data)]
    else:
        raise CannotImportError(f"不认识 {path.name} 这种文件：能导入 xlsx、docx 里的表和 csv")
    return _chosen(grids, sheet) if sheet else grids


def _chosen(grids: list[Grid], sheet: str) -> list[Grid]:
    named = [grid for grid in grids if f"“{sheet}”" in grid.name]
    if not named and sheet.isascii() and sheet.isdigit() and 0 < int(sheet) <= len(grids):
        named = [grids[int(sheet) - 1]]
    if not named:
        raise CannotImportError(f"没有“{sheet}”，有：{'、'.join(grid.name for grid in grids)}")
    return named
