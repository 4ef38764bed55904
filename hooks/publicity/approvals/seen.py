"""What somebody sees who approves a text, as one digest: every change of what readers would get gives another.

What is compared is what a file says: order of keys, quotes, comments and ends of lines are no part of it, nor are the
keys that readers never see. Files count by their bytes as they lie in docs/.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from publicity.articles.article import Article
from publicity.articles.named import files_of_article
from publicity.commitments.commitment import Commitment
from publicity.commitments.named import files_of_commitment
from publicity.plans.plan import Plan
from publicity.texts.beside import KEPT_IN
from publicity.texts.document import Document, body_line, links
from publicity.texts.paths import leads_elsewhere, linked_path
from publicity.texts.source import Source
from publicity.texts.tree import parse

UNSEEN = {"draft", "expires", "screened"}  # these say when and whether, not what


def article_seen(docs: Path, document: Document[Any], entry: Article) -> str:
    """The digest of a bulletin or publication."""
    head = entry.model_dump(mode="json", exclude_defaults=True, exclude=UNSEEN)
    return _digest(docs, head, _body(document), files_of_article(document.uri, entry, document.links))


def commitment_seen(docs: Path, document: Document[Any], entry: Commitment) -> str:
    """The digest of a commitment; `entry` may be an earlier state of what the document says."""
    head = entry.model_dump(mode="json", exclude_defaults=True, exclude=UNSEEN)
    return _digest(docs, head, _body(document), files_of_commitment(document.uri, entry.history, document.links))


def plan_seen(plan: Plan) -> str:
    """The digest of the plan; the column's own id tells readers nothing."""
    return _digest(Path(), plan.model_dump(mode="json", exclude_defaults=True, exclude={"id", "screened"}), "", ())


def page_seen(docs: Path, uri: str, source: Source) -> str:
    """The digest of a page beside the articles (docs/index.md and such)."""
    first = body_line(source)
    head, _ = parse(Source(source.file, "\n".join(source.lines[1 : max(1, first - 1)]))) if first else (None, ())
    files = (linked_path(uri, link.target) for link in links(source) if not leads_elsewhere(link.target))
    return _digest(docs, head and head.data, _joined(source.lines[first:]), files)


def _body(document: Document[Any]) -> str:
    return _joined(document.source.lines[document.body_from :])


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n")


def _digest(docs: Path, head: object, body: str, files: Iterable[str]) -> str:
    kept_in = set(map(str, KEPT_IN))
    named = {uri: _of_file(docs / uri) for uri in sorted(set(files) - kept_in) if not uri.endswith(".md")}
    told = {"head": head, "body": body, "files": named}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def _of_file(path: Path) -> str | None:
    """The digest of a file; None where there is none, of which others tell."""
    try:
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    except (OSError, ValueError):
        return None
