"""How a reader of a page may answer: every way that the office gives, with the page's address and title filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from publicity.column.feedback import Feedback
from publicity.fields.contact import dialled, filled

_LONGEST = 40  # characters of a title in a subject: some mail programs cut long addresses


@dataclass(frozen=True)
class Leading:
    """Words that readers see, and where they lead; `link` is empty where they lead nowhere."""

    words: str
    link: str = ""


@dataclass(frozen=True)
class Way:
    """A way to the office. `name` says what it is, empty where the words do: then they are of no use on paper."""

    name: str
    leading: tuple[Leading, ...]
    hours: str = ""


def ways(feedback: Feedback, title: str, address: str) -> tuple[Way, ...]:
    """All ways that an office gives, in the order of use; `title` and `address` are those of the page."""
    return tuple(_ways(feedback, title, address))


def _ways(feedback: Feedback, title: str, address: str) -> Iterator[Way]:
    hours = feedback.hours or ""
    if feedback.phone:
        yield Way("电话", tuple(Leading(one, f"tel:{dialled(one)}") for one in feedback.phone), hours)
    if feedback.mail:
        yield Way("邮箱", (Leading(feedback.mail, mailto(feedback.mail, title, address)),))
    for form, words in ((feedback.correction, "网站找错"), (feedback.box, "留言")):
        if form:
            yield Way("", (Leading(words, filled(form, address, title)),))
    if feedback.address:
        yield Way("地址", (Leading(feedback.address),), "" if feedback.phone else hours)


def mailto(mail: str, title: str, address: str) -> str:
    """A letter that says already which page it is about (RFC 6068)."""
    short = title if len(title) <= _LONGEST else f"{title[:_LONGEST]}…"
    subject, body = f"关于网页“{short}”", f"网页：{address}\r\n意见：\r\n"
    return f"mailto:{quote(mail, safe='@+')}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
