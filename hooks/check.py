"""The finished site is what it promises to be: every finding is a warning, on which a strict build fails."""

import logging
import os
from itertools import chain
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from publicity.finished.check import check_site
from publicity.problem import in_order

log = logging.getLogger("mkdocs.publicity")


@event_priority(-90)  # after all that writes pages
def on_post_build(config: MkDocsConfig) -> None:
    """Judge the site. The preview has no time for it: `make site` looks before anything is published."""
    if config["preview"] or config["column"] is None:
        return
    docs = Path(config.docs_dir)
    prefix = Path(os.path.relpath(docs, Path(config.config_file_path).parent)).as_posix()
    found = check_site(Path(config.site_dir), config["column"], docs, prefix)
    for problem in in_order(chain.from_iterable(found.values())):
        log.warning(problem.text())
        if os.environ.get("GITHUB_ACTIONS") == "true":
            print(problem.annotation())
