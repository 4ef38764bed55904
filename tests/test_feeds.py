"""What readers subscribe to: Atom and calendar, read back by the programs that read them."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from icalendar import Calendar, Event

from publicity.articles.article import Publication
from publicity.column.as_of import AsOf
from publicity.column.column import Column
from publicity.column.files import read_column
from publicity.column.identity import identity
from publicity.feeds.atom import NEWEST, RSS, Feed, _feeds, feeds
from publicity.feeds.calendar import calendar, department_calendar
from publicity.feeds.entries import ChangeEntry, Entry, article_entries
from publicity.fields.moment import BEIJING
from publicity.opendata.articles import bulletin_data
from publicity.plans.file import read_plan
from tests.helpers.columns import DAYS, column_on, nowhere
from tests.helpers.pages import classed, text
from tests.helpers.pages import parse as html
from tests.helpers.project import ROOT, Project

NOW = datetime(2009, 6, 15, 8, tzinfo=BEIJING)
EDITED = "docs/bulletins/2009/2009-04-22-plan-issued.md"
MARKED_UP = '座谈会“A & B” <script>alert(1)</script> &amp; "引号" ]]>'


def other_column() -> Column:
    found = read_plan(ROOT / "tests" / "plans" / "four-phases.yml", "plan.yml")
    assert found.plan and found.schedule
    return Column(found.plan, found.schedule, AsOf(date(2013, 11, 15), pinned=True))


def parse(feed: Path) -> Any:
    parsed = feedparser.parse(feed.read_bytes())
    assert not parsed.bozo, (feed, parsed.get("bozo_exception"))
    assert parsed.version == "atom10"
    return parsed


def all_feeds(site: Path) -> dict[str, Any]:
    found = sorted(feed for feed in (site / "feeds").glob("*.xml") if not feed.name.startswith("rss"))
    return {feed.stem: parse(feed) for feed in found}


# -- Atom ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", DAYS)
def test_feeds_hold_everything_public_and_nothing_else(on_days: dict[str, Path], day: str) -> None:
    site, column = on_days[day], column_on(day)
    found = all_feeds(site)
    public = {item.uri: item for item in (*column.bulletins, *column.publications)}
    of_the_plan = [e for e in found["all"].entries if e.link == "../plan.html#amended"]
    assert [e.title.partition("：")[0] for e in of_the_plan] == ["方案修改"] * len(column.amendments.changes)
    published = [e for e in found["all"].entries if e not in of_the_plan]
    assert [e.title for e in published] == [
        item.entry.title for item in sorted(public.values(), key=lambda item: item.order, reverse=True)
    ]
    linked = {e.link.removeprefix("../").removesuffix(".html") + ".md" for e in published}
    assert linked == set(public)
    pages = {p for folder in ("bulletins", "publications") for p in (site / folder).rglob("*.html")}
    articles = {page for page in pages if page.parent / "index.html" != page}
    assert {(site / "feeds" / e.link).resolve() for e in published} == {p.resolve() for p in articles}
    for phase in column.phases:
        titles = {item.entry.title for item in public.values() if item.phase == phase.id}
        feed = found.pop(f"phase-{phase.id}", None)
        assert (feed is not None) == bool(titles)
        assert not feed or {e.title for e in feed.entries} == titles
    changes = found.pop("commitments", None)
    reported = sum(len(standing.history) for standing in column.commitments)
    amended = sum(len(standing.amended) for standing in column.commitments)
    assert len(changes.entries if changes else []) == reported + amended
    for department in column.overview.departments:
        feed = found.pop(department.key)
        own = [one for one in column.commitments if one.terms.lead == department.name]
        assert len(feed.entries) == sum(len(one.history) + len(one.amended) for one in own)
    assert set(found) == {"all"}, "no feed without a phase, and the template is not published"


@pytest.mark.parametrize("day", DAYS)
def test_entries_have_ids_times_and_words(on_days: dict[str, Path], day: str) -> None:
    ids = set()
    for feed in all_feeds(on_days[day]).values():
        ids.add(feed.feed.id)
        entries = [e.id for e in feed.entries]
        assert len(set(entries)) == len(entries)
        assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name) for name in (feed.feed.id, *entries))
        for times in (feed.feed.updated, *(t for e in feed.entries for t in (e.published, e.updated))):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:00\+08:00", times)
        assert feed.feed.updated == max(e.updated for e in feed.entries)
        published = [e.published for e in feed.entries]
        assert published == sorted(published, reverse=True)
        for entry in feed.entries:
            assert entry.title and entry.summary and entry.author
            assert entry.tags[0].term
    assert len(ids) == len(all_feeds(on_days[day]))


def test_corrections_change_no_id_and_no_order(project: Project, shipped: Path) -> None:
    before = all_feeds(shipped)["all"]
    project.edit(EDITED, "title: 机关学习实践活动方案正式印发", f"title: '{MARKED_UP}'")
    project.edit(EDITED, "summary: 方案修改四稿后", "summary: 《方案》<b>修改</b>四稿后")
    note = (
        "source: 区人大机关\nupdated:\n"
        "  - at: 2009-05-04 10:00\n    note: 补上附表。\n  - at: 2009-06-14 08:05\n    note: 改正标题。\n"
    )
    project.edit(EDITED, "source: 区人大机关学习实践活动领导小组办公室\n", note)
    project.edit("docs/plan.yml", "title: 准备动员", "title: 准备&动员<b>")
    project.edit("docs/plan.yml", "organ: 绿园区人大机关", "organ: 绿园区人大常委会机关")
    project.edit("docs/plan.yml", "issued: 2009-04-22", "issued: 2009-04-21")
    assert project.mkdocs("build").returncode == 0, "marks in a title are a warning, which a strict build minds"
    site = project.root / "site"
    after = all_feeds(site)["all"]
    assert after.feed.id == before.feed.id
    assert [e.id for e in after.entries] == [e.id for e in before.entries]
    (changed,) = [e for e in after.entries if e.link.endswith("plan-issued.html")]
    assert (changed.title, changed.author) == (MARKED_UP, "区人大机关")
    first, *notes = changed.summary.split("\n")
    assert first.startswith("《方案》<b>修改</b>四稿后")
    told = ["2009-06-14 08:05 更新：改正标题。", "2009-05-04 10:00 更新：补上附表。"]
    assert notes == told, "newest first, none lost"
    page = (site / "feeds" / changed.link).resolve()
    assert [text(note) for note in classed(html(page), "updated")] == told
    uids = [event["uid"] for event in Calendar.from_ical((shipped / "calendar.ics").read_bytes()).walk("VEVENT")]
    assert uids == [event["uid"] for event in Calendar.from_ical((site / "calendar.ics").read_bytes()).walk("VEVENT")]
    rows = json.loads((site / "data" / "updates.json").read_bytes())["updates"]
    assert [(r["number"], r["note"]) for r in rows if r["id"] == changed.id] == [(1, "补上附表。"), (2, "改正标题。")]
    assert {column_of(shipped), column_of(site)} == {column_of(shipped)}
    assert (changed.published, changed.updated) == ("2009-04-23T09:40:00+08:00", "2009-06-14T08:05:00+08:00")
    assert all_feeds(site)["phase-prepare"].feed.title.endswith("（一）准备&动员<b>")
    others = [
        [e for e in feed.entries if e.id != changed.id and e.link != "../plan.html#amended"] for feed in (before, after)
    ]
    assert others[0] == others[1], "the office signs the plan's own changes, under its name as it is now"


def column_of(site: Path) -> str:
    told: str = json.loads((site / "manifest.json").read_bytes())["column"]
    return told


def test_with_an_address_links_are_complete(project: Project) -> None:
    project.edit("mkdocs.yml", "# site_url:", "site_url: https://example.invalid/column #")
    site = project.build()
    for name, feed in all_feeds(site).items():
        (own,) = [link.href for link in feed.feed.links if link.rel == "self"]
        assert own == f"https://example.invalid/column/feeds/{name}.xml"
        for link in (feed.feed.link, *(e.link for e in feed.entries)):
            path, _, anchor = link.removeprefix("https://example.invalid/column/").partition("#")
            assert path != link and (site / path).is_file()
            assert not anchor or f'id="{anchor}"' in (site / path).read_text(encoding="utf-8")
    found = Calendar.from_ical((site / "calendar.ics").read_bytes())
    assert found["url"] == "https://example.invalid/column/index.html"
    for event in found.walk("VEVENT"):
        path, _, anchor = event["url"].removeprefix("https://example.invalid/column/").partition("#")
        assert not anchor or f'id="{anchor}"' in (site / path).read_text(encoding="utf-8"), event["url"]


def test_before_anything_is_published_there_is_an_empty_feed() -> None:
    (feed,) = feeds(other_column())
    assert (feed.path, feed.entries, feed.updated.isoformat()) == ("feeds/all.xml", (), "2013-09-05T00:00:00+08:00")


@pytest.mark.shipped
def test_two_offices_never_share_an_id() -> None:
    column = column_on("2009-06-15")
    other = replace(column, newest_plan=column.plan.model_copy(update={"organ": "另一个机关", "id": None}))
    ids = [
        {name for feed in feeds(one) for name in (feed.id, *(e.id for e in feed.entries))} for one in (column, other)
    ]
    assert len(ids[0]) == len(ids[1]) and not ids[0] & ids[1]
    assert not {e["uid"] for e in events(column)} & {e["uid"] for e in events(other)}


def test_a_step_and_a_duty_may_bear_the_same_name() -> None:
    plan = other_column().plan
    assert identity(plan, "stage", "summary") == identity(plan, "stage", "summary") != identity(plan, "duty", "summary")


def test_a_hand_written_feed_is_refused(project: Project) -> None:
    (project.root / "docs" / "calendar.ics").write_text("BEGIN:VCALENDAR", encoding="utf-8")
    done = project.mkdocs("build")
    assert done.returncode == 1
    assert "docs/calendar.ics" in done.stderr and "Traceback" not in done.stderr


# -- the calendar --------------------------------------------------------------------------------------


def events(column: Column) -> list[Event]:
    return list(Calendar.from_ical(calendar(column, nowhere)).walk("VEVENT"))


def days(event: Event) -> tuple[date, date]:
    """First and last day; what isn't whole days fails the test."""
    start, end = event.decoded("dtstart"), event.decoded("dtend")
    assert type(start) is date and type(end) is date and start < end
    return start, end - timedelta(days=1)


