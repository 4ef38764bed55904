"""What builds keep for the next one is bounded, and what they still use stays."""

import os
import time
from pathlib import Path

from publicity.building import pruning
from publicity.building.pruning import LONGEST, RECENT, prune, used
from publicity.pictures.encoding import SHOWN
from publicity.pictures.file import Look
from publicity.pictures.store import Store
from tests.helpers.one_article import lay, write
from tests.helpers.pictures import saved, scene
from tests.helpers.project import Project


def age(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def keep(folder: Path, name: str, idle: float, size: int = 100) -> None:
    for part in (f"{name}.json", f"{name}.640"):
        (folder / part).write_bytes(b"x" * (size // 2))
        age(folder / part, idle)


def names(folder: Path) -> set[str]:
    return {path.name.partition(".")[0] for path in folder.iterdir()}


def test_what_nobody_used_for_long_goes(tmp_path: Path) -> None:
    keep(tmp_path, "old", LONGEST + 60)
    keep(tmp_path, "new", LONGEST - 60)
    (tmp_path / ".new.123-0").write_bytes(b"left by a killed run")
    age(tmp_path / ".new.123-0", LONGEST + 60)
    prune(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"new.json", "new.640"}


def test_the_longest_unused_goes_first_and_what_was_used_today_stays(tmp_path: Path) -> None:
    for day in range(5):
        keep(tmp_path, f"day{day}", day * RECENT + 60)
    prune(tmp_path, largest=250)
    assert names(tmp_path) == {"day0", "day1"}
    prune(tmp_path, largest=0)
    assert names(tmp_path) == {"day0"}


def test_what_is_used_again_is_young(tmp_path: Path) -> None:
    keep(tmp_path, "old", LONGEST + 60)
    before = (tmp_path / "old.json").stat().st_mtime_ns
    used(tmp_path / "old.json")
    prune(tmp_path)
    assert names(tmp_path) == {"old"} and (tmp_path / "old.json").stat().st_mtime_ns == before


def test_where_there_is_nothing(tmp_path: Path) -> None:
    prune(tmp_path / "nowhere")
    used(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x")
    prune(tmp_path / "file")


def test_a_picture_that_is_found_is_used(tmp_path: Path) -> None:
    store, data = Store(tmp_path / "store"), saved(scene(1200, 600), "JPEG")
    store.find_or_make(data, Look("JPEG", 1200, 600), SHOWN)
    for path in store.folder.iterdir():
        age(path, LONGEST + 60)
    store.find_or_make(data, Look("JPEG", 1200, 600), SHOWN)
    prune(store.folder)
    assert len(list(store.folder.iterdir())) > 1


def test_a_build_prunes(column: Project) -> None:
    lay(column, "list.csv", "甲,乙\n".encode())
    write(column, attachment="attachments/list.csv")
    for name in ("attachments", "pictures"):
        (column.root / ".cache" / name).mkdir(parents=True)
        keep(column.root / ".cache" / name, "old", pruning.LONGEST + 60)
    column.build()
    assert "old" not in names(column.root / ".cache" / "attachments")
    assert names(column.root / ".cache" / "attachments") and not names(column.root / ".cache" / "pictures")
