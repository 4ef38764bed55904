"""The whole column as one page for paper: a cover, a table of contents, then every page of the site, one after another.

It is made of the built site alone and holds all that it shows, pictures and style sheets too: nothing is fetched.
"""

from collections.abc import Iterator
from html import escape

from selectolax.lexbor import LexborHTMLParser

from publicity.archiving.address import canonical
from publicity.archiving.chapters import Chapter
from publicity.archiving.leaf import Leaf, leaf_of
from publicity.archiving.sheets import sheets_of
from publicity.archiving.snapshot import Snapshot
from publicity.pages.code import drawing, rows
from publicity.plans.wording import day as in_words

_STYLE = """
.cover { min-height: 60vh; padding-top: 22vh; text-align: center; }
.cover .organ { font: 700 26pt/1.4 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif;
  color: #c00; margin: 0 0 12pt; }
.cover h1 { font: 700 20pt/1.4 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; margin: 0 0 40pt; }
.cover .code { margin-top: 12pt; }
.dossier-contents ol { list-style: none; margin: 0; padding: 0; }
.dossier-contents li li { display: flex; gap: 1em; justify-content: space-between;
  margin: 0; padding: .1em 0 .1em 2em; }
.dossier-contents li li span { flex: none; }
.leaf, .dossier-contents { break-before: page; }
.chapter-name { font-size: 10pt; color: #555; margin: 0; }
@page { @bottom-center { content: counter(page); font: 10pt "Noto Sans CJK SC", sans-serif; } }
"""


def dossier(snapshot: Snapshot, chapters: tuple[Chapter, ...], url: str, head: str) -> str:
    """The document. `url` is the column's public address or "", `head` that of its ledger or "".

    Raises what a site raises that changes meanwhile: UnusableSiteError and OSError.
    """
    paths = [path for chapter in chapters for path in chapter.pages]
    places = {path: f"p{number}" for number, path in enumerate(paths, 1)}
    trees = {path: _page(snapshot, path) for path in paths}
    leaves = {path: leaf_of(trees[path], path, places, snapshot) for path in paths}
    about = snapshot.about
    body = "\n".join(_bodies(chapters, leaves, places))
    lines = [f"方案：{about.title}", f"内容截至 {in_words(about.as_of)}，共 {len(paths)} 页网页"]
    lines += [f"网址：{url}"] if url else []
    lines += [f"台账校验码：{head}"] if head else []
    told = "".join(f"<p>{escape(line)}</p>" for line in lines) + (drawing(rows(url)) if url else "")
    title = f"{about.campaign}专栏"
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}（截至 {about.as_of}）</title>
{sheets_of(snapshot, trees)}
<style>{_STYLE}</style>
</head>
<body>
<div class="cover md-typeset"><p class="organ">{escape(about.organ)}</p><h1>{escape(title)}</h1>{told}</div>
<div class="dossier-contents frame md-typeset"><h2>目录</h2><ol>{_contents(chapters, leaves, places)}</ol></div>
{body}
</body>
</html>
"""


def _page(snapshot: Snapshot, path: str) -> LexborHTMLParser:
    file = snapshot.file(path)
    return LexborHTMLParser(file.read() if file else b"")


def _contents(chapters: tuple[Chapter, ...], leaves: dict[str, Leaf], places: dict[str, str]) -> str:
    """The table of contents; a chapter's pages by their titles and days."""
    rows = []
    for chapter in chapters:
        pages = "".join(
            f'<li><a href="#{places[path]}">{escape(leaf.title)}</a><span>{escape(leaf.day)}</span></li>'
            for path, leaf in ((path, leaves[path]) for path in chapter.pages)
        )
        rows.append(f"<li><strong>{chapter.heading}</strong><ol>{pages}</ol></li>")
    return "".join(rows)


def _bodies(chapters: tuple[Chapter, ...], leaves: dict[str, Leaf], places: dict[str, str]) -> Iterator[str]:
    for chapter in chapters:
        for path in chapter.pages:
            leaf = leaves[path]
            yield (
                f'<div class="{escape(leaf.kind)}"><section class="leaf frame md-typeset" id="{places[path]}">'
                f'<p class="chapter-name">{chapter.heading}</p>{leaf.html}</section></div>'
            )


def site_address(snapshot: Snapshot) -> str:
    """The public address that the site was built for; "" where it knows none. Raises UnusableSiteError and OSError."""
    home = snapshot.file("index.html")
    address = (canonical(home.read()) or "") if home else ""
    return address.removesuffix("index.html")
