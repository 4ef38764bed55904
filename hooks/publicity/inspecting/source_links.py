"""Links in the editors' Markdown that lead nowhere: what can be told before a site is built."""

from collections.abc import Iterator
from pathlib import Path

from publicity.articles import reserved
from publicity.column.column import Column
from publicity.finished.links import scheme_of
from publicity.problems.problem import Problem, Severity
from publicity.texts.document import Link, links
from publicity.texts.paths import linked_path
from publicity.texts.source import Source, load


def dead_links(column: Column, docs: Path, prefix: str) -> Iterator[Problem]:
    """Yield a warning for each link of a public page to a file that is neither there nor made by the program."""
    for path in sorted(docs.rglob("*.md")):
        uri = path.relative_to(docs).as_posix()
        source = load(path, f"{prefix}/{uri}")
        if uri in column.held or not isinstance(source, Source):
            continue
        item = column.item(uri)
        for link in item.links if item else links(source):
            if not _leads(uri, link, docs):
                message = f"链接“{link.target}”没有对应的文件"
                yield source.problem(link.mark, message, "改成现有的文件，或去掉这个链接", Severity.WARNING)


def _leads(uri: str, link: Link, docs: Path) -> bool:
    target = link.target
    if scheme_of(target) or target.startswith(("#", "/")):
        return True  # another host, a place on the page, another part of the office's site
    path = linked_path(uri, target)
    made = path.split("/")[0] in reserved.FOLDERS or path in reserved.FILES or path.endswith(".html")
    return made or (docs / path).exists()
