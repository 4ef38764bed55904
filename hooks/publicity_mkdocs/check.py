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

from publicity.finished.check import SiteCheck
from publicity.finished.fault import by_rule
from publicity.manifests.hashes import Hashed
from publicity.problems.problem import Problem, Severity, in_order
from publicity.screening import telling
from publicity_mkdocs.build import Build
from publicity_mkdocs.own import SHIPPED

BATCH = 50  # pages told at once: every message costs both processes
log = logging.getLogger("mkdocs.publicity")


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Offer to look at pages. The preview has no time for it: `publicity build` looks before anything is published."""
    build = Build.of(config)
    folders = _folders(config)
    build.named = {
        file.dest_uri: f"{folders[file.src_dir]}/{file.src_uri}"
        for file in files
        if file.src_dir in folders and not file.page and not (SHIPPED / file.src_uri).is_file()
    }
    if build.column and not build.preview:
        site = build.layers or Path(config.site_dir)
        build.checking = SiteCheck(site, build.column, build.looks, _hashes(build))
        build.look = build.second.offer("检查网页", build.checking.look)
        build.judge = build.second.offer("检查网站", build.checking.outcome)
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
    docs, layers = Path(config.docs_dir), build.layers
    site = layers or Path(config.site_dir)
    prefix = _folders(config)[config.docs_dir]
    outcome = build.judge.call(sorted(build.named), frozenset(layers.staying if layers else ()))
    for path in outcome.unnamed:  # a comment, a code block, a definition that nothing uses names it
        if layers and path in layers.staying:
            layers.staying.remove(path)
        else:
            (site / path).unlink(missing_ok=True)
    build.hashes = {path: one for path, one in outcome.hashes.items() if path not in outcome.unnamed}
    build.looks = outcome.looks
    found = by_rule(outcome.faults, docs, prefix, Path(config.site_dir).name)
    astray = [_unnamed(build.named[path], prefix) for path in outcome.unnamed if path in build.named]
    telling.log(in_order(chain(astray, *found.values())), log)


def _hashes(build: Build) -> dict[str, Hashed]:
    """What the files of the last site came to."""
    outputs = build.last.outputs if build.last else {}
    return {path: output.hashed for path, output in outputs.items()}


def _folders(config: MkDocsConfig) -> dict[str | None, str]:
    """The folders of which a file goes out only where a page asks for it, with what they are called in messages."""
    root = Path(config.config_file_path).parent
    folders = (config.docs_dir, config.theme.custom_dir)
    return {folder: Path(os.path.relpath(folder, root)).as_posix() for folder in folders if folder}


def _unnamed(path: str, prefix: str) -> Problem:
    if not path.startswith(f"{prefix}/"):
        hint = "在模板或样式表里用到它，或者移到别处去"
        return Problem(path, 0, 0, "没有哪一页用到这个文件，没有公开", hint, Severity.WARNING)
    message = "没有哪一页真的链接到这个文件（只在注释、代码或没用上的定义里提到），没有公开"
    return Problem(path, 0, 0, message, "在正文里写成链接，或者移出 docs/", Severity.WARNING)
