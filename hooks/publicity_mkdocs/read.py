"""plan.yml and the day → one `Column` in the `Build`; every problem is told before anything is built.

A build stops at an error, before it has touched site/. The preview goes on with the last good column and
shows the errors on top of every page, because MkDocs would otherwise leave its requests hanging.
"""

import logging
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from publicity.building.collecting import loading

with loading():  # nearly all of the program, from here
    from publicity.building.second_process import SecondProcess
    from publicity.column.files import read_column
    from publicity.column.settings import Settings
    from publicity.problems.problem import Problem, Severity, errors, summary
    from publicity.screening import telling
    from publicity_mkdocs.build import Build
    from publicity_mkdocs.run import run
    from publicity_mkdocs.unchanged import ALL, Beginning, begin
    from publicity_mkdocs.vanished import known_now, stand_in

log = logging.getLogger("mkdocs.publicity")


def on_startup(command: str, dirty: bool) -> None:
    """Know what this is: the preview, or a build."""
    run.begin(command, dirty=dirty)


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read everything; stop, or in the preview fall back, where something can't be trusted."""
    beginning = _begin(config)
    found = read_column(Path(config.config_file_path), Path(config.docs_dir), before=run.texts)
    if run.preview:
        run.texts = found.memory or run.texts
    _tell(found.problems)
    if beginning:
        beginning.listening.setLevel(logging.WARNING)
    _hush(config)
    if found.column is None and not run.preview:
        raise Abort(f"{summary(found.problems)}，没有生成网页（site/ 里还是原来的）")
    run.last_good = column = found.column or run.last_good
    settings = column.settings if column else found.settings or Settings()
    # Told at INFO, which a build prints: a warning would fail a strict build, of which not a byte is wrong.
    second = SecondProcess(say=log.info)
    build = Build(run, column, settings, errors(found.problems), second, beginning)
    build.falls_back = found.column is None
    build.keep_in(config)
    return config


@event_priority(95)  # before the gate
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """In the preview know what there is, so that the last good pages can still lead to it when it is gone."""
    if run.preview and Build.of(config).falls_back:
        stand_in(files, run.known, run.room, config)
    elif run.preview:
        run.known = known_now(files, config.docs_dir)
    return files


def _begin(config: MkDocsConfig) -> Beginning | None:
    """Go on where something may have changed, listening to all that is told until the run ends."""
    beginning = begin(config) if run.builds_only else None
    if beginning:
        ALL.addHandler(beginning.listening)
        run.at_its_end(partial(ALL.removeHandler, beginning.listening))
    return beginning


def _hush(config: MkDocsConfig) -> None:
    """Leave to our own checks, which tell it in Chinese at its place, what MkDocs says of links and of the navigation.

    They look at mkdocs.yml here, and at every page of the finished site: all that MkDocs would warn of is among it.
    """
    for part in (config.validation.nav, config.validation.links):
        for key in part:
            part[key] = logging.DEBUG


def on_shutdown() -> None:
    """Leave the process as it was."""
    run.end()


def _tell(problems: Iterable[Problem]) -> None:
    """Print what has to be mended; of the notices only how many there are, for they come with every build."""
    if noticed := [p for p in problems if p.severity is Severity.NOTICE]:
        log.info(f"{summary(noticed)}（publicity check 可以看到）")
    telling.log((p for p in problems if p.severity is not Severity.NOTICE), log)
