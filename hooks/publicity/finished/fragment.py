"""What a block for other pages must be: a piece of HTML that does nothing to the page that takes it in."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from publicity.column.column import Column
from publicity.finished.contract import barred_faults
from publicity.finished.fault import Fault
from publicity.finished.page import SitePage
from publicity.pages.fragment_files import CLASS
from publicity.regex import regex

_OF_A_PAGE = regex(rb"<(?:!doctype|html|head|body|title|meta|link|base|h[1-6])\b", re.IGNORECASE)
_HINT = "检查 overrides/fragments/ 里的模板"


def fragment_faults(page: SitePage, data: bytes, column: Column) -> Iterator[Fault]:
    """Yield every breach of one block, of which `data` are the bytes."""
    for found in sorted({match.group().decode().lower() for match in _OF_A_PAGE.finditer(data)}):
        yield Fault(page.path, "fragment", f"片段里有 {found}>，嵌入它的网页自己有", _HINT)
    for name in sorted(page.ids):
        yield Fault(page.path, "fragment", f"片段里有标识（id）“{name}”，可能和嵌入它的网页相同", _HINT)
    for name in sorted(_classes(data)):
        if not name.startswith(CLASS):
            yield Fault(page.path, "fragment", f"片段里的类名“{name}”不以 {CLASS} 开头", _HINT)
    for tag, address in sorted(page.loads):
        yield Fault(page.path, "fragment", f"片段里的 <{tag}> 要取“{address}”；片段只有文字和链接", _HINT)
    for address in sorted(page.links) if column.settings.site_url else ():
        if not address.startswith(("https://", "http://")):
            yield Fault(page.path, "fragment", f"片段里的链接“{address}”不是完整的网址，在别的网页里打不开", _HINT)
    yield from barred_faults(page)


def _classes(data: bytes) -> set[str]:
    nodes = LexborHTMLParser(data).css("[class]")
    return {name for node in nodes for name in (node.attributes["class"] or "").split()}