def test_the_calendar_is_written_as_the_column_stands(on_days: dict[str, Path]) -> None:
    files = {day: (site / "calendar.ics").read_bytes() for day, site in on_days.items()}
    assert files == {day: calendar(column_on(day), nowhere) for day in on_days}
    data = files["2009-09-01"]
    assert all(len(line) <= 75 for line in data.split(b"\r\n")) and b"\n" not in data.replace(b"\r\n", b"")
    read = Calendar.from_ical(data)
    assert read["version"] == "2.0" and read["prodid"]
    assert read["x-wr-calname"] == "深入学习实践科学发展观活动（绿园区人大机关）"


@pytest.mark.shipped
@pytest.mark.parametrize("of", [lambda: column_on("2009-06-15"), other_column], ids=["real", "other"])
def test_every_dated_stage_and_duty_is_one_event(of: Callable[[], Column]) -> None:
    column = of()
    found = events(column)
    spans = [*column.schedule.batches.values(), *(stage.span for stage in column.stages())]
    expected = [(span.start or span.end, span.end or span.start) for span in spans if span.known]
    expected += [(owed.span.end, owed.span.end) for owed in column.duties if owed.span.end]
    expected += [(standing.due, standing.due) for standing in column.commitments if standing.due]
    notices = [item.entry.notice for item in column.publications if isinstance(item.entry, Publication)]
    expected += [(notice.opens, notice.closes) for notice in notices if notice]
    assert [days(event) for event in found] == expected
    assert len({event["uid"] for event in found}) == len(found)
    assert len({(event["summary"], days(event)) for event in found}) == len(found)
    amended = {str(identity(column.plan, "commitment", one.id)) for one in column.commitments if one.amended}
    amended |= {str(identity(column.plan, "duty", it.change.owner[1])) for it in column.amendments.changes}
    amended |= {str(identity(column.plan, "duty", it.duty.id)) for it in column.duties if it.reported}
    amended |= {str(identity(column.plan, "commitment", one.id)) for one in column.commitments if one.closed}
    amended |= {str(identity(column.plan, "notice", i.origin)) for i in column.publications if i.entry.updates}
    assert {event.decoded("dtstamp").date() for event in found if event["uid"] not in amended} == {column.plan.issued}
    assert all(event["transp"] == "TRANSPARENT" for event in found)


