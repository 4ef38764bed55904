"""An old column's saved pages as documents: the article without the site around it, and why a page was not read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from publicity.importing.blocks import Paper, Paragraph, Picture, Table
from publicity.importing.grid import CannotImportError
from publicity.importing.html_paper import read_nodes
from publicity.importing.html_text import decoded
from publicity.importing.page_facts import SECTION, facts_of
from publicity.importing.page_part import around, article_of
from publicity.importing.proof import said
from publicity.importing.saved_pages import Saved, SavedPage, files_beside

_LEAST = 20  # letters of an article that has no picture
_MOST_LINKS = 0.6  # of what a page says: more is a list of links
_SHOWN = 3  # sentences left out, told for a page


@dataclass(frozen=True)
class OldPage:
    """A page that was read, with its address. `copies`: other pages that say the same."""

    page: SavedPage
    paper: Paper
    copies: tuple[SavedPage, ...] = ()

    @property
    def pages(self) -> tuple[SavedPage, ...]:
        """Itself and its copies."""
        return (self.page, *self.copies)

    @property
    def words(self) -> str:
        """All that the article says."""
        return said(self.paper.blocks)


def read_pages(saved: Saved) -> tuple[list[OldPage], list[str]]:
    """The pages that are articles, in order of their files, each once; and of the others, why they were not read."""
    read: dict[tuple[str, str], OldPage] = {}
    refused: list[str] = []
    for page in saved.pages:
        name = (
            page.path.relative_to(saved.folder).as_posix() if page.path.is_relative_to(saved.folder) else str(page.path)
        )
        try:
            old = read_page(page, saved)
        except (CannotImportError, OSError) as error:
            refused.append(f"{name}：{error if isinstance(error, CannotImportError) else '读不了'}")
            continue
        same = (old.paper.facts.get("title", ""), old.words)
        if same in read:
            refused.append(f"{name}：和 {read[same].page.path.name} 是同一篇，旧网址都转到它")
            read[same] = replace(read[same], copies=(*read[same].copies, old.page))
        else:
            read[same] = old
    return list(read.values()), refused


def read_page(page: SavedPage, saved: Saved) -> OldPage:
    """Read one page. Raises CannotImportError where it is no article, OSError."""
    text = decoded(page.path.read_bytes())
    tree = LexborHTMLParser(text)
    facts = facts_of(tree, text)
    address = page.address if page.sure else facts.pop("address", "") or page.address
    article = article_of(tree)
    if article is None:
        raise CannotImportError("没有一句话，不像是文章")
    located = replace(page, address=address, sure=page.sure or "://" in address)
    paper = read_nodes(tree, [article], lambda one: _bytes(located, saved, one))
    blocks = paper.blocks
    while blocks and isinstance(blocks[0], Paragraph) and SECTION.fullmatch(blocks[0].text):
        blocks = blocks[1:]
    paper = replace(paper, blocks=blocks)
    _judge(paper)
    outside = [words for words in around(tree, article) if words not in facts.get("title", "")]
    told = [f"文章以外的“{words[:30]}”没有导入" for words in outside[:_SHOWN]]
    return OldPage(located, replace(paper, facts=facts, told=(*paper.told, *told)))


def _judge(paper: Paper) -> None:
    """Refuse what is no article: too little said, or nearly all of it links. Raises CannotImportError."""
    texts = [run for block in paper.blocks if isinstance(block, Paragraph) for run in block.runs]
    words = sum(len("".join(run.text.split())) for run in texts)
    linked = sum(len("".join(run.text.split())) for run in texts if run.link)
    shown = any(isinstance(block, Picture | Table) for block in paper.blocks)
    if words and linked > words * _MOST_LINKS:
        raise CannotImportError("多半是链接，像是列表页")
    if words < _LEAST and not shown:
        raise CannotImportError("字太少，不像是文章")


def _bytes(page: SavedPage, saved: Saved, address: str) -> bytes | None:
    return next((path.read_bytes() for path in files_beside(page, saved, address)), None)


def linked_files(old: OldPage, saved: Saved) -> Iterator[tuple[str, str, Path]]:
    """Yield (address as written, words, file) of the links of an article to files that lie beside it."""
    for block in old.paper.blocks:
        if isinstance(block, Paragraph):
            for run in block.runs:
                if run.link and (path := next(files_beside(old.page, saved, run.link), None)):
                    yield run.link, run.text.strip(), path
