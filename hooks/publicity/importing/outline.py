"""A document's numbered parts as a tree: 一、 （一） 1. （1） ① 第一阶段, in whatever order a plan nests them.

Numbers of one kind stand on one level; a kind that is not open yet begins a level below.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from publicity.regex import regex

_CN = "一二三四五六七八九十百"
_STAGE = r"(?:阶段|步骤|步(?!行)|环节|批次?(?![准评])|轮)"
# Kinds of number, by which the levels of a document are told apart.
_NUMBERS = (
    ("part", rf"第[{_CN}\d]{{1,3}}(?:部分|章|节)"),
    ("batch", rf"(?:[（(]?[{_CN}\d]{{1,2}}[)）、.．]\s*)?第[{_CN}\d]{{1,3}}批次?(?![准评])"),
    ("stage", rf"(?:[（(]?[{_CN}\d]{{1,2}}[)）、.．]\s*)?第[{_CN}\d]{{1,3}}(?:个?阶段|步骤?|环节|轮)"),
    ("chinese", rf"[{_CN}]{{1,3}}[、.．]"),
    ("chinese-bracket", rf"[（(]\s*[{_CN}]{{1,3}}\s*[)）]、?"),
    ("digit", r"\d{1,2}\s*(?:[、．]|\.(?!\d))"),
    ("digit-bracket", r"[（(]\s*\d{1,2}\s*[)）]、?|\d{1,2}[)）]"),
    ("circled", "[\u2460-\u2473]"),
)
_NUMBER = regex(r"\s*(?:" + "|".join(f"(?P<{kind.replace('-', '_')}>{shape})" for kind, shape in _NUMBERS) + ")")
# A phase without a number, by its name: 动员部署阶段（4月上旬）, 自查整改环节：…
_BARE_STAGE = regex(r"(?P<title>[^，,。；;：:（()）\s]{2,14}(?:阶段|环节))(?=\s*(?:[（(]|[：:]|$))")
_COUNTED = regex(rf"^.{{0,12}}[分共为按][^，,。；;：:]{{0,4}}[{_CN}两\d]+个?(?:阶段|环节)")
# … or by its time: 9月上旬至10月中旬,学习动员阶段;
_TIMED_STAGE = regex(r"(?:\d{4}年|\d{1,2}月)[^，,。；;：:]{0,24}[，,：:]\s*[^，,。；;：:]{2,14}(?:阶段|环节)[；;。]?$")
_LONGEST_TITLE = 40
# After it an item goes on in sentences.
_TITLE_END = regex(r"[。：:；;]|——|\s{2,}")


@dataclass(frozen=True)
class Line:
    """A paragraph, or a line of one, with its place in the document for messages."""

    text: str
    place: str


@dataclass
class Part:
    """A numbered part: its number and heading, what goes on behind the heading, paragraphs and parts below it."""

    kind: str
    label: str
    title: str
    line: Line
    said: list[Line] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says without the parts below it."""
        return "".join(line.text for line in self.said)

    @property
    def lines(self) -> Iterator[Line]:
        """What it and all below it say, headings with their text."""
        if self.line.text:
            yield self.line
        own = self.said[1:] if self.said and self.said[0].place == self.line.place else self.said
        yield from (one for one in own if one is not self.line)
        for part in self.parts:
            yield from part.lines

    @property
    def walk(self) -> Iterator["Part"]:
        """It and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk


def number_of(text: str) -> tuple[str, str, str]:
    """The kind of number that a line begins with, the number as printed, and the rest; empty where none is."""
    match = _NUMBER.match(text)
    if match is None or match.lastgroup is None:
        return "", "", text
    return match.lastgroup, match[match.lastgroup].strip(), text[match.end() :].strip()


def outline(lines: Sequence[Line]) -> Part:
    """The tree of a document. What stands before the first number is said by the root."""
    root = Part("", "", "", Line("", ""))
    open_: list[Part] = [root]
    for line in lines:
        kind, label, rest = number_of(line.text)
        bare = None if _COUNTED.search(line.text) else _BARE_STAGE.match(line.text)
        if not kind and bare and len(line.text) < 400:
            kind, rest = "bare", line.text
            if len(bare["title"]) < 4:
                kind = ""
        if not kind and _TIMED_STAGE.match(line.text):
            kind, rest = "bare", re.sub("[：:](?=.{2,14}(?:阶段|环节))", "，", line.text.rstrip("；;。"))
        if not kind:
            open_[-1].said.append(line)
            continue
        part = _part(kind, label, rest, line)
        kinds = [one.kind for one in open_]
        if kind in kinds:
            del open_[kinds.index(kind) :]
        elif kind == "bare" and open_[-1].kind not in ("", "chinese", "chinese_bracket", "batch"):
            while len(open_) > 1 and open_[-1].kind not in ("chinese", "batch"):
                open_.pop()
        open_[-1].parts.append(part)
        open_.append(part)
    return root


def _part(kind: str, label: str, rest: str, line: Line) -> Part:
    """A part as its line begins it; 第一阶段 and 第一批 keep what is before them in the label."""
    if kind in ("stage", "batch"):
        label = re.sub(r"^[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*(?=第)", "", label)
        rest = re.sub(r"^[：:，,、—\-\s是为]+", "", rest)
    title, said = headed(rest)
    return Part(kind, label, title, line, [Line(said, line.place)] if said else [])


def headed(text: str) -> tuple[str, str]:
    """The heading at the beginning of an item's text, brackets included, and what goes on behind it."""
    depth, end = 0, -1
    for at, letter in enumerate(text):
        depth += (letter in "（(《“") - (letter in "）)》”")
        if depth <= 0 and _TITLE_END.match(text, at):
            end = at
            break
    title = (text if end < 0 else text[:end]).strip()
    if len(re.sub(r"[（(].*?[)）]", "", title)) > _LONGEST_TITLE:
        return "", text
    return title, "" if end < 0 else text[end:].lstrip("。：:；;— \t\u3000")


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its mark."""
    return [one.strip() for one in re.findall(r"[^。！？；;]+(?:[。！？；;]”?)?", text) if one.strip("。！？；; \n")]


def clauses(sentence: str) -> list[str]:
    """The clauses of a sentence, without marks; commas in brackets and quotation marks divide nothing."""
    found, depth = [""], 0
    for letter in sentence.rstrip("。！？；;"):
        depth += (letter in "（(《“") - (letter in "）)》”")
        if letter in "，," and depth <= 0:
            found.append("")
        else:
            found[-1] += letter
    return [one.strip() for one in found if one.strip()]


def listed(text: str) -> list[tuple[str, str]]:
    """What a text numbers in words, 一要…二要…, 一是…二是…: number and words each; nothing where it does not."""
    marks = list(re.finditer(rf"(?:^|(?<=[。；;：:，,\s]))(?P<n>[{_CN}]{{1,2}})(?=[要是])", text))
    wanted = "一二三四五六七八九十"
    run = [m for m in marks if len(m["n"]) == 1]
    numbers = "".join(m["n"] for m in run)
    if len(run) < 2 or not wanted.startswith(numbers):
        return []
    edges = [m.start() for m in run] + [len(text)]
    return [(run[i]["n"], text[edges[i] + 1 : edges[i + 1]].lstrip("要是").strip()) for i in range(len(run))]
