"""Which templates are ours: those of the theme, and what an office lays over them."""

import os
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, cast

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig

TEMPLATES = Path(".cache", "templates")  # beside mkdocs.yml; code for this Python, so CI does not carry it about
_at_hand: dict[tuple[str, ...], tuple[str, CodeType | None]] = {}
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


def translated(env: Environment, config: MkDocsConfig, kind: str) -> Environment:
    """The same, which keeps what templates are translated into: that takes longer than printing a few pages.

    Of a kind are environments that translate alike: by the same syntax, escaping the same. Jinja works out a filter of
    a constant when it translates, unless the filter asks for the context: one that does not may only follow from its
    arguments (`guarded.py` sees to that for pages).
    """
    folder = Path(config.config_file_path).parent / TEMPLATES
    with suppress(OSError):  # nothing can be kept; that is no reason not to print
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            env.bytecode_cache = _AtHand(str(folder), f"{kind}-%s")
    return env


class _AtHand(FileSystemBytecodeCache):
    """Keeps in this process, too, what it has read or written: the preview asks for the same after each save."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what was kept of the same text."""
        name = self.directory, self.pattern, bucket.key
        checksum, code = _at_hand.get(name, ("", None))
        if code is not None and checksum == bucket.checksum:
            bucket.code = code
            return
        super().load_bytecode(bucket)
        if bucket.code is not None:
            _at_hand[name] = bucket.checksum, bucket.code


class Settled(Template):
    """A template for which the names that all templates know are one dictionary, as they are when it is loaded.

    Jinja keeps them in layers, and goes through all of them in Python for each page and each template it imports.
    """

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's name
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Make one."""
        return super().from_code(environment, code, dict(globals), uptodate)


def own_environment(config: MkDocsConfig) -> Environment:
    """Our templates for what is no page: they escape all that they print, and are told only what they print."""
    env = Environment(
        loader=FileSystemLoader(own_folders(config)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return translated(env, config, "plain")
