"""What every column's mkdocs.yml would have to say, said once: an office's file only holds what is its own."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from pathspec.gitignore import GitIgnoreSpec

from publicity.markup.column_text import extensions

NOT_PAGES = "plan.yml"
NOT_IN_NAV = (
    *("/commitments/", "/bulletins/", "/publications/", "/lists/", "/phases/"),
    *("/search.md", "/data.md", "/glossary.md", "/attachments.md"),
)
NAV = ({"首页": "index.md"}, {"工作方案": "plan.md"}, {"活动进程": "timeline.md"})


def set_defaults(config: MkDocsConfig) -> None:
    """Complete a configuration with what its file does not say."""
    config.use_directory_urls = False  # pages open from any server, and from a folder
    config.exclude_docs = _also(config.exclude_docs, NOT_PAGES)
    config.not_in_nav = _also(config.not_in_nav, *NOT_IN_NAV)
    config.nav = config.nav or list(NAV)
    for name in extensions():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        config.mdx_configs[name] = {"toc": config.mdx_configs.get("toc", {})} | config.mdx_configs.get(name, {})
    if folder := config.theme.custom_dir:
        config.watch = [*config.watch, str(Path(folder))]


def _also(spec: GitIgnoreSpec | None, *lines: str) -> GitIgnoreSpec:
    """What a pattern of mkdocs.yml says, and these lines."""
    more = GitIgnoreSpec.from_lines(lines)
    return spec + more if spec else more
