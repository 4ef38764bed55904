"""A theme's style sheet, without the rules about parts of pages that we do not have."""

from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from typing import Any

import tinycss2

from publicity.regex import regex

TEXT = "md-typeset"  # Material's class of running text; its other classes are of parts that our pages lack
GROUPS = ("media", "supports")
_ASKED = regex(r"var\(\s*(--[\w-]+)")


@lru_cache(2)  # the preview asks for the same after every save
def text_rules(sheet: str, own: str) -> str:
    """Keep the rules about bare elements and running text, and the custom properties that `own` rules may ask for.

    Properties that hold pictures (icons) are left out, and so is what is for right-to-left scripts only.
    """
    asked = set(_ASKED.findall(sheet + own))
    return "\n".join(_kept(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), asked))


def _kept(rules: Iterable[Any], asked: Container[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [tinycss2.serialize(part).strip() for part in _split(rule.prelude) if _classes(part) <= {TEXT}]
            selectors = [selector for selector in selectors if "dir=rtl" not in selector]
            if selectors and (declared := _declared(rule.content, asked)):
                yield f"{','.join(selectors)}{{{declared}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in GROUPS:
            within = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if inner := "\n".join(_kept(within, asked)):
                yield f"@{rule.lower_at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"


def _declared(content: list[Any], asked: Container[str]) -> str:
    if not any(part.type == "ident" and part.value.startswith("--") for part in content):
        return str(tinycss2.serialize(content)).strip()
    declared = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    kept = (it for it in declared if it.type == "declaration" and _wanted(it, asked))
    return ";".join(it.serialize() for it in kept)


def _wanted(declaration: Any, asked: Container[str]) -> bool:
    custom = declaration.name.startswith("--")
    return not custom or (declaration.name in asked and not _pictured(declaration.value))


def _pictured(value: Iterable[Any]) -> bool:
    return any(part.type == "url" or (part.type == "function" and part.lower_name == "url") for part in value)


def _split(selectors: Iterable[Any]) -> Iterator[list[Any]]:
    part: list[Any] = []
    for it in selectors:
        if it == ",":
            yield part
            part = []
        else:
            part.append(it)
    yield part


def _classes(selector: Iterable[Any]) -> set[str]:
    """The class names in a selector, those within :not(…) and the like too."""
    found: set[str] = set()
    before = None
    for token in selector:
        if token.type == "ident" and before == ".":
            found.add(token.value)
        elif token.type == "function":
            found |= _classes(token.arguments)
        before = token
    return found
