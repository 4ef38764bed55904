"""What a page says of itself to search engines (schema.org, JSON-LD) and to those who share it (Open Graph)."""

import json
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from publicity.articles.archive import Item
from publicity.articles.article import Publication
from publicity.column.column import Column
from publicity.commitments.state import Standing
from publicity.fields.moment import BEIJING
from publicity.pages.locations import HOME, Location
from publicity.pages.tags import Address, Tag, published
from publicity.plans.wording import day
from publicity.texts.paths import resolve

Link = Callable[[str], str]  # the address of a path within docs/: in full if the column has one, else from the page

CARD = "assets/images/card.png"  # the picture of pages that have none of their own

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_REPORTS = ("分析检查报告", "群众评议结果", "测评结果", "总结", "重点整改成果")


def linked_data(column: Column, page: Location, changed: date | None, link: Link) -> str:
    """The JSON-LD of a page that last changed on a day, safe to stand in a script element."""
    office = {"@type": "GovernmentOrganization", "name": column.plan.organ}
    if page.section == "home":
        graph = [_site(column, office, link) | _modified(changed), {**office, "url": link(HOME)}]
    else:
        graph = [_described(column, page, changed, office, link), _breadcrumb(page, link)]
    text = _ENCODER.encode({"@context": "https://schema.org", "@graph": graph})
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def open_graph(column: Column, page: Location, description: str, address: Address) -> list[Tag]:
    """The properties of a page; addresses only where they can be given in full, as Open Graph asks."""
    content, item = page.content, page.content if isinstance(page.content, Item) else None
    picture = item.entry.picture if item else None
    image, seen = (
        (address(resolve(item.uri, picture.file)), picture.alt) if item and picture else _card(column, address)
    )
    found = [
        ("og:type", "article" if content else "website"),
        ("og:site_name", column.settings.name),
        ("og:title", column.settings.site_name if page.section == "home" else page.title),
        ("og:description", description),
        ("og:locale", "zh_CN"),
        ("og:url", address(page.uri)),
        ("og:image", image),
        ("og:image:alt", seen if image else None),
        ("article:published_time", published(content).isoformat() if content else None),
        ("article:modified_time", _modified_time(content)),
    ]
    return [(name, value) for name, value in found if value]


def _modified_time(content: Item | Standing | None) -> str | None:
    """When something changed after it came out; of a promise only the day is recorded, and so its beginning counts."""
    if isinstance(content, Item):
        return content.entry.modified.isoformat() if content.entry.updated else None
    if content is None or content.modified == content.published:
        return None
    return datetime.combine(content.modified, time(), BEIJING).isoformat()


def _modified(changed: date | None) -> dict[str, str]:
    return {"dateModified": changed.isoformat()} if changed else {}


def _card(column: Column, address: Address) -> tuple[str | None, str]:
    """The picture of all pages that have none of their own, and what is seen on it."""
    promised = f"，整改承诺 {len(column.commitments)} 项，一个图形一项" if column.commitments else ""
    return address(CARD), f"{column.settings.site_name}{promised}，{day(column.day)}"


def _site(column: Column, office: dict[str, Any], link: Link) -> dict[str, Any]:
    return {
        "@type": "WebSite",
        "name": column.settings.site_name,
        "description": column.settings.site_description,
        "inLanguage": "zh-CN",
        "url": link(HOME),
        "publisher": office,
    }


def _described(
    column: Column, page: Location, changed: date | None, office: dict[str, Any], link: Link
) -> dict[str, Any]:
    content = page.content
    common = {"inLanguage": "zh-CN", "url": link(page.uri), "publisher": office}
    if content is None:
        return {**common, "@type": "CollectionPage", "name": page.title, **_modified(changed)}
    first = published(content).isoformat()
    if isinstance(content, Standing):
        promise = {"@type": "Article", "headline": content.terms.item}
        if content.terms.goal:
            promise["description"] = content.terms.goal
        return {**common, **promise, "datePublished": first, **_modified(changed)}
    entry = content.entry
    kind = "NewsArticle"
    if isinstance(entry, Publication):
        kind = "Report" if entry.kind in _REPORTS else "Article"
    about: dict[str, Any] = {
        "@type": kind,
        "headline": entry.title,
        "description": entry.summary,
        "datePublished": first,
        "dateModified": entry.modified.isoformat(),
        "sourceOrganization": {"@type": "Organization", "name": entry.source},
    }
    if entry.author:
        about["author"] = {"name": entry.author}  # a person or an office: nobody has said which
    if entry.topics:
        about["keywords"] = entry.topics
    if entry.picture:
        about["image"] = link(resolve(content.uri, entry.picture.file))
    return {**common, **about}


def _breadcrumb(page: Location, link: Link) -> dict[str, Any]:
    steps = [
        {"@type": "ListItem", "position": number, "name": crumb.title, "item": link(crumb.uri)}
        for number, crumb in enumerate(page.crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}
