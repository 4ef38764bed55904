"""What is promised and what may be answered, in a calendar: deadlines as they stand on the day, notice periods."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from icalendar import Event

from publicity.articles.article import Publication
from publicity.commitments.progress import CLOSED
from publicity.commitments.state import Standing
from publicity.feeds.event import Events, Told, cancelled, changed, repeated
from publicity.plans.wording import day, span


def commitment_events(make: Events, commitments: Iterable[Standing]) -> Iterator[Event]:
    """Yield the deadline of each, and what it promises again and again."""
    for standing in commitments:
        if due := standing.due:
            told = Told(_summary(standing), _lines(make, standing), "整改承诺", standing.uri)
            yield _standing(standing, make.event(("commitment", standing.id), (due, due), told))
        yield from _repeats(make, standing)


def notice_events(make: Events) -> Iterator[Event]:
    """Yield the days on which citizens may answer what is shown to them."""
    for item in make.column.publications:
        if isinstance(item.entry, Publication) and (notice := item.entry.notice):
            lines = [item.entry.summary, f"公示期 {notice.days} 天，{day(notice.closes)}截止；怎样提意见见网页"]
            told = Told(f"公示：{item.entry.title}", lines, "公示", item.uri)
            event = make.event(("notice", item.origin), (notice.opens, notice.closes), told)
            yield changed(event, [update.at.date() for update in item.entry.updates])


def _summary(standing: Standing) -> str:
    """What nothing shows to be completed gets no tick; what is over is not called due."""
    if standing.state == "中止":
        return f"承诺中止：{standing.terms.item}"
    if standing.unproved:
        return f"承诺到期：{standing.terms.item}（填报已完成，未附依据）"
    return f"✓ 承诺：{standing.terms.item}（已完成）" if standing.closed else f"承诺到期：{standing.terms.item}"


def _lines(make: Events, standing: Standing) -> list[str | None]:
    terms = standing.terms
    about = "；".join(make.column.problem(name).title for name in terms.problem)
    lines = [f"针对：{about}" if about else None, terms.goal, f"印的时限：{terms.deadline}"]
    lines += [f"牵头：{terms.lead}"] if terms.lead else []
    if standing.closed:
        lines.append(f"{day(standing.latest.date)}：{standing.latest.note or standing.latest.told}")
    return lines


def _repeats(make: Events, standing: Standing) -> Iterator[Event]:
    """What recurs, up to the day on which it was completed or given up."""
    for repeat in make.column.repeats(standing):
        kept = tuple(one for one in repeat.span.times if not standing.closed or one <= standing.latest.date)
        lines = [f"属于：{standing.terms.item}", f"印的时间：{repeat.when}", f"日期：{span(repeat.span)}"]
        told = Told(f"承诺：{repeat.text}", lines, "整改承诺", standing.uri)
        key, first = ("commitment-repeat", f"{standing.id}/{repeat.number}"), repeat.span.times[0]
        event = make.event(key, (first, first), told)
        made = repeated(event, replace(repeat.span, times=kept or repeat.span.times))
        yield changed(made if kept else cancelled(made), _changes(standing))


def _standing(standing: Standing, event: Event) -> Event:
    return changed(cancelled(event) if standing.state == "中止" else event, _changes(standing))


def _changes(standing: Standing) -> list[date]:
    """The days on which its terms were amended, or it was closed or taken up again."""
    closed = [progress.state in CLOSED for progress in standing.history]
    turned = [
        progress.date
        for before, now, progress in zip([False, *closed], closed, standing.history, strict=False)
        if before is not now
    ]
    return [*(amendment.date for amendment in standing.amended), *turned]
