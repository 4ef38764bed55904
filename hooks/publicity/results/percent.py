"""Percentages that are exact until they are printed, and the arithmetic that a reader can follow."""

from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from publicity.fields.day import MiswrittenError
from publicity.regex import regex

_WRITTEN = regex(r"([0-9]{1,3}(?:\.[0-9]{1,4})?) ?[%％]?")
_EXACT = 4  # decimals up to which a share is printed in full


def _percent(given: Any) -> Any:
    if isinstance(given, Decimal):
        return given
    if not isinstance(given, str) or not (match := _WRITTEN.fullmatch(given)):
        raise MiswrittenError(f"百分比要写成 81.5 这样，现为“{given}”", "百分比", "写 0 到 100 的数，最多四位小数")
    return Decimal(match[1])


Percent = Annotated[Decimal, BeforeValidator(_percent), Field(ge=0, le=100)]


def share(count: int, of: int) -> Fraction:
    """How many percent `count` is of `of`, exactly."""
    return Fraction(100 * count, of)


def half_up(value: Fraction, places: int = 1) -> Decimal:
    """Round as offices do (四舍五入)."""
    return Decimal(floor(value * 10**places + Fraction(1, 2))).scaleb(-places)


def arithmetic(count: int, of: int) -> str:
    """`26/32 = 81.25 %`, `1/3 ≈ 33.33 %`."""
    value = share(count, of)
    exact = half_up(value, _EXACT)
    if Fraction(exact) == value:
        return f"{count}/{of} = {plain(exact)} %"
    return f"{count}/{of} ≈ {half_up(value, 2)} %"


def agrees(printed: Decimal, count: int, of: int) -> bool:
    """Whether a printed percentage is that of a count, to as many decimals as it has."""
    return half_up(share(count, of), _places(printed)) == printed


def nearest(printed: Decimal, of: int) -> int:
    """The count whose share comes closest to a printed percentage."""
    return min(max(floor(Fraction(printed) * of / 100 + Fraction(1, 2)), 0), of)


def possible(printed: Decimal, of: int) -> bool:
    """Whether any count of `of` has the printed percentage."""
    near = nearest(printed, of)
    return any(agrees(printed, count, of) for count in range(max(0, near - 1), min(of, near + 1) + 1))


def plain(value: Decimal) -> str:
    """A number without zeros that say nothing: `5`, `3.5`."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
