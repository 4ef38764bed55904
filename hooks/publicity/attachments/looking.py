"""Look into a file: what it says of itself, what is hidden in it, what it says to readers."""

from pathlib import Path

from publicity.attachments.bounds import DEPTH, Allowance
from publicity.attachments.contents import Contents, Found
from publicity.attachments.flaw import Flaw, UnreadableError, attempt, read
from publicity.attachments.kinds import PICTURES, Kind, kind_of, kind_of_bytes
from publicity.attachments.package import unzip

_OFFICE, _OPEN, _OLD = ("docx", "xlsx", "pptx"), ("odt", "ods", "odp"), ("doc", "xls", "ppt")


def look_into(path: Path) -> Contents | Flaw:
    """Everything that is found in a file; or why it can't be published. Never raises for what a file holds."""
    kind = kind_of(path)
    if isinstance(kind, Flaw):
        return kind
    return attempt(lambda: look_at(path.name, read(path), kind))


def look_at(name: str, data: bytes, kind: Kind, allowance: Allowance | None = None, depth: int = 0) -> Contents:
    """What is found in a file's bytes. Raises UnreadableError, and what libraries raise on broken files."""
    found = Found()
    allowance = allowance or Allowance()
    content = kind.content
    if content in _OFFICE:
        _look_at_office(unzip(data, allowance), content, found)
    elif content in _OPEN:
        from publicity.attachments.open_document import look_at_open  # here and below: only who needs a reader loads it

        look_at_open(unzip(data, allowance), found)
    elif content == "ofd":
        from publicity.attachments.ofd import look_at_ofd

        look_at_ofd(unzip(data, allowance), found)
    elif content == "pdf":
        from publicity.attachments.pdf import look_at_pdf

        look_at_pdf(data, found)
    elif content in _OLD:
        from publicity.attachments.old_office import look_at_old

        look_at_old(data, content, found)
    elif content == "zip":
        _look_at_zip(data, allowance, depth, found)
    else:
        _look_at_rest(name, data, content, found)
    return found.contents()


def _look_at_office(parts: dict[str, bytes], content: str, found: Found) -> None:
    from publicity.attachments.excel import look_at_excel
    from publicity.attachments.office import Office
    from publicity.attachments.slides import look_at_slides
    from publicity.attachments.word import look_at_word

    {"docx": look_at_word, "xlsx": look_at_excel, "pptx": look_at_slides}[content](Office(parts), found)
    shown = [name for name in parts if "/media/" in name]
    if shown and not any(not passage.hidden for passage in found.passages):
        found.unseen.append("只有图片，没有文字：看不了，请人看")


def _look_at_zip(data: bytes, allowance: Allowance, depth: int, found: Found) -> None:
    if depth >= DEPTH:
        raise UnreadableError(f"压缩包套了 {DEPTH} 层还没有到底", "解开，直接放文件")
    parts = unzip(data, allowance)
    if not parts:
        raise UnreadableError("压缩包是空的", "重新压缩一份")
    for name, content in parts.items():
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
            raise UnreadableError(
                f"压缩包里的文件名“{name[:60]}”会写到别的文件夹去", "重新压缩一份；来历不明的文件不要用"
            )
        try:
            found.within(name, look_at(name, content, kind_of_bytes(name, content), allowance, depth + 1))
        except UnreadableError as error:
            raise UnreadableError(f"压缩包里的 {name[:80]}：{error.flaw.message}", error.flaw.hint) from error


def _look_at_rest(name: str, data: bytes, content: str, found: Found) -> None:
    from publicity.attachments.plain import look_at_plain, look_at_table

    if content == "text":
        (look_at_table if name.lower().endswith(".csv") else look_at_plain)(data, found)
    elif content in PICTURES:
        found.unseen.append("图片里的字看不了，请人看")
    else:
        found.unseen.append("音频和视频的内容看不了，请人听、请人看")
