"""Values as YAML that an editor would write: plain where that reads back the same, on one line or on several."""

from typing import Any

import yaml

from publicity.texts.source import Source
from publicity.texts.tree import parse

_RISKY = (" #", ": ")


def scalar(value: Any, *, within: bool = False, quote: str = "") -> str:
    """One value on one line; `within` brackets more has to be quoted. An old quote is kept."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    if quote == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    if not quote and _reads_back(f"k: [{value}]" if within else f"k: {value}", [value] if within else value):
        return value
    style = '"' if quote or "\n" in value else "'"
    return str(yaml.safe_dump(value, allow_unicode=True, width=float("inf"), default_style=style)).strip()


def _reads_back(text: str, value: Any) -> bool:
    if "\n" in text or any(sign in text[3:] for sign in _RISKY):
        return False
    tree, problems = parse(Source("", text))
    return not problems and tree.data == {"k": value}


def flow(value: Any) -> str:
    """A value with all that is in it on one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {flow(one)}' for key, one in value.items())}}}"
    return scalar(value, within=True)


def pair(key: str, value: Any, indent: int) -> str:
    """A key with its value as whole lines, indented; ended by a line feed."""
    blanks = " " * indent
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f"{blanks}{key}:\n" + "".join(item(one, indent + 2) for one in value)
    if isinstance(value, list):
        return f"{blanks}{key}: {flow(value)}\n"
    if isinstance(value, dict):
        return f"{blanks}{key}:\n" + "".join(pair(name, one, indent + 2) for name, one in value.items())
    return f"{blanks}{key}: {lines(value, indent + 2)}\n"


def item(value: Any, indent: int) -> str:
    """An item of a list as whole lines, the first with its dash."""
    if isinstance(value, dict):
        inner = "".join(pair(key, one, indent + 2) for key, one in value.items())
        return f"{' ' * indent}- {inner[indent + 2 :]}"
    return f"{' ' * indent}- {lines(value, indent + 2)}\n"


def lines(value: Any, indent: int) -> str:
    """A value behind its key: several lines as a block, which keeps them."""
    if not isinstance(value, str) or "\n" not in value or value != value.strip():
        return scalar(value)
    return "|-\n" + "\n".join(f"{' ' * indent}{line}" if line.strip() else "" for line in value.split("\n"))
