"""Letters that look right and are not: told with the right one, in every file, in every field."""

import re
import unicodedata
from pathlib import Path

import pytest

from publicity.column.files import read_column
from publicity.problems.problem import Problem, Severity
from publicity.texts.letters import check_letters, meant
from publicity.texts.radicals import RADICALS
from publicity.texts.source import Source, decode
from tests.helpers.project import ROOT, Project

UNICODE = ROOT / "tests" / "unicode" / "EquivalentUnifiedIdeograph.txt"


def official() -> dict[str, str]:
    """Unicode's own table."""
    found = {}
    for line in UNICODE.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*([0-9A-F]+)", line):
            first, last = int(match[1], 16), int(match[2] or match[1], 16)
            found.update(dict.fromkeys(map(chr, range(first, last + 1)), chr(int(match[3], 16))))
    return found


def test_the_table_is_unicodes() -> None:
    table = official()
    assert len(table) == 348
    assert {letter: meant(letter) for letter in table} == table
    assert {letter: table[letter] for letter in table if not "\u2f00" <= letter <= "\u2fd5"} == RADICALS


def told(text: str) -> list[tuple[str, str, str]]:
    found = check_letters(Source("x.md", text))
    return [(f"{p.line}:{p.column}", p.message, p.hint) for p in found]


@pytest.mark.parametrize(
    ("text", "at", "says", "hint"),
    [
        ("群众意\u2ec5", "1:4", "“\u2ec5”（U+2EC5）是部首，不是汉字“见”", "改成“见”"),
        ("甲\n\u2f08大\u2f08", "2:1", "不是汉字“人”，全文共 2 处", "改成“人”"),
        ("\u31d0届", "1:1", "不是汉字“一”", "改成“一”"),
        ("\u2e80", "1:1", "是部首，不是汉字", "换成通行的字"),
        ("\uf9e1", "1:1", "不是通行的汉字“李”", "改成“李”"),
        ("某\ue000村", "1:2", "字库自造的字", "换成通行的字"),
        ("某\U000f0001村", "1:2", "字库自造的字", "换成通行的字"),
        ("第\ufffd条", "1:2", "转换编码时丢了", "对照原稿"),
        ("甲\u3164乙", "1:2", "看不见的字符（U+3164）", "删掉"),
        ("e\u0301cole", "1:1", "几个字符叠成", "改成“é”"),
        ("か\u3099", "1:1", "几个字符叠成", "改成“が”"),
        ("葛\U000e0100", "1:1", "字形选择符", "重新打“葛”"),
        ("\ufdd0", "1:1", "看不见的字符", "删掉"),
    ],
)
def test_told(text: str, at: str, says: str, hint: str) -> None:
    ((place, message, how),) = told(text)
    assert place == at
    assert says in message
    assert hint in how


@pytest.mark.parametrize(
    "text",
    [
        "第一届全国人大常委会第十次会议〇二、①％℃㎡㈠，“”——……·《》",
        "𠮷野家、㐂、﨑﨏",  # letters of their own, rare or in the block of the others
        "naïve café Zürich",
        "1\ufe0f\u20e3 ☀\ufe0f 👨\u200d👩\u200d👧 🏴\U000e0067\U000e0062\U000e007f ❤\ufe0f\u200d🔥",
    ],
)
def test_nothing_is_told_of_letters_as_they_should_be(text: str) -> None:
    assert told(text) == []
    assert isinstance(decode(text.encode(), "x.md"), Source)


@pytest.mark.parametrize("letter", ["\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\u00ad", "\u2028", "\ufeff"])
def test_what_hides_or_reorders_is_refused(letter: str) -> None:
    refused = decode(f"甲{letter}乙".encode(), "x.md")
    assert isinstance(refused, Problem)
    assert f"U+{ord(letter):04X}" in refused.message


@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("docs/plan.yml", "title: "),
        ("docs/bulletins/2009/2009-04-13-study-week.md", "summary: "),
        ("docs/bulletins/2009/2009-04-13-study-week.md", "sample: true\n---\n"),
        ("docs/commitments/community-contacts.md", "item: "),
        ("docs/index.md", "公布"),
        ("mkdocs.yml", "site_name: "),
    ],
)
def test_in_every_file(project: Project, file: str, old: str) -> None:
    project.edit(file, old, f"{old}\u2ec5")
    found = read_column(project.root / "mkdocs.yml", project.root / "docs")
    (problem,) = [p for p in found.problems if "部首" in p.message]
    assert problem.file == Path(file).as_posix()
    assert problem.severity is Severity.ERROR
    assert "改成“见”" in problem.hint
    assert found.column is None


def test_radicals_without_a_letter_are_told_too() -> None:
    alone = [chr(c) for c in range(0x2E80, 0x2FE0) if unicodedata.name(chr(c), "") and chr(c) not in official()]
    assert alone == ["\u2e80"]
