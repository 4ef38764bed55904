"""Calendar days as editors type them: `2009-04-22` and nothing else, and as readers read them."""

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")


def parse_day(text: object) -> date:
    """Read `YYYY-MM-DD`. Raises ValueError, in Chinese, for anything else."""
    if isinstance(text, date):
        return text
    if not (match := ISO.match(str(text).strip())):
        raise ValueError(f"日期要写成 2009-04-22 这样，现为“{text}”")
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        raise ValueError(f"没有 {text} 这一天") from None


def chinese_day(day: date) -> str:
    """`2009年4月22日`, as a reader expects it."""
    return f"{day.year}年{day.month}月{day.day}日"


Day = Annotated[date, BeforeValidator(parse_day, json_schema_input_type=date)]
