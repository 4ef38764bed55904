"""mkdocs.yml beside docs/: what the navigation names and is not there, pages that it does not name, keys of nobody.

The site generator would tell it too, in English and without a place.
"""

from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any

from pathspec.gitignore import GitIgnoreSpec

from publicity.articles import reserved
from publicity.column.settings_file import SettingsFile
from publicity.column.unlisted import private_paths
from publicity.problems.problem import Problem, Severity
from publicity.texts.entries import Inventory
from publicity.texts.paths import leads_elsewhere
from publicity.texts.source import Source, load
from publicity.texts.suggesting import suggestion
from publicity.texts.tree import Path as Key

# What the site generator reads of its configuration.
_KEYS = (
    *("site_name", "site_url", "site_description", "site_author", "copyright", "repo_url", "repo_name", "edit_uri"),
    *("edit_uri_template", "remote_branch", "remote_name", "nav", "exclude_docs", "draft_docs", "not_in_nav"),
    *("validation", "theme", "docs_dir", "site_dir", "extra_css", "extra_javascript", "extra_templates", "extra"),
    *("markdown_extensions", "plugins", "hooks", "watch", "strict", "dev_addr", "use_directory_urls", "INHERIT"),
)
# Pages that every column has, for all others lead to them; the navigation where mkdocs.yml has none.
_MAIN = {
    "index.md": ("首页", "home.html"),
    "plan.md": ("工作方案", "plan.html"),
    "timeline.md": ("活动进程", "timeline.html"),
}
_NAV_HINT = "写 docs 里的网页，如 about.md；别处的写完整的网址"


def navigation_problems(site: SettingsFile, there: Inventory, private: list[str]) -> Iterator[Problem]:
    """Yield them; mkdocs.yml is without errors."""
    for key in site.data:
        if isinstance(key, str) and key not in _KEYS:
            hint = suggestion(key, _KEYS, most=0) or "删掉它；专栏自己的设置写在 extra 下面"
            yield site.problem((key,), f"mkdocs.yml 没有“{key}”这一项", hint, Severity.WARNING, key=True)
    hidden = private_paths(there.files, private)
    yield from _missing(there, hidden)
    yield from _pages(site, there, hidden)


def _missing(there: Inventory, hidden: Set[str]) -> Iterator[Problem]:
    """Yield one for each main page that there is not."""
    for uri, (name, template) in _MAIN.items():
        if uri not in there.files:
            hint = f"新建这个文件，写三行：---、template: {template}、---，下面可以再写几句"
            yield Problem(f"{there.prefix}/{uri}", 0, 0, f"没有 {uri}（{name}），每个专栏都要有这一页", hint)
        elif uri in hidden:
            message = f"{uri}（{name}）列在 private 里，可是每个专栏都要有这一页"
            yield Problem(f"{there.prefix}/{uri}", 0, 0, message, "从 mkdocs.yml 的 private 里去掉它")


def _pages(site: SettingsFile, there: Inventory, private: Set[str]) -> Iterator[Problem]:
    files = {uri: None for uri in there.files if uri.endswith(".md")}  # in order
    nav = site.data.get("nav")
    named = list(_named(nav, ("nav",))) if nav else [((), uri) for uri in _MAIN]
    for path, target in named if nav else ():
        if target.startswith("/"):
            message = f"导航里的“{target}”以 / 开头，网站换个地方就找不到"
            yield site.problem(path, message, _NAV_HINT, Severity.WARNING)
        elif not leads_elsewhere(target) and target not in {*files, *reserved.FILES, *_MAIN}:
            hint = suggestion(target, list(files), most=0) or _NAV_HINT
            yield site.problem(path, f"导航里的“{target}”不在 docs 里", hint, Severity.WARNING)
    listed = {target for _, target in named}
    aside = _patterns(site.data, "exclude_docs") | _patterns(site.data, "not_in_nav")
    plain = [uri for uri in there.beside if uri not in listed]
    hidden = {*GitIgnoreSpec.from_lines(sorted(aside)).match_files(plain), *private}
    for uri in sorted(set(plain) - hidden):
        message = "导航里没有这一页，读者只能从别的网页的链接进来"
        hint = "在 mkdocs.yml 的 nav 里加上它；不必放进导航的，写进 mkdocs.yml 的 not_in_nav"
        yield Problem(f"{there.prefix}/{uri}", 1, 1, message, hint, Severity.WARNING, _first(there.docs / uri))
    for uri in files:
        if f"/{uri}".endswith("/README.md") and uri.removesuffix("README.md") + "index.md" in files:
            yield Problem(
                f"{there.prefix}/{uri}", 0, 0, "同一个文件夹里有 README.md，又有 index.md，只能发布一个", "删掉一个"
            )


def _named(nav: Any, path: Key) -> Iterator[tuple[Key, str]]:
    """Every target of a navigation with its place."""
    if isinstance(nav, str):
        yield path, nav
    elif isinstance(nav, list):
        for i, one in enumerate(nav):
            yield from _named(one, (*path, i))
    elif isinstance(nav, dict):
        for title, one in nav.items():
            yield from _named(one, (*path, title))


def _patterns(data: Mapping[str, Any], key: str) -> set[str]:
    written = data.get(key)
    return {line for line in written.splitlines() if line.strip()} if isinstance(written, str) else set()


def _first(path: Path) -> str:
    source = load(path, path.name)
    return source.lines[0] if isinstance(source, Source) else ""
