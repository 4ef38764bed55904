"""What readers can subscribe to, as the page of data lists it: each feed and calendar with the page it goes with."""

from collections.abc import Iterable
from dataclasses import dataclass

from publicity.column.column import Column
from publicity.feeds.atom import RSS, Feed, department_feed_path
from publicity.feeds.calendar import PATH, calendar_path

LISTED = 20  # departments that one page may list; of more, each one's own page tells


@dataclass(frozen=True)
class Subscription:
    """Paths of what is on offer about one thing; empty where there is none. `page` is its path within docs/."""

    title: str
    page: str
    atom: str
    rss: str = ""
    calendar: str = ""


@dataclass(frozen=True)
class Subscriptions:
    """What is on offer. `departments` is how many have their own; they are `listed` where they are not too many."""

    main: list[Subscription]
    phases: list[Subscription]
    departments: int
    listed: list[Subscription]


def subscriptions(column: Column, feeds: Iterable[Feed]) -> Subscriptions:
    """Put the feeds, their archives left out, and the calendars into the order of the page."""
    own = {department_feed_path(one): one for one in column.overview.departments}
    found = [feed for feed in feeds if not feed.of]
    main = [_general(feed) for feed in found if feed.path in RSS]
    departments = [
        Subscription(own[feed.path].name, feed.page, feed.path, calendar=calendar_path(own[feed.path]))
        for feed in found
        if feed.path in own
    ]
    phases = [
        Subscription(feed.title, feed.page, feed.path)
        for feed in found
        if feed.path not in RSS and feed.path not in own
    ]
    return Subscriptions(main, phases, len(departments), departments if len(departments) <= LISTED else [])


def _general(feed: Feed) -> Subscription:
    """A feed of the whole column; with the one of everything goes the calendar of everything."""
    calendar = PATH if feed.page == "index.md" else ""
    return Subscription(feed.title, feed.page, feed.path, RSS[feed.path], calendar)


def subscribed(address: str) -> str:
    """The address of a calendar as a link that a phone subscribes to instead of downloading it once."""
    return "webcal" + address.removeprefix("https").removeprefix("http")
