"""A column under the form, as an office has it: in git, with somebody who writes."""

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from publicity.editing.decap import NoFormError, form_program
from publicity.editing.desk import Desk
from publicity.editing.serving import FormServer
from tests.provide import PROGRAMS, MissingProgramError

from .project import ROOT, Project, make_project

EDITOR = "科员甲"


@dataclass(frozen=True)
class Form:
    """A served form."""

    project: Project
    server: FormServer

    def ask(
        self, where: str, data: object = None, token: str | None = None, method: str = "POST", **headers: str
    ) -> tuple[int, Any]:
        """Ask the server as the page would, but for what is said otherwise; the status and the answer."""
        connection = HTTPConnection("127.0.0.1", self.server.server_port)
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        sent = {"Origin": self.server.origin} | {name.title(): value for name, value in headers.items()}
        path = f"/{self.server.token if token is None else token}/{where}"
        connection.request(method, path, body if method == "POST" else None, {k: v for k, v in sent.items() if v})
        answer = connection.getresponse()
        got = answer.read()
        connection.close()
        is_json = "json" in answer.headers["Content-Type"]
        return answer.status, json.loads(got) if is_json else got

    def open(self, path: str) -> dict[str, Any]:
        """A file as the form shows it."""
        _, entry = self.ask("api", {"action": "getEntry", "params": {"path": path}})
        return dict(json.loads(entry["data"]))

    def save(self, path: str, data: dict[str, Any]) -> tuple[int, Any]:
        """Save what the form holds."""
        entry = {"path": path, "raw": json.dumps(data), "slug": path}
        return self.ask("api", {"action": "persistEntry", "params": {"dataFiles": [entry], "assets": []}})

    def git(self, *arguments: str) -> str:
        """What git says of the column."""
        return git(self.project.root, *arguments)


def git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@contextmanager
def served_form(folder: Path, decap: Path, *, sealed: bool = False) -> Iterator[Form]:
    """The shipped column under the form."""
    project = make_project(folder, sealed=sealed)
    git(project.root, "init", "--quiet", "--initial-branch=main")
    git(project.root, "config", "user.name", EDITOR)
    (project.root / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    git(project.root, "add", ".")
    git(project.root, "-c", "user.email=<>", "commit", "--quiet", "-m", "建立")
    server = FormServer(Desk(project.root), decap)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Form(project, server)
    server.shutdown()
    server.server_close()


def decap() -> Path:
    """The form's program. Raises MissingProgramError where npm can't bring it."""
    try:
        return form_program(ROOT / ".cache")
    except NoFormError as error:
        raise MissingProgramError(f"{PROGRAMS['npm']}（{error}）") from error
