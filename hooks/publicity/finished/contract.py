"""What every page of the finished site must be and say, by kind of page (handbook/domain.md#pages)."""

import re
from collections import Counter
from collections.abc import Iterator, Set

from publicity.articles.archive import Item
from publicity.column.column import Column
from publicity.commitments.state import Standing
from publicity.fields.day import chinese_day
from publicity.finished.fault import Fault, source_paths
from publicity.finished.page import SitePage
from publicity.pages.fragment_files import FRAME
from publicity.pages.tags import ARTICLE, COLUMN, OPTIONAL, SITE, published, site_tags
from publicity.plans.wording import moment
from publicity.regex import regex

_NAMES = frozenset((*SITE, *COLUMN, *ARTICLE, *OPTIONAL))
_EXACT = {name.lower(): name for name in _NAMES}
_MOMENT = regex(r"\d{4}-\d\d-\d\d \d\d:\d\d", re.ASCII)
_TEMPLATE = "检查 overrides/ 里的模板"
NOT_FOUND = "404.html"


def contract_faults(page: SitePage, data: bytes, column: Column) -> Iterator[Fault]:
    """Yield every breach of one page, of which `data` are the bytes."""
    content = None if page.leads_on else _content(page, column)
    yield from _tags(page, column, content)
    if content:
        yield from _published(page, data, content)
    yield from _form(page)
    yield from _pictures(page)
    yield from barred_faults(page)


def written_faults(page: SitePage, made: Set[str]) -> Iterator[Fault]:
    """Yield what the text of a page brings into it; `made` are the ids that its template puts there.

    The template prints the one heading of the first level that a page has. Sizes of pictures are put in later.
    """
    if page.headings:
        yield _h1(page.path, page.headings + 1)
    for name in sorted({*page.repeated_ids} | (page.ids & made)):
        yield _id(page.path, name)
    yield from barred_faults(page)


def _pictures(page: SitePage) -> Iterator[Fault]:
    for address, lacking in page.pictures:
        hint = "alt 写给看不见图的人；宽和高写原图的像素，如 ![说明](图.png){ width=640 height=360 }"
        yield Fault(page.path, "picture", f"图片“{address}”没有写 {lacking}", hint, address)


def barred_faults(page: SitePage) -> Iterator[Fault]:
    """Yield what the policy of the pages would block."""
    for what in page.barred:
        hint = "网页的安全策略会拦下它，读者看不到；样式写进 overrides/assets 的样式表，其他用文字、图片和链接"
        yield Fault(page.path, "barred", f"用了 {what}", hint, what.strip("<>…=") if what[0] == "<" else "")


def _h1(path: str, count: int) -> Fault:
    message = "没有一级标题（h1）" if not count else f"有 {count} 个一级标题（h1）"
    return Fault(path, "h1", message, "每页一个一级标题；正文里的标题从 ## 写起", "\n# " if count else "")


def _id(path: str, name: str) -> Fault:
    return Fault(path, "id", f"标识（id）“{name}”用了不止一次", "改一个；链接才知道去哪里", f'id="{name}"')


def _form(page: SitePage) -> Iterator[Fault]:
    if not page.language.lower().startswith("zh"):
        yield Fault(page.path, "language", "没有说明语言是中文", f'<html lang="zh-CN">；{_TEMPLATE}')
    if not page.title:
        yield Fault(page.path, "title", "没有标题（title）", _TEMPLATE)
    if page.headings != 1 and not page.leads_on:
        yield _h1(page.path, page.headings)
    for name in page.repeated_ids:
        yield _id(page.path, name)


def _tags(page: SitePage, column: Column, content: Item | Standing | None) -> Iterator[Fault]:
    ours = [(name, value) for name, value in page.metas if name.lower() in _EXACT]
    yield from _well_written(page, ours)
    told, known = dict(ours), dict(site_tags(column.settings))
    for name in _due(page, content):
        if name not in told and (name not in SITE or name in known):
            rule = "PubDate" if name == "PubDate" else "missing"
            yield Fault(page.path, rule, f"缺少标签“{name}”", _TEMPLATE)
    for name in SITE:
        if name not in told or told[name] == known.get(name):
            continue
        if name in known:
            message = f"标签“{name}”是“{told[name]}”，mkdocs.yml 里是“{known[name]}”"
        else:
            message = f"标签“{name}”的“{told[name]}”没有根据"
        yield Fault(page.path, "invented", message, f"照实写在 mkdocs.yml 的 site 下面；{_TEMPLATE}")


def _well_written(page: SitePage, ours: list[tuple[str, str]]) -> Iterator[Fault]:
    """In exact case, one of each, none empty."""
    for name, value in ours:
        if name not in _NAMES:
            hint = f"照写“{_EXACT[name.lower()]}”；{_TEMPLATE}"
            yield Fault(page.path, "case", f"标签“{name}”的大小写不对", hint)
        if not value.strip():
            yield Fault(page.path, "empty", f"标签“{name}”没有内容", f"写上内容，或者不印；{_TEMPLATE}")
    names = [name.lower() for name, _ in ours]
    if len(set(names)) < len(names):
        for name, count in Counter(names).items():
            if count > 1:
                yield Fault(page.path, "twice", f"标签“{_EXACT[name]}”有 {count} 个", f"每种只留一个；{_TEMPLATE}")


def _due(page: SitePage, content: Item | Standing | None) -> tuple[str, ...]:
    """The tags that a page of its kind must have."""
    if page.leads_on or page.path in (NOT_FOUND, FRAME):
        return SITE
    return (*SITE, *(ARTICLE if content else COLUMN))


def _content(page: SitePage, column: Column) -> Item | Standing | None:
    for uri in source_paths(page.path):
        if content := column.item(uri) or column.commitment(uri):
            return content
    return None


def _published(page: SitePage, data: bytes, content: Item | Standing) -> Iterator[Fault]:
    """The time of publication: well written, the recorded one, and where readers see it."""
    told, due = dict(page.metas).get("PubDate"), moment(published(content))
    if told is not None and not _MOMENT.fullmatch(told):
        yield Fault(page.path, "PubDate", f"发布时间“{told}”的写法不对", f"写成 {due} 这样；{_TEMPLATE}")
    elif told is not None and told != due:
        yield Fault(page.path, "PubDate", f"发布时间“{told}”与记录的 {due} 不同", "发布时间不能改，也不能倒签")
    seen = chinese_day(content.published) if isinstance(content, Standing) else due
    _, _, shown = data.partition(b"</head>")
    if seen.encode() not in shown:
        yield Fault(page.path, "PubDate", f"正文里看不到发布时间（{seen}）", _TEMPLATE)
