"""plan.yml and the day → one `Column` in `config["column"]`; every problem is told before anything is built.

A build stops at an error, before it has touched site/. The preview goes on with the last good column and
shows the errors on top of every page, because MkDocs would otherwise leave its requests hanging.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from publicity.column.column import Column
from publicity.column.files import read_column
from publicity.column.settings import Settings
from publicity.problems import telling
from publicity.problems.problem import Problem, Severity, errors, summary

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
    found = read_column(Path(config.config_file_path), Path(config.docs_dir))
    _tell(found.problems)
    if found.column is None and not preview.running:
        raise Abort(f"{summary(found.problems)}，没有生成网页（site/ 里还是原来的）")
    preview.last_good = found.column or preview.last_good
    config["column"] = preview.last_good
    config["settings"] = preview.last_good.settings if preview.last_good else found.settings or Settings()
    config["problems"] = errors(found.problems)
    config["preview"] = preview.running
    return config


def _tell(problems: Iterable[Problem]) -> None:
    """Print what has to be mended; of the notices only how many there are, for they come with every build."""
    if noticed := [p for p in problems if p.severity is Severity.NOTICE]:
        log.info(f"{summary(noticed)}（publicity check 可以看到）")
    telling.log((p for p in problems if p.severity is not Severity.NOTICE), log)
