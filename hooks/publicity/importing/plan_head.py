"""What a plan says of itself: title, organ, campaign, day of issue. What is not said is 待填, or refused (the day)."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from publicity.importing.grid import CannotImportError
from publicity.importing.outline import Line, number_of
from publicity.importing.plan_draft import LONGEST_LINE, Drafted
from publicity.regex import regex
from publicity.when.dates import Reading, read

UNFILLED = "待填"
_KIND = "方案|计划|安排意见|实施意见|安排|规划|要点|意见"
_TITLE = regex(rf"^[^。；;！？，,]{{2,80}}(?:{_KIND})(?:[（(][^（）()]{{1,20}}[)）])?$")
_INSIDE = regex(rf"《([^《》]{{4,80}}(?:{_KIND}))》")
_GOES_ON = regex(r"(?:开展|关于|深入|进行|实施|推进|贯彻|落实|学习|和|与|的|、|“[^”]*”?)$")
_BARE_KIND = regex(rf"^.{{0,6}}(?:{_KIND})$")
_DIGIT = "0-9０-９〇零○ＯO一二三四五六七八九十"
_DAY = regex(
    rf"([{_DIGIT}]{{4}}\s*年\s*[{_DIGIT}]{{1,3}}\s*月\s*[{_DIGIT}]{{1,3}}\s*日|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})"
)
_ONLY_DAY = regex(rf"^[（(]?\s*{_DAY.pattern}\s*(?:印发|制定|印)?\s*[)）]?$")
_PAGE_DAY = regex(rf"(?:日\s*期|发布时间|发布日期|发文日期|成文日期|时间)\s*[:：]?\s*{_DAY.pattern}")
_ORGAN_END = (
    "人大机关|机关|常委会|人大办公室|人大办|人大|委员会|办公室|人民政府|政府|办事处|街道|党工委|党组|党委|党支部|支部"
    "|法院|检察院|大学|学院|中学|小学|学校|医院|公司|集团|中心|总队|支队|联社|联合会|协会|厅|局|委|院|市|县|区|镇|乡|村|系统"
)
_STRONG = "人大机关|机关|常委会|常务委员会|委员会|办公室|人民政府|党工委|党组|党委|支部|法院|检察院|街道|局"
_BEGINS = (
    r"关于|开展|深入|学习|贯彻|落实|推进|实施|创建|进行|“|‘|《|20\d\d|19\d\d|二[〇○零]|党的|整治|集中|全面|加强"
    r"|第[一二三四五六七八九十]"
)
_ORGAN = regex(rf"^(?P<organ>.{{1,30}}?(?:{_ORGAN_END}))(?=(?:{_BEGINS}))")
_SIGNED = regex(rf"^[^。，,；;：:、]{{3,30}}(?:{_ORGAN_END}|领导小组)$")


def head_of(lines: Sequence[Line], facts: Mapping[str, str], issued: date | None) -> tuple[Drafted, date, list[Line]]:
    """The head of a plan, its day of issue, and the lines that follow the title. Raises CannotImportError."""
    title, at = _title(lines, facts)
    after = list(lines[at + 1 :]) if at >= 0 else list(lines)
    day, day_line, day_doubt = (issued, None, "") if issued else _issued(lines, facts)
    if day is None:
        raise CannotImportError("文件里没有找到成文日期，年份也就定不了：加 --issued 写明，如 --issued 2026-03-01")
    head = Drafted({"title": title.text[:LONGEST_LINE] or UNFILLED}, title)
    if not title.text:
        head.doubt("没有找到方案的名称")
    organ, surely = _organ(title.text, lines)
    head.values["campaign"] = _campaign(title.text, organ) or UNFILLED
    head.values["organ"] = organ or UNFILLED
    if not organ:
        head.doubt("没有看出是哪个机关的方案（organ）", title)
    elif not surely:
        head.doubt(f"organ 写的“{organ}”是不是开展活动的机关", title)
    head.values["issued"] = day
    if day_doubt:
        head.doubt(day_doubt, day_line)
    return head, day, after


def _title(lines: Sequence[Line], facts: Mapping[str, str]) -> tuple[Line, int]:
    """The title, put together where it is printed on several lines, and the last line of it."""
    best: tuple[Line, int] | None = None
    for at, line in enumerate(lines[:60]):
        if number_of(line.text)[0] and best:
            break
        text = line.text.strip("　 ")
        if not _TITLE.match(text) or text.startswith(("附件", "关于印发", "抄送")):
            continue
        first = at
        while first and (
            _is_organ_above(lines[first - 1].text, text)
            or _GOES_ON.search(_blankless(lines[first - 1].text))
            or _BARE_KIND.match(_blankless(text))
        ):
            before = _blankless(lines[first - 1].text)
            if not 2 <= len(before) <= 40 or re.search(r"[。；;：:，,〔\[]|文件$|^附件|^\d{4}", before):
                break
            text, first = before + text, first - 1
        best = Line(_blankless(text), line.place), at
        if len(best[0].text) > 6:
            break
    if best:
        return best
    for source in [line.text for line in lines[:15]] + [facts.get("title", "")]:
        if match := _INSIDE.search(source):
            return Line(match[1], "标题"), -1
    return Line(facts.get("title", "").strip(), "网页的标题"), -1


def _is_organ_above(above: str, text: str) -> bool:
    """Whether a line is the organ whose 关于… stands below it."""
    plain = _blankless(above)
    return bool(re.match(_BEGINS, text) and _SIGNED.match(plain)) and not plain.endswith("文件")


def _issued(lines: Sequence[Line], facts: Mapping[str, str]) -> tuple[date | None, Line | None, str]:
    """The day of issue, its line, and what is doubtful about it."""
    alone = [(day, line) for line in lines if (m := _ONLY_DAY.match(line.text.strip())) and (day := _day(m[1]))]
    days = dict.fromkeys(day for day, _ in alone)
    if len(days) == 1:
        return alone[0][0], alone[0][1], ""
    if alone:
        shown = "、".join(map(str, days))
        return alone[-1][0], alone[-1][1], f"单独成行的日期不止一个（{shown}），issued 取了最后一个"
    for line in lines[:12] + list(lines[-6:]) if isinstance(lines, list) else [*lines[:12], *lines[-6:]]:
        if (m := _PAGE_DAY.search(line.text)) and (day := _day(m[1])):
            return day, line, "issued 取的是网页上印的日期，方案的成文日期可能不同"
    for line in list(lines)[-4:]:
        if (m := _DAY.search(line.text)) and len(line.text) < 60 and (day := _day(m[1])):
            return day, line, "issued 取的是文末的日期，是不是成文日期"
    if (m := _DAY.search(facts.get("date", ""))) and (day := _day(m[1])):
        return day, Line(facts["date"], "网页的信息"), "issued 取的是网页的日期，方案的成文日期可能不同"
    return None, None, ""


def _day(words: str) -> date | None:
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", words):
        words = f"{match[1]}年{int(match[2])}月{int(match[3])}日"
    found = read(words.replace("Ｏ", "〇").replace("O", "〇"))
    return found.start if isinstance(found, Reading) and found.start == found.end else None


def _organ(title: str, lines: Sequence[Line]) -> tuple[str, bool]:
    """The organ by the title, else by the signature above the day at the end, and whether that is sure."""
    if match := _ORGAN.match(title):
        return match["organ"], True
    if match := re.match(rf"(?P<organ>.{{2,20}}(?:{_STRONG}))(?=.{{2,}})", title):
        return match["organ"], False
    tail = list(lines)[-8:]
    signed = [line.text.strip() for line in tail if _SIGNED.match(line.text.strip()) and not number_of(line.text)[0]]
    return (signed[-1], False) if signed else ("", False)


def _campaign(title: str, organ: str) -> str:
    rest = title.removeprefix(organ) if organ else title
    rest = re.sub(r"^(?:关于)?(?:印发)?(?:在[^“”]{2,30}?(?:中|内))?(?:组织|集中|扎实)?(?:开展)?", "", rest)
    rest = re.sub(r"[（(][^（）()]*[)）]$", "", rest)
    rest = re.sub(
        rf"的?(?:总体|具体)?(?:工作|实施|活动实施|行动)?(?:{_KIND})$",
        lambda m: "活动" if "活动" in m[0] else "行动" if m[0].startswith(("行动", "的行动")) else "",
        rest,
    )
    return rest.strip(" 　的")[:LONGEST_LINE]


def _blankless(text: str) -> str:
    return re.sub(r"(?<=[^\x00-\x7f])[ \u3000]+|[ \u3000]+(?=[^\x00-\x7f])", "", text.strip())
