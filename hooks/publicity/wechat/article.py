"""A bulletin or publication of a built site as a WeChat article: what its page says, from head to foot."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from publicity.archiving.address import canonical
from publicity.archiving.snapshot import SiteFile, Snapshot
from publicity.articles.archive import Item
from publicity.plans.wording import moment
from publicity.wechat import styles
from publicity.wechat.blocks import Blocks
from publicity.wechat.inline import Inline
from publicity.wechat.pictures import Pictures

TITLE, SUMMARY = 64, 120  # letters that the fields of the editor hold
_SCREEN = ("eyebrow", "byline", "tools")  # parts of the page that say what the end of the article says, or do something


@dataclass(frozen=True)
class WechatArticle:
    """The fields of the editor, the HTML of the text, its pictures by name, and what the clerk has to mind."""

    title: str
    author: str
    summary: str
    address: str
    html: str
    pictures: dict[str, bytes]
    told: tuple[str, ...]


def article_of(item: Item, file: SiteFile, snapshot: Snapshot) -> WechatArticle:
    """Make the article of the page of an item. Raises UnusableSiteError and OSError."""
    data = file.read()
    address, page = canonical(data) or "", LexborHTMLParser(data)
    pictures = Pictures(file.path, snapshot)
    inline = Inline(address, pictures)
    body = page.css_first("article.article")
    parts = list(_body(body, Blocks(inline))) if body else []
    entry = item.entry
    if entry.sample:
        parts.insert(0, f'<p style="{styles.SMALL}">（示例）</p>')
    parts += _end(item, address, inline)
    told = [*pictures.told]
    if len(entry.title) > TITLE:
        told.append(f"标题 {len(entry.title)} 个字，公众号最多 {TITLE} 个，要缩短")
    if len(entry.summary) > SUMMARY:
        told.append(f"摘要 {len(entry.summary)} 个字，公众号最多 {SUMMARY} 个，要缩短")
    if not address:
        told.append("mkdocs.yml 没有写 site_url，文末没有原文的网址，文中指向专栏的链接只留下文字")
    html = f'<section style="{styles.BODY}">{"".join(parts)}</section>'
    author = entry.author or ""
    return WechatArticle(entry.title, author, entry.summary, address, html, pictures.files, tuple(told))


def said(page: bytes) -> str:
    """The letters of the text on an article's page, without blanks."""
    text = LexborHTMLParser(page).css_first(".text")
    return letters(text.text() or "") if text else ""


def titled(page: bytes, item: Item) -> bool:
    """Whether a page bears the title of an item."""
    tree = LexborHTMLParser(page)
    for mark in tree.css("h1 .sample"):
        mark.decompose()
    title = tree.css_first("h1")
    return title is not None and letters(title.text() or "") == letters(item.entry.title)


def letters(text: str) -> str:
    """A text without blanks."""
    return "".join(text.split())


def _body(article: LexborNode, blocks: Blocks) -> Iterator[str]:
    for part in article.iter():
        classes = (part.attributes.get("class") or "").split()
        if part.tag == "h1" or any(name in classes for name in _SCREEN):
            continue
        if "paper-head" in classes:
            yield from _masthead(part, blocks)
        elif "updated" in classes:
            yield f'<p style="{styles.SMALL}">{blocks.inline.within(part)}</p>'
        elif "paper-foot" in classes:
            yield f'<hr style="{styles.RULE}">'
            yield from blocks.block(part)
        else:
            yield from blocks.block(part)


def _masthead(head: LexborNode, blocks: Blocks) -> Iterator[str]:
    """The head of a numbered bulletin, centred as on paper."""
    for line in head.css("p"):
        classes = (line.attributes.get("class") or "").split()
        if "paper-name" in classes:
            yield f'<p style="{styles.MASTHEAD}">{blocks.inline.within(line)}</p>'
        elif "paper-line" in classes:
            words = "　".join(blocks.inline.within(part) for part in line.iter())
            yield f'<p style="{styles.RULED}">{words}</p>'
        else:
            yield f'<p style="{styles.CENTRED}">{blocks.inline.within(line)}</p>'


def _end(item: Item, address: str, inline: Inline) -> Iterator[str]:
    """Where the addresses of the text lead, whose it is, and where it was published."""
    yield f'<hr style="{styles.RULE}">'
    for number, link in enumerate(inline.links, 1):
        yield _line(f"[网址{number}] {link}")
    yield _line(f"来源：{item.entry.source}")
    yield _line(f"发布时间：{moment(item.entry.published)}")
    if address:
        yield _line(f"原文：{address}")


def _line(words: str) -> str:
    return f'<p style="{styles.SMALL};word-break:break-all">{escape(words, quote=False)}</p>'
