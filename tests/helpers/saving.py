"""A preview within this process, which builds when it is told to; what it serves is compared with a new one's."""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import active_children
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from publicity_mkdocs.run import run

from .project import Project
from .rebuilding import on_day

OF_THE_START = "data.html"  # tells sizes and rows as they were when the preview was started


class Saves:
    """What a preview does after each save."""

    def __init__(self, project: Project, site: Path) -> None:
        self.project, self.site = project, site

    def build(self, day: str = "") -> None:
        """Build, and wait for what follows."""
        with on_day(day):
            config = load_config(str(self.project.root / "mkdocs.yml"), site_dir=str(self.site))
            config.site_url = "http://127.0.0.1:8000/"
            build(config, serve_url=config.site_url)
        for child in active_children():
            if child.name == "following":
                child.join()

    def served(self) -> dict[str, bytes]:
        """All that it serves, by path."""
        files = (path for path in self.site.rglob("*") if path.is_file())
        found = {path.relative_to(self.site).as_posix(): path.read_bytes() for path in files}
        return {path: data for path, data in found.items() if path[0] != "." and path != OF_THE_START}


@contextmanager
def saves(project: Project, site: Path) -> Iterator[Saves]:
    """Begin a preview of a project whose site is made in a folder."""
    site.mkdir()
    run.begin("serve", dirty=False)
    try:
        yield Saves(project, site)
    finally:
        run.end()


def unlike_a_new_one(served: dict[str, bytes], project: Project, site: Path, day: str = "") -> list[str]:
    """The paths at which a preview serves something else than one that is started now; what search had before stays."""
    with saves(project, site) as new:
        new.build(day)
        anew = new.served()
    changed = [path for path in anew if served.get(path) != anew[path]]
    return changed + [path for path in served.keys() - anew.keys() if not path.startswith("search/")]
