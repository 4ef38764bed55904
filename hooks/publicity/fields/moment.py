"""Moments as editors type them: `2026-04-22 09:30`, Beijing time."""

from datetime import datetime, timedelta, timezone

from publicity.fields.day import MiswrittenError
from publicity.regex import regex

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")  # no daylight saving time since 1992
_WRITTEN = regex(r"(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2})\Z")
_WRITE = "时间", "年月日时分都用数字，补足位数，日期和时间之间空一格，如 2026-04-22 09:30"


def parse_moment(text: object) -> datetime:
    """Read `YYYY-MM-DD HH:MM` as Beijing time. Raises MiswrittenError for anything else."""
    if isinstance(text, datetime):
        return text
    if not (match := _WRITTEN.match(str(text).strip())):
        raise MiswrittenError(f"时间要写成 2026-04-22 09:30 这样，现为“{text}”", *_WRITE)
    year, month, day, hour, minute = map(int, match.groups())
    try:
        return datetime(year, month, day, hour, minute, tzinfo=BEIJING)
    except ValueError:
        raise MiswrittenError(f"没有 {text} 这个时间", *_WRITE) from None
