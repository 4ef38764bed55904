"""Bulletins as an office would write them in a campaign, as many as asked, the same ones every time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from publicity.articles.placing import phases_on
from publicity.plans.file import read_plan
from publicity.plans.scheduled import Schedule, scheduled_below

SEED = 2009
CHARACTERS = (800, 1500)  # of a body, Chinese ones
WHO = ["区人大常委会党组", "机关党支部", "办公室", "法制工作委员会", "财政经济工作委员会", "代表联络委员会", "督导组"]
DID = ["召开座谈会，听取了", "逐条研究了", "集中学习并讨论了", "到社区和企业走访，了解了", "认真梳理、归类了", "通报了"]
WHAT = ["人大代表对机关工作的意见", "整改事项的进展", "规定的学习内容", "群众反映集中的问题", "各委办的调研情况"]
HOW = [
    "大家发言踊跃，意见提得具体",
    "能当场答复的当场作了答复",
    "暂时办不到的向群众讲明了原因",
    "结果记入台账，逐项销号",
]
THEN = ["明确了责任单位和完成时限", "要求把学习同推动工作结合起来", "决定每两周检查一次进度", "确定由分管领导牵头落实"]
SAID = ["会议指出", "与会同志认为", "有代表提出", "督导组强调", "综合各方面意见", "从目前掌握的情况看"]
MATTERS = ["老旧小区供水", "代表建议办理", "监督工作流程", "会议材料精简", "困难企业帮扶", "信访接待", "道路排水"]
TOPICS = ["学习培训", "调查研究", "解放思想", "群众评议", "民主生活会", "整改落实", "服务民生", "代表工作", "制度建设"]
HEADINGS = ["主要做法", "存在的不足", "下一步打算", "代表的意见", "具体安排", "初步成效"]


@dataclass(frozen=True)
class Article:
    """A bulletin: `uri` is its path within docs/, `meta` its front matter."""

    uri: str
    meta: dict[str, Any]
    body: str

    def text(self, *keys: str) -> str:
        """The file, with all of its front matter or only these keys."""
        meta = {key: value for key, value in self.meta.items() if not keys or key in keys}
        head = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=1000)
        return f"---\n{head}---\n\n{self.body}"


def articles(count: int, plan: Path) -> Iterator[Article]:
    """Yield bulletins spread evenly over the phases of a plan, oldest first; every third is numbered."""
    random = Random(SEED)
    schedule = _schedule(plan)
    bounds = [day for phase in schedule.phases for day in (phase.span.start, phase.span.end) if day]
    first, days = min(bounds), (max(bounds) - min(bounds)).days + 1
    earlier: list[Article] = []
    for i in range(count):
        day = first + timedelta(i * days // count)
        numbered = i % 3 == 0
        name = f"jianbao-{i // 3 + 1}" if numbered else f"dongtai-{i}"
        uri = f"bulletins/{day.year}/{day}-{name}.md"
        published = datetime.combine(day, time(9)) + timedelta(minutes=i - (day - first).days * count // days)
        meta = _meta(random, schedule, day, published) | _kind(i // 3 + 1 if numbered else None)
        earlier.append(Article(uri, meta, _body(random, earlier)))
        yield earlier[-1]


def _schedule(plan: Path) -> Schedule:
    found = read_plan(plan, plan.name)
    if found.schedule is None:
        raise SystemExit("\n".join(problem.text() for problem in found.problems))
    return found.schedule


def _meta(random: Random, schedule: Schedule, day: date, published: datetime) -> dict[str, Any]:
    holding = phases_on(schedule, day)
    phase = random.choice([p for p in schedule.phases if p.entry.id in holding] or list(schedule.phases))
    matter = random.choice(MATTERS)
    meta = {
        "title": f"{random.choice(WHO)}{random.choice(DID)}{matter}方面{random.choice(WHAT)}",
        "date": day,
        "published": f"{published:%Y-%m-%d %H:%M}",
        "source": "区人大机关学习实践活动领导小组办公室",
        "author": "领导小组办公室宣传组",
        "editor": "办公室综合科",
        "reviewer": "办公室负责人",
        "topics": random.sample(TOPICS, random.randint(1, 3)),
        "summary": f"{_sentence(random)}{matter}{random.choice(THEN)}。",
    }
    if len(holding) != 1:
        meta["phase"] = phase.entry.id
    if random.random() < 0.7:
        meta["step"] = random.choice([step.entry.id for step in scheduled_below(phase.steps)])
    return meta


def _kind(number: int | None) -> dict[str, Any]:
    if number is None:
        return {"kind": "动态"}
    report = ["区委学习实践活动领导小组办公室", "区委学习实践活动督导组"]
    issue = {
        "number": number,
        "signed": "领导小组副组长",
        "report": report,
        "distribute": ["机关各委办", "机关各党支部"],
    }
    return {"kind": "简报", "issue": issue}


def _body(random: Random, earlier: list[Article]) -> str:
    """Paragraphs with a heading and a list, sometimes a table, sometimes a link to an earlier bulletin."""
    parts = [_paragraph(random), f"## {random.choice(HEADINGS)}", _list(random)]
    if random.random() < 0.3:
        parts.append(_table(random))
    if earlier and random.random() < 0.4:
        linked = random.choice(earlier)
        parts.append(f"此前的情况见[{linked.meta['title']}](../../{linked.uri})。")
    enough = random.randint(CHARACTERS[0], CHARACTERS[1] - 200)
    while sum(map(_chinese, parts)) < enough:
        parts.append(_paragraph(random))
    return "\n\n".join(parts) + "\n"


def _paragraph(random: Random) -> str:
    sentences = [_sentence(random) for _ in range(random.randint(2, 4))]
    if random.random() < 0.2:
        sentences[0] = f"**{sentences[0]}**"
    return "".join(sentences)


def _sentence(random: Random) -> str:
    told = f"{random.choice(SAID)}，{random.choice(WHO)}{random.choice(DID)}{random.choice(WHAT)}"
    count = f"参加的有{random.randint(8, 90)}人，收到意见{random.randint(2, 40)}条"
    return f"{told}，{random.choice([count, *HOW])}，{random.choice(THEN)}。"


def _list(random: Random) -> str:
    matters = random.sample(MATTERS, random.randint(3, 5))
    return "\n".join(f"- {matter}：{random.choice(HOW)}；" for matter in matters)


def _table(random: Random) -> str:
    rows = [f"| {matter} | {random.randint(1, 30)} | {random.randint(0, 9)} |" for matter in random.sample(MATTERS, 4)]
    return "\n".join(["| 事项 | 已办结 | 正在办理 |", "|---|---|---|", *rows])


def _chinese(text: str) -> int:
    return sum("\u4e00" <= character <= "\u9fff" for character in text)
