"""YAML text as plain data with the place of every key and value; what YAML can spoil is a problem here.

Scalars stay strings (YAML 1.1 would turn 12:30 into 750 and `no` into false); the models give them types.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from publicity.problem import Problem
from publicity.source import Mark, Source

Path = tuple[str | int, ...]

DEEPEST = 16
MOST_NODES = 50_000  # aliases count each time they are used, so that ten lines cannot become a billion

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}
_GLUED_KEY = re.compile(r"^\s*(?:- +)?([a-z_]+)([:：])")
_FULLWIDTH_COLON = re.compile(r"^(\s*(?:- +)?)([a-z_]+)：")
_NO_BLANK = re.compile(r"^(\s*(?:- +)?)([a-z_]+:)[^\s:/]")


@dataclass
class Tree:
    """Plain data (dict, list, str, None) and where its parts stand."""

    data: Any = None
    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)

    def at(self, path: Path, *, key: bool = False) -> Mark:
        """The place of a value (or of its key), else of the nearest part that stands in the file."""
        if key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Mark(0, 0))


class _Refused(Exception):  # noqa: N818 - leaves the builder as a Problem
    def __init__(self, mark: Mark, message: str, hint: str) -> None:
        super().__init__(message)
        self.mark, self.message, self.hint = mark, message, hint


def parse(source: Source) -> tuple[Tree, list[Problem]]:
    """Parse one YAML document. Where problems are returned, the tree may be empty or incomplete."""
    try:
        _check_depth(source)
        root = yaml.compose(source.text, Loader=_Loader)
    except _Refused as refused:
        return Tree(), [source.problem(refused.mark, refused.message, refused.hint)]
    except yaml.YAMLError as error:
        return Tree(), _syntax_problems(source, error)
    if root is None:
        return Tree(), [Problem(source.file, 1, 1, "文件是空的", "样子见编辑手册")]
    builder = _Builder(source)
    try:
        builder.tree.data = builder.build(root, ())
    except _Refused as refused:
        builder.problems.append(source.problem(refused.mark, refused.message, refused.hint))
    return builder.tree, builder.problems


def _check_depth(source: Source) -> None:
    depth = 0
    for event in yaml.parse(source.text, Loader=_Loader):
        if isinstance(event, yaml.events.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.events.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise _Refused(_mark(event), f"嵌套超过 {DEEPEST} 层", "方案最多三级：阶段、环节、具体工作")


class _Builder:
    """Turns nodes into a Tree."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.tree = Tree()
        self.problems: list[Problem] = []
        self.nodes = 0
        self.open: list[yaml.Node] = []

    def build(self, node: yaml.Node, path: Path) -> Any:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise _Refused(_mark(node), f"内容超过 {MOST_NODES} 项（别名展开后）", "不要用 & 和 * 重复引用，直接写出来")
        if node in self.open:
            raise _Refused(_mark(node), "别名引用了自己", "不要用 & 和 * 引用，直接写出来")
        self.tree.values[path] = _mark(node)
        self.open.append(node)
        try:
            if isinstance(node, yaml.MappingNode):
                return self._mapping(node, path)
            if isinstance(node, yaml.SequenceNode):
                return [self.build(item, (*path, i)) for i, item in enumerate(node.value)]
            return self._scalar(node)
        finally:
            self.open.pop()

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            mark = _mark(key_node)
            if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "<<":
                self._problem(mark, "这里不能作为键", "键是一个英文词，如 title")
                continue
            key = key_node.value
            if key in found:
                first = self.tree.keys[(*path, key)].line + 1
                self._problem(mark, f"“{key}”写了两次（前一次在第 {first} 行）", "删掉一个，或看看是不是漏了列表的“- ”")
                continue
            self.tree.keys[(*path, key)] = mark
            found[key] = self.build(value_node, (*path, key))
        return found

    def _scalar(self, node: Any) -> str | None:
        plain = getattr(node, "style", None) is None
        text: str = node.value
        if plain and text in _NULLS:
            return None
        if plain and node.end_mark.line > node.start_mark.line:
            self._check_glued(node)
        return text

    def _check_glued(self, node: Any) -> None:
        """A key with a mistyped colon would be swallowed by the value above it."""
        for number in range(node.start_mark.line + 1, node.end_mark.line + 1):
            if match := _GLUED_KEY.match(self.source.lines[number]):
                mark = Mark(number, match.start(1), len(match[0].strip()))
                hint = f"写成“{match[1]}: ”（半角冒号加空格），并与上一个键对齐"
                self._problem(mark, f"“{match[1]}”被当成了上一行内容的一部分", hint)

    def _problem(self, mark: Mark, message: str, hint: str) -> None:
        self.problems.append(self.source.problem(mark, message, hint))


