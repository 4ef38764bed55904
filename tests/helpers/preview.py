"""A running preview, as an editor has it open."""

import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from .project import Project, clean_environment

PATIENCE = 60


@dataclass
class Preview:
    """A running `mkdocs serve`."""

    project: Project
    port: int
    process: subprocess.Popen[str]
    said: list[str]

    def get(self, path: str = "") -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as answer:
            page: str = answer.read().decode("utf-8")
            return page

    def after(self, name: str, old: str, new: str, path: str = "") -> str:
        """Edit a file; the page once the preview has rebuilt, told as the page's own script is told."""
        epoch, _ = re.search(r"livereload\((\d+), (\d+)\)", self.get(path)).groups()  # type: ignore[union-attr]
        self.project.edit(name, old, new)
        while self.get(f"livereload/{epoch}/0") == epoch:
            pass  # the request waits until something was rebuilt, or a minute
        return self.get(path)


@contextmanager
def serving(project: Project) -> Iterator[Preview]:
    """Serve a project, from when it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=project.root,
        env=clean_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr
    said: list[str] = []
    for line in process.stderr:
        said.append(line)
        if "Serving on" in line:
            break
    else:
        pytest.fail("".join(said))
    try:
        yield Preview(project, port, process, said)
    finally:
        process.terminate()
        process.wait(PATIENCE)
        process.stderr.close()
