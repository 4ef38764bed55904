"""Texts over several lines in YAML: without a blank between Chinese letters, as they would be on one line."""

import pytest

from publicity.problems.problem import Severity
from publicity.texts.source import Source
from publicity.texts.tree import parse


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a: >\n  各支部学习五天，\n  各处室三天。\n", "各支部学习五天，各处室三天。\n"),
        ("a: >-\n  各支部\n  学习五天。", "各支部学习五天。"),
        ("a: >\n  用 Open\n  Document 格式\n  2009年起\n", "用 Open Document 格式 2009年起\n"),
        ('a: "各支部学习\n  五天，\n  各处室三天。"', "各支部学习五天，各处室三天。"),
        ("a: '各支部学习\n  五天。'", "各支部学习五天。"),
        ("a: >\n  各支部 学习\n  五天\n", "各支部 学习五天\n"),
        ("a: >\n  头一段。\n\n  第二段。\n", "头一段。\n第二段。\n"),
        ("a: |\n  头一行\n  第二行\n", "头一行\n第二行\n"),
        ("a: >\n  各支部\n\nb: 1\n", "各支部\n"),
    ],
)
def test_folded(written: str, read: str) -> None:
    tree, problems = parse(Source("x.yml", written))
    assert problems == []
    assert tree.data["a"] == read


@pytest.mark.parametrize(
    ("written", "column", "severity"),
    [
        ("title: 关于 #1 号楼的答复", 11, Severity.ERROR),
        ("title: 关于 #一号楼", 11, Severity.ERROR),
        ("title: 关于 # 号楼", 11, Severity.NOTICE),
        ("topics: [学习 #一, 调研]", 0, None),
        ("title: 'A #1 楼'", 0, None),
        ("title: C#语言", 0, None),
        ("# 整行是注释\ntitle: 甲", 0, None),
        ("date: 2009-05-01 # 星期五", 0, None),
    ],
)
def test_cut(written: str, column: int, severity: Severity | None) -> None:
    _, problems = parse(Source("x.md", written))
    told = [(p.column, p.severity) for p in problems if "注释" in p.message]
    assert told == ([(column, severity)] if severity else [])