@pytest.mark.shipped
def test_an_amended_deadline_reaches_calendars_that_have_the_old_one() -> None:
    """They keep what they have unless the number of the event rises (RFC 5545, SEQUENCE)."""

    def event(day: str) -> Event:
        column = column_on(day)
        uid = str(identity(column.plan, "commitment", "enterprise-visits"))
        (found,) = [one for one in events(column) if one["uid"] == uid]
        return found

    before, after = event("2009-07-19"), event("2009-07-20")
    assert (before.get("sequence"), before.get("last-modified")) == (None, None)
    assert after["sequence"] == 1
    assert after.decoded("last-modified") == after.decoded("dtstamp") == datetime(2009, 7, 20, tzinfo=UTC)
    assert (days(before)[0], days(after)[0]) == (date(2009, 7, 20), date(2009, 8, 14))


@pytest.mark.shipped
def test_entries_on_commitments_keep_the_words_of_their_day() -> None:
    """What is amended later is an entry of its own; the older ones stay as subscribers have them."""

    def entries(day: str) -> dict[str, Any]:
        (feed,) = [feed for feed in feeds(column_on(day)) if feed.path == "feeds/commitments.xml"]
        return {entry.id: entry for entry in feed.entries}

    before, after = entries("2009-06-12"), entries("2009-06-14")
    assert before.items() <= after.items()
    (amended,) = [e for e in after.values() if e.uri == "commitments/transferred-opinions.md" and e.state == "修改"]
    assert amended.title.endswith("：修改牵头")
    assert amended.updated.isoformat() == "2009-06-13T00:00:00+08:00"
    assert amended.author != next(e for e in before.values() if e.uri == amended.uri).author


