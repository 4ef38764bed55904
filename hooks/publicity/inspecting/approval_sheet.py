"""The sheet of approval (审批单) of a text, as text, as data, and as a page that prints on A4.

Source: handbook/domain.md#before-publication.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

from publicity.approvals.clearance import Passage
from publicity.column.column import Column
from publicity.plans.wording import day as in_words
from publicity.plans.wording import moment
from publicity.problems.problem import Problem, Severity

TITLE = "信息公开审批单"
_NOTE = (
    "校验码是稿件的文字、图片和附件合在一起算出来的，改一个字就不同；日期和职务照登记的印，签字由本人手写。"
    "用 publicity approval 可以随时再印，对得上校验码的就是审过的那一稿。"
)
_STYLE = """
@page { size: A4; margin: 22mm 20mm }
body { font: 12pt/1.6 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; color: #000; margin: 0 }
main { max-width: 46em; margin: 1.5em auto; padding: 0 1em }
h1 { font: 700 1.7em/1.4 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; text-align: center;
  margin: 0 0 .2em; letter-spacing: .15em }
.about { text-align: center; margin: 0 0 1em }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th, td { border: 1px solid #000; padding: .5em .6em; text-align: left; vertical-align: middle; overflow-wrap: anywhere }
th { font-weight: 700; width: 6.5em; text-align: center }
.rounds { margin-top: -1px }
.rounds th.who { width: auto }
.rounds th.day { width: 6.4em }
.rounds th.signed { width: 9em }
.rounds td { height: 2.6em }
small { font-size: .8em }
code { font: .85em/1.4 "Noto Sans Mono", Consolas, monospace; overflow-wrap: anywhere }
tr { break-inside: avoid }
.note { font-size: .85em }
@media print { main { max-width: none; margin: 0; padding: 0 } }
"""


@dataclass(frozen=True)
class Line:
    """A round on the sheet. What is empty is still to come; `recorded_by` is who ran the command."""

    round: str
    by: str
    on: str
    remark: str
    recorded_by: str
    signed: bool
    secrecy: bool


@dataclass(frozen=True)
class Sheet:
    """What the sheet says. `digest` is that of the text as it is now."""

    organ: str
    file: str
    title: str
    kind: str
    drafted_by: str
    rounds: tuple[Line, ...]
    screened: str
    online: str
    complete: bool
    digest: str
    sample: bool
    as_of: str


def sheet_of(column: Column, uri: str, problems: Iterable[Problem]) -> Sheet:
    """The sheet of the file at a path within docs/ that has to be approved. `problems` are all that were told."""
    come = column.cleared.clearances[uri]
    title, kind, drafted, online, sample = _about(column, uri, complete=come.complete)
    return Sheet(
        column.plan.organ,
        f"docs/{uri}",
        title,
        kind,
        drafted,
        tuple(map(_line, come.passages)),
        _screened(uri, problems),
        online,
        come.complete,
        come.digest,
        sample,
        in_words(column.day),
    )


def _line(passage: Passage) -> Line:
    name, secrecy, done = passage.round.name, passage.round.secrecy, passage.approval
    if done:
        return Line(name, done.by, done.on, "", done.recorded_by, bool(done.signature), secrecy)
    remark = "审过以后又改过，作废了，要重新审" if passage.void else "还没有审"
    return Line(name, "", "", remark, "", False, secrecy)


def _about(column: Column, uri: str, *, complete: bool) -> tuple[str, str, str, str, bool]:
    """Title, kind, who drafted it, when it went on line, whether it is a sample."""
    hidden = "未上网"
    if item := column.item(uri):
        entry = item.entry
        drafted = "，".join(filter(None, (entry.source, entry.author)))
        return entry.title, entry.kind, drafted, hidden if uri in column.held else moment(entry.published), entry.sample
    if promise := next((one for one in column.promises if one.uri == uri), None):
        public = column.commitment(uri)
        online = in_words(public.published) if public else hidden
        return promise.entry.item, "整改承诺", promise.entry.lead or "", online, promise.entry.sample
    if uri == "plan.yml":
        return (
            column.plan.title,
            "工作方案",
            column.plan.organ,
            in_words(column.plan.issued) if complete else hidden,
            False,
        )
    return uri, "网页", column.plan.organ, "随专栏" if complete else hidden, False


def _screened(uri: str, problems: Iterable[Problem]) -> str:
    """What the program found of what must not be published; people find the rest."""
    found = [one for one in problems if one.file.endswith(f"/{uri}") and one.severity is not Severity.NOTICE]
    return f"程序查出 {len(found)} 处，见 publicity check" if found else "程序没有查出不该公开的内容"


def as_text(sheet: Sheet) -> str:
    """The sheet for a terminal."""
    lines = [f"{TITLE}　{sheet.organ}{'　示例' if sheet.sample else ''}", ""]
    facts = (("标题", sheet.title), ("种类", sheet.kind), ("拟稿", sheet.drafted_by), ("文件", sheet.file))
    lines += [f"{name}：{value or '（没有写）'}" for name, value in facts]
    lines += [f"{line.round}{'（保密审查）' if line.secrecy else ''}：{_said(line)}" for line in sheet.rounds]
    lines += [f"保密审查：{_secrecy(sheet)}", f"上网时间：{sheet.online}", f"校验码：{_grouped(sheet.digest)}"]
    return "\n".join(lines)


def as_data(sheet: Sheet) -> dict[str, Any]:
    """The sheet for programs."""
    return asdict(sheet)


def _grouped(digest: str) -> str:
    """A digest in groups of eight digits, which people can compare."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _said(line: Line) -> str:
    if line.remark:
        return line.remark
    beside = [f"登记人 {line.recorded_by}" if line.recorded_by else "", "有签名" if line.signed else ""]
    return "，".join(filter(None, (line.by, line.on, *beside)))


def _secrecy(sheet: Sheet) -> str:
    by = [f"{line.round}：{line.by or line.remark}" for line in sheet.rounds if line.secrecy]
    return "；".join((*by, sheet.screened))


def as_html(sheet: Sheet) -> str:
    """The sheet as a page that needs nothing else."""
    facts = (("标　题", sheet.title), ("种　类", sheet.kind), ("拟　稿", sheet.drafted_by), ("文　件", sheet.file))
    top = "".join(f'<tr><th scope="row">{name}</th><td>{escape(value)}</td></tr>\n' for name, value in facts)
    body = "".join(map(_row, sheet.rounds))
    foot = (
        ("保密审查", escape(_secrecy(sheet))),
        ("上网时间", escape(sheet.online)),
        ("校验码", f"<code>{_grouped(sheet.digest)}</code>"),
    )
    bottom = "".join(f'<tr><th scope="row">{name}</th><td>{value}</td></tr>\n' for name, value in foot)
    heads = '<th scope="col">审　核</th><th scope="col" class="who">职　务</th><th scope="col" class="day">日　期</th>'
    heads += '<th scope="col" class="signed">签　字</th>'
    sample = "　示例" if sheet.sample else ""
    return f"""<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{TITLE} - {escape(sheet.title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{TITLE}</h1>
<p class="about">{escape(sheet.organ)}　{sheet.as_of}{sample}</p>
<table>
{top}</table>
<table class="rounds">
<thead><tr>{heads}</tr></thead>
<tbody>
{body}</tbody>
</table>
<table class="rounds">
{bottom}</table>
<p class="note">{_NOTE}</p>
</main>
</body>
</html>
"""


def _row(line: Line) -> str:
    mark = "<br><small>兼保密审查</small>" if line.secrecy else ""
    who = escape(line.by) or f"<small>{escape(line.remark)}</small>"
    if line.recorded_by:
        who += f"<br><small>登记：{escape(line.recorded_by)}{'，有签名' if line.signed else ''}</small>"
    cells = f'<td>{who}</td><td class="day">{line.on}</td><td class="signed"></td>'
    return f'<tr><th scope="row">{escape(line.round)}{mark}</th>{cells}</tr>\n'
