"""How long things take on this machine: commands, whole builds and edits beside those of others, a publication.

Run with `make bench`, or `make bench SIZES="100 1000 5000"`. It judges nothing; what it measures goes into the tables
of handbook/speed.md.
"""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import yaml

import editing
import publishing
import saving
import side_by_side
from builds import ROOT
from figures import Table

RUNS = 5
CASES = ROOT / "tests" / "cases" / "dates.yml"


def seconds(command: list[str], stdin: bytes = b"") -> float:
    """The median time of a command, after one run that is not counted."""
    taken = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, input=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


def batch(lines: int) -> bytes:
    """Expressions for `publicity when --batch`, as many lines as asked."""
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    asked = [{"text": case["text"], "year": case.get("year")} for case in cases]
    return "".join(json.dumps(asked[i % len(asked)], ensure_ascii=False) + "\n" for i in range(lines)).encode()


def commands() -> None:
    """Measure the commands on the column of this repository."""
    publicity = str(Path(sys.executable).with_name("publicity"))
    mkdocs = str(Path(sys.executable).with_name("mkdocs"))
    rows = [
        ("publicity --version", [publicity, "--version"], b""),
        ("publicity check", [publicity, "check"], b""),
        ("publicity when --batch, 1 line", [publicity, "when", "--batch"], batch(1)),
        ("publicity when --batch, 10000 lines", [publicity, "when", "--batch"], batch(10_000)),
        ("mkdocs build --strict, nothing changed", [mkdocs, "build", "--strict"], b""),
    ]
    with Table("commands") as table:
        for name, command, stdin in rows:
            table.add(f"`{name}`", f"{seconds(command, stdin):.2f} s")


if __name__ == "__main__":
    sizes = sorted(int(size) for size in sys.argv[1:]) or [100, 1000]
    commands()
    side_by_side.measure(sizes)
    editing.measure(sizes)
    saving.measure(sizes)
    publishing.measure(sizes[-1])
