"""When Python looks for cycles: not while modules are loaded, nor at the end of a process."""

import subprocess
import sys

from tests.helpers.project import ROOT, clean_environment

LOOKS = """
import atexit, gc
looks = []
gc.callbacks.append(lambda phase, _: looks.append(phase))
from publicity.building.collecting import end_without_looking, loading
"""


def said(script: str) -> list[str]:
    environment = clean_environment() | {"PYTHONPATH": str(ROOT / "hooks")}
    done = subprocess.run(
        [sys.executable, "-c", LOOKS + script], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_nothing_is_looked_for_while_modules_are_loaded_nor_among_them() -> None:
    script = """
looks.clear()
with loading():
    with loading():
        kept = [[] for _ in range(100_000)]
    more = [[] for _ in range(100_000)]
print(len(looks), gc.isenabled(), gc.get_freeze_count() > 200_000)
gc.disable()
with loading():
    pass
print(gc.isenabled())
"""
    assert said(script) == ["0", "True", "True", "False"]


def test_a_process_ends_without_a_look_at_what_it_holds() -> None:
    script = """
kept = [[] for _ in range(100_000)]
atexit.register(lambda: print(gc.get_freeze_count() > 100_000))
end_without_looking()
end_without_looking()
print(gc.get_freeze_count())
"""
    assert said(script) == ["0", "True"]


def test_what_stays_is_looked_through_for_the_last_time() -> None:
    script = """
from publicity.building.collecting import settle
from weakref import ref
class Left: pass
kept, left = [[] for _ in range(100_000)], Left()
left.itself, gone = left, ref(left)
del left
settle()
print(gone() is None, gc.get_freeze_count() > 100_000)
"""
    assert said(script) == ["True", "True"]
