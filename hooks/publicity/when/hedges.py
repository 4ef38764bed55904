"""Words that say a time is only about right (大体, 左右, 拟): they are kept as a mark, not as a doubt."""

from publicity.regex import regex
from publicity.when.text import NUMERAL

# Before a time. 约 and 大约 before a length (约3天) belong to the length.
_TIME = rf"{NUMERAL}[年月日号]|[今明本次每]|上半年|下半年|第?{NUMERAL}季|年[底末内]|[上中下]旬"
_DAY_FOLLOWS = rf"(?=(?:[在于到至自从]|安排)*(?:{_TIME}))"
_BEFORE = (
    r"(?:大[概约致体抵]|约)(?:安排|计划)?" + _DAY_FOLLOWS,
    r"(?<![不未有])可能(?:会|将|要)?" + _DAY_FOLLOWS,
    r"预计(?:将|要|会|可)?",
    r"(?<![虚模草])拟(?:定|安排|计划|将)?" + _DAY_FOLLOWS,
)
# After a time; behind 3个月 or 5天 it belongs to the length.
_POINT = rf"{NUMERAL}月(?:份|{NUMERAL}[日号]|月?[底末初]|[上中下]{{1,2}}旬)?|年[底末]|[上中下]旬"
_AFTER = rf"(?P<time>{_POINT})(?:左右|上下)(?!的?时间)"
_PATTERN = regex("|".join((*(f"(?:{pattern})" for pattern in _BEFORE), _AFTER)))


def without_hedges(text: str) -> tuple[str, bool]:
    """The text without such words, and whether there were any."""
    plain = _PATTERN.sub(lambda match: match["time"] or "", text)
    return plain, plain != text
