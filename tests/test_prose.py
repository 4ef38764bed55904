"""The converter gives what Markdown gives, whatever is written, and whatever an extension looks for and where."""

import re
from xml.etree.ElementTree import Element

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.inlinepatterns import Pattern, SimpleTagInlineProcessor, SimpleTagPattern, SimpleTextInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString, Registry

from publicity.markup.patterns import is_plain, needs_markup
from publicity.markup.prose import converter
from tests.helpers.project import ROOT

TEXT = ["会议指出", "，", "《章程》", "6月15日", "A、B两类", " ", "  ", "  \n", "\n", "\n\n", "HTML", "(c)", "\u0002"]
INLINE = [
    "**要紧**",
    "*着重*",
    "_下_",
    "`码`",
    "[名](a.md)",
    "![图](a.png)",
    "<b>粗</b>",
    "&lt;",
    "\\*",
    "{: .x }",
    "[^1]",
]
BLOCKS = ["- ", "1. ", "> ", "# ", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n", "    缩进", "```\n块\n```\n"]
MEANT = ["https://example.org", "<https://example.org>", "\n*[HTML]: 超文本\n", "\n[^1]: 注\n"]
TEXTS = st.lists(st.sampled_from([*TEXT, *INLINE, *BLOCKS, *MEANT]), max_size=25).map("".join)
EXTENSIONS = [
    "attr_list",
    "tables",
    "toc",
    "abbr",
    "footnotes",
    "nl2br",
    "smarty",
    "fenced_code",
    "def_list",
    "admonition",
    "legacy_em",
    "wikilinks",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.smartsymbols",
    "pymdownx.tilde",
]


@settings(deadline=None)
@given(TEXTS, st.sets(st.sampled_from(EXTENSIONS)).map(sorted))
def test_gives_what_markdown_gives(text: str, extensions: list[str]) -> None:
    assert converter(extensions, {}).convert(text) == Markdown(extensions=extensions).convert(text)


@pytest.mark.parametrize("text", ["会议指出。", "一、二\n\n**三**四\n\n- 五\n- 六*七*"])
def test_one_converter_serves_many_texts(text: str) -> None:
    md = converter(["abbr"], {})
    md.convert("HTML 和中文\n\n*[HTML]: 超文本")
    assert md.reset().convert(text) == Markdown().convert(text)


def test_an_extension_for_words_of_one_text_is_gone_with_it() -> None:
    """The pattern that a text brings holds for that text; the next is fast again, and right."""
    md, plain = converter([Naming()], {}), Markdown(extensions=[Naming()])
    for text in ("会议指出\n\n称：会议", "会议又指出", "书名《章程》"):
        assert md.convert(text) == plain.convert(text)


# -- what an extension may look for --------------------------------------------------------------------


class Looking(Extension):
    """Registers one inline pattern."""

    def __init__(self, pattern: Pattern) -> None:
        super().__init__()
        self.pattern = pattern

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(self.pattern, "looking", 175)


class Marking(InlinePattern):
    """Puts what a pattern finds into brackets."""

    def handleMatch(self, m: re.Match[str], *_: str) -> tuple[str, int, int] | tuple[None, None, None]:  # type: ignore[override]  # noqa: N802
        if not m[0]:  # Markdown would look there for ever
            return None, None, None
        return f"〔{m[0]}〕", m.start(0), m.end(0)


class MarkingOtherwise(Marking):
    """A pattern of another library, by other rules."""

    def __init__(self) -> None:
        super().__init__("unused")

    def getCompiledRegExp(self) -> object:  # type: ignore[override]  # noqa: N802
        class Compiled:
            pattern, flags = r"\[", 0

            def finditer(self, data: str, start: int) -> object:
                return re.compile("《[^》]*》").finditer(data, start)

        return Compiled()


SOUGHT = "会议指出，《章程》第3条。\u212a值"  # a Kelvin sign, to which `k` is another case


@pytest.mark.parametrize(
    "pattern",
    [
        SimpleTagInlineProcessor("(《)([^》]+)》", "cite"),
        SimpleTagPattern("(《)([^》]+)》", "cite"),
        SimpleTextInlineProcessor("《(.+?)》"),
        Marking("《.*?》"),
        Marking(r"\d+"),
        Marking("[0-9]"),
        Marking("会议(?=指出)"),
        Marking("(?<=，)."),
        Marking("[^!-~]+$"),
        Marking("(?:!|第)3"),
        Marking("(?:!!|第3)条"),
        Marking("!?第3"),
        Marking("(!)?第(?(1)!|3)"),
        Marking(r"\w+"),
        Marking("(?i)k值"),
        Marking("(?i:k)值"),
        MarkingOtherwise(),
    ],
    ids=lambda pattern: f"{type(pattern).__name__} {pattern.pattern}",
)
def test_what_an_extension_looks_for_is_found(pattern: Pattern) -> None:
    assert is_plain(SOUGHT)
    plain = Markdown(extensions=[Looking(pattern)]).convert(SOUGHT)
    assert plain != Markdown().convert(SOUGHT), "the case shows nothing"
    assert converter([Looking(pattern)], {}).convert(SOUGHT) == plain


PIECES = [
    *("《", "》", "章程", "3", r"\d", " ", r"\w", ".", "[《〈]", "[^》]", "k", "[a-z]", "!", r"\*", "[!-/]", "[!《]"),
    *("(?<=《)", "(?=》)", "(?<!!)", "(?!!)", "^", "$", r"\b", "|"),
]
WRAPS = ["{}", "{}?", "{}*", "{}+?", "({})", "(?:{})", "(?i:{})", "(?>{})", "(?={})", "(?!{})"]


@st.composite
def patterns(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(WRAPS)), min_size=1, max_size=4))
    pattern = "".join(wrap.format(piece) for piece, wrap in pieces)
    try:
        re.compile(pattern)
    except re.error:
        assume(False)
    return pattern


