"""`publicity status`: what the office has to see to, for people and for a reminder job."""

from pathlib import Path

import click

from publicity.commands.answering import say_data
from publicity.commands.column_files import column_in
from publicity.commands.exits import Exit
from publicity.commands.giving_up import give_up
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import json_option, root_option


@click.command(cls=ChineseCommand)
@click.option("--within", type=click.IntRange(0, 366), default=14, help="看今后多少天，默认 14。")
@json_option
@root_option
def status(within: int, as_json: bool, root: Path) -> None:
    """列出该办的事：快到期的、逾期的、缺依据的、久不更新的，以及下次生成会变什么。有急事时退出码为 4。"""
    from publicity.commands.matters import matters, next_build  # here: help waits for no column
    from publicity.plans.wording import day as in_words

    found = column_in(root)
    if found.column is None:
        give_up("先改好上面的错误", found.problems)
    column, listed = found.column, matters(found.column, within, found.problems)
    changes = next_build(column)
    if as_json:
        answer = {
            "as_of": str(column.day),
            "within": within,
            "matters": [
                {"kind": m.kind, "what": m.what, "due": str(m.due) if m.due else None, "urgent": m.urgent}
                for m in listed
            ],
            "next_change": str(column.next_change) if column.next_change else None,
            "changes": changes,
        }
        say_data(answer)
    else:
        click.echo(f"截至 {in_words(column.day)}，今后 {within} 天：")
        for m in listed:
            click.echo(f"  {'！' if m.urgent else '·'} {m.what}{f'，期限 {m.due}' if m.due else ''}")
        click.echo(
            "  没有要办的。" if not listed else f"共 {len(listed)} 件，其中急的 {sum(m.urgent for m in listed)} 件。"
        )
        if column.next_change:
            click.echo(f"下次变化在 {in_words(column.next_change)}：{'；'.join(changes) or '没有读者看得到的变化'}")
    if any(m.urgent for m in listed):
        raise click.exceptions.Exit(Exit.URGENT)
