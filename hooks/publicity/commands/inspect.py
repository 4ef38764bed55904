"""`publicity inspect`: the self-inspection sheet, before the inspector comes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publicity.commands.answering import say_data
from publicity.commands.column_files import column_in
from publicity.commands.exits import Exit
from publicity.commands.giving_up import give_up, unwritable
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import json_option, root_option
from publicity.problems.problem import Problem
from publicity.texts import whole_file

if TYPE_CHECKING:
    from publicity.column.column import Column


@click.command("inspect", cls=ChineseCommand)
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="另存为一个能打印的网页。")
@json_option
@click.option("--site", type=click.Path(path_type=Path), help="生成好的网站，默认是 site/；没有就只查稿件。")
@root_option
def inspect_column(html: Path | None, as_json: bool, site: Path | None, root: Path) -> None:
    """自查表（参照）：更新、空白栏目、发布时间、标签、死链、逾期。有超限的项目时退出码为 4，稿件有错误时为 1。"""
    from publicity.finished.check import check_site  # here: help waits for none of these
    from publicity.inspecting import sheet as inspection_sheet
    from publicity.inspecting.first_commits import first_commits
    from publicity.inspecting.inspection import Verdict, inspect

    docs = root / "docs"
    found = column_in(root)
    if found.column is None:
        give_up("没有自查：先改好上面的错误", found.problems)
    column = found.column
    if site and not (site / "index.html").is_file():
        raise click.UsageError(f"{site} 里没有 index.html，不是生成好的网站")
    built = site or root / "site"
    remarks: list[str] = []
    findings = None
    if (built / "index.html").is_file():
        try:
            findings = check_site(built, column, docs, "docs")
        except OSError as error:
            give_up(f"没有自查：{built} 读不出来（系统错误 {error.errno}）")
        remarks += _doubts(built, column, docs)
    dead = _dead(column, docs) if findings is None else ()
    rows = inspect(column, findings, dead, first_commits(docs), found.exceptions)
    if html:
        _save(html, inspection_sheet.as_html(column, rows, remarks))
    if as_json:
        say_data(inspection_sheet.as_data(column, rows, remarks))
    else:
        click.echo(inspection_sheet.as_text(column, rows, remarks))
    if any(row.verdict is Verdict.BAD for row in rows):
        raise click.exceptions.Exit(Exit.URGENT)


def _dead(column: "Column", docs: Path) -> Iterator[Problem]:
    """The links in the sources that lead nowhere."""
    from publicity.finished.sources import sources_by_rule  # here: where a site is there, no text is converted
    from publicity.inspecting.inspection import LINKS

    found = sources_by_rule(column, docs, "docs")
    return (problem for rule in LINKS for problem in found.get(rule, ()))


def _doubts(built: Path, column: "Column", docs: Path) -> Iterator[str]:
    """Why the built site may not be what the sources would give today."""
    try:
        shown = json.loads((built / "data" / "plan.json").read_bytes())["as_of"]
    except (OSError, ValueError, KeyError, TypeError):
        shown = ""
    if shown != str(column.day):
        yield f"{built.name}/ 不是按 {column.day} 生成的，先运行 publicity build 再查，网页部分才准。"
    else:
        made = (built / "index.html").stat().st_mtime
        if any(path.stat().st_mtime > made for path in docs.rglob("*") if path.is_file()):
            yield f"docs/ 在生成 {built.name}/ 以后改过，先运行 publicity build 再查，网页部分才准。"


def _save(path: Path, text: str) -> None:
    try:
        whole_file.replace(path, text)
    except OSError as error:
        unwritable("没有存自查表", path, error)
