"""In the preview the page that was edited comes first: the search, data and feeds follow it within seconds."""

import gc
import logging
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from publicity.building.collecting import settle
from publicity.search.files import INDEX
from publicity_mkdocs.build import Build

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.publicity")
LATER = 1.0  # seconds, in which browsers get the page


@event_priority(95)  # before anything is put into the site
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give up what is being made for the last site: nobody may write there when this one takes its place."""
    Build.of(config).run.follower.give_up()
    return config


@event_priority(-120)  # when the site is in its place
def on_post_build(config: MkDocsConfig) -> None:
    """Have the rest made; and the last build, whose parts refer to each other, forgotten."""
    build = Build.of(config)
    if build.later:
        build.run.follower.follow(Path(config.site_dir), build.later, INDEX, _say)
    if build.preview:
        tidying = Timer(LATER, gc.collect)
        tidying.daemon = True
        tidying.start()


def on_serve(server: "LiveReloadServer", config: MkDocsConfig, builder: object) -> "LiveReloadServer":
    """Be told of a save by the system, which takes less than looking at every file twice a second.

    The config of the first build is kept by MkDocs; what the build was is needed no more, and no look at what stays.
    """
    from publicity_mkdocs.watching import watch_at_once  # here: a build waits for none of this

    watch_at_once(server)
    Build.of(config).leave(config)
    settle()
    return server


def _say(why: str) -> None:
    log.warning(f"搜索、数据和订阅没有跟上这次保存，预览里还是原来的（{why}）；再保存一次会重做")