@pytest.mark.parametrize(
    ("old_paths", "origin"),
    [
        ("[]", "bulletins/2009/renamed.md"),
        ("[zt/t1.html]", "bulletins/2009/renamed.md"),
        (f"[{EDITED.removeprefix('docs/').removesuffix('.md')}.html]", EDITED.removeprefix("docs/")),
        (f"[zt/t1.html, {EDITED.removeprefix('docs/').removesuffix('.md')}.html, bulletins/2009/b.html]", EDITED[5:]),
    ],
)
def test_a_renamed_article_stays_the_same_entry(project: Project, old_paths: str, origin: str) -> None:
    project.edit(EDITED, "sample: true", f"old_paths: {old_paths}\nsample: true")
    docs = project.root / "docs"
    (project.root / EDITED).rename(docs / "bulletins" / "2009" / "renamed.md")
    column = read_column(project.root / "mkdocs.yml", docs).readable
    assert column
    (item,) = [item for item in column.bulletins if item.uri == "bulletins/2009/renamed.md"]
    urn = identity(column.plan, "article", origin).urn
    assert urn in {entry.id for entry in feeds(column)[0].entries}
    (record,) = [one for one in bulletin_data(column, str).bulletins if one.title == item.entry.title]
    assert record.id == urn


@pytest.mark.shipped
def test_events_print_the_plans_words_and_mark_what_is_inferred() -> None:
    found = {str(event["summary"]): event for event in events(column_on("2009-06-15"))}
    study = found["（二）学习调研阶段（推定）"]
    assert days(study) == (date(2009, 4, 1), date(2009, 4, 30))
    for words in ("方案印的时间：4月末", "2009年4月1日（推定）至4月30日"):
        assert words in study["description"]
    assert "推定" not in found["（三）分析检查阶段"]["description"]
    filing = found["✓ 应备案：活动方案（推定）（已备案）"]
    assert days(filing) == (date(2009, 3, 31), date(2009, 3, 31))
    assert "报给：区委学习实践活动领导小组办公室" in filing["description"]
    assert "先经区委学习实践活动督导组审定" in found["✓ 应公布：整改落实方案（推定）（已公布）"]["description"]


