"""What an office says of its new column: asked for, and judged as plan.yml and mkdocs.yml will be."""

from collections.abc import Callable, Mapping

import yaml

from publicity.commands.asking import Asked, Unusable
from publicity.fields.day import parse_day
from publicity.fields.entry import Day, Entry, Line
from publicity.plans.identity import derived_id
from publicity.starter.answers import UNFILLED, Answers
from publicity.texts.reading import read
from publicity.texts.source import Source
from publicity.texts.tree import parse
from publicity.when.dates import Field, Refusal
from publicity.when.dates import read as read_time

QUESTIONS = {
    "title": "方案全称",
    "campaign": "活动名称",
    "organ": "开展活动的机关",
    "issued": "方案的成文日期，如 2026-03-20",
    "period": "活动总时间，照抄原文，如 2026年3月开始至2026年8月完成；以后再填的，直接回车",
    "site-name": "专栏的名称",
}
LONGEST = 200  # characters of a name


class _Line(Entry):
    """One answer that is a line of text."""

    text: Line


class _Issued(Entry):
    """One answer that is a day."""

    text: Day


def answers(flags: Mapping[str, str | None], *, take_defaults: bool, wheel: str) -> Answers:
    """Ask for what the flags leave open; with `take_defaults` only what has no usual answer. Raises Unusable."""
    given = dict(flags)
    asked = Asked(given)
    title = asked.take("title", QUESTIONS["title"], _line)
    campaign = asked.take("campaign", QUESTIONS["campaign"], _line)
    organ = asked.take("organ", QUESTIONS["organ"], _line)
    issued = asked.take("issued", QUESTIONS["issued"], _day)
    usual = {"period": UNFILLED, "site-name": f"{campaign or ''}专栏"[:LONGEST]}
    if take_defaults:
        given |= {key: usual[key] for key in usual if given.get(key) is None}
    period = asked.take("period", QUESTIONS["period"], _period(issued), usual["period"])
    site_name = asked.take("site-name", QUESTIONS["site-name"], _line, usual["site-name"])
    if asked.missing:
        raise Unusable(f"缺少 {'、'.join(asked.missing)}；这里不是终端，没法问，请写在命令里")
    if not (title and campaign and organ and issued and period and site_name):
        raise Unusable("没有答完")
    own = str(derived_id(organ, issued))
    return Answers(title, campaign, organ, issued, site_name, period, wheel, id=own)


def _line(written: str) -> str:
    return _judged(_Line, written)


def _day(written: str) -> str:
    return _judged(_Issued, written)


def _judged(model: type[Entry], written: str) -> str:
    """An answer as the plan's own reader takes it. Raises ValueError with what that would tell."""
    text = written.strip()
    source = Source("", yaml.safe_dump({"text": text}, allow_unicode=True, width=float("inf")))
    tree, problems = parse(source)
    if told := [*problems, *read(source, tree, model).problems]:
        raise ValueError(told[0].message)
    return text


def _period(issued: str | None) -> Callable[[str], str]:
    def judged(written: str) -> str:
        text = _line(written)
        day = parse_day(issued) if issued else None
        found = read_time(text, issued=day, field=Field.PHASE, whole=True)
        refused = found.reason if isinstance(found, Refusal) else "没有起止日期" if found.every else ""
        if text != UNFILLED and refused:
            raise ValueError(f"没有读出来：{refused}；照抄方案的原文，或者先写 {UNFILLED}，以后在 plan.yml 里填")
        return text

    return judged
