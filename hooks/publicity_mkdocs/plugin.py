"""The plugin `publicity`: what an office's mkdocs.yml names in place of a list of hooks.

It runs the parts of a build that the demonstration lists as hooks, in the same order and with the same result.
"""

from types import ModuleType

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import EVENTS, BasePlugin, CombinedEvent, event_priority

from publicity.building.collecting import loading

with loading():
    from publicity_mkdocs import (
        attachments,
        check,
        codes,
        conversion,
        ending,
        feeds,
        fingerprint,
        following,
        fragments,
        gate,
        manifest,
        meta,
        opendata,
        pages,
        pictures,
        placing,
        read,
        redirects,
        reuse,
        search_index,
        second,
        share,
        sitemap,
        templates,
        theme,
    )
    from publicity_mkdocs.defaults import set_defaults

# In the order of the hooks in the demonstration's mkdocs.yml, which says what each is for.
PARTS: tuple[ModuleType, ...] = (
    *(read, placing, second, theme, gate, conversion, pages, pictures, attachments, redirects, meta, templates),
    *(codes, reuse, opendata, feeds, sitemap, share, fragments, fingerprint, search_index, ending, check, manifest),
    following,
)


@event_priority(1000)
def _defaults(config: MkDocsConfig) -> MkDocsConfig:
    set_defaults(config)
    return config


class NoSettings(Config):
    """The plugin takes none: what an office decides stands under `extra`, where publicity reads it with its place."""


class PublicityPlugin(BasePlugin[NoSettings]):
    """A column as an MkDocs site."""


def _take(parts: tuple[ModuleType, ...]) -> None:
    """Let the plugin answer each event with what the parts answer to it; MkDocs sorts them by priority."""
    for event in (f"on_{name}" for name in EVENTS):
        answers = [getattr(part, event) for part in parts if hasattr(part, event)]
        if event == "on_config":
            answers.insert(0, _defaults)
        if answers:
            setattr(PublicityPlugin, event, CombinedEvent(*map(staticmethod, answers)))


_take(PARTS)
