"""The column's id into plan.yml, once, where none is written."""

from pathlib import Path

import click

from publicity.commands.giving_up import give_up, unwritable
from publicity.plans.identity import column_id, id_line, with_id
from publicity.plans.plan import Plan
from publicity.texts import whole_file
from publicity.texts.source import Source, load


def fix_identity(plan: Plan, path: Path) -> None:
    """Write the id that the column has had so far; nothing where one is written. Ends the command where it can't."""
    if plan.id:
        return
    source = load(path, "docs/plan.yml")
    text = with_id(source, plan) if isinstance(source, Source) else None
    if text is None:
        give_up(f"没有封存：docs/plan.yml 里添不上专栏的标识，请在顶格自己加一行 {id_line(column_id(plan))}")
    try:
        whole_file.replace(path, text)
    except OSError as error:
        unwritable("没有封存", "docs/plan.yml", error)
    click.echo("在 docs/plan.yml 里写下了专栏的标识（id）：以后改正机关或成文日期，订阅和日历也认得。一起提交。")
