"""What the YAML parser stumbled over, in words that help an editor to mend it."""

import yaml

from publicity.problems.problem import Problem
from publicity.texts.slips import BRACKETS, QUOTES, TAB, Mended
from publicity.texts.source import Mark, Source

_INDENT = "缩进与上面的行不齐", "同一级的键左端对齐，下一级多两个空格"

_SYNTAX = (
    ("cannot start any token", "这个字符不能用在这里，多半是制表符（Tab）", "缩进用空格，每级两个；特殊符号加引号"),
    ("mapping values are not allowed", *_INDENT),
    (
        "could not find expected ':'",
        "这一行附近缺少冒号",
        "写成“键: 值”，冒号用半角，后面加一个空格；是上一行的下文，就接在上一行末尾",
    ),
    ("<document start>", "第一行多缩进了", "同一级的键左端对齐，最外一级前面不空格"),
    ("unexpected end of stream", *QUOTES),
    ("expected ',' or", *BRACKETS),
    ("unknown escape", "双引号里的反斜杠写法不对", "改用单引号，或去掉反斜杠"),
    ("undefined alias", "星号（*）开头的内容被当成了引用", "整个用引号括起来"),
    ("duplicate anchor", "引用标记（&）重名", "不要用 & 和 * 引用，直接写出来"),
    ("expected <block end>", *_INDENT),
    ("did not find expected key", *_INDENT),
    ("did not find expected '-'", *_INDENT),
    ("did not find expected", "这里的写法不完整，多半是缩进不齐", _INDENT[1]),
    ("tab", *TAB),
)  # fmt: skip

# Where YAML's own place is the end of what it read; the beginning is what has to be mended.
_FROM_BEGINNING = ("quoted scalar", "simple key", "flow sequence", "flow mapping")


def yaml_problem(source: Source, error: yaml.YAMLError, mended: Mended | None = None) -> Problem:
    """What the parser stumbled over, said the way an editor can mend it."""
    words = f"{getattr(error, 'problem', '') or ''} {getattr(error, 'context', '') or ''}"
    begun, stopped = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    where = begun if begun and any(what in words for what in _FROM_BEGINNING) else stopped or begun
    line = min(where.line, len(source.lines) - 1) if where else 0
    if "<document start>" in words:  # the parser goes on with the line that is further out than the first
        line = next((n for n, text in enumerate(source.lines) if text[:1] in (" ", "\t")), line)
    while line and not source.lines[line].strip():
        line -= 1
    column = where.column if where and line == where.line else 0
    if "mapping values" in words:  # it is the line that stands wrong, not its colon
        column = len(source.lines[line]) - len(source.lines[line].lstrip())
    mark = mended.original(Mark(line, column)) if mended else Mark(line, column)
    for needle, message, hint in _SYNTAX:
        if needle in words:
            return source.problem(mark, message, hint)
    return source.problem(mark, "YAML 写法有误", "对照相邻的行，检查缩进、冒号和引号")
