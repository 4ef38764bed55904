"""YAML text as plain data with the place of every key and value; what YAML can spoil is a problem here.

Scalars stay strings (YAML 1.1 would turn 12:30 into 750 and `no` into false); the models give them types.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from publicity.problems.problem import Problem, Severity
from publicity.regex import regex
from publicity.texts.composing import DEEPEST, RefusedError, compose, mark_of, too_deep
from publicity.texts.doubts import is_doubt
from publicity.texts.folding import comment_behind, folded, unfolded
from publicity.texts.slips import Mended, slip_problems
from publicity.texts.source import INVISIBLE, Mark, Source
from publicity.texts.yaml_errors import yaml_problem

Path = tuple[str | int, ...]

MOST_NODES = 50_000  # aliases count each time they are used, so that ten lines cannot become a billion
MOST_SECTIONS = 100  # when a file is read piece by piece

_NULLS = {"", "~", "null", "Null", "NULL"}
_GLUED_KEY = regex(r"^\s*(?:- +)?([a-z_]+)[:：](?!//)")
_SECTION = regex(r"^([a-z_]+) *[:：]")


@dataclass
class Tree:
    """Plain data (dict, list, str, None) and where its parts stand.

    `faulty` are paths that a problem has been told of; `incomplete` mappings from which something is missing
    for that reason; `lost` are keys written again, whose second value was not read. What only follows from
    them need not be told.
    """

    data: Any = None
    values: dict[Path, Any] = field(default_factory=dict)  # a Mark, or the node that has it: few are ever asked for
    keys: dict[Path, Any] = field(default_factory=dict)
    faulty: set[Path] = field(default_factory=set)
    incomplete: set[Path] = field(default_factory=set)
    lost: set[Path] = field(default_factory=set)

    def at(self, path: Path, *, key: bool = False) -> Mark:
        """The place of a value (or of its key), else of the nearest part that stands in the file."""
        if key and path in self.keys:
            return _as_mark(self.keys[path])
        while path and path not in self.values:
            path = path[:-1]
        return _as_mark(self.values.get(path, Mark(0, 0)))


def parse(source: Source) -> tuple[Tree, list[Problem]]:
    """Parse one YAML document. Where problems are returned, the tree may be empty or incomplete."""
    builder = _Builder(source)
    try:
        root = compose(source.text)
        if isinstance(root, yaml.ScalarNode) and any(map(_SECTION.match, source.lines)):
            raise _NO_COLON
        if root is not None:
            builder.tree.data = builder.build(root, ())
    except yaml.YAMLError as error:
        return _parse_sections(source, error)
    except RefusedError as refused:
        return Tree(), [source.problem(refused.mark, refused.message, refused.hint)]
    if builder.tree.data is None:
        return Tree(), [Problem(source.file, 1, 1, "文件是空的", "样子见编辑手册")]
    return builder.tree, builder.problems


def _parse_sections(source: Source, error: yaml.YAMLError) -> tuple[Tree, list[Problem]]:
    """Read a file that YAML gave up on piece by piece, so that a slip in one piece does not hide the others."""
    mended = Mended(list(source.lines))
    mended.drop_separators(source)
    builder = _Builder(source, mended)
    starts = [n for n, line in enumerate(mended.lines) if _SECTION.match(line)]
    names = [match[1] for n in starts if (match := _SECTION.match(mended.lines[n]))]
    if not starts or len(starts) > MOST_SECTIONS or len(set(names)) < len(names):
        everything = range(len(mended.lines))
        return Tree(), mended.problems + (
            list(slip_problems(source, mended.lines, everything)) or [yaml_problem(source, error)]
        )
    tree, pairs = builder.tree, list[Any]()
    bounds = [0, *starts[1:], len(mended.lines)]
    for name, first, end in zip(names, bounds, bounds[1:], strict=False):
        numbers = range(first, end)
        try:
            pairs += _section(source, mended, numbers)
            continue
        except yaml.YAMLError as slip:
            told = list(slip_problems(source, mended.lines, numbers)) or [yaml_problem(source, slip, mended)]
        except RefusedError as refused:
            told = [source.problem(refused.mark, refused.message, refused.hint)]
        builder.problems += told
        tree.faulty.add((name,))
        tree.incomplete.add(())
    if not mended.problems and not builder.problems:
        return Tree(), [yaml_problem(source, error)]
    try:
        tree.data = builder.build(yaml.MappingNode("tag:yaml.org,2002:map", pairs, _TOP, _TOP), ())
    except RefusedError as refused:
        builder.problems.append(source.problem(refused.mark, refused.message, refused.hint))
    return tree, mended.problems + builder.problems


_TOP = yaml.Mark("", 0, 0, 0, None, 0)
_NO_COLON = yaml.MarkedYAMLError(problem="could not find expected ':'", problem_mark=_TOP)


def _section(source: Source, mended: Mended, numbers: range) -> list[Any]:
    """The keys and values of some lines, mended where they cannot be read as they are."""

    def pairs() -> list[Any]:
        text = "\n" * numbers.start + "\n".join(mended.lines[n] for n in numbers)
        root = compose(text)
        if not isinstance(root, yaml.MappingNode):
            raise _NO_COLON
        return list(root.value)

    try:
        return pairs()
    except yaml.YAMLError:
        mended.mend(source, numbers)
        return pairs()


class _Builder:
    """Turns nodes into a Tree."""

    def __init__(self, source: Source, mended: Mended | None = None) -> None:
        self.source = source
        self.mended = mended
        self.tree = Tree()
        self.problems: list[Problem] = []
        self.nodes = 0
        self.open: list[yaml.Node] = []

    @property
    def lines(self) -> list[str]:
        return self.mended.lines if self.mended else self.source.lines

    def build(self, node: yaml.Node, path: Path) -> Any:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise RefusedError(
                mark_of(node), f"内容超过 {MOST_NODES} 项（别名展开后）", "不要用 & 和 * 重复引用，直接写出来"
            )
        if node in self.open:
            raise RefusedError(mark_of(node), "别名引用了自己", "不要用 & 和 * 引用，直接写出来")
        if len(self.open) > DEEPEST:  # by way of aliases
            raise too_deep(mark_of(node))
        self.tree.values[path] = self._place(node) if self.mended else node
        self.open.append(node)
        try:
            if isinstance(node, yaml.MappingNode):
                return self._mapping(node, path)
            if isinstance(node, yaml.SequenceNode):
                return [self.build(item, (*path, i)) for i, item in enumerate(node.value)]
            return self._scalar(node, path)
        finally:
            self.open.pop()

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        again: list[str] = []  # keys met a second time, one after another
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "<<":
                self._bad_key(self._place(key_node), path, merge=isinstance(key_node, yaml.ScalarNode))
                continue
            key = key_node.value
            if key not in found:
                again.clear()
                self.tree.keys[(*path, key)] = self._place(key_node) if self.mended else key_node
                found[key] = self.build(value_node, (*path, key))
                continue
            if not again:
                first = self.tree.at((*path, key), key=True).line + 1
                hint = "删掉一个；如果从这里起是另一项，在前面加列表的“- ”"
                self._problem(self._place(key_node), f"“{key}”写了两次（前一次在第 {first} 行）", hint)
            again.append(key)
            self.tree.lost.add((*path, key))
        return found

    def _bad_key(self, mark: Mark, path: Path, *, merge: bool) -> None:
        self.tree.incomplete.add(path)
        if merge:
            self._problem(mark, "不能用 << 合并别处的内容", "把要用的键和内容直接写在这里")
        else:
            self._problem(mark, "这里不能作为键", "键是一个英文词，如 title；以符号开头的内容加引号")

    def _scalar(self, node: Any, path: Path) -> str | None:
        plain = not node.style  # None, or "" from libyaml
        text: str = node.value
        if plain and text in _NULLS:
            self._check_cut(node, path)
            return None
        if plain and node.end_mark.line > node.start_mark.line:
            self._check_glued(node, path)
            text = unfolded(self.lines, node)
        elif node.end_mark.line > node.start_mark.line:
            text = folded(self.lines, node)
        if plain:
            self._check_cut(node, path)
            text = text.strip("\u3000\xa0")  # nobody sees these blanks, and YAML takes them for letters
        if match := INVISIBLE.search(text):  # written as an escape
            self._problem(self._place(node), f"有看不见的控制字符（U+{ord(match[0]):04X}）", "删掉反斜杠写的这个字符")
            self.tree.faulty.add(path)
        return text

    def _check_cut(self, node: Any, path: Path) -> None:
        """Words behind a # are a comment, and nobody reads them; where all is YAML, `# ` is meant as one."""
        mark = comment_behind(self.lines, node)
        if mark is None or self.source.file.endswith("mkdocs.yml"):
            return
        hint, comment = "要公布的，整句加上引号；不公布的，另写一行", self.lines[mark.line][mark.column :]
        alone = comment[1:2] in (" ", "")
        if is_doubt(comment) or (alone and self.source.file.endswith(".yml")):
            return
        severity = Severity.NOTICE if alone else Severity.ERROR
        if not node.value:  # nothing else is left of the value
            self.tree.faulty.add(path)
        self._problem(mark, "空格和 # 后面的字被当作注释，不会公布", hint, severity)

    def _check_glued(self, node: Any, path: Path) -> None:
        """A key with a mistyped colon would be swallowed by the value above it."""
        for number in range(node.start_mark.line + 1, node.end_mark.line + 1):
            if number < len(self.lines) and (match := _GLUED_KEY.match(self.lines[number])):
                mark = Mark(number, match.start(1), match.end() - match.start(1))
                hint = f"写成“{match[1]}: ”（半角冒号加空格），并与上一个键对齐"
                self._problem(mark, f"“{match[1]}”被当成了上一行内容的一部分", hint)
                self.tree.faulty.update([path, *((*path[:i], match[1]) for i in range(len(path)))])

    def _place(self, node: Any) -> Mark:
        return self.mended.original(mark_of(node)) if self.mended else mark_of(node)

    def _problem(self, mark: Mark, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        self.problems.append(self.source.problem(mark, message, hint, severity))


def _as_mark(place: Any) -> Mark:
    return place if isinstance(place, Mark) else mark_of(place)
