"""How long the commands take on this machine: medians over several runs of whole processes.

Run with `make bench`. It prints a table and judges nothing.
"""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
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


def main() -> None:
    """Measure and print."""
    publicity = str(Path(sys.executable).with_name("publicity"))
    mkdocs = str(Path(sys.executable).with_name("mkdocs"))
    rows = [
        ("publicity check", seconds([publicity, "check"])),
        ("publicity when --batch, 1 line", seconds([publicity, "when", "--batch"], batch(1))),
        ("publicity when --batch, 10000 lines", seconds([publicity, "when", "--batch"], batch(10_000))),
        ("mkdocs build --strict", seconds([mkdocs, "build", "--strict"])),
    ]
    for name, taken in rows:
        print(f"{name:<40}{taken:8.3f} s   (median of {RUNS})")


if __name__ == "__main__":
    main()
