"""How long things take on this machine: the commands, a build beside one of plain mkdocs-material, a publication.

Run with `make bench`, or `make bench SIZES="100 1000 5000"`. It prints tables and judges nothing.
"""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

import publishing
from builds import ROOT, Cost, build, make_ours, make_plain
from generate import articles

RUNS = 5
BUILDS = 3
CASES = ROOT / "tests" / "cases" / "dates.yml"
PLAN = ROOT / "docs" / "plan.yml"


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
    """Measure and print the commands."""
    publicity = str(Path(sys.executable).with_name("publicity"))
    mkdocs = str(Path(sys.executable).with_name("mkdocs"))
    rows = [
        ("publicity check", [publicity, "check"], b""),
        ("publicity when --batch, 1 line", [publicity, "when", "--batch"], batch(1)),
        ("publicity when --batch, 10000 lines", [publicity, "when", "--batch"], batch(10_000)),
        ("mkdocs build --strict", [mkdocs, "build", "--strict"], b""),
    ]
    for name, command, stdin in rows:
        print(f"{name:<40}{seconds(command, stdin):8.3f} s   (median of {RUNS})", flush=True)


def side_by_side(size: int) -> tuple[Cost, Cost]:
    """The costs (ours, plain) of building so many bulletins: medians of builds made in turn."""
    with TemporaryDirectory() as folder:
        ours, plain = Path(folder) / "ours", Path(folder) / "plain"
        written = list(articles(size, PLAN))
        make_ours(ours, written, search=False)  # plain has none; searching.py measures it
        make_plain(plain, written)
        costs = [(build(ours), build(plain)) for _ in range(BUILDS)]
    return median([pair[0] for pair in costs]), median([pair[1] for pair in costs])


def median(costs: list[Cost]) -> Cost:
    """The median of each figure by itself."""
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.memory for cost in costs),
        statistics.median(cost.size for cost in costs),
        statistics.median(cost.files for cost in costs),
    )


def compare(sizes: list[int]) -> None:
    """Measure and print whole builds, and what each page more costs from one size to the next."""
    print(f"\nWhole builds of N bulletins, ours and plain mkdocs-material in turn (medians of {BUILDS})")
    print(f"{'N':>6} {'':<6}{'seconds':>9}{'ms/page':>9}{'peak MB':>9}{'output MB':>11}{'files':>8}")
    last: tuple[int, Cost, Cost] | None = None
    for size in sizes:
        ours, plain = side_by_side(size)
        for name, cost in (("ours", ours), ("plain", plain)):
            figures = f"{cost.seconds:9.2f}{cost.seconds / size * 1000:9.2f}{cost.memory / 1e6:9.0f}"
            print(f"{size:>6} {name:<6}{figures}{cost.size / 1e6:11.1f}{cost.files:8}")
        ratios = (ours.seconds / plain.seconds, ours.memory / plain.memory, ours.size / plain.size)
        print(f"{size:>6} {'ratio':<6}{ratios[0]:9.2f}{'':9}{ratios[1]:9.2f}{ratios[2]:11.2f}", flush=True)
        if last:
            pages = size - last[0]
            more = [(now.seconds - then.seconds) / pages * 1000 for now, then in ((ours, last[1]), (plain, last[2]))]
            print(f"{'':>7}each page beyond {last[0]}: ours {more[0]:.2f} ms, plain {more[1]:.2f} ms", flush=True)
        last = size, ours, plain


if __name__ == "__main__":
    commands()
    sizes = sorted(int(size) for size in sys.argv[1:]) or [100, 1000]
    compare(sizes)
    publishing.measure(sizes[-1])
