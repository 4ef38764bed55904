"""Which templates are ours: those of the theme, and what an office lays over them."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from mkdocs.config.defaults import MkDocsConfig

PARTS = Path(__file__).resolve().parent
SHIPPED = Path(str(files("publicity_theme"))).resolve()  # the theme itself


def only_ours(config: MkDocsConfig) -> bool:
    """Whether nothing takes part in a build but the parts of this program: no plugin or hook of the office's."""
    named = cast("Mapping[str, ModuleType]", config.hooks)  # MkDocs calls it a list
    hooks = [Path(str(hook.__file__)) for hook in named.values()]
    others = config.plugins.keys() - named.keys() - {"publicity"}
    return not others and all(_same(hook, PARTS / hook.name) for hook in hooks)


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


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
