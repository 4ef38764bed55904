"""What is sealed, in words for people."""

from collections.abc import Mapping
from typing import Any

from publicity.commitments.terms import AMENDABLE
from publicity.plans.amendments import LISTS
from publicity.plans.wording import AUDIENCES
from publicity.regex import regex

PLAN_KEYS = {
    "id": "专栏的标识",
    "title": "名称",
    "campaign": "活动名称",
    "organ": "机关",
    "issued": "成文日期",
    "participants": "参加范围",
    "when": "时间",
    "dates": "日期",
    "days": "日期",
    "undated": "时间",
    "label": "编号",
    "kind": "叫法",
    "batch": "批次",
    "digest": "摘要",
    "verb": "事项",
    "what": "内容",
    "at": "所属阶段或环节",
    "to": "报送机构",
    "audience": "公开范围",
    "approval": "批准要求",
    "note": "附带要求",
    "cancelled": "取消",
    "who": "对象",
    "at_least": "数量",
    "unit": "单位",
    "name": "全称",
    "day": "日期",
    "units": "参加单位",
    "questions": "问题",
    "phases": "自称的阶段数",
    "steps": "自称的环节数",
    "by": "批准机构",
    "act": "批准方式",
    "start": "开始日期",
    "end": "结束日期",
    "why": "依据",
    "order": "次序",
}
ARTICLE_KEYS = {
    "published": "发布时间",
    "audience": "公开范围",
    "results": "票数",
    "text": "内容",
    "fulfils": "兑现的义务",
    "figures": "达到的数量",
    "files": "附件和图片",
}
ENTRIES = {"history": "进展", "amended": "修改记录", "updated": "更新说明"}
_DAYS = regex(r"(\d{4}-\d\d-\d\d|)/(\d{4}-\d\d-\d\d|)")
_SINGLE = {"period": "活动总时间", "claims": "自称的数目", "review": "群众评议", "survey": "满意度测评"}


def key_noun(subject: str, key: str) -> str:
    """What a key of a subject is called."""
    nouns = {
        "commitment": AMENDABLE | {"evidence": "依据", "files": "附件和图片"},
        "plan": PLAN_KEYS,
        "article": ARTICLE_KEYS,
    }
    return {"reason": "原因", "before": "重写以前的校验值", **nouns.get(subject.partition("/")[0], {})}.get(key, key)


def subject_title(subject: str, says: Mapping[str, Any]) -> str:
    """What readers call a subject, by what it said: `承诺“办事指引”`, `阶段“整改落实阶段”`."""
    kind, _, name = subject.partition("/")
    if kind == "commitment":
        return f"承诺“{says.get('item', name)}”"
    if kind == "article":
        return f"文章 {name}"
    if kind == "ledger":
        return "台账"
    if not name:
        return "方案"
    parts = name.split(".")
    if len(parts) == 1:
        return _SINGLE.get(name, name)
    title = says.get("title") or says.get("what") or says.get("name") or parts[-1]
    if parts[-2] == "duties":
        title = f"{says.get('verb', '')}{title}"
    return f"{LISTS.get(parts[-2], '')}“{title}”"


def in_words(value: Any) -> str:
    """A value in a line of text."""
    if value is None:
        return "（没有写）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(in_words, value)) or "（没有）"
    if isinstance(value, dict):
        return " ".join(in_words(one) for one in value.values())
    text = str(value)
    if days := _DAYS.fullmatch(text):
        start, end = days.groups()
        return f"{start} 至 {end}" if start and end else f"{start} 起" if start else f"{end} 前"
    return AUDIENCES.get(text, text)


def excerpt(value: Any, other: Any = None, most: int = 60) -> str:
    """A value in a line; of a long one the part where it differs from another."""
    text, beside = in_words(value).replace("\n", " "), in_words(other).replace("\n", " ")
    if len(text) <= most:
        return text
    differs = next((i for i, pair in enumerate(zip(text, beside, strict=False)) if pair[0] != pair[1]), 0)
    start = max(0, min(differs - 10, len(text) - most))
    return f"{'…' if start else ''}{text[start : start + most]}{'…' if start + most < len(text) else ''}"
