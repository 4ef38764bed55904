"""Of the theme only how it sets text goes out: no page of ours loads its scripts, fonts, pictures or page parts."""

import os
from collections.abc import Iterator
from functools import partial

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.theme import Theme

from publicity_mkdocs.build import Build
from publicity_mkdocs.own import own_folders

TEXT = "assets/stylesheets/text.css"
MAIN = "assets/stylesheets/main."


class _Visible(FileSystemLoader):
    """Lists no hidden folders: MkDocs takes nothing from these, and the icons of Material are 14,000 files in one."""

    def list_templates(self) -> list[str]:
        """The names of all templates, in order."""
        return sorted({name for place in self.searchpath for name in _names(place)})


def _names(place: str) -> Iterator[str]:
    for inner, folders, names in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith(".")]
        within = os.path.relpath(inner, place).replace(os.sep, "/")
        yield from names if within == "." else (f"{within}/{name}" for name in names)


class _Theme(Theme):
    """A theme, of which only what is not hidden is listed."""

    def __init__(self, theme: Theme) -> None:
        vars(self).update(vars(theme))

    def get_env(self) -> Environment:
        """What renders its templates."""
        env = super().get_env()
        env.loader = _Visible(self.dirs)
        return env


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Have the theme listed within no time."""
    config.theme = _Theme(config.theme)
    return config


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take out what would be copied and never asked for, and shorten the sheet that stays."""
    build = Build.of(config)
    own = own_folders(config)
    kept = {config.docs_dir, *map(str, own)}
    docs, places = config.docs_dir, _Places()
    for file in [file for file in files if file.src_dir != docs and places.lies_elsewhere(file)]:
        files.remove(file)
    for file in [file for file in files if file.src_dir not in kept]:
        files.remove(file)
        if file.src_uri.startswith(MAIN) and file.src_uri.endswith(".css"):
            sheets = [path for folder in own for path in (folder / "assets" / "stylesheets").glob("*.css")]
            ours = "".join(path.read_text(encoding="utf-8") for path in sheets)
            files.append(File.generated(config, TEXT, content=b""))  # shortened while pages are made
            build.stylesheet = build.second.ask("样式", partial(_shorten, file, ours))
    return files


class _Places:
    """Where folders really are, each asked about once."""

    def __init__(self) -> None:
        self._real: dict[str, str] = {}

    def lies_elsewhere(self, file: File) -> bool:
        """Whether a file is not in the folder that it was found in: a link would publish what it leads to."""
        if file.src_dir is None or file.abs_src_path is None:
            return False
        folder = os.path.join(self._of(file.src_dir), *file.src_uri.split("/")[:-1])
        return os.path.islink(file.abs_src_path) or self._of(os.path.dirname(file.abs_src_path)) != folder

    def _of(self, folder: str) -> str:
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        return self._real[folder]


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Put in the sheet."""
    build = Build.of(config)
    files.src_uris[TEXT].content_string = _kept(build) or build.stylesheet.take()


def _shorten(file: File, ours: str) -> str:
    from publicity.pages.stylesheet import text_rules  # takes a while to load, and mostly the last sheet stays

    return text_rules(file.content_string, ours)


def _kept(build: Build) -> str:
    """The sheet in the last site, if that rests on the same: the theme and the sheets are part of it."""
    if build.last and build.layers and build.last.basis == build.basis:
        for path in build.last.outputs:
            if path.startswith(TEXT.removesuffix("css")):
                return (build.layers.last / path).read_text(encoding="utf-8")
    return ""
