"""What may be public on a day, and what must not leave the house (handbook/domain.md#gate).

A day is a whole day: what is to be published on it at 15:00 is public in that day's build.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from publicity.articles.archive import Item
from publicity.articles.article import Publication
from publicity.articles.named import files_of_article
from publicity.commitments.commitment import Commitment
from publicity.commitments.named import files_of_commitment
from publicity.commitments.state import Standing
from publicity.plans.plan import Plan
from publicity.texts.document import Link
from publicity.texts.paths import linked_path


class Hold(Enum):
    """Why an article or a commitment is held back: what the preview marks it with."""

    DRAFT = "草稿"
    NOT_YET = "未到发布时间"
    EXPIRED = "已过期"
    LIMITED = "只在一定范围公开"
    UNAPPROVED = "还没有批准"
    WAITING = "没有审完"


def reason_to_hold(item: Item, day: date, plan: Plan) -> Hold | None:
    """Tell why an article is not public on a day; None when it is."""
    entry = item.entry
    if entry.draft:
        return Hold.DRAFT
    if entry.audience == "limited":
        return Hold.LIMITED
    if entry.published.date() > day:
        return Hold.NOT_YET
    if entry.expires and entry.expires < day:
        return Hold.EXPIRED
    return Hold.UNAPPROVED if _lacks_approval(item, day, plan) else None


def reason_to_hold_commitment(entry: Commitment, day: date) -> Hold | None:
    """Tell why a commitment is not public on a day; None when it is."""
    if entry.public_on(day):
        return None
    return Hold.DRAFT if entry.draft else Hold.LIMITED if entry.audience == "limited" else Hold.NOT_YET


def _lacks_approval(item: Item, day: date, plan: Plan) -> bool:
    """Whether a duty that it fulfils must be approved first, and no approval by then is recorded."""
    for duty in plan.duties if item.entry.fulfils else ():
        if duty.id in item.entry.fulfils and duty.approval:
            record = item.entry.approval if isinstance(item.entry, Publication) else None
            if record is None or record.by != duty.approval.by or record.at > day:
                return True
    return False


def named_files(items: Iterable[Item], commitments: Iterable[Standing]) -> set[str]:
    """The paths within docs/ of the files that articles and commitments name.

    What a commitment gives as evidence counts from the day of that report.
    """
    named: set[str] = set()
    for item in items:
        if item.links or item.entry.attachments or item.entry.picture:
            named |= files_of_article(item.uri, item.entry, item.links)
    for standing in commitments:
        named |= files_of_commitment(standing.uri, standing.history, standing.links)
    return named


def links_to_held(uri: str, found: tuple[Link, ...], held: dict[str, Hold]) -> list[tuple[Link, str]]:
    """The links of a public page that lead to a held one, each with the reason it is held."""
    pairs = [(link, held.get(linked_path(uri, link.target))) for link in found]
    return [(link, reason.value) for link, reason in pairs if reason]
