"""Amounts that a plan sets (集中学习不少于3天), the fixed questions of its reviews, the numbers that it claims."""

import re
from collections.abc import Iterator

from publicity.importing.outline import Line, clauses, sentences
from publicity.importing.plan_draft import Drafted
from publicity.regex import regex
from publicity.when.text import number

_N = r"[\d一二三四五六七八九十两百]{1,4}"
_UNIT = r"(?:天|日|次|篇|个|场|人次|人|小时|学时|课时|期|件|条|户|项|万字|字|份|遍|堂|轮)"
_AT_LEAST = regex(
    rf"(?P<before>[^，,。；;：:]*?)(?:时间)?(?:不得?少于|不得?低于|至少|最少)(?:要|应|须)?(?P<verb>[^\d，,。；;一二三四五六七八九十两百]{{0,6}}?)(?P<n>{_N})(?P<unit>{_UNIT})(?P<after>[^，,。；;]*)"
)
_DOING = regex(
    r"(?P<what>(?:集中|专题|个人|脱产)?(?:学习|自学|培训|调研|研讨|走访|宣讲|讲课|辅导|座谈|讨论|交流|接访|视察|检查|参加|开展|撰写|组织|完成|记|写|提|办|讲|联系|帮扶|征求|召开|发言|每人|读书|听课).{0,16})$"
)
_ASKED = regex(r"([^、，,。；;：:和]*?(?P<x>[^、，,。；;]{1,2})不(?P=x)[^、，,。；;等]{0,2})(?=[、，,。；;等]|和|$)")
_ABOUT = regex(r"对(?P<what>[^，,。；;]{2,40}?)的(?:总体)?满意(?:度|程度)")
_CLAIMED = regex(
    rf"(?:分为?|包括|共|划分为|设|按|总共)[^，,。；;]{{0,30}}?(?P<n>{_N})个?(?P<unit>阶段|步骤|环节)|(?P<m>{_N})个(?P<u>阶段|环节)"
)


def quotas_in(line: Line) -> Iterator[Drafted]:
    """Yield the amounts of a line."""
    for sentence in sentences(line.text):
        carried = ""
        for clause in clauses(sentence):
            match = _AT_LEAST.search(clause)
            if match is None:
                continue
            many = number(match["n"])
            if (
                not many
                or re.search(r"(?:公示|期限|比例|金额|资金|面积|任期)期?(?:时间)?$", match["before"])
                or re.match(r"分之|%|％", match["after"])
            ):
                continue
            who, what = _who_and_what(match["before"], match["after"])
            made = Drafted({}, Line(sentence, line.place), wants_digest=False)
            if not what and carried:
                what = carried
            elif not what:
                made.doubt(f"“{clause}”说的是做什么")
            if not who:
                made.doubt(f"“{clause}”说的是对谁的要求")
            carried = what or carried
            made.values = {
                "who": who[:60] or "待填",
                "what": what[:60] or "待填",
                "at_least": many,
                "unit": match["unit"],
            }
            yield made


def _who_and_what(before: str, after: str) -> tuple[str, str]:
    before = re.sub(r"(?:每[年月周季度人]+|全年|年内|累计|原则上|活动期间|一般|的)+$", "", before.strip())
    thing = re.sub(r"^(?:的|以上|及以上)", "", after).strip()
    if match := _DOING.search(before):
        who = before[: match.start()]
        return _person(who), re.sub(r"(?:时间)$", "", match["what"])
    return _person(before), thing if len(thing) <= 16 else ""


def _person(words: str) -> str:
    return re.sub(
        r"^.*(?:要求|确保|保证|其中|原则上|方法|方式)|(?:要|应|须|必须|每人|全年|每年|每月|都|均|的|参加|进行)+$",
        "",
        words,
    ).strip()


def questions_in(line: Line, home: str) -> tuple[str, Drafted] | None:
    """The fixed questions that a line sets, and whether of a `review` or a `survey`; None where there are none."""
    for sentence in sentences(line.text):
        asked = [match[1] for match in _ASKED.finditer(sentence)]
        if len(asked) > 1 and re.search("评议|评价|测评|评", sentence + home):
            asked[0] = re.sub(r"^.*(?:从|围绕|就)", "", asked[0])
            made = Drafted(
                {"title": "群众评议", "questions": [one[:60] for one in asked]},
                Line(sentence, line.place),
                wants_digest=False,
            )
            if len(asked[0]) > max(map(len, asked[1:])) + 3:
                made.doubt("第一个问题的开头对不对")
            return "review", made
        about = [match["what"] for match in _ABOUT.finditer(sentence)]
        if len(about) > 1 and "测评" in sentence:
            values = {"title": "满意度测评", "questions": [one[:60] for one in about]}
            return "survey", Drafted(values, Line(sentence, line.place), wants_digest=False)
    return None


def claims_in(line: Line) -> dict[str, int]:
    """How many phases and steps a line says that the plan has: 分为3个阶段……共18个环节."""
    found: dict[str, int] = {}
    for match in _CLAIMED.finditer(line.text):
        many, unit = number(match["n"] or match["m"]), match["unit"] or match["u"]
        key = "steps" if unit == "环节" else "phases"
        if many and many > 1 and not re.search(r"第$", line.text[: match.start("n" if match["n"] else "m")]):
            found.setdefault(key, many)
    return found
