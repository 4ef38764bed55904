"""Names of hosts as editors write them and as addresses hold them."""

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, StringConstraints

from publicity.fields.day import MiswrittenError
from publicity.regex import regex

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = regex(rf"{_LABEL}(?:\.{_LABEL})+")


def _host(given: Any) -> Any:
    if not isinstance(given, str) or not _HOST.fullmatch(given):
        hint = "只写域名，小写，不带 https:// 和 /，如 www.example.gov.cn"
        raise MiswrittenError(f"域名要写成 www.example.gov.cn 这样，现为“{given}”", "域名", hint)
    return given


Host = Annotated[str, BeforeValidator(_host), StringConstraints(max_length=253)]


def host_of(address: str) -> str:
    """The host of an address, in lower case; empty where it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # unbalanced brackets
        return ""


def is_outside(address: str) -> bool:
    """Whether an address leads to another host: `https://…`, `//…`; also one that a browser reads as such."""
    return bool(re.match(r"[\t\n\r ]*(?:https?:|ftp:)?[\\/]{2}", address, re.IGNORECASE))
