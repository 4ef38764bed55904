"""The column as data for machines in data/, as JSON and as tables; and the page that says what there is."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity.opendata.catalogue import catalogue
from publicity.opendata.files import PATHS, data_files
from publicity.opendata.table import Counted, Written
from publicity_mkdocs import groups
from publicity_mkdocs.build import Build

NAME = "data"


@event_priority(-50)  # after the pages, whose addresses the data give
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the data files, empty: pages link to them, and they get filled before any page is printed."""
    build = Build.of(config)
    if column := build.column:
        for path in PATHS:
            files.append(File.generated(config, path, content=b""))
        build.data_files = build.second.ask("开放数据", lambda: data_files(column, build.addresses.published))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Fill them, and let the page of data tell of what was made."""
    build = Build.of(config)
    if build.column:
        if build.follows and build.run.catalogue:
            build.later.append(partial(_write, build.data_files.work))
            build.followed.update(PATHS)
            env.globals["catalogue"] = build.run.catalogue
            return
        if kept := groups.stay(build, NAME, files, config):
            counted = {path: Counted(*about) for path, about in zip(kept.paths, kept.about, strict=True)}
        else:
            made = build.data_files.take()
            for path, written in made.items():
                files.src_uris[path].content_bytes = written.content
            counted = {path: written.counted for path, written in made.items()}
            groups.made(build, NAME, counted, counted.values())
        env.globals["catalogue"] = build.run.catalogue = catalogue(counted, full=bool(config.site_url))


def _write(make: Callable[[], Mapping[str, Written]], folder: Path) -> None:
    for path, written in make().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(written.content)
