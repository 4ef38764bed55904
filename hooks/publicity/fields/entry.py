"""What everything that an editor writes in YAML is made of: an entry of known keys, its kinds of text and time."""

import re
from datetime import date, datetime
from typing import Annotated, Any
from unicodedata import normalize

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from publicity.fields.day import MiswrittenError, parse_day
from publicity.fields.moment import parse_moment
from publicity.regex import regex

_UUID = regex(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CHINESE = "[\u2e80-\u9fff\uff00-\uffef]"


def _composed(text: str) -> str:
    """Letters and accents in one piece (NFC): a name typed either way is one name, in lists, filters and search."""
    return normalize("NFC", text)


Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\n]*$"), AfterValidator(_composed)]


def one_paragraph(text: object) -> object:
    """Join the lines of a text; between Chinese characters without the blank that YAML's folding would leave."""
    if not isinstance(text, str):
        return text
    text = text.strip()
    if "\n" not in text:
        return text
    return re.sub(r"\s*\n\s*", " ", re.sub(rf"(?<={_CHINESE})\s*\n\s*(?={_CHINESE})", "", text))


ID_PATTERN = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"


def _column_id(given: object) -> object:
    if not isinstance(given, str) or not _UUID.fullmatch(given):
        hint = "用 git 恢复原来的；没有写过的删掉这一行，再运行 publicity seal"
        raise MiswrittenError(f"专栏的标识是程序写好的，不是“{given}”这样", "专栏的标识", hint)
    return given


# What stood somewhere before, whatever it is: text, a number, a list, keys with values.
Former = Annotated[Any, BeforeValidator(one_paragraph)]
Text = Annotated[str, BeforeValidator(one_paragraph), StringConstraints(min_length=1, max_length=2000)]
Id = Annotated[str, StringConstraints(max_length=40, pattern=ID_PATTERN)]
ColumnId = Annotated[str, BeforeValidator(_column_id, json_schema_input_type=str)]
Count = Annotated[int, Field(ge=0, le=10_000)]
Day = Annotated[date, BeforeValidator(parse_day, json_schema_input_type=date)]
Moment = Annotated[datetime, BeforeValidator(parse_moment, json_schema_input_type=str)]


class Entry(BaseModel):
    """Anything that an editor writes in YAML: unknown keys are mistakes, and what was read never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)
