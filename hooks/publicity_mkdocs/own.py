"""Which templates are ours: those of the theme, and what an office lays over them."""

from importlib.resources import files
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

SHIPPED = Path(str(files("publicity_theme"))).resolve()  # the theme itself


def own_folders(config: MkDocsConfig) -> list[Path]:
    """The folders of templates that escape what they print, in the order in which they are asked for a name."""
    laid_over = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    return laid_over + [folder for folder in map(Path, config.theme.dirs) if folder.resolve() == SHIPPED]
