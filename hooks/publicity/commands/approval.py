"""`publicity approval`: the sheet on which an office sees who has read a text, and when it went on line."""

from pathlib import Path

import click

from publicity.commands.answering import say_data
from publicity.commands.approve import approvable, uri_of
from publicity.commands.column_files import column_in
from publicity.commands.giving_up import give_up, unwritable
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import json_option, root_option
from publicity.texts import whole_file


@click.command(cls=ChineseCommand)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="另存为一个能打印的网页（A4 一张）。")
@json_option
@root_option
def approval(file: Path, html: Path | None, as_json: bool, root: Path) -> None:
    """打印一份稿件的审批单：各审的职务和日期、保密审查、上网时间。"""
    from publicity.inspecting import approval_sheet  # here: help waits for no sheet

    found = column_in(root)
    cleared, _ = approvable(found, "没有审批单")
    uri = uri_of(file, root, "没有审批单")
    if uri not in cleared.clearances or found.readable is None:
        give_up(f"没有审批单：mkdocs.yml 的 approvals 没有要求审 docs/{uri}，或者它还有错误")
    sheet = approval_sheet.sheet_of(found.readable, uri, found.problems)
    if html:
        try:
            whole_file.replace(html, approval_sheet.as_html(sheet))
        except OSError as error:
            unwritable("没有存审批单", html, error)
    if as_json:
        say_data(approval_sheet.as_data(sheet))
    else:
        click.echo(approval_sheet.as_text(sheet))
