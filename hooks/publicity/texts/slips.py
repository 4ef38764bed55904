"""What a hurried hand spoils in a line of YAML, known by its looks: for where the parser cannot go on.

Some slips can be mended well enough to read on, so that they do not hide what else is wrong.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from publicity.problems.problem import Problem
from publicity.regex import regex
from publicity.texts.source import Mark, Source

_KEY = r"^\s*(?:- +)?(?P<key>[a-z_]+)"
_VALUE = r"^\s*(?:- +)?(?:[a-z_]+: +)?"
_ENTRY = r"^\s*(?:- +)?[a-z_]+: +"
_WIDE = "\u3000\u00a0"  # blanks that YAML takes for letters

QUOTES = "引号没有配对", "引号要成对，用半角；文字里的引号用中文引号“”"
BRACKETS = "方括号或花括号没有配对", "括号要成对，用半角；或改成一行一项"
TAB = "用制表符（Tab）缩进", "缩进用空格，每级两个"


@dataclass(frozen=True)
class _Slip:
    """`pattern` has a group `bad`, which `mend` would replace."""

    pattern: re.Pattern[str]
    message: str
    hint: str
    mend: str | None = None


def _slip(pattern: str, message: str, hint: str, mend: str | None = None) -> _Slip:
    return _Slip(regex(pattern), message, hint, mend)


_MENDABLE = (
    _slip(r"^ *(?P<bad>[－–—] *)(?=[a-z_]+ *[:：])", "列表的“-”不是半角", "写成“- ”（半角减号加空格）", "- "),
    _slip(r"^ *(?P<bad>-)(?=[a-z_]+ *[:：])", "“-”后面缺一个空格", "写成“- ”（半角减号加空格）", "- "),
    _slip(r"^ *(?P<bad>[*•·●▪] +)(?=\S)", "列表的一项用“-”开头", "写成“- ”（半角减号加空格）", "- "),
    _slip(
        r"^(?P<key>[\u4e00-\u9fff]{2,6})(?P<bad>： *)",
        "“{key}”后面用了全角冒号",
        "键用英文，写成“title: ”这样（半角冒号加空格）",
        ": ",
    ),
    _slip(
        r"""^[^#"']*\{[^{}"']*?(?P<bad> *[，；、;] *)(?=[a-z_]+ *[:：])""",
        "花括号里隔开各项的逗号不是半角",
        "写成“, ”（半角逗号加空格）",
        ", ",
    ),
    _slip(
        rf"{_KEY}(?P<bad>：[ {_WIDE}]*)",
        "“{key}”后面用了全角冒号",
        "写成“{key}: ”（半角冒号加空格）",
        ": ",
    ),
    _slip(
        rf"{_KEY}(?P<bad>:[{_WIDE}]*)(?=[^ \t:{_WIDE}])(?!//)",
        "冒号后面缺一个半角空格",
        "写成“{key}: ”加内容",
        ": ",
    ),
    _slip(
        rf"{_KEY}(?P<bad> *[;；=＝] *| +)(?=[^ :：;；=＝#])(?!.*:(?: |$))",
        "“{key}”后面缺少冒号",
        "写成“{key}: ”加内容（半角冒号加空格）",
        ": ",
    ),
)

_BLATANT = (
    _slip(r"^ *(?P<bad>\t)[ \t]*[^ \t#]", *TAB),
    _slip(rf"^ *(?P<bad>[{_WIDE}]+)", "用全角空格缩进", "缩进用半角空格，每级两个"),
    _slip(rf'{_VALUE}(?P<bad>")(?:[^"\\]|\\.)*$', *QUOTES),
    _slip(rf"{_VALUE}(?P<bad>')(?:[^']|'')*$", *QUOTES),
    _slip(
        rf"""{_VALUE}(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?P<bad>[^\s#:,'"\]}}].*)$""",
        "引号后面还有文字",
        "整段内容用一对引号括起来；文字里的引号用中文引号“”",
    ),
    _slip(rf"{_VALUE}(?P<bad>[\[{{])[^\]}}]*$", *BRACKETS),
    _slip(
        rf"{_VALUE}[\[{{].*[\]}}]\s*(?P<bad>[^\s#,\]}}:].*)$",
        "括号后面还有文字",
        "以括号开头的内容，整个用引号括起来，或改用中文括号",
    ),
    _slip(
        rf"{_VALUE}(?P<bad>[%@`]|[|>](?=[^-+\d\s])|!(?=[^!A-Za-z\s])|[*&](?![A-Za-z\d_-]+(?: |$)))",
        "内容不能以符号“{bad}”开头",
        "整个内容用引号括起来",
    ),
    _slip(rf"{_ENTRY}(?P<bad>- )", "“- ”不能与键写在同一行", "列表的每一项另起一行；如果是文字，整个用引号括起来"),
    _slip(
        rf"""{_ENTRY}[^"'\[{{#|>\s][^#]*?(?P<bad>:)(?: |$)""",
        "内容里有半角冒号",
        "换成全角冒号“：”，或整个内容用引号括起来",
    ),
)

_SEPARATOR = regex(r"^(?:---|\.\.\.)(?:\s|$)")


@dataclass
class Mended:
    """Lines with their slips mended. Places in them are led back to the file by `original`."""

    lines: list[str]
    problems: list[Problem] = field(default_factory=list)
    _moved: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def original(self, mark: Mark) -> Mark:
        """The place in the file of a place in the mended lines."""
        column = mark.column
        for at, by in reversed(self._moved.get(mark.line, [])):
            column = max(at - by, column - by) if column >= at else column
        return Mark(mark.line, column, mark.length)

    def mend(self, source: Source, numbers: Iterable[int]) -> None:
        """Mend what can be mended in these lines."""
        for number in numbers:
            for slip in _MENDABLE:
                if match := slip.pattern.match(self.lines[number]):
                    self._replace(source, number, match, slip)

    def _replace(self, source: Source, number: int, match: re.Match[str], slip: _Slip) -> None:
        mend, (start, end) = slip.mend or "", match.span("bad")
        mark = self.original(Mark(number, start))
        self.problems.append(_problem(source, mark, match, slip))
        line = self.lines[number]
        self.lines[number] = line[:start] + mend + line[end:]
        self._moved.setdefault(number, []).append((start + len(mend), len(mend) - (end - start)))

    def drop_separators(self, source: Source) -> None:
        """Join what was parted into several documents."""
        begun = False
        for number, line in enumerate(self.lines):
            if begun and _SEPARATOR.match(line):
                mark = Mark(number, 0, 3)
                self.problems.append(source.problem(mark, f"多了一行 {line[:3]}，把文件分成了两份", "删掉这一行"))
                self.lines[number] = ""
            elif line.strip() and not line.lstrip().startswith(("#", "%")):
                begun = True


def slip_problems(source: Source, lines: list[str], numbers: Iterable[int]) -> Iterator[Problem]:
    """What cannot be mended, but explains why the parser stopped somewhere near these lines."""
    for number in numbers:
        for slip in _BLATANT:
            if match := slip.pattern.match(lines[number]):
                yield _problem(source, Mark(number, match.start("bad")), match, slip)
                break


def _problem(source: Source, mark: Mark, match: re.Match[str], slip: _Slip) -> Problem:
    words = {name: text for name, text in match.groupdict().items() if text}
    return source.problem(mark, slip.message.format(**words), slip.hint.format(**words))
