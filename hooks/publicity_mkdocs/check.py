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

from publicity.finished.check import Outcome, SiteCheck, by_rule
from publicity.problems import telling
from publicity.problems.problem import in_order

BATCH = 50  # pages told at once: every message costs both processes
log = logging.getLogger("mkdocs.publicity")


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Offer to look at pages. The preview has no time for it: `publicity build` looks before anything is published."""
    config["written"] = []
    if not config["preview"] and config["column"]:
        check = SiteCheck(Path(config.site_dir), config["column"])
        config["second"].offer("look", check.look)
        config["second"].offer("judge", check.outcome)
    return nav


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    """Have the pages before this one looked at, some at a time: MkDocs has written them by now."""
    if config["preview"] or not config["column"]:
        return
    if len(config["written"]) == BATCH:
        config["second"].tell("look", config["written"])
        config["written"] = []
    config["written"].append(page.file.dest_uri)


@event_priority(-90)  # after all that writes pages
def on_post_build(config: MkDocsConfig) -> None:
    """Judge the site."""
    if config["preview"] or not config["column"]:
        return
    docs, site = Path(config.docs_dir), Path(config.site_dir)
    prefix = Path(os.path.relpath(docs, Path(config.config_file_path).parent)).as_posix()
    outcome: Outcome = config["second"].call("judge")
    config["hashes"] = outcome.hashes
    found = by_rule(outcome.faults, docs, prefix, site.name)
    telling.log(in_order(chain.from_iterable(found.values())), log)
