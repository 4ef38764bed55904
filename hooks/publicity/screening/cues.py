"""The words beside a number that say what it is."""

import re

from publicity.regex import regex

# What is numbered without being anybody's, where these words stand right before a number: some by themselves, some
# only as 登记证号, 产品编号, 会员号. Nothing may stand between that could be a person (登记人, 会员电话).
_NUMBERING = (
    "订单|单据|流水|凭证|发票|快递|运单|物流|编号|编码|代码|条码|条形码|批号|文号|案号|档号|学号|工号|型号|"
    "区划|邮编|邮政|时间戳|标识|QQ|IMEI|ISBN|ISSN|SN"
)
_NUMBERED_THINGS = (
    "受理|交易|合同|协议|批次|批准|会员|登记|注册|备案|许可|执照|资质|证书|序列|设备|串|产品|项目|招标|标段|采购|工单|提案|建议|"
    "信访|房产|产权|不动产|宗地|税|财政|票据|资产|出版|刊|书|群"
)
_ENDS = r"码?[ )）]*[:：#.为是]*\s*$"
_NUMBERED = regex(
    rf"(?:(?:{_NUMBERING})[号编证单群]{{0,3}}|(?:{_NUMBERED_THINGS})[一-龥]{{0,3}}[号编证单件]{{1,3}}){_ENDS}",
    re.IGNORECASE,
)
_PREFIX = regex(r"(?<![A-Za-z0-9])(?:[A-Za-z0-9]{1,8}[-_/]){1,4}$")  # of the code that it ends: HT-2019-
_LATIN = regex(rf"(?:NO|ID){_ENDS}", re.IGNORECASE)
_MONEY = regex(
    r"(?:[¥￥$€]|人口|总[量额数计]|面积|[金数]额|资金|收入|支出|投资|产值|用电量|发电量|合计|共计)[ :：为约达]*$"
)
_PAID = regex(r"\s*[万亿]?元")
_UNIT = regex(
    r"[余多]?(?:[万亿人户件次条千米度瓦股册位秒本份台套票%％]|公里)|\s*[余多]?(?:万|亿|美)?(?:元|吨|公斤|克|人次|公里|[平立]方|千瓦|焦耳|字节)"
)
_ADDRESS = regex(r"(?:https?|ftp)://[^\s\u4e00-\u9fff<>\"'）】]*|www\.[^\s\u4e00-\u9fff<>\"'）】]*", re.IGNORECASE)
_FILE = regex(r"[A-Za-z0-9_]/$")
_SUFFIX = regex(r"[\w-]*\.(?:html?|shtml|aspx?|php|jsp|pdf|docx?|xlsx?|zip|jpe?g|png|gif)\b", re.ASCII)

REACH = 24
_LONGEST = 500  # letters of a URL that are looked at


def before(text: str, start: int, reach: int = REACH) -> str:
    """What is written before a place, at most so many letters of it."""
    return text[max(0, start - reach) : start]


def numbered(text: str, start: int) -> bool:
    """Whether the words right before a number say that it numbers something, and not a person."""
    near = _PREFIX.sub("", before(text, start))
    return bool(_NUMBERED.search(near)) or near[-2:].strip() == "第"


def measured(text: str, start: int, end: int) -> bool:
    """Whether a number is an amount: of money, people, anything counted."""
    return bool(_MONEY.search(before(text, start, 8)) or _UNIT.match(text, end))


def paid(text: str, end: int) -> bool:
    """Whether a number is a sum of money, whatever the words before it."""
    return bool(_PAID.match(text, end))


def in_address(text: str, start: int, end: int) -> bool:
    """Whether a number is part of a URL or of a file's address."""
    line = max(text.rfind("\n", max(0, start - _LONGEST), start) + 1, start - _LONGEST, 0)
    if any(match.start() <= start < match.end() for match in _ADDRESS.finditer(text, line, end)):
        return True
    return bool(_FILE.search(before(text, start, 2)) and _SUFFIX.match(text, end))


def otherwise(text: str, start: int, end: int) -> bool:
    """Whether what stands beside a number makes it anything but a person's."""
    return (
        numbered(text, start)
        or bool(_LATIN.search(before(text, start)))
        or measured(text, start, end)
        or in_address(text, start, end)
    )
