"""A clean copy of a file: nothing hidden is left, what readers see is the same. Whatever can't be taken out is said."""

from dataclasses import dataclass
from pathlib import Path

from publicity.attachments.bounds import Allowance
from publicity.attachments.contents import Contents, Fact, Hidden
from publicity.attachments.flaw import Flaw, UnreadableError, attempt, read
from publicity.attachments.kinds import Kind, kind_of, kind_of_bytes
from publicity.attachments.looking import look_at
from publicity.attachments.outgoing import stripped
from publicity.attachments.package import make_zip, unzip


@dataclass(frozen=True)
class Cleaned:
    """A clean copy; what went (hidden things, facts about the file), what is left, what a person has to look at."""

    content: bytes
    gone: tuple[Hidden, ...]
    facts: tuple[Fact, ...]
    left: tuple[Hidden, ...]
    unseen: tuple[str, ...]


def clean(path: Path) -> Cleaned | Flaw:
    """Make a clean copy; or say why not. Refused as well when what readers see would not be the same."""
    kind = kind_of(path)
    if isinstance(kind, Flaw):
        return kind
    return attempt(lambda: _clean(path.name, read(path), kind))


def _clean(name: str, data: bytes, kind: Kind) -> Cleaned:
    before = look_at(name, data, kind)
    if before.signed:
        raise UnreadableError(
            "文件有电子签名或签章，一改就失效", "请签名的单位出一份没有隐藏内容的；确需这样公开的，写明例外"
        )
    content = data
    if any(one.removable for one in before.hidden):
        content = without_hidden(name, data, kind)
    content = stripped(name, content, kind)
    after = look_at(name, content, kind)
    if _seen(before) != _seen(after):
        raise UnreadableError("清理会改动看得见的内容，所以没有清理", "用原来的软件删掉隐藏的内容，另存一份")
    sorts = {(one.sort, one.removable) for one in after.hidden}
    gone = tuple(one for one in before.hidden if (one.sort, one.removable) not in sorts)
    facts = tuple(fact for fact in before.about if fact not in after.about)
    return Cleaned(content, gone, facts, after.hidden, after.unseen)


def _seen(contents: Contents) -> str:
    """All that readers see, whatever lines and cells it is broken into."""
    return "".join("".join(passage.text.split()) for passage in contents.visible)


def without_hidden(name: str, data: bytes, kind: Kind, allowance: Allowance | None = None) -> bytes:
    """A file's bytes without hidden things that can be taken out. Raises like `look_at`."""
    allowance = allowance or Allowance()
    content = kind.content
    if content in ("docx", "xlsx", "pptx"):
        return _office(unzip(data, allowance), content)
    if content in ("odt", "ods", "odp"):
        from publicity.attachments.open_document import clean_open  # here and below: only who needs a reader loads it

        return clean_open(unzip(data, allowance))
    if content == "ofd":
        from publicity.attachments.ofd import clean_ofd

        return clean_ofd(unzip(data, allowance))
    if content == "pdf":
        from publicity.attachments.pdf_clean import clean_pdf

        return clean_pdf(data)
    if content == "zip":
        parts = unzip(data, allowance)
        return make_zip(
            (inner, without_hidden(inner, one, kind_of_bytes(inner, one), allowance)) for inner, one in parts.items()
        )
    return data


def _office(parts: dict[str, bytes], content: str) -> bytes:
    from publicity.attachments.excel_clean import clean_excel
    from publicity.attachments.office import Office
    from publicity.attachments.slides import clean_slides
    from publicity.attachments.word_clean import clean_word

    office = Office(parts)
    {"docx": clean_word, "xlsx": clean_excel, "pptx": clean_slides}[content](office)
    return office.write()
