"""The second process of a build, which does what others ask of it, from when all files and pages are known."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from publicity_mkdocs.build import Build

ENOUGH = 200  # pages to make: a copy of the process costs as much as making some


@event_priority(-100)  # when everything has been asked for
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Begin, where there is enough to do. The preview stays one process: threads of its server run in it."""
    build = Build.of(config)
    to_make = len(files.documentation_pages()) - len(build.staying)
    if not build.preview and (not build.staying or to_make > ENOUGH):
        for one in (build.second, *build.others):
            one.start()
    return nav


@event_priority(-95)  # after the check
def on_post_build(config: MkDocsConfig) -> None:
    """End, while what remains is done."""
    Build.of(config).second.end()
