"""The self-inspection sheet (自查表) as text, as data, and as a page of its own that prints on A4."""

from collections.abc import Sequence
from html import escape
from typing import Any

from publicity.column.column import Column
from publicity.inspecting.inspection import GUIDE, INDICATORS, Row, Verdict
from publicity.plans.wording import day as in_words

TITLE = "网站自查表"
REFERENCE = f"参照{INDICATORS}和{GUIDE}；这些文件约束政府网站，人大机关参照使用。本表由程序查得，不是检查结论。"
_MARKS = {
    Verdict.GOOD: "·",
    Verdict.WARN: "▲",
    Verdict.BAD: "！",
    Verdict.EXEMPT: "－",
    Verdict.UNKNOWN: "？",
}
_STYLE = """
@page { size: A4; margin: 18mm 16mm }
body { font: 11pt/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; color: #1a1a1a; }
main { max-width: 60em; margin: 1.5em auto; padding: 0 1em }
h1 { font-size: 1.5em; text-align: center; margin: 0 0 .3em }
.about { text-align: center; margin: 0 0 1em }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; font-weight: 700; padding: .3em 0 }
th, td { border: 1px solid #555; padding: .35em .5em; text-align: left; vertical-align: top }
thead th { background: #eee }
tr { break-inside: avoid }
.verdict { white-space: nowrap; font-weight: 700 }
ul { margin: .3em 0 0; padding-left: 1.2em; font-size: .9em; overflow-wrap: anywhere }
.basis, .note { font-size: .85em; font-weight: 400; color: #444 }
thead th { white-space: nowrap }
.signed { display: flex; gap: 2em; margin-top: 2em }
.signed span { flex: 1; border-bottom: 1px solid #555 }
"""


def counts(rows: Sequence[Row]) -> dict[Verdict, int]:
    """How many rows come to each verdict."""
    return {verdict: sum(row.verdict is verdict for row in rows) for verdict in Verdict}


def as_text(column: Column, rows: Sequence[Row], remarks: Sequence[str]) -> str:
    """The sheet for a terminal."""
    lines = [f"{TITLE}（参照）　{column.plan.organ}　截至 {in_words(column.day)}{_archived(column)}", ""]
    for row in rows:
        lines.append(f"{_MARKS[row.verdict]} {row.title}：{row.verdict.value}。{row.result}。（界限：{row.bound}）")
        lines += [f"    {found}" for found in row.found]
    lines += ["", _summary(rows), *remarks, REFERENCE]
    return "\n".join(lines)


def as_data(column: Column, rows: Sequence[Row], remarks: Sequence[str]) -> dict[str, Any]:
    """The sheet for programs."""
    return {
        "as_of": str(column.day),
        "archived": str(column.settings.archived) if column.settings.archived else None,
        "organ": column.plan.organ,
        "campaign": column.plan.campaign,
        "reference": REFERENCE,
        "remarks": list(remarks),
        "counts": {verdict.name.lower(): count for verdict, count in counts(rows).items()},
        "rows": [
            {
                "key": row.key,
                "title": row.title,
                "bound": row.bound,
                "basis": row.basis,
                "verdict": row.verdict.name.lower(),
                "verdict_label": row.verdict.value,
                "result": row.result,
                "found": list(row.found),
            }
            for row in rows
        ],
    }


def as_html(column: Column, rows: Sequence[Row], remarks: Sequence[str]) -> str:
    """The sheet as a page that needs nothing else."""
    about = f"{column.plan.organ}　{column.plan.campaign}　截至 {in_words(column.day)}{_archived(column)}"
    body = "\n".join(_row(number, row) for number, row in enumerate(rows, 1))
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("序号", "项目", "结果", "查得"))
    notes = "".join(f'<p class="note">{escape(remark)}</p>\n' for remark in (*remarks, REFERENCE))
    return f"""<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{TITLE}（参照） - {escape(column.plan.organ)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{TITLE}（参照）</h1>
<p class="about">{escape(about)}</p>
<table>
<caption>{escape(_summary(rows))}</caption>
<thead><tr>{heads}</tr></thead>
<tbody>
{body}
</tbody>
</table>
{notes}<p class="signed"><span>自查人：</span><span>负责人：</span><span>日期：</span></p>
</main>
</body>
</html>
"""


def _row(number: int, row: Row) -> str:
    found = "".join(f"<li>{escape(each)}</li>" for each in row.found)
    listed = f"<ul>{found}</ul>" if found else ""
    basis = f'<br><span class="basis">界限：{escape(row.bound)}<br>{escape(row.basis)}</span>'
    verdict = f'<td class="verdict">{_MARKS[row.verdict]} {row.verdict.value}</td>'
    return (
        f'<tr><td>{number}</td><th scope="row">{escape(row.title)}{basis}</th>'
        f"{verdict}<td>{escape(row.result)}{listed}</td></tr>"
    )


def _summary(rows: Sequence[Row]) -> str:
    told = [f"{verdict.value} {count}" for verdict, count in counts(rows).items() if count]
    return f"共 {len(rows)} 项：{'，'.join(told)}"


def _archived(column: Column) -> str:
    return f"　已归档（{in_words(column.settings.archived)}）" if column.settings.archived else ""
