"""The tables of figures in handbook/speed.md: a run replaces the rows that it measured, the others stay."""

from types import TracebackType

from builds import ROOT

PAGE = ROOT / "handbook" / "speed.md"


class Table:
    """A table of the page, found by its name: `<!-- figures: name -->` stands before it.

    A row is known by its first cell. Rows are printed as they come, and written when the table is closed.
    """

    def __init__(self, name: str) -> None:
        self._mark = f"<!-- figures: {name} -->"
        self._rows: dict[str, list[str]] = {}

    def __enter__(self) -> "Table":
        print(f"\n{self._mark}")
        return self

    def add(self, *cells: str) -> None:
        """Add a row, or replace the one that begins so."""
        self._rows[cells[0]] = list(cells)
        print("   ".join(cells), flush=True)

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        if kind is None:
            PAGE.write_text(self._renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

    def _renewed(self, page: str) -> str:
        before, mark, after = page.partition(f"{self._mark}\n")
        if not mark:
            raise SystemExit(f"{PAGE}: {self._mark} is not there")
        lines = after.splitlines(keepends=True)
        end = next((i for i, line in enumerate(lines) if not line.startswith("|")), len(lines))
        head, old = lines[:2], {_cells(line)[0]: line for line in lines[2:end]}
        new = {first: f"| {' | '.join(cells)} |\n" for first, cells in self._rows.items()}
        return "".join([before, mark, *head, *(old | new).values(), *lines[end:]])


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
