"""The generated pages: one per phase, linked in the navigation after the pages of mkdocs.yml."""

from html import escape

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity.column import Column, Stage


@event_priority(50)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that follow from the column."""
    column: Column | None = config["column"]
    if column is None or not column.phases:
        return files
    for phase in column.phases:
        if files.get_file_from_path(phase.page):
            raise PluginError(f"docs/{phase.page}: 这个网页由程序生成，不能手写。写法：删掉这个文件，内容写进 plan.yml")
        files.append(File.generated(config, phase.page, content=_front_matter(phase)))
    config.nav = [*(config.nav or []), {"各阶段": [{_title(phase): phase.page} for phase in column.phases]}]
    return files


def _title(phase: Stage) -> str:
    """The title for the theme's own templates, which print it as markup."""
    return escape(phase.entry.title)


def _front_matter(phase: Stage) -> str:
    meta = {"title": _title(phase), "template": "phase.html", "phase": phase.id}
    return f"---\n{yaml.safe_dump(meta, allow_unicode=True)}---\n"
