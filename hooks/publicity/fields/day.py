"""Calendar days as editors type them: `2026-04-22` and nothing else, and as readers read them.

No model is made here: who only reads a day does not wait for pydantic.
"""

from datetime import date

from publicity.regex import regex


class MiswrittenError(ValueError):
    """A text that is not `what` it should be: the message is a Chinese sentence, the `hint` how to write it."""

    def __init__(self, message: str, what: str, hint: str) -> None:
        super().__init__(message)
        self.what, self.hint = what, hint


ISO = regex(r"(\d{4})-(\d{2})-(\d{2})\Z")
_WRITE = "日期", "年月日都用数字，补足位数，用 - 连接，如 2026-04-22"


def parse_day(text: object) -> date:
    """Read `YYYY-MM-DD`. Raises MiswrittenError for anything else."""
    if isinstance(text, date):
        return text
    if not (match := ISO.match(str(text).strip())):
        raise MiswrittenError(f"日期要写成 2026-04-22 这样，现为“{text}”", *_WRITE)
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        raise MiswrittenError(f"没有 {text} 这一天", *_WRITE) from None


def chinese_day(day: date) -> str:
    """`2026年4月22日`, as a reader expects it."""
    return f"{day.year}年{day.month}月{day.day}日"
