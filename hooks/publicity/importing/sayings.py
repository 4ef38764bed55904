"""What the words in a cell mean: a state, measures, units, a leader's post and name; what is unsure is doubted."""

import re
from dataclasses import dataclass
from itertools import pairwise

from publicity.commitments.progress import ProgressState
from publicity.regex import regex

_NUMBERED = regex(
    r"\s*(?:\d{1,2}\s*[.、．）)](?!\d)|[（(]\d{1,2}[)）]|[\u2460-\u2473]|[一二三四五六七八九十]{1,3}是|[（(][一二三四五六七八九十]{1,3}[)）])"
)
_INLINE = regex(r"(?<![\d第（(])(\d{1,2})[.、．](?!\d)|([\u2460-\u2473])|[（(](\d{1,2})[)）]")
_POST = (
    r"(?:主任|书记|委员|局长|院长|检察长|部长|镇长|乡长|县长|区长|市长|秘书长|科长|处长|组长|主席|所长|校长|站长|队长"
    r"|负责人|领导|成员|干部)"
)
_NAME = r"[\u4e00-\u9fa5]{1,4}·?[\u4e00-\u9fa5]{1,6}"
_UNFINISHED = regex(
    r"未(?:全部)?(?:完成|整改|启动|开展|办结|落实|开始|到位)|没有(?:完成|整改)|尚未|未销号|否|部分(?:完成|整改)|不到位"
)
_STATES: tuple[tuple[str, ProgressState, bool], ...] = (  # a pattern, what it says, whether that is sure
    (r"^(?:未启动|尚未启动|未开始|尚未开始|未开展|没有启动)", "未启动", True),
    (r"中止|终止|取消|不再整改", "中止", False),
    (r"长期坚持|持续坚持|常态(?:化)?(?:坚持|推进)", "长期坚持", False),
    (
        r"^(?:已经?)?(?:全部)?(?:完成|办结|销号|整改到位|整改完成|完成整改|落实到位|整改)[。！]?$|^(?:是|√|✓|✔|☑|100%|1)$",
        "已完成",
        True,
    ),
    (
        r"^(?:正在|推进|持续|整改|进行|办理)(?:推进|整改|进行|办理|落实)?中?[。]?$|^(?:推进|整改|进行|办理)中",
        "推进中",
        True,
    ),
    (r"基本完成|阶段性完成|正在|推进中|整改中|进行中|持续推进|持续整改|部分完成|有序推进|已启动", "推进中", False),
    (r"已(?:经)?(?:全部)?(?:完成|办结|销号|整改|落实)|整改到位|完成整改|整改完毕|已.{0,12}到位", "已完成", False),
)


@dataclass(frozen=True)
class Leader:
    """A leader as a cell names one; `doubt` is what somebody should look at."""

    post: str = ""
    name: str = ""
    doubt: str = ""


def one_line(text: str) -> str:
    """The lines of a cell as one: a line that ends without a mark is parted from the next by a blank."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "".join(
        line if i == 0 or re.match(r"[\u4e00-\u9fff（“]", line) else f" {line}" for i, line in enumerate(lines)
    )


def state_of(text: str) -> tuple[ProgressState | None, str]:
    """The state that a cell reports, and the doubt about it; None where it says none."""
    plain = re.sub(r"\s+", "", text)
    if not plain:
        return None, ""
    if _UNFINISHED.search(plain):
        if re.match(r"(?:未启动|尚未启动|未开始|尚未开始|未开展)", plain):
            return "未启动", ""
        return "推进中", f"原表写的是“{_cut(plain)}”，是不是推进中"
    for pattern, state, sure in _STATES:
        if re.search(pattern, plain):
            return state, "" if sure else f"原表写的是“{_cut(plain)}”，是不是{state}"
    return "推进中", f"从“{_cut(plain)}”看不出进展到哪一步"


def parts_of(text: str) -> list[str]:
    """The measures, or times, in a cell: one for each numbered line, else for each of consecutive numbers in a line."""
    lines = [line for line in text.splitlines() if line.strip()]
    numbered = [bool(_NUMBERED.match(line)) for line in lines]
    if sum(numbered) > 1 and numbered[0]:
        parts: list[str] = []
        for line, begins in zip(lines, numbered, strict=True):
            parts += [line.strip()] if begins else []
            if not begins:
                parts[-1] = one_line(f"{parts[-1]}\n{line}")
        return parts
    whole = one_line(text)
    found = list(_INLINE.finditer(whole))
    values = [int(m[1] or m[3]) if (m[1] or m[3]) else ord(m[2]) - 0x245F for m in found]
    if len(found) > 1 and found[0].start() == 0 and values == list(range(1, len(values) + 1)):
        edges = [match.start() for match in found] + [len(whole)]
        return [whole[a:b].strip() for a, b in pairwise(edges)]
    return [whole] if whole else []


def times_of(text: str) -> list[str]:
    """The times in a cell, one for each line without its number, else for each measure's number."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    bare = [
        re.sub(rf"^(?:{at}[.、．）)]|[（(]{at}[)）]|{chr(0x245F + at)})\s*", "", line)
        for at, line in enumerate(lines, 1)
    ]
    if len(lines) > 1:
        return bare
    return [
        re.sub(r"^(?:\d{1,2}[.、．）)]|[（(]\d{1,2}[)）]|[\u2460-\u2473])\s*|[；;]$", "", one) for one in parts_of(text)
    ]


def units_of(text: str) -> list[str]:
    """The units in a cell that lists them."""
    return [unit for unit in (part.strip() for part in re.split(r"[、，,；;\n]+", text)) if unit]


def lead_and_assist(text: str) -> tuple[str, list[str]]:
    """Who leads and who assists, where one cell names both by these words."""
    plain = one_line(re.sub(r"\n+", "；", text))
    match = re.fullmatch(
        r"(?:牵头|责任|主办)(?:单位|部门)?[:：](?P<lead>.+?)[；;。，,\s]*(?:配合|协办|参与|协助|责任)(?:单位|部门)?[:：](?P<more>.+)",
        plain,
    )
    if match:
        return match["lead"].strip(), units_of(match["more"].strip("。； "))
    return "、".join(units_of(text)) if "\n" in text else text.strip(), []


def leader_of(text: str) -> Leader:
    """The post and the name in a cell."""
    plain = one_line(re.sub(r"\n+", "、", text)).strip()
    if not plain:
        return Leader()
    if re.search(r"[、，,；;]", plain):
        return Leader(post=plain, doubt="责任领导不止一位，职务和姓名要不要都公开")
    if match := re.fullmatch(rf"(?P<name>{_NAME})[（(](?P<post>.+)[)）]", plain):
        return Leader(match["post"], match["name"])
    if match := re.fullmatch(rf"(?P<post>.*{_POST})[\s　:：]+(?P<name>{_NAME}(?:同志)?)", plain):
        return Leader(match["post"], match["name"])
    if re.search(rf"{_POST}$", plain):
        return Leader(post=plain)
    if match := re.fullmatch(rf"(?P<post>.*{_POST})(?P<name>{_NAME})", plain):
        return Leader(match["post"], match["name"], f"“{plain}”里哪几个字是姓名")
    if re.fullmatch(_NAME, plain) and len(plain) <= 4:
        return Leader(name=plain, doubt="原表只印了姓名，要不要改成职务")
    return Leader(post=plain, doubt=f"“{_cut(plain)}”是不是职务")


def _cut(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}…"
