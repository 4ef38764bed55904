"""Where people live: down to a flat, or called somebody's home. Where an office is passes."""

import re
from collections.abc import Iterator

from publicity.problems.problem import Severity
from publicity.regex import regex
from publicity.screening.objection import Objection, hidden, objection

_DIGITS = r"(?:[0-9]{1,4}|[〇零一二三四五六七八九十百]{1,5})"
_SEP = r"[ ,，、\-]{0,2}"
_NO_UNIT = "(?![0-9年个元件名人位多余平米公套间栋块台])"
_BLOCK = rf"(?:{_DIGITS}|[A-Za-z][0-9]{{0,2}}) ?(?:号楼|栋楼?|幢楼?|座楼?|#楼?|号)"
_FLOOR = rf"(?:{_DIGITS} ?(?:层|楼){_SEP})?"
_ROOM = rf"{_DIGITS} ?(?:室|号房?|房)|[0-9]{{3,4}}(?:户{_NO_UNIT}|{_NO_UNIT}(?!户))|[东西中南北左右][手边]?[户门]"

_STAIRCASE = regex(
    rf"(?:{_BLOCK}{_SEP}(?:{_DIGITS}|[甲乙丙丁东西中]) ?(?:单元|门洞|门)"
    rf"|{_DIGITS}弄{_SEP}{_DIGITS}(?:支弄{_DIGITS})?号)"
    rf"{_SEP}{_FLOOR}(?:{_ROOM})"
)
_BLOCKS, _HYPHENS = regex("号楼|[栋幢]|[A-Za-z0-9] ?座|[0-9]#"), regex("-[0-9]{1,2}-[0-9]{3}")
_STAIRS = regex("单元|门洞|[0-9]门|[0-9]弄")
_FLAT = regex(
    rf"(?:{_DIGITS}|[A-Za-z][0-9]{{0,2}}) ?(?:号楼|栋楼?|幢楼?|座|#楼?){_SEP}{_FLOOR}"
    rf"(?:[0-9]{{3,4}} ?(?:室|号房?|房|户{_NO_UNIT}|{_NO_UNIT}(?![户-]))|[东西]户)"
)
_HYPHENED = regex(
    r"(?<![0-9A-Za-z-])[0-9A-Z]{1,3}(?P<block>号楼|栋|幢|座|#楼?|号)?-[0-9]{1,2}-[0-9]{3,4}(?:室|号|(?![0-9-]))"
)
_VILLAGE = regex(rf"[村屯寨嘎]{_DIGITS} ?(?:村民小组|小组|组|社|屯|队){_SEP}[0-9]{{1,4}}号(?![线文令井楼路]|公告|地块)")
_ESTATE = regex(
    r"小区|社区|花[园苑]|家园|公寓|新[村居]|宿舍|家属|住宅|公馆|庄园|府邸|[一二三]期|安置房|回迁|[廉公]租房|[水丽]岸|[龙凤]湾|"
    r"[美佳]景|[\u4e00-\u9fff](?:城|苑|庭|府|墅|郡|院)(?=[ a-zA-Z0-9一二三四五六七八九十东西南北区]*$)"
)
_HOME = regex(
    r"(?:(?:家庭|现|详细)?住址|家庭(?:详细)?地址|现住地址|户[籍口](?:所在)?地址?|常住地址?|现?居住地址?|暂住地址?"
    r"|家住|家在|现住|租住[在于]?|居住[在于]|住在)"
    r"[*_]{0,2}[ |]*[:：为是在于]?[ *_|]*(?P<where>[^\n。；;，,|、（(：:]{3,50})"
)
_HOME_SIGNS = (
    "住址",
    "家庭",
    "户籍",
    "户口",
    "居住",
    "现住",
    "家住",
    "家在",
    "暂住",
    "租住",
    "住在",
    "常住",
    "，住",
    ",住",
)
_LIVES = regex(
    r"住(?<![\u4e00-\u9fff]住)(?P<where>(?![所宿房院户建宅在址处])[\u4e00-\u9fff]{2,20}[市县区镇乡街村路][^\n。；;，,：:]{0,30})"
)
_NUMBERED = regex(
    rf"(?<![同每这那几]){_DIGITS} ?(?:(?:号(?!线|文|令|公告)|[栋幢座])楼?|[室户组社屯队#]|单元)"
    r"|-[0-9]{1,2}-[0-9]{3,4}|[0-9]{1,4}楼[0-9]{3,4}(?![0-9])"
)
_COUNTED = regex(r"[0-9一二三四五六七八九十百]+ ?[余多]?(?:户|[人名位])(?:居民|群众|村民|人家|家庭|老人|业主|住户)?")

