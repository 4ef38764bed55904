"""Style sheets and scripts get names that say their content: browsers may keep them, and no page meets another's.

A script that is written in parts, in a folder of its name, goes out as one file: a reader asks once.
"""

from hashlib import sha256
from pathlib import PurePosixPath

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity_mkdocs.build import Build

SCRIPTS = "assets/javascripts/"
LOADED_BY_NAME = ("assets/stylesheets/", SCRIPTS)


@event_priority(-70)  # when all files have their content
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Rename what templates load with the filter `asset`; `Build.assets` tells the new path of each."""
    _join_parts(config, files)
    loaded = [file for file in files if file.src_uri.startswith(LOADED_BY_NAME)]
    Build.of(config).assets = {file.src_uri: _rename(file) for file in loaded}


def _join_parts(config: MkDocsConfig, files: Files) -> None:
    """Put a file into the place of the parts of each script: these one after the other, in the order of their names."""
    parts: dict[str, list[File]] = {}
    for file in sorted(files, key=lambda file: file.src_uri):
        name, _, part = file.src_uri.removeprefix(SCRIPTS).partition("/")
        if file.src_uri.startswith(SCRIPTS) and part.endswith(".js"):
            parts.setdefault(f"{SCRIPTS}{name}.js", []).append(file)
    for uri, listed in parts.items():
        for file in listed:
            files.remove(file)
        files.append(File.generated(config, uri, content="".join(file.content_string for file in listed)))


def _rename(file: File) -> str:
    """Give a file the first eight digits of its SHA-256 in front of its suffix; its new path."""
    path = PurePosixPath(file.dest_uri)
    mark = sha256(file.content_bytes).hexdigest()[:8]
    if mark not in path.name.split("."):
        file.dest_uri = str(path.with_name(f"{path.stem}.{mark}{path.suffix}"))
        file.__dict__.pop("url", None)  # MkDocs has remembered the old one
    return file.dest_uri
