"""What running commands costs: the time by the clock, the peak of what all processes hold together, the output."""

import os
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from threading import Event, Thread

LOOK = 0.05  # seconds between two looks at the memory
_FIELD = "Pss:"


@dataclass(frozen=True)
class Cost:
    """What one run took and made: `memory` and `size` in bytes; what processes share is counted once."""

    seconds: float
    memory: int
    size: int
    files: int


def cost_of(commands: Iterable[Sequence[str]], folder: Path, made: Path, environment: Mapping[str, str]) -> Cost:
    """Run commands one after another in a folder. Exits with what they said, where one fails or says anything."""
    taken, memory = 0.0, 0
    for command in commands:
        with TemporaryFile() as said:
            start = time.perf_counter()
            process = subprocess.Popen(command, cwd=folder, env=dict(environment), stdout=said, stderr=said)
            with _Memory(process.pid) as looked:
                process.wait()
            taken += time.perf_counter() - start
            memory = max(memory, looked.peak)
            said.seek(0)
            output = said.read().decode(errors="replace")
            if process.returncode or "WARNING" in output:  # what is measured must be sound
                raise SystemExit(f"{' '.join(command)}\n{output}")
    sizes = [path.stat().st_size for path in made.rglob("*") if path.is_file()]
    return Cost(taken, memory, sum(sizes), len(sizes))


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure by itself."""
    return Cost(
        median(cost.seconds for cost in costs),
        int(median(cost.memory for cost in costs)),
        int(median(cost.size for cost in costs)),
        int(median(cost.files for cost in costs)),
    )


def held_by(process: int) -> int:
    """The bytes that a process and all below it hold now; what they share is counted once."""
    return sum(map(_held, _family(process)))


class _Memory:
    """Looks, while it is open, at what a process and all below it hold."""

    def __init__(self, process: int) -> None:
        self.peak = 0
        self._process, self._over = process, Event()
        self._looking = Thread(target=self._look)

    def __enter__(self) -> "_Memory":
        self._looking.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._looking.join()

    def _look(self) -> None:
        while not self._over.wait(LOOK):
            self.peak = max(self.peak, held_by(self._process))


def _family(process: int) -> list[int]:
    """A process and all below it."""
    found = [process]
    for one in found:
        with suppress(OSError):  # it has ended
            for task in os.scandir(f"/proc/{one}/task"):
                found += map(int, Path(task.path, "children").read_text().split())
    return found


def _held(process: int) -> int:
    """The bytes that a process holds, of shared ones its part."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return int(next(line for line in lines if line.startswith(_FIELD)).split()[1]) * 1024
    return 0
