"""Goals, problems, leadership, participants: the parts of a plan that are lists of things with names."""

import re
from collections.abc import Iterator

from publicity.importing.outline import Line, Part, listed, sentences
from publicity.importing.plan_draft import Drafted
from publicity.regex import regex

_SECTIONS = {
    "participants": r"^(?:活动)?(?:参加|参与|实施|活动|教育|整治)?(?:范围|对象|人员)(?:和(?:对象|范围|批次))?$"
    r"|^参加(?:活动)?(?:的)?(?:范围|对象|人员|单位)|范围(?:和|及|与)(?:对象|重点|批次|方法)",
    "goals": r"目标(?!责任|考核)|^(?:总体|基本)要求$",
    "problems": r"(?:突出|主要|重点|存在的?|解决的?|整治的?)问题|问题(?:清单)?$|整治(?:重点|内容)|治理重点",
    "leadership": r"组织领导|工作要求|保障措施|组织保障|有关要求|几点要求|相关要求|组织实施|加强领导|工作保障"
    r"|^要求$|纪律要求",
}
_NOT_GOALS = regex(r"组织|领导|步骤|阶段|安排|时间")
_LEADS = regex(r"^(?:要|必须|应|应当|须|进一步)(?=[^求点素])")


def section_of(part: Part) -> str:
    """Which list a part is, by its heading; empty for any other."""
    title = re.sub(r"[（(].*?[)）]|[：:。\s]", "", part.title)
    if re.search("以下.{0,10}问题$", title):
        return "problems"
    if len(title) > 24 or ("问题" in title and "目标" in title):  # both, each in a part below
        return ""
    for name, pattern in _SECTIONS.items():
        if re.search(pattern, title) and not (name == "goals" and _NOT_GOALS.search(title)):
            return name
    return ""


def sections(root: Part) -> dict[str, Part]:
    """The part that is each list: of several the one with the most items."""
    found: dict[str, Part] = {}
    for part in root.walk:
        name = section_of(part)
        if name == "problems" and not part.parts and re.match("(?:集中)?解决", part.title):  # a step, no list
            continue
        if name and part.kind in ("part", "chinese", "chinese_bracket", "digit"):
            best = found.get(name)
            if best is None or (not _items(best) and _items(part)):
                found[name] = part
    return found


def points(part: Part) -> Iterator[Drafted]:
    """Yield the things that a part lists: its parts, else what its text numbers in words."""
    for label, title, said, line in _items(part):
        made = Drafted({"title": title or _named(said)}, Line(said or line.text, line.place))
        if not title:
            made.doubt(f"第 {label} 项没有单独的名称，title 取的是第一句")
        yield made


def _items(part: Part) -> list[tuple[str, str, str, Line]]:
    """Number, heading, text and line of each item."""
    if part.parts:
        return [(p.label, _LEADS.sub("", p.title), p.text, p.line) for p in part.parts]
    items = []
    for label, said in listed(part.text):
        title, _, rest = said.partition("。")
        fits = rest and len(title) <= 30
        place = next((line.place for line in part.said if said[:12] in line.text), part.line.place)
        items.append((label, title if fits else "", rest if fits else said, Line(said, place)))
    return items


def _named(said: str) -> str:
    first = re.split(r"[。；;：:，,]", said)[0].strip()
    return _LEADS.sub("", first)[:60] or "待填"


def participants(part: Part) -> Iterator[Drafted]:
    """Yield who takes part: by a short sentence that names a group, 对…, 欢迎…参与; others go on about the last."""
    texts = list(part.said) + [p.line for p in part.parts]
    last: Drafted | None = None
    for line in texts:
        text = re.sub(r"^\s*(?:\d{1,2}[.、．]|[（(][一二三四五六七八九十\d]+[)）])\s*", "", line.text)
        for sentence in sentences(text):
            if group := _group(sentence, first=last is None):
                last = Drafted({"group": group, "digest": "待填"}, Line(sentence, line.place), wants_digest=False)
                yield last
            elif last is None:
                short_ = re.split(r"[，,。；;：:]", sentence)[0][:60]
                last = Drafted({"group": short_, "digest": "待填"}, Line(sentence, line.place), wants_digest=False)
                last.doubt("没有看出参加人员是哪几类，group 取的是第一句的开头")
                yield last
            elif last.source:
                last.source = Line(last.source.text + sentence, last.source.place)


def _group(sentence: str, *, first: bool) -> str:
    plain = sentence.rstrip("。；;")
    if first and len(plain) <= 40 and not re.search(r"[，,]", plain):
        return re.sub(r"^(?:参加|参与)?(?:范围|对象|人员)(?:为|是|[：:])", "", plain)
    if match := re.match(r"(?:对于?)([^，,。]{2,20}?)[，,]", plain):
        return match[1]
    if match := re.match(r"(?:欢迎|邀请|鼓励|吸收)([^，,。]{2,20}?)(?:积极|自愿)?(?:参与|参加|列席)", plain):
        return match[1]
    return ""
