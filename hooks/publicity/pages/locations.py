"""Where each page stands in the column: its section, and the way to it from the home page (当前位置)."""

from dataclasses import dataclass
from typing import Literal, get_args

from publicity.articles.archive import Item
from publicity.articles.article import Publication
from publicity.column.column import Column
from publicity.commitments.state import Standing

Section = Literal[
    "home", "plan", "timeline", "bulletins", "publications", "results", "commitments", "duties", "data", "pages"
]
SECTIONS: tuple[Section, ...] = get_args(Section)

HOME = "index.md"
_PAGES: dict[str, tuple[Section, str]] = {
    HOME: ("home", "首页"),
    "plan.md": ("plan", "工作方案"),
    "timeline.md": ("timeline", "活动进程"),
    "bulletins/index.md": ("bulletins", "工作动态"),
    "publications/index.md": ("publications", "公布的文件"),
    "commitments/index.md": ("commitments", "整改承诺"),
    "duties.md": ("duties", "公开清单"),
    "data.md": ("data", "数据与订阅"),
}
_FOLDERS: dict[str, Section] = {
    "phases/": "timeline",
    "lists/department-": "commitments",
    "lists/attachments-": "pages",
    "lists/": "bulletins",
}


@dataclass(frozen=True)
class Crumb:
    """A page on the way to another: its title and its path within docs/."""

    title: str
    uri: str


@dataclass(frozen=True)
class Location:
    """A page in its section. `content` is what it shows where that is one article or commitment."""

    title: str
    uri: str
    section: Section
    content: Item | Standing | None
    crumbs: tuple[Crumb, ...]


def location_of(column: Column, uri: str, title: str) -> Location:
    """Tell where a page stands; `title` is the page's own."""
    content = column.item(uri) or column.commitment(uri)
    section = _section(uri, content)
    home = Crumb(_PAGES[HOME][1], HOME)
    if section == "home":
        return Location(title, uri, section, content, (home,))
    above = _above(column, section)
    way = [home, above] if above and above.uri != uri else [home]
    return Location(title, uri, section, content, (*way, Crumb(title, uri)))


def _section(uri: str, content: Item | Standing | None) -> Section:
    if isinstance(content, Standing):
        return "commitments"
    if content:
        if not isinstance(content.entry, Publication):
            return "bulletins"
        return "results" if content.entry.results else "publications"
    if uri in _PAGES:
        return _PAGES[uri][0]
    return next((section for folder, section in _FOLDERS.items() if uri.startswith(folder)), "pages")


def _above(column: Column, section: Section) -> Crumb | None:
    """The first page of a section, where there is one."""
    sought = "publications" if section == "results" else section
    made = {"bulletins": column.bulletins, "publications": column.publications, "commitments": column.commitments}
    if sought in made and not made[sought]:
        return None
    return next((Crumb(title, uri) for uri, (its, title) in _PAGES.items() if its == sought), None)
