"""What a text's pictures say to people who can't see them."""

import re
from collections.abc import Iterator

from publicity.problems.problem import Problem, Severity
from publicity.regex import regex
from publicity.texts.source import Source, mark_of_match

# Code and comments show no picture; a picture in them is passed over.
_IMAGE = regex(
    r"`[^`\n]+`|<!--.*?(?:-->|\Z)|(?P<markdown>!\[\s*\]\()|(?P<html><img\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>)",
    re.DOTALL | re.IGNORECASE,
)
_ALT = regex(r"\salt\s*=", re.IGNORECASE)


def undescribed_pictures(source: Source) -> Iterator[Problem]:
    """Yield a warning for every picture in a text that says nothing to people who can't see it (GB/T 37668)."""
    if not any(sign in source.text for sign in ("![", "<img", "<IMG")):
        return
    text = "\n".join(source.lines)
    for match in _IMAGE.finditer(text):
        if match["markdown"]:
            hint = "在方括号里写图的内容，如 ![三月学习安排表](pictures/图.png)"
        elif match["html"] and not _ALT.search(match["html"]):
            hint = '在 <img 后面加 alt="图的内容"；只作装饰的图写 alt=""'
        else:
            continue
        yield source.problem(
            mark_of_match(text, match), "图片没有说明，看不见图的人不知道图里有什么", hint, Severity.WARNING
        )