@given(patterns(), TEXTS)
def test_any_extension_finds_what_it_finds_in_markdown(pattern: str, text: str) -> None:
    extensions = [Looking(Marking(pattern))]
    assert converter(extensions, {}).convert(text) == Markdown(extensions=extensions).convert(text)


PLAIN = st.text("《》〈章程会议指出，。３3 \u212aſİı", max_size=12)  # with a Kelvin sign


@given(patterns(), PLAIN)
def test_a_pattern_that_needs_markup_finds_nothing_plain(pattern: str, text: str) -> None:
    assert is_plain(text)
    assert not needs_markup(re.compile(pattern)) or not re.search(pattern, text)


def test_the_patterns_of_markdown_and_of_known_extensions_need_markup() -> None:
    """Else every text would be searched for nothing: right, but slow."""
    md = Markdown(extensions=EXTENSIONS)
    assert not [p.pattern for p in md.inlinePatterns if not needs_markup(p.getCompiledRegExp())]


def test_with_the_shipped_settings_plain_text_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []

    def note(_: InlineProcessor, tree: Element, *__: object) -> Element:
        seen.extend(
            element.text for element in tree.iter() if element.text and not isinstance(element.text, AtomicString)
        )
        return tree

    monkeypatch.setattr(InlineProcessor, "run", note)
    nodes = yaml.compose((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    (listed,) = [value for key, value in nodes.value if key.value == "markdown_extensions"]
    names = [node.value if isinstance(node, yaml.ScalarNode) else node.value[0][0].value for node in listed.value]
    converter(names, {}).convert("会议指出，第3条。\n\n会议**要求**")
    assert seen == ["会议**要求**"]


# -- where an extension may look -----------------------------------------------------------------------


class Naming(Extension):
    """`称：甲` makes every 甲 of the text bold: a pattern that comes with the text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.parser.blockprocessors.register(_Named(md), "named", 100)


class _Named(BlockProcessor):
    def __init__(self, md: Markdown) -> None:
        super().__init__(md.parser)
        self.md = md

    def test(self, _: Element, block: str) -> bool:
        return block.startswith("称：")

    def run(self, _: Element, blocks: list[str]) -> None:
        name = blocks.pop(0).removeprefix("称：")
        self.md.inlinePatterns.register(SimpleTagInlineProcessor(f"()({name})", "b"), name, 1)


class Treating(Extension):
    """Looks at the text of elements at some point: plain text there has to be plain text."""

    def __init__(self, priority: float) -> None:
        super().__init__()
        self.priority = priority

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(_Treat(md), "treat", self.priority)


class _Treat(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not isinstance(element.text, AtomicString):
                element.text = element.text.replace("《", "〔")


class Preparing(Extension):
    """Writes markup into the text beforehand."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.preprocessors.register(_Prepare(md), "prepare", 5)


class _Prepare(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [re.sub("《(.*?)》", r"*\1*", line) for line in lines]


class _Replaced(InlineProcessor):
    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        for element in tree.iter():
            if element.text:
                element.text = element.text.replace("《", "〔")
        return super().run(tree, ancestors)


class Changing(Extension):
    """Changes what applies the inline patterns, in one of the ways that there are."""

    def __init__(self, way: str) -> None:
        super().__init__()
        self.way = way

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        looking = SimpleTagInlineProcessor("()《(.+?)》", "cite")
        match self.way:
            case "replaced":
                md.treeprocessors.register(_Replaced(md), "inline", 20)
            case "moved":
                md.treeprocessors.register(_Treat(md), "treat", 25)
                md.treeprocessors.register(InlineProcessor(md), "inline", 30)
            case "gone":
                md.treeprocessors.deregister("inline")
            case "other patterns":
                md.inlinePatterns = Registry()
                md.inlinePatterns.register(looking, "looking", 1)
            case "second":
                second = InlineProcessor(md)
                second.inlinePatterns = Registry()
                second.inlinePatterns.register(looking, "looking", 1)  # type: ignore[arg-type]
                md.treeprocessors.register(second, "second", 10)


WRITTEN = "会议指出，《章程》\n\n**要紧**《准则》\n\n称：会议\n\n- 《条例》\n- `码`"


@pytest.mark.parametrize(
    "extension",
    [
        Naming(),
        Preparing(),
        *(Treating(priority) for priority in (100, 20.5, 20.2, 20, 19.8, 19.5, 15, 0)),
        *(Changing(way) for way in ("replaced", "moved", "gone", "other patterns", "second")),
    ],
    ids=lambda it: f"{type(it).__name__} {getattr(it, 'priority', getattr(it, 'way', ''))}",
)
def test_wherever_an_extension_looks_it_sees_what_it_sees_in_markdown(extension: Extension) -> None:
    plain = Markdown(extensions=[extension]).convert(WRITTEN)
    assert plain != Markdown().convert(WRITTEN) or getattr(extension, "way", "") == "other patterns"
    assert converter([extension], {}).convert(WRITTEN) == plain
