"""A column that says everything a government page can say of itself, and its built pages taken apart."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from .project import PINNED, Project

EXTRA = """\
  site:
    name: 示例区人大网
    domain: rd.example.gov.cn
    id_code: '2201060012'
  footer:
    organizer: 示例区人大常委会办公室
    undertaker: 示例区信息中心
    support: 示例技术公司
    contact: 0431-00000000
    icp: 吉ICP备04030026号-2
    police: 吉公网安备 22010602000105号
    sitemap: https://rd.example.gov.cn/map.html
  feedback:
    phone: [0431-80000000, 0431-80000001转8001]
    hours: 工作日 8:30—11:30
    mail: rd+zl@example.gov.cn
    address: 示例区示例路 1 号，邮编 130000
    correction: https://zfwzgl.example.gov.cn/jiucuo.html?site_code=2201060012&url={url}
    box: https://rd.example.gov.cn/box/?t={title}
  columns:
    duties: {name: 公开事项, keywords: [公开, 备案]}
"""


def make_official(project: Project, also: str = "") -> Project:
    """Fill in all of mkdocs.yml; `also` is more of the same."""
    project.edit("mkdocs.yml", "# site_url:", "site_url: https://rd.example.gov.cn/zt/ #")
    project.edit("mkdocs.yml", PINNED, PINNED + EXTRA + also)
    head = "template: plan.html\n---\n"
    project.edit("docs/plan.md", head, head + "\n| 左 | 右 |\n|:---|---:|\n| 一 | 二 |\n")
    return project


@dataclass(frozen=True)
class Built:
    """A built page."""

    path: Path

    @cached_property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.path.read_bytes())

    @property
    def tags(self) -> list[list[str | None]]:
        """All named meta tags but the viewport's, in order."""
        found = [(n.attributes.get("name"), n.attributes.get("content")) for n in self.tree.css("meta[name]")]
        return [[name, content] for name, content in found if name not in ("viewport", "robots", "color-scheme")]

    @property
    def properties(self) -> dict[str | None, str | None]:
        """The properties of Open Graph."""
        return {n.attributes["property"]: n.attributes["content"] for n in self.tree.css("meta[property]")}

    @property
    def graph(self) -> list[dict[str, Any]]:
        """What its JSON-LD describes."""
        (block,) = self.tree.css('script[type="application/ld+json"]')
        data = json.loads(block.text())
        assert data["@context"] == "https://schema.org"
        graph: list[dict[str, Any]] = data["@graph"]
        return graph

    @property
    def crumbs(self) -> list[tuple[str, str | None]]:
        """The way to it: (title, address)."""
        steps = self.tree.css(".breadcrumb li")
        return [(s.text(strip=True), s.css_first("a").attributes["href"] if s.css_first("a") else None) for s in steps]
