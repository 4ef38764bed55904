"""The second process of a build, which does what others ask of it, from when all files and pages are known."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from publicity_mkdocs.build import Build


@event_priority(-100)  # when everything has been asked for
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Begin. The preview stays one process: threads of its server run in it."""
    build = Build.of(config)
    if not build.preview:
        for one in (build.second, *build.others):
            one.start()
    return nav


@event_priority(-95)  # after the check
def on_post_build(config: MkDocsConfig) -> None:
    """End, while what remains is done."""
    Build.of(config).second.end()