def test_deadlines_and_dates_by_hand_are_events_too() -> None:
    found = {str(event["summary"]): event for event in events(other_column())}
    assert days(found["制定本单位计划：截止"]) == (date(2013, 9, 20), date(2013, 9, 20))
    assert "限于：第一批" in found["第一批单位报计划"]["description"]
    assert "从次日起算一个月" in found["召开代表座谈会"]["description"]
    assert days(found["应公示：问题清单"]) == (date(2013, 12, 10), date(2013, 12, 10))
    assert not [name for name in found if "代表接待日" in name or "走访进展" in name], "no fixed date"


@pytest.mark.shipped
@pytest.mark.parametrize("day", ["2009-07-20", "2009-09-01"])
def test_what_is_done_or_stopped_is_not_called_due(day: str) -> None:
    column = column_on(day)
    found = {str(event["uid"]): event for event in events(column)}
    seen = set()
    for standing in (one for one in column.commitments if one.due):
        event = found[str(identity(column.plan, "commitment", standing.id))]
        seen.add(standing.state if standing.closed else None)
        assert str(event["summary"]).startswith("✓") == (standing.state == "已完成" and not standing.unproved)
        assert (event.get("status") == "CANCELLED") == (standing.state == "中止")
        assert str(event["summary"]).startswith("承诺到期") == (not standing.closed or standing.unproved)
        assert (event.get("sequence", 0) > 0) == bool(standing.closed or standing.amended)
        if standing.closed:
            assert event.decoded("last-modified").date() >= standing.latest.date
    assert seen == {None, "已完成", "中止"}
    for owed in (one for one in column.duties if one.span.end and one.done):
        assert str(found[str(identity(column.plan, "duty", owed.duty.id))]["summary"]).startswith("✓")


@pytest.mark.shipped
def test_a_number_never_falls_and_a_changed_event_has_a_higher_one() -> None:
    """Clients compare revisions: what changed without a higher number may stay as they have it (RFC 5545)."""
    before: dict[str, Event] = {}
    for day in ("2009-04-30", "2009-05-31", "2009-06-15", "2009-07-20", "2009-09-01"):
        now = {str(event["uid"]): event for event in events(column_on(day))}
        for uid, event in now.items():
            if old := before.get(uid):
                assert event.get("sequence", 0) >= old.get("sequence", 0)
                same = [event[key].to_ical() == old[key].to_ical() for key in ("dtstart", "dtend")]
                if not all(same) or event.get("status") != old.get("status"):
                    assert event.get("sequence", 0) > old.get("sequence", 0), (day, event["summary"])
        before = now


@pytest.mark.shipped
def test_departments_have_calendars_of_the_same_events() -> None:
    column = column_on("2009-06-15")
    whole = {str(event["uid"]): event.to_ical() for event in events(column)}
    for department in column.overview.departments:
        own = Calendar.from_ical(department_calendar(column, department, nowhere)).walk("VEVENT")
        assert {str(event["uid"]): event.to_ical() for event in own}.items() <= whole.items()
        dated = [one for one in department.commitments if one.due]
        assert len([event for event in own if "承诺" in event["summary"]]) >= len(dated)


