"""Links that start at the root of a server: they lead nowhere from a folder."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from publicity.archiving.snapshot import SiteFile, Snapshot
from publicity.problems.problem import Problem

NOT_FOUND = "404.html"  # a server shows it at any depth, so it can't but start at the root; no page links to it


def rooted_links(snapshot: Snapshot) -> Iterator[Problem]:
    """Yield a problem for each page that a reader of a folder could not leave or see as it is meant."""
    for file in snapshot.files:
        if file.is_page and file.path != NOT_FOUND and (found := _rooted(file)):
            message = f"链接以 / 开头，从文件夹里打不开：{'、'.join(sorted(found))}"
            yield Problem(file.path, 0, 0, message, "写成相对的链接，如 ../plan.md，再运行 publicity build")


def _rooted(file: SiteFile) -> set[str]:
    html = LexborHTMLParser(file.read())
    links = [node.attributes.get(name) for name in ("href", "src") for node in html.css(f"[{name}]")]
    return {link for link in links if link and link.startswith("/") and not link.startswith("//")}
