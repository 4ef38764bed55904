"""Which templates are ours: those of the theme, and what an office lays over them."""

from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from mkdocs.config.defaults import MkDocsConfig

SHIPPED = Path(str(files("publicity_theme"))).resolve()  # the theme itself


def own_folders(config: MkDocsConfig) -> list[Path]:
    """The folders of templates that escape what they print, in the order in which they are asked for a name."""
    laid_over = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    return laid_over + [folder for folder in map(Path, config.theme.dirs) if folder.resolve() == SHIPPED]


def own_environment(config: MkDocsConfig) -> Environment:
    """Our templates for what is no page: they escape all that they print, and are told only what they print."""
    return Environment(
        loader=FileSystemLoader(own_folders(config)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
