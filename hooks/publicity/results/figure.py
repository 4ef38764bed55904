"""An amount that an article records of a quota: `5`, `3.5`."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator

from publicity.fields.day import MiswrittenError
from publicity.regex import regex

_NUMBER = regex(r"[0-9]{1,6}(?:\.[0-9]{1,2})?")


def _figure(given: Any) -> Any:
    if isinstance(given, Decimal):
        return given
    if not isinstance(given, str) or not _NUMBER.fullmatch(given):
        raise MiswrittenError(f"数量要写成 5 或 3.5 这样，现为“{given}”", "数字", "只写数字，不带单位，最多两位小数")
    return Decimal(given)


Figure = Annotated[Decimal, BeforeValidator(_figure)]
