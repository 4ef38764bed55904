"""What an importer or a writer was not sure of, marked 请核对 where it stands.

In YAML it is `# 请核对：…`, best on a line of its own; in a text `<!-- 请核对：… -->`.
Nobody reads the mark on a page. It is told until somebody has looked and has deleted it; before that nothing is
published (handbook/operations.md#what-is-refused).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from publicity.problems.problem import Problem, Severity
from publicity.regex import regex
from publicity.texts.source import Mark, Source

WORD = "请核对"
_IN_YAML = regex(rf"(?:^|\s)(?P<mark>#\s*{WORD}\s*[：:]?\s*(?P<doubt>.*?))\s*$")
_IN_TEXT = regex(rf"(?P<mark><!--\s*{WORD}\s*[：:]?\s*(?P<doubt>.*?)\s*(?:-->|$))")


def doubt_line(doubt: str) -> str:
    """A doubt as a line of YAML, to stand above what is doubted."""
    return f"# {WORD}：{' '.join(doubt.split())}"


def is_doubt(comment: str) -> bool:
    """Whether a comment, from its first sign on, is such a mark: it is told as one, and as nothing else."""
    return bool(re.match(rf"(?:#|<!--)\s*{WORD}", comment))


def doubts(source: Source, body_from: int | None = None, *, held: bool = False) -> Iterator[Problem]:
    """Yield a notice for each mark. The YAML ends at `body_from`, a 0-based line; None where all of the file is YAML.

    `held`: the file itself is not public, and so its doubts keep nothing from being published.
    """
    if WORD not in source.text:
        return
    for number, line in enumerate(source.lines):
        pattern = _IN_YAML if body_from is None or number < body_from else _IN_TEXT
        if match := pattern.search(line):
            mark = Mark(number, match.start("mark"), len(match["mark"]))
            message = f"{WORD}：{match['doubt']}" if match["doubt"] else f"有一处要{WORD}"
            hint = "对照原件看过、改好以后，删掉这个记号；不删不能发布"
            yield replace(source.problem(mark, message, hint, Severity.NOTICE), unsettled=not held)
