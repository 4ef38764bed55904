"""Places within docs/ that the program fills: what an editor puts there would be lost, or lose what is made."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from publicity.articles.article import Bulletin, Publication
from publicity.problems.problem import Problem
from publicity.texts.document import Document
from publicity.texts.reading import Finding

FOLDERS = ("assets", "phases", "lists", "data", "feeds", "fragments", "search")
FILES = (
    "commitments/index.md",
    "bulletins/index.md",
    "publications/index.md",
    "duties.md",
    "search.md",
    "data.md",
    "glossary.md",
    "attachments.md",
    "calendar.ics",
    "sitemap.xml",
    "sitemap.xml.gz",
    "robots.txt",
    "manifest.json",
    "404.md",
)


def reserved_path_problems(docs: Path, prefix: str) -> Iterator[Problem]:
    """Yield a problem for every file that stands where a made one will."""
    found = [path for folder in FOLDERS for path in sorted((docs / folder).rglob("*")) if path.is_file()]
    for path in [*found, *(docs / file for file in FILES if (docs / file).exists())]:
        name = f"{prefix}/{path.relative_to(docs).as_posix()}"
        yield Problem(
            name, 0, 0, "这个位置的文件由程序生成，不能手写", "换个文件名；阶段、列表、清单的内容由方案和文章生成"
        )


def taken_addresses(docs: Path, documents: Iterable[Document[Bulletin] | Document[Publication]]) -> Iterator[Problem]:
    """Yield a problem for every old address at which a page stands already."""
    for document in documents:
        for i, old in enumerate(document.form.value.old_paths if document.form.value else ()):
            parents = [parent.as_posix() for parent in Path(old).parents if parent.as_posix() != "."]
            made = old.split("/")[0] in FOLDERS or f"{old.removesuffix('.html')}.md" in FILES
            there = made or (docs / old).exists() or (docs / old).with_suffix(".md").exists() or old == "404.html"
            if there or any((docs / parent).is_file() for parent in parents):
                message = f"旧网址“{old}”已经有网页或文件"
                yield from document.form.locate([Finding(("old_paths", i), message, "删掉它，或改成确实用过的旧网址")])
