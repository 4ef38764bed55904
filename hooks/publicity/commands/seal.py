"""`publicity seal`: what the public has read of commitments is fixed."""

from dataclasses import replace
from pathlib import Path

import click

from publicity.column.files import ColumnFiles, read_column
from publicity.commands.fixing_identity import fix_identity
from publicity.commands.giving_up import give_up, unwritable
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.commands.own_day import own_day
from publicity.commitments.files import Commitments
from publicity.ledger.ledger import FILE as LEDGER
from publicity.ledger.sealing import BackwardsError, lines_to_seal, write_ledger


@click.command(cls=ChineseCommand)
@root_option
def seal(root: Path) -> None:
    """封存已经公布的承诺和进展：以后悄悄改动就会查出来。有错误时不封存，退出码为 1。"""
    found = read_column(root / "mkdocs.yml", root / "docs")
    day = own_day(found, "没有封存：先改好上面的错误")
    if found.column:
        fix_identity(found.column.plan, root / "docs" / "plan.yml")
    try:
        made = lines_to_seal(_read_by_all(found), found.ledger, day)
    except BackwardsError as backwards:
        give_up(f"没有封存：{backwards}。检查 mkdocs.yml 的 as_of")
    if not made.added:
        click.echo("没有要封存的：公布了的承诺和进展都已经封存。")
        return
    try:
        write_ledger(root / "docs", made.text)
    except OSError as error:
        unwritable("没有封存", f"docs/{LEDGER}", error)
    for line in made.added:
        entries = f"{len(line.history)} 条进展" + (f"、{len(line.amended)} 次修改" if line.amended else "")
        click.echo(f"封存了 {line.id} 第 {line.version} 版：{line.terms['item']}（{entries}）")
    click.echo(f"共封存 {len(made.added)} 项，截至 {day}。把 docs/{LEDGER} 一起提交。")


def _read_by_all(found: ColumnFiles) -> Commitments:
    """The commitments without those of which something still waits for an approval: readers have not seen that."""
    come = found.column.cleared.clearances if found.column else {}
    waiting = {uri for uri, one in come.items() if not one.complete}
    return replace(found.commitments, documents=tuple(d for d in found.commitments.documents if d.uri not in waiting))