_OFFICE = "办公|联络站|代表之家|接待|受理|投票|活动室|服务(?:站|点|中心)|居委会|村委会|物业|工作[室站]"
_OFFICE_BEFORE = regex(
    rf"(?:{_OFFICE}|报名|领取|会议|公司|企业|单位|机关|注册|经营|营业|登记|收件|投诉|咨询)"
    r"[^，。；;\n]{0,6}?(?:设[在于]|位于|地址|地点|场所|在|[:：])[^。；;\n]{0,30}$"
)
_OFFICE_LEAD = regex(
    "(?:办公|写字楼|大厦|政务|行政中心|机关|学校|医院|酒店|宾馆|招待所|会议中心|办事处|委员会|法院|检察院|派出所|公司)"
    "(?!.{0,4}(?:家属|宿舍|小区|职工|住宅))"
)
_OFFICE_AFTER = regex(rf"[ （(，,]{{0,2}}[^，。；;\n]{{0,6}}?(?:{_OFFICE}|会议室|商铺|门市|警务室|卫生室)")
_COUNTS = regex(r"(?:改造|新建|建设|建成|拆除|共计?|涉及|惠及|覆盖|完成|[总合]计)[^，。；\n]{0,8}$")
_BEGINS = regex(r"[\s，。；;：:、（）()“”\"|]|(?:住址|地址|家住|住在|居住[在于]|现住|走访|慰问|[到在于是为])(?=\S)")
_LONGEST_LEAD = 30

_REMOVE = "删去门牌，只写到街道、社区或村"


def addresses(text: str) -> Iterator[Objection]:
    """Find homes. A flat of an estate counts without a word; a street and a number only where it is called a home."""
    found = [*_flats(text), *_homes(text)]
    for start, end in _joined(sorted(found)):
        said = f"家庭住址，{end - start} 个字"
        yield objection("address", Severity.WARNING, text, (start, end), said, _REMOVE, hidden(text[start:end]))


def _flats(text: str) -> Iterator[tuple[int, int]]:
    if _STAIRS.search(text):
        yield from (_whole(text, match) for match in _STAIRCASE.finditer(text) if not _is_no_home(text, match))
    for pattern, sign in ((_FLAT, _BLOCKS), (_HYPHENED, _HYPHENS)):
        for match in pattern.finditer(text) if sign.search(text) else ():
            if (_ESTATE.search(_lead(text, match)) or match.groupdict().get("block")) and not _is_no_home(text, match):
                yield _whole(text, match)
    yield from (_whole(text, match) for match in _VILLAGE.finditer(text) if not _is_no_home(text, match))


def _homes(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_HOME, _LIVES) if any(sign in text for sign in _HOME_SIGNS) else (_LIVES,):
        for match in pattern.finditer(text):
            counted = [it.span() for it in _COUNTED.finditer(match["where"])]
            ends = [
                it.end()
                for it in _NUMBERED.finditer(match["where"])
                if not any(a <= it.start() < b for a, b in counted)
            ]
            if ends and not _is_no_home(text, match):
                yield match.start("where"), match.start("where") + ends[-1]


def _is_no_home(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    return bool(
        _OFFICE_BEFORE.search(before)
        or _OFFICE_LEAD.search(_lead(text, match))
        or _COUNTS.search(before)
        or _OFFICE_AFTER.match(text, match.end())
    )


def _lead(text: str, match: re.Match[str]) -> str:
    """What the address begins with before the block."""
    lead = text[max(0, match.start() - _LONGEST_LEAD) : match.start()]
    return lead[max((begins.end() for begins in _BEGINS.finditer(lead)), default=0) :]


def _whole(text: str, match: re.Match[str]) -> tuple[int, int]:
    return match.start() - len(_lead(text, match)), match.end()


def _joined(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that overlap as one."""
    last: tuple[int, int] | None = None
    for start, end in spans:
        if last and start < last[1]:
            last = last[0], max(last[1], end)
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last
