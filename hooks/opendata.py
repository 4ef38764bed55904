"""The column as open data: plan, bulletins, publications and duties in data/, as JSON and as tables."""

from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity.data_files import data_files


@event_priority(-50)  # after the pages, whose addresses the data give
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the data files."""
    column = config["column"]
    if column is None:
        return files

    def address(uri: str) -> str:
        file = files.get_file_from_path(uri)
        return file.url if file else quote(uri)  # gone since the preview's last good column

    for path, content in data_files(column, address).items():
        files.append(File.generated(config, path, content=content))
    return files