def _mark(node: Any) -> Mark:
    start, end = node.start_mark, node.end_mark
    one_line = start.line == end.line
    return Mark(start.line, start.column, max(1, end.column - start.column) if one_line else 1)


_SYNTAX = (
    ("cannot start any token", "这个字符不能用在这里，多半是制表符（Tab）", "缩进用空格，每级两个；特殊符号加引号"),
    ("mapping values are not allowed", "多了一个冒号，或缩进与上一行不齐", "一行一个“键: 值”；内容里有冒号的加引号"),
    ("could not find expected ':'", "这一行附近缺少冒号", "写成“键: 值”，冒号用半角，后面加一个空格"),
    ("unexpected end of stream", "引号没有配对", "引号要成对，用半角"),
    ("expected ',' or", "方括号或花括号没有配对", "括号要成对，用半角；或改成一行一项"),
    ("unknown escape", "双引号里的反斜杠写法不对", "改用单引号，或去掉反斜杠"),
    ("undefined alias", "星号（*）开头的内容被当成了引用", "整个用引号括起来"),
    ("duplicate anchor", "引用标记（&）重名", "不要用 & 和 * 引用，直接写出来"),
    ("single document", "一个文件里有两份内容（多了一行 ---）", "删掉多余的 ---"),
    ("expected <block end>", "缩进与上面的行不齐", "同一级的键左端对齐，下一级多两个空格"),
    ("did not find expected key", "缩进与上面的行不齐", "同一级的键左端对齐，下一级多两个空格"),
    ("did not find expected '-'", "列表的“- ”与上面的不齐", "同一个列表的“- ”左端对齐"),
    ("did not find expected", "这里的写法不完整，多半是缩进不齐", "同一级的键左端对齐，下一级多两个空格"),
    ("tab", "用制表符（Tab）缩进", "缩进用空格，每级两个"),
)  # fmt: skip


def _syntax_problems(source: Source, error: yaml.YAMLError) -> list[Problem]:
    """What the parser stumbled over, said the way an editor can mend it."""
    if slips := list(_colon_slips(source)):
        return slips
    where = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = f"{getattr(error, 'problem', '') or ''} {getattr(error, 'context', '') or ''}"
    line = min(where.line, len(source.lines) - 1) if where else 0
    while line and not source.lines[line].strip():
        line -= 1
    mark = Mark(line, where.column if where and line == where.line else 0)
    for needle, message, hint in _SYNTAX:
        if needle in said:
            return [source.problem(mark, message, hint)]
    return [source.problem(mark, "YAML 写法有误", "对照相邻的行，检查缩进、冒号和引号")]


def _colon_slips(source: Source) -> Iterator[Problem]:
    """Lines where the colon is full-width or lacks the blank: the commonest cause of a file that won't parse."""
    for number, line in enumerate(source.lines):
        if match := _FULLWIDTH_COLON.match(line):
            mark = Mark(number, match.end() - 1, 1)
            yield source.problem(mark, f"“{match[2]}”后面用了全角冒号", f"写成“{match[2]}: ”（半角冒号加空格）")
        elif match := _NO_BLANK.match(line):
            mark = Mark(number, match.end(2) - 1, 1)
            yield source.problem(mark, "冒号后面缺一个空格", f"写成“{match[2]} ”加内容")
