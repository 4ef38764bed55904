"""The column as open data: plan, bulletins, publications and duties in data/, as JSON and as tables."""

from urllib.parse import quote

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity.column.column import Column
from publicity.opendata.files import PATHS, data_files


@event_priority(-50)  # after the pages, whose addresses the data give
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the data files, empty: pages link to them, and they get filled while pages are made."""
    column: Column | None = config["column"]
    if column is None:
        return files

    def address(uri: str) -> str:
        file = files.get_file_from_path(uri)
        return file.url if file else quote(uri)  # gone since the preview's last good column

    for path in PATHS:
        files.append(File.generated(config, path, content=b""))
    config["second"].ask("data", lambda: data_files(column, address))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Fill them."""
    if config["column"]:
        for path, content in config["second"].take("data").items():
            files.src_uris[path].content_bytes = content
