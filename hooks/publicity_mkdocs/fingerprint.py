"""Style sheets and scripts get names that say their content: browsers may keep them, and no page meets another's."""

from hashlib import sha256
from pathlib import PurePosixPath

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity_mkdocs.build import Build

LOADED_BY_NAME = ("assets/stylesheets/", "assets/javascripts/")


@event_priority(-70)  # when all files have their content
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Rename what templates load with the filter `asset`; `Build.assets` tells the new path of each."""
    loaded = [file for file in files if file.src_uri.startswith(LOADED_BY_NAME)]
    Build.of(config).assets = {file.src_uri: _rename(file) for file in loaded}


def _rename(file: File) -> str:
    """Give a file the first eight digits of its SHA-256 in front of its suffix; its new path."""
    path = PurePosixPath(file.dest_uri)
    mark = sha256(file.content_bytes).hexdigest()[:8]
    if mark not in path.name.split("."):
        file.dest_uri = str(path.with_name(f"{path.stem}.{mark}{path.suffix}"))
        file.__dict__.pop("url", None)  # MkDocs has remembered the old one
    return file.dest_uri
