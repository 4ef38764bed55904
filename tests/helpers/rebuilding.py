"""The same column built again after edits, beside a clean build of the same files: bytes and warnings are compared."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from .pages import differences
from .project import Project

STATE = Path(".cache", "site", "site", "last.bin")


class Warned(logging.Handler):
    """What a build warned of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.levelname} {record.getMessage()}")


@dataclass
class Built:
    """A build: whether it came to its end, and what it warned of."""

    done: bool = False
    said: list[str] = field(default_factory=list)


def rebuild(project: Project, site: Path | None = None, day: str = "", *, strict: bool = False) -> Built:
    """Build within this process; elsewhere than in the project's own site/, everything is made anew."""
    warned = Warned()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warned)
    try:
        with on_day(day):
            options = {"site_dir": str(site)} if site else {}
            config = load_config(str(project.root / "mkdocs.yml"), strict=strict, **options)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            except SystemExit as end:  # nothing has changed; or Abort, which is one
                return Built(not end.code, warned.said)
            finally:
                config.plugins.on_shutdown()
    finally:
        logger.removeHandler(warned)
    return Built(True, warned.said)


@contextmanager
def on_day(day: str) -> Iterator[None]:
    """On a day, or on the one that the column names."""
    before = os.environ.pop("AS_OF", None)
    if day:
        os.environ["AS_OF"] = day
    try:
        yield
    finally:
        os.environ.pop("AS_OF", None)
        if before is not None:
            os.environ["AS_OF"] = before


def unlike(project: Project, clean: Path, day: str = "") -> tuple[list[str], bool]:
    """Build on, and from nothing: what differs of files and of what was said, and whether anything can be built."""
    anew, again = rebuild(project, clean, day), rebuild(project, day=day)
    if again.done != anew.done:
        return [f"done: {again.done}, clean: {anew.done}"], False
    found = differences(project.root / "site", clean) if anew.done else []
    said = [f"only again: {one}" for one in again.said if one not in anew.said]
    said += [f"only clean: {one}" for one in anew.said if one not in again.said]
    if sorted(again.said) != sorted(anew.said) and not said:
        said = [f"{len(again.said)} warnings, clean: {len(anew.said)}"]
    return [*found, *said], anew.done


def kept_inodes(site: Path) -> dict[str, int]:
    """The inode of every file of a site."""
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob("*") if path.is_file()}
