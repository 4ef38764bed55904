"""Files as they go out: without what they say of themselves, what readers see untouched.

The same file gives the same bytes.
"""

from pathlib import Path

from publicity.attachments.bounds import DEPTH, Allowance
from publicity.attachments.flaw import Flaw, UnreadableError, attempt, read
from publicity.attachments.kinds import Kind, kind_of, kind_of_bytes
from publicity.attachments.media import strip_mp3, strip_mp4, without_metadata
from publicity.attachments.package import make_zip, unzip


def publish_bytes(path: Path) -> bytes | Flaw:
    """A file as it goes out; or why it can't. A signed file goes out as it is: any change would void the signature."""
    kind = kind_of(path)
    if isinstance(kind, Flaw):
        return kind
    return attempt(lambda: stripped(path.name, read(path), kind))


def stripped(name: str, data: bytes, kind: Kind, allowance: Allowance | None = None, depth: int = 0) -> bytes:
    """A file's bytes without metadata. Raises UnreadableError, and what libraries raise on broken files."""
    allowance = allowance or Allowance()
    content = kind.content
    if content in ("docx", "xlsx", "pptx"):
        return _office(data, content, allowance)
    if content in ("odt", "ods", "odp"):
        from publicity.attachments.open_document import strip_open  # here and below: only who needs a reader loads it

        parts = unzip(data, allowance)
        return data if "META-INF/documentsignatures.xml" in parts else strip_open(parts)
    if content == "ofd":
        from publicity.attachments.ofd import strip_ofd

        parts = unzip(data, allowance)
        return data if b"Signatures" in parts["OFD.xml"] else strip_ofd(parts)
    if content == "pdf":
        from publicity.attachments.pdf_clean import strip_pdf

        return strip_pdf(data)
    if content in ("doc", "xls", "ppt"):
        from publicity.attachments.old_office import strip_old

        return strip_old(data, content)
    if content == "zip":
        return _zip(data, allowance, depth)
    return {"mp3": strip_mp3, "mp4": strip_mp4}.get(content, lambda given: without_metadata(given, name) or given)(data)


def _office(data: bytes, content: str, allowance: Allowance) -> bytes:
    from publicity.attachments.excel_clean import strip_excel
    from publicity.attachments.office import Office
    from publicity.attachments.slides import strip_slides
    from publicity.attachments.word_clean import strip_word

    office = Office(unzip(data, allowance))
    if any("_xmlsignatures" in relation.target for relation in office.relations()):
        return data
    {"docx": strip_word, "xlsx": strip_excel, "pptx": strip_slides}[content](office)
    return office.write()


def _zip(data: bytes, allowance: Allowance, depth: int) -> bytes:
    if depth >= DEPTH:
        raise UnreadableError(f"压缩包套了 {DEPTH} 层还没有到底", "解开，直接放文件")
    parts = unzip(data, allowance)
    kept = []
    for name, content in parts.items():
        kept.append((name, stripped(name, content, kind_of_bytes(name, content), allowance, depth + 1)))
    return make_zip(kept)
