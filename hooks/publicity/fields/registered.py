"""Numbers that an authority gives to a web site (handbook/domain.md#pages): taken as written, never made up."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from publicity.fields.day import MiswrittenError
from publicity.regex import regex

_PROVINCE = "[\u4e00-\u9fff]"
_ID_CODE = regex(r"\d{10}", re.ASCII)
_ICP = regex(rf"{_PROVINCE}ICP[备证]\d{{5,10}}号(?:-\d{{1,3}})?", re.ASCII)
_POLICE = regex(rf"{_PROVINCE}公网安备 ?\d{{14}}号", re.ASCII)
_MADE_UP = ("0123456789", "1234567890", "9876543210")
_ABSENT = "；不知道就删掉这一行，网页上不印"


def is_id_code(text: str) -> bool:
    """Whether a text can be a 网站标识码: ten digits that nobody typed to fill the place."""
    return bool(_ID_CODE.fullmatch(text)) and text not in _MADE_UP and len(set(text)) > 1


def _id_code(given: Any) -> Any:
    if not isinstance(given, str) or not _ID_CODE.fullmatch(given):
        raise MiswrittenError(f"网站标识码是 10 位数字，现为“{given}”", "网站标识码", f"照核发的写{_ABSENT}")
    if not is_id_code(given):
        raise MiswrittenError(f"“{given}”不像核发的网站标识码", "网站标识码", f"不要编造{_ABSENT}")
    return given


def _icp(given: Any) -> Any:
    if not isinstance(given, str) or not _ICP.fullmatch(given):
        hint = f"照备案写，如 某ICP备00000000号-1，“某”是省的简称{_ABSENT}"
        raise MiswrittenError(f"ICP备案号的写法不对，现为“{given}”", "ICP备案号", hint)
    return given


def _police(given: Any) -> Any:
    if not isinstance(given, str) or not _POLICE.fullmatch(given):
        hint = f"照备案写，如 某公网安备 00000000000000号，中间是 14 位数字{_ABSENT}"
        raise MiswrittenError(f"公安备案号的写法不对，现为“{given}”", "公安备案号", hint)
    return given


IdCode = Annotated[str, BeforeValidator(_id_code)]
Icp = Annotated[str, BeforeValidator(_icp)]
Police = Annotated[str, BeforeValidator(_police)]
