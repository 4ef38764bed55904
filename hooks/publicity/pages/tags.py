"""The meta tags of a government page, by kind of page, in order: never empty, never twice, never made up.

Every page says whose site it is of; a home or column page also what the column is; a page with content also its
title, its time of publication (Beijing time) and its source, and which column it is in.

Source: handbook/domain.md#pages.
"""

from collections.abc import Callable
from datetime import datetime, time

from publicity.articles.archive import Item
from publicity.column.column import Column
from publicity.column.settings import ColumnTags, Settings
from publicity.commitments.state import Standing
from publicity.fields.moment import BEIJING
from publicity.pages.locations import Location, Section
from publicity.plans.wording import moment
from publicity.texts.paths import resolve

Tag = tuple[str, str]
Address = Callable[[str], str | None]  # the full address of a path within docs/; None where the column has none

SITE = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE = ("ArticleTitle", "PubDate", "ContentSource")
OPTIONAL = ("Keywords", "Author", "Description", "Image", "Url")

# The name, the kind (栏目类别) and a description of each section, where mkdocs.yml says nothing else.
_USUAL: dict[Section, tuple[str, str, str]] = {
    "home": ("首页", "首页", "{campaign}的方案、进程、公开事项和整改承诺"),
    "plan": ("工作方案", "政策文件", "{campaign}的目标、问题、时间安排和公开义务"),
    "timeline": ("活动进程", "工作动态", "{campaign}各阶段的时间和现在的状态"),
    "bulletins": ("工作动态", "工作动态", "{campaign}的简报和动态"),
    "publications": ("公布的文件", "政策文件", "{campaign}按方案公布的文件"),
    "results": ("评议和测评结果", "征集调查", "{campaign}的群众评议和满意度测评结果"),
    "commitments": ("整改承诺", "工作动态", "{campaign}的整改承诺、时限、责任和进展"),
    "duties": ("公开清单", "信息公开目录", "{campaign}要求公布、公示、通报、备案和报送的事项"),
    "data": ("数据与订阅", "信息公开目录", "{campaign}的数据文件、订阅和日历，和怎么用"),
    "pages": ("专栏说明", "概况信息", "{campaign}的有关说明"),
}


def site_tags(settings: Settings) -> list[Tag]:
    """What every page says."""
    return _given(zip(SITE, (settings.name, settings.domain, settings.id_code), strict=True))


def tags(column: Column, page: Location, address: Address) -> list[Tag]:
    """All tags of a page."""
    found = site_tags(column.settings)
    about = column_tags(column, page)
    if page.content is None:
        return [*found, *about, ("Description", dict(about)["ColumnDescription"])]
    article = _commitment(column, page.content) if isinstance(page.content, Standing) else _item(page.content, address)
    kept = [tag for tag in about if tag[0] in ("ColumnName", "ColumnType")]
    return _given([*found, *kept, *article, ("Url", address(page.uri))])


def column_tags(column: Column, page: Location) -> list[Tag]:
    """What the section of a page is, as mkdocs.yml says or as is usual."""
    own: ColumnTags = getattr(column.settings.extra.columns, page.section)
    name, kind, about = _USUAL[page.section]
    about = about.format(campaign=column.plan.campaign)
    if page.section == "home":
        about = column.settings.site_description or about
    about = own.description or about
    if page.content is None and len(page.crumbs) > 2:  # a page of the section that has a title of its own
        about = f"{page.title}：{about}"
    keywords = own.keywords or [*dict.fromkeys((own.name or name, column.plan.campaign, column.plan.organ))]
    return list(zip(COLUMN, (own.name or name, about, ",".join(keywords), own.type or kind), strict=True))


def published(content: Item | Standing) -> datetime:
    """When something was first published; of a commitment only the day is recorded, and so its beginning counts."""
    if isinstance(content, Standing):
        return datetime.combine(content.published, time(), BEIJING)
    return content.entry.published


def _item(item: Item, address: Address) -> list[tuple[str, str | None]]:
    entry = item.entry
    return [
        ("ArticleTitle", entry.title),
        ("PubDate", moment(entry.published)),
        ("ContentSource", entry.source),
        ("Keywords", ",".join(entry.topics)),
        ("Author", entry.author),
        ("Description", entry.summary),
        ("Image", address(resolve(item.uri, entry.picture.file)) if entry.picture else None),
    ]


def _commitment(column: Column, standing: Standing) -> list[tuple[str, str | None]]:
    return [
        ("ArticleTitle", standing.terms.item),
        ("PubDate", moment(published(standing))),
        ("ContentSource", column.plan.organ),
        ("Keywords", ",".join(filter(None, ("整改承诺", standing.terms.lead)))),
        ("Description", standing.terms.goal),
    ]


def _given(pairs: "zip[tuple[str, str | None]] | list[tuple[str, str | None]]") -> list[Tag]:
    return [(name, value) for name, value in pairs if value]
