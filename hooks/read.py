"""plan.yml and the day → one `Column` in `config["column"]`; every problem is told before anything is built.

A build stops at an error, before it has touched site/. The preview goes on with the last good column and
shows the errors on top of every page, because MkDocs would otherwise leave its requests hanging.
"""

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from publicity.as_of import as_of
from publicity.column import Column, column_of
from publicity.plan_file import read_plan
from publicity.problem import Problem, Severity, errors, in_order, summary

log = logging.getLogger("mkdocs.publicity")


@dataclass
class Preview:
    """What outlives a rebuild of `mkdocs serve`, which keeps this module but makes a new config each time."""

    running: bool = False
    last_good: Column | None = None


preview = Preview()


def on_startup(command: str, dirty: bool) -> None:
    """Know whether this is the preview."""
    preview.running = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read everything; stop, or in the preview fall back, where something can't be trusted."""
    root = Path(config.config_file_path).parent
    plan_path = Path(config.docs_dir) / "plan.yml"
    found = read_plan(plan_path, _name(plan_path, root))
    day = as_of(Path(config.config_file_path), _name(Path(config.config_file_path), root))
    problems = in_order([*found.problems, *([day] if isinstance(day, Problem) else [])])
    _tell(problems)

    column = None if isinstance(day, Problem) else column_of(found, day)
    if column is None and not preview.running:
        raise Abort(f"{summary(problems)}，没有生成网页（site/ 里还是原来的）")
    preview.last_good = column or preview.last_good
    config["column"] = preview.last_good
    config["problems"] = errors(problems)
    return config


def _name(path: Path, root: Path) -> str:
    """What a file is called in messages: its path within the project."""
    return Path(os.path.relpath(path, root)).as_posix()


def _tell(problems: list[Problem]) -> None:
    """Print what has to be mended; of the notices only how many there are, for they come with every build."""
    if noticed := [p for p in problems if p.severity is Severity.NOTICE]:
        log.info(f"{summary(noticed)}（make check 可以看到）")
    for problem in problems:
        if problem.severity is not Severity.NOTICE:
            log.log(logging.ERROR if problem.severity is Severity.ERROR else logging.WARNING, problem.text())
        if os.environ.get("GITHUB_ACTIONS") == "true":
            print(problem.annotation())
