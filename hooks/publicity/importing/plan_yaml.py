"""A drafted plan as plan.yml, for a clerk to go through: doubts above, the source's words beside."""

from collections.abc import Iterator
from typing import Any

from publicity.importing.plan_draft import Drafted, PlanDraft, short
from publicity.importing.yaml_text import keyed
from publicity.plans.identity import id_line

_SECTIONS = {
    "superiors": "上级机构：报给谁、由谁批准",
    "participants": "参加范围",
    "goals": "目标要求",
    "problems": "要解决的突出问题",
    "events": "别的时间要从它算起的日子",
    "batches": "批次",
    "phases": "阶段和环节",
    "duties": "备案、报送、公布、公示、通报",
    "quotas": "数量要求",
    "leadership": "组织领导",
}
_FIRST = ("superiors", "participants", "goals", "problems", "events", "batches", "phases", "duties", "quotas")
_KEYS = (
    "id", "label", "name", "title", "batch", "kind", "group", "verb", "what", "at", "to", "audience", "approval",
    "note", "who", "at_least", "unit", "when", "undated", "questions", "digest",
)  # fmt: skip
_HEAD = """\
# yaml-language-server: $schema=../.vscode/plan.schema.json
# 由 publicity import plan 从“{name}”导入。从头到尾对照原件看一遍：
# 标着“请核对”的，改好以后删掉那一行，不删不能发布；“原文”几行只给您看，网页上没有，写好摘要就删掉。
# 摘要用自己的话写：去掉 digest 前面的“# ”，写一两句。时间（when）照抄原文，起止日期由程序推算。
# 标识（id）发布以后不要改。

"""


def plan_text(draft: PlanDraft, name: str, column: str | None = None) -> str:
    """The whole file; `name` is what the document is called, `column` the id of the column that has one already."""
    lines = [_HEAD.format(name=name)]
    lines += _keys(draft.head, "")
    for key in ("period", "claims"):
        if made := getattr(draft, key):
            if key == "claims" and draft.period and made.source == draft.period.source:
                made.source = None
            lines += ["\n", *_above(made, ""), f"{key}:\n", *(keyed(k, v, indent=2) for k, v in _ordered(made))]
    for key in _FIRST:
        lines += _list(draft, key)
    for key in ("review", "survey"):
        if made := getattr(draft, key):
            lines += ["\n", *_above(made, ""), f"{key}:\n", *(keyed(k, v, indent=2) for k, v in _ordered(made))]
    lines += _list(draft, "leadership")
    if column:
        lines += ["\n", f"{id_line(column)}\n"]
    return "".join(lines)


def _list(draft: PlanDraft, key: str) -> Iterator[str]:
    if entries := draft.lists.get(key):
        yield f"\n# ———— {_SECTIONS[key]} ————\n\n{key}:\n"
        for at, entry in enumerate(entries):
            yield "\n" if at else ""
            yield from _entry(entry, "  ")


def _entry(entry: Drafted, indent: str) -> Iterator[str]:
    yield from _above(entry, indent)
    inner = f"{indent}  "
    for at, (key, value) in enumerate(_ordered(entry)):
        line = keyed(key, value)
        yield f"{indent}- {line}" if at == 0 else f"{inner}{line}"
    if entry.wants_digest:
        yield f"{inner}# digest: 用自己的话写一两句\n"
    if entry.below:
        yield f"{inner}steps:\n"
        for below in entry.below:
            yield from _entry(below, f"{inner}  ")


def _above(entry: Drafted, indent: str) -> Iterator[str]:
    for doubt in entry.doubts:
        yield f"{indent}# 请核对：{' '.join(doubt.split())}\n"
    if entry.source and entry.source.text and not any(entry.source.place in doubt for doubt in entry.doubts):
        yield f"{indent}# 原文（{entry.source.place}）：{short(entry.source.text)}\n"


def _keys(entry: Drafted, indent: str) -> Iterator[str]:
    for doubt in entry.doubts:
        yield f"{indent}# 请核对：{' '.join(doubt.split())}\n"
    yield from (f"{indent}{keyed(key, value)}" for key, value in entry.values.items())


def _ordered(entry: Drafted) -> Iterator[tuple[str, Any]]:
    for key in [*_KEYS, *(key for key in entry.values if key not in _KEYS)]:
        if entry.values.get(key) is not None:
            yield key, entry.values[key]
