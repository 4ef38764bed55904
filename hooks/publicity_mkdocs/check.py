"""The finished site is what it promises to be: every finding is a warning, on which a strict build fails."""

import logging
import os
from itertools import chain
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from publicity.finished.check import SiteCheck, by_rule
from publicity.problems import telling
from publicity.problems.problem import in_order
from publicity_mkdocs.build import Build

BATCH = 50  # pages told at once: every message costs both processes
log = logging.getLogger("mkdocs.publicity")


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Offer to look at pages. The preview has no time for it: `publicity build` looks before anything is published."""
    build = Build.of(config)
    if build.column and not build.preview:
        check = SiteCheck(Path(config.site_dir), build.column)
        build.look = build.second.offer("检查网页", check.look)
        build.judge = build.second.offer("检查网站", check.outcome)
    return nav


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    """Have the pages before this one looked at, some at a time: MkDocs has written them by now."""
    build = Build.of(config)
    if build.preview:
        return
    if len(build.unlooked) == BATCH:
        build.look.tell(build.unlooked)
        build.unlooked = []
    build.unlooked.append(page.file.dest_uri)


@event_priority(-90)  # after all that writes pages
def on_post_build(config: MkDocsConfig) -> None:
    """Judge the site."""
    build = Build.of(config)
    if build.preview:
        return
    docs, site = Path(config.docs_dir), Path(config.site_dir)
    prefix = Path(os.path.relpath(docs, Path(config.config_file_path).parent)).as_posix()
    outcome = build.judge.call()
    build.hashes = outcome.hashes
    found = by_rule(outcome.faults, docs, prefix, site.name)
    telling.log(in_order(chain.from_iterable(found.values())), log)
