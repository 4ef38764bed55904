"""Blocks that other pages of the office's site take in: HTML without script and style, the same as JSON, a frame."""

import posixpath
from functools import partial

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity.column.column import Column
from publicity.pages.fragment_files import FOLDER, FRAME, LATEST, PATHS, STANDING
from publicity.pages.tags import site_tags
from publicity.plans.wording import day, short_day
from publicity_mkdocs import groups
from publicity_mkdocs.build import Build
from publicity_mkdocs.own import own_environment

NAME = "fragments"
SHEET = "assets/stylesheets/frame.css"


@event_priority(-50)  # after the pages, to which they lead
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add them, empty."""
    if Build.of(config).column:
        for path in (*PATHS, FRAME):
            files.append(File.generated(config, path, content=b""))
    return files


@event_priority(-75)  # when the style sheet has its name
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Fill them."""
    build = Build.of(config)
    if build.column and not groups.stay(build, NAME, files, config):
        made = _written(build.column, build, config)
        for path, content in made.items():
            files.src_uris[path].content_string = content
        groups.made(build, NAME, made)


def _written(column: Column, build: Build, config: MkDocsConfig) -> dict[str, str]:
    from publicity.pages.fragments import as_json, latest, standing  # here: mostly the last ones stay

    link = partial(build.addresses.seen_from, FOLDER)
    env = own_environment(config)
    env.filters |= {"day": day, "short_day": short_day}
    blocks = {LATEST: latest(column, link), STANDING: standing(column, link)}
    made = {f"{path}.json": as_json(block) for path, block in blocks.items()}
    for path, block in blocks.items():
        made[f"{path}.html"] = env.get_template("fragments/block.html").render(kind=path, block=block)
    made[FRAME] = env.get_template("fragments/frame.html").render(
        blocks=blocks,
        sheet=posixpath.relpath(build.assets[SHEET], FOLDER),
        tags=site_tags(build.settings),
        name=blocks[LATEST].name,
    )
    return made