def feeds_of(column: Column, entries: Sequence[Entry]) -> list[Feed]:
    return _feeds(column, ("feeds/x.xml", "题", "index.md"), len(entries), lambda: entries)


def carried(feed: Feed) -> tuple[object, ...]:
    return feed.id, feed.updated, feed.entries, feed.before, feed.of


def changes(count: int) -> list[ChangeEntry]:
    return [
        ChangeEntry(f"urn:{n}", f"c/{n:04}.md", "题", "推进中", "办公室", "话", date(2009, 3, 1) + timedelta(n // 3))
        for n in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 99, 100, 101, 149, 150, 151, 512])
def test_a_feed_ends_and_its_archives_hold_the_rest(count: int) -> None:
    """Followed by prev-archive a reader finds everything, and a full archive keeps its entries (RFC 5005)."""
    entries = changes(count)
    made = {one.path: one for one in feeds_of(other_column(), entries)}
    found, at = list[str](), made["feeds/x.xml"]
    assert len(at.entries) == min(count, NEWEST)
    assert [e.id for e in at.entries] == [e.id for e in entries[::-1][:NEWEST]]
    while True:
        found += [entry.id for entry in at.entries if entry.id not in found]
        if not at.before:
            break
        at = made[at.before]
        assert at.of == "feeds/x.xml" and len(at.entries) == NEWEST
    assert found == [entry.id for entry in entries[::-1]]
    more = {one.path: one for one in feeds_of(other_column(), changes(count + 70))}
    assert all(carried(more[path]) == carried(one) for path, one in made.items() if one.of)


@pytest.mark.shipped
def test_a_correction_of_an_old_article_reaches_subscribers() -> None:
    column = column_on("2009-06-15")
    (old, *_), (*_, update) = column.bulletins, [one for item in column.bulletins for one in item.entry.updates]
    corrected = replace(old, entry=old.entry.model_copy(update={"updated": [update.model_copy(update={"at": NOW})]}))
    entries = [*article_entries(column, [corrected]), *changes(200)]
    current = feeds_of(column, entries)[0]
    assert len(current.entries) == NEWEST + 1
    assert current.entries[-1].id == article_entries(column, [old])[0].id, "in the order in which they came out"


def test_rss_says_the_same(shipped: Path) -> None:
    for atom, rss in RSS.items():
        first, second = (feedparser.parse((shipped / path).read_bytes()) for path in (atom, rss))
        assert not second.bozo and second.version == "rss20"
        for key in ("id", "title", "link", "summary", "author", "published_parsed"):
            assert [e[key] for e in second.entries] == [e[key] for e in first.entries], key


def test_feeds_and_calendars_are_announced(shipped: Path) -> None:
    told = {
        page: {
            link.attrib["href"]: link.attrib["type"]
            for link in html(shipped / page).iter("link")
            if link.get("rel") == "alternate"
        }
        for page in ["index.html", "commitments/index.html", *(f"lists/{p.name}" for p in shipped.glob("lists/dep*"))]
    }
    assert {"feeds/all.xml", "feeds/rss.xml", "calendar.ics"} == set(told["index.html"])
    assert "../feeds/commitments.xml" in told["commitments/index.html"]
    for page, links in told.items():
        assert all((shipped / page).parent.joinpath(str(link)).resolve().is_file() for link in links)
        if "department" in page:
            name = Path(page).stem
            assert {f"../feeds/{name}.xml", f"../feeds/{name}.ics"} < set(links)


def test_a_feed_in_a_browser_is_laid_out(shipped: Path) -> None:
    for feed in (shipped / "feeds").glob("*.xml"):
        assert b'<?xml-stylesheet type="text/css" href="feed.css"?>' in feed.read_bytes()
    assert "抄到订阅软件里" in (shipped / "feeds" / "feed.css").read_text(encoding="utf-8")
