"""What a column has kept of another one, from which its files were copied: a day, a name, pages not written."""

from collections.abc import Iterator
from datetime import date

from publicity.column.settings import Settings
from publicity.column.settings_file import SettingsFile
from publicity.plans.plan import Plan
from publicity.plans.scheduled import Schedule, scheduled_below
from publicity.problems.problem import Problem, Severity
from publicity.regex import regex
from publicity.texts.entries import Inventory
from publicity.texts.source import Source, load
from publicity.texts.unfilled import placeholders, unfilled_body

# What a name calls a campaign, where it calls one: the words before 活动 or 教育, where these end it or name a part.
_CAMPAIGN = regex(r"([\w“‘《][\w、·“”‘’《》]*?)(?:主题|专题)?(?:活动|教育)(?=专栏|专题|专网|网站|的?方案|的?进程|$)")
_OFFICE = regex(
    r".*(?:人民代表大会|人大)(?:常务委员会|常委会)?(?:机关|办公室|党组|系统|代表)*|^(?:关于|开展|深入|全|我|本|[省市县区])+"
)
_NO_LETTER = regex(r"[\W_]+")


def from_another_campaign(site: SettingsFile, settings: Settings, plan: Plan, schedule: Schedule) -> Iterator[Problem]:
    """Yield what mkdocs.yml says of a day or a campaign that is not the plan's."""
    yield from _day(site, settings.extra.as_of, plan, schedule)
    for key in ("site_name", "site_description"):
        text = getattr(settings, key) or ""
        if foreign := foreign_campaign(text, plan):
            message = f"{key} 说的是“{foreign}”，方案的活动名称是“{plan.campaign}”"
            hint = "多半是从别的专栏抄来的，改成这次活动的名称；没有抄错就不用管"
            yield site.problem((key,), message, hint, Severity.NOTICE)


def foreign_campaign(text: str, plan: Plan) -> str | None:
    """The campaign that a name speaks of, where its letters are not, in this order, in the plan's own names."""
    if not (match := _CAMPAIGN.search(text)):
        return None
    core = _NO_LETTER.sub("", _OFFICE.sub("", match[1]))
    own = [f"{plan.organ}{plan.campaign}", plan.title]
    if len(core) < 2 or any(_in_order(core, name) for name in own) or _NO_LETTER.sub("", plan.campaign) in text:
        return None
    return match[0]


def unwritten_pages(there: Inventory) -> Iterator[Problem]:
    """Yield what is left to be written in the pages beside the articles; of those their own folders tell."""
    for uri in there.beside:
        source = load(there.docs / uri, f"{there.prefix}/{uri}")
        if isinstance(source, Source):
            yield from unfilled_body(source)
            yield from placeholders(source)


def _day(site: SettingsFile, day: date | None, plan: Plan, schedule: Schedule) -> Iterator[Problem]:
    """A pinned day before anything was planned, or after all is over."""
    spans = [schedule.period, *(stage.span for stage in scheduled_below(schedule.phases)), *schedule.duties.values()]
    first = min((span.start for span in spans if span.start), default=plan.issued)
    last = max((span.end for span in spans if span.end), default=None)
    if day is None or (min(first, plan.issued) <= day and (last is None or day <= last)):
        return
    time = f"{min(first, plan.issued)} 至 {last}" if last else f"{min(first, plan.issued)} 起"
    message = f"专栏停在 {day}，不在方案的时间（{time}）之内"
    hint = "正在开展的活动，删掉 as_of 这一行，专栏随日历走；已经结束、不再更新的，改写 archived"
    yield site.problem(("extra", "as_of"), message, hint, Severity.WARNING)


def _in_order(letters: str, name: str) -> bool:
    """Whether a name has all these letters in this order, as a short form has those of the whole."""
    rest = iter(name)
    return all(letter in rest for letter in letters)
