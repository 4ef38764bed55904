"""The column as open data: plan, bulletins, publications and duties in data/, as JSON and as tables."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity.opendata.files import PATHS, data_files
from publicity_mkdocs.build import Build


@event_priority(-50)  # after the pages, whose addresses the data give
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the data files, empty: pages link to them, and they get filled while pages are made."""
    build = Build.of(config)
    if column := build.column:
        for path in PATHS:
            files.append(File.generated(config, path, content=b""))
        build.data_files = build.second.ask("开放数据", lambda: data_files(column, build.addresses.within))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Fill them."""
    build = Build.of(config)
    if build.column:
        for path, content in build.data_files.take().items():
            files.src_uris[path].content_bytes = content
