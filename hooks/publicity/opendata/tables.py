"""The open data as tables that Excel opens: CSV in UTF-8 with a byte order mark, one row per record."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from publicity.opendata.articles import BulletinData, PublicationData
from publicity.opendata.commitments import CommitmentData
from publicity.opendata.duties import DutyData
from publicity.opendata.record import Record
from publicity.opendata.results import ResultData
from publicity.opendata.updates import UpdateData

Columns = tuple[tuple[str, str], ...]  # heads, each with the path of the value within a record

FORMULA = tuple("=+-@＝＋－＠\t\r\n")  # what spreadsheets take for the beginning of a formula
_AS_PRINTED = "“"  # before a path: in quotation marks, or a spreadsheet makes 7月20日 a day of this year

_HEAD: Columns = (
    ("标题", "title"),
    ("日期", "date"),
    ("首次发布", "published"),
    ("更新", "updated"),
    ("更新说明", "update_note"),
    ("各次更新说明", "updates.note"),
    ("阶段", "phase_title"),
    ("环节", "step_title"),
    ("主题", "topics"),
    ("摘要", "summary"),
    ("来源", "source"),
    ("作者", "author"),
    ("编辑", "editor"),
    ("审核", "reviewer"),
    ("公开范围", "audience_label"),
    ("兑现的义务", "fulfils"),
)
_FOOT: Columns = (
    ("附件", "attachments.title"),
    ("附件地址", "attachments.address"),
    ("示例", "sample"),
    ("地址", "address"),
    ("公开范围标识", "audience"),
    ("阶段标识", "phase"),
    ("环节标识", "step"),
    ("标识", "id"),
)
BULLETINS: Columns = (
    ("类别", "kind"),
    ("期号", "issue.number"),
    *_HEAD,
    ("签发", "issue.signed"),
    ("报", "issue.report"),
    ("送", "issue.send"),
    ("发", "issue.distribute"),
    *_FOOT,
)
PUBLICATIONS: Columns = (
    ("类别", "kind"),
    *_HEAD,
    ("批准机构", "approval.by"),
    ("批准方式", "approval.act"),
    ("批准日期", "approval.at"),
    ("报给", "filing.to"),
    ("报出日期", "filing.at"),
    ("文号", "filing.number"),
    ("公示开始", "notice.opens"),
    ("公示结束", "notice.closes"),
    *_FOOT,
)
DUTIES: Columns = (
    ("事项", "verb"),
    ("内容", "what"),
    ("阶段", "phase_title"),
    ("环节", "step_title"),
    ("报给", "to"),
    ("公开范围", "audience_label"),
    ("方案印的时间", _AS_PRINTED + "when"),
    ("最后一天", "due"),
    ("推定", "inferred"),
    ("日期怎么来的", "due_note"),
    ("每次的最后一天", "times"),
    ("多久一次", "every"),
    ("状态", "state_label"),
    ("到期没有做到的次数", "missed"),
    ("依据", "evidence.title"),
    ("依据地址", "evidence.address"),
    ("报送机构", "filing.to"),
    ("报出日期", "filing.at"),
    ("文号", "filing.number"),
    ("批准机构", "approval.by"),
    ("批准方式", "approval.act"),
    ("批准日期", "approval.at"),
    ("附带要求", "note"),
    ("最初的最后一天", "first_due"),
    ("修改", "amended"),
    ("公开范围标识", "audience"),
    ("阶段标识", "phase"),
    ("环节标识", "step"),
    ("状态标识", "state"),
    ("标识", "id"),
)

COMMITMENTS: Columns = (
    ("问题", "problem_title"),
    ("项目", "item"),
    ("目标", "goal"),
    ("措施", "measures.text"),
    ("时限", _AS_PRINTED + "deadline"),
    ("最后一天", "due"),
    ("责任领导", "leader"),
    ("牵头", "lead"),
    ("协办", "assist"),
    ("验收", "accept"),
    ("类别", "tier"),
    ("状态", "state"),
    ("逾期", "overdue"),
    ("逾期天数", "overdue_days"),
    ("公布日期", "published"),
    ("最近进展", "last_report"),
    ("改过几次", "times_amended"),
    ("示例", "sample"),
    ("地址", "address"),
    ("原表序号", "number"),
    ("问题标识", "problem"),
    ("标识", "id"),
)

HISTORY: Columns = (
    ("项目", "item"),
    ("种类", "kind"),
    ("第几条", "number"),
    ("日期", "date"),
    ("当时状态", "state"),
    ("做了什么或为什么改", "note"),
    ("原来的话", "old"),
    ("依据", "evidence"),
    ("确认", "confirmed_by"),
    ("确认日期", "confirmed_at"),
    ("示例", "sample"),
    ("地址", "address"),
    ("承诺标识", "id"),
)

RESULTS: Columns = (
    ("文件", "publication"),
    ("问题", "question"),
    ("选项", "option"),
    ("票数", "count"),
    ("票数说明", "shown"),
    ("百分比", "percent"),
    ("有效票", "valid"),
    ("发出", "sent"),
    ("收回", "returned"),
    ("算作满意", "positive"),
    ("满意合计百分比", "positive_percent"),
    ("评定等次", "verdict"),
    ("评定办法", "rule"),
    ("少于几票不单列", "hide_below"),
    ("对象标识", "of"),
    ("题号", "question_number"),
    ("示例", "sample"),
    ("地址", "address"),
    ("文件标识", "id"),
)

UPDATES: Columns = (
    ("标题", "title"),
    ("类别", "kind"),
    ("首次发布", "published"),
    ("第几次更新", "number"),
    ("更新", "at"),
    ("更新说明", "note"),
    ("示例", "sample"),
    ("地址", "address"),
    ("文章标识", "id"),
)


def update_table(data: UpdateData) -> bytes:
    """data/updates.csv: a row per update, so that none is lost behind the next."""
    return _table(UPDATES, data.updates, data.as_of)


def result_table(data: ResultData) -> bytes:
    """data/results.csv."""
    return _table(RESULTS, data.results, data.as_of)


def commitment_table(data: CommitmentData) -> bytes:
    """data/commitments.csv: a row per commitment."""
    return _table(COMMITMENTS, data.commitments, data.as_of)


def history_table(data: CommitmentData) -> bytes:
    """data/commitments-history.csv: a row per report or amendment, so that the whole history is in it."""
    return _table(HISTORY, data.story(), data.as_of)


def bulletin_table(data: BulletinData) -> bytes:
    """data/bulletins.csv."""
    return _table(BULLETINS, data.bulletins, data.as_of)


def publication_table(data: PublicationData) -> bytes:
    """data/publications.csv."""
    return _table(PUBLICATIONS, data.publications, data.as_of)


def duty_table(data: DutyData) -> bytes:
    """data/duties.csv."""
    return _table(DUTIES, data.duties, data.as_of)


def _table(columns: Columns, records: Iterable[Record], as_of: date) -> bytes:
    """Write a table; every row says as of when it holds, because rows get copied out of it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*(name for name, _ in columns), "截至"])
    for record in records:
        writer.writerow([*(cell(_value(record, path)) for _, path in columns), cell(as_of)])
    return text.getvalue().encode("utf-8-sig")


def _value(record: Any, path: str) -> Any:
    """The value at a path: None where the way ends early, a list where it goes through one."""
    if path.startswith(_AS_PRINTED):
        words = _value(record, path.removeprefix(_AS_PRINTED))
        return f"“{words}”" if words else None
    name, _, rest = path.partition(".")
    value = getattr(record, name)
    if not rest or value is None:
        return value
    return [_value(part, rest) for part in value] if isinstance(value, list) else _value(value, rest)


def cell(value: str | float | date | list[str] | None) -> str:
    """Put a value into a cell: nothing as an empty one, lists joined by 、, moments in Beijing time.

    What a spreadsheet would take for a formula gets an apostrophe before it.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    text = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
