"""`publicity seal`: what the public has read is fixed."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from publicity.commands.column_files import column_in
from publicity.commands.giving_up import give_up, unwritable
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.commands.own_day import own_day

if TYPE_CHECKING:
    from publicity.column.files import ColumnFiles
    from publicity.ledger.subject import Subject

SHOWN = 20


@click.command(cls=ChineseCommand)
@root_option
def seal(root: Path) -> None:
    """封存公众看到的：方案、承诺和进展、发布时间和票数。以后悄悄改动就会查出来。有错误时不封存，退出码为 1。"""
    from publicity.commands.fixing_identity import fix_identity  # here: help waits for none of these
    from publicity.ledger.ledger import FILE as LEDGER
    from publicity.ledger.sealing import BackwardsError, lines_to_seal, write_ledger

    found = column_in(root)
    day = own_day(found, "没有封存：先改好上面的错误")
    if found.column and not found.column.newest_plan.id:
        fix_identity(found.column.newest_plan, root / "docs" / "plan.yml")
        found = column_in(root)
    if found.ledger is None:
        give_up("没有封存：台账读不了")
    try:
        made = lines_to_seal(_read_by_all(found), found.ledger, day)
    except BackwardsError as backwards:
        give_up(f"没有封存：{backwards}。检查 mkdocs.yml 的 as_of")
    if not made.added and not found.ledger.carried:
        click.echo("没有要封存的：公布了的都已经封存。")
        return
    try:
        write_ledger(root / "docs", made.text)
    except OSError as error:
        unwritable("没有封存", f"docs/{LEDGER}", error)
    if found.ledger.carried:
        count = sum(bool(line.carried) for line in found.ledger.lines)
        click.echo(f"以前的台账核对过了，{count} 行都转进了 docs/{LEDGER}，原来的文件删了。")
    for title, line in made.added[:SHOWN]:
        entries = "、".join(f"{len(line.entries[key])} {unit}" for key, unit in _UNITS if line.entries.get(key))
        click.echo(f"封存了{title}第 {line.version} 版{f'（{entries}）' if entries else ''}")
    if len(made.added) > SHOWN:
        click.echo(f"……等 {len(made.added)} 项")
    click.echo(f"共封存 {len(made.added)} 项，截至 {day}。台账校验值 {made.head}")
    click.echo(f"把 docs/{LEDGER} 一起提交。")


_UNITS = (("history", "条进展"), ("amended", "次修改"), ("updated", "条更新说明"))


def _read_by_all(found: "ColumnFiles") -> list["Subject"]:
    """What is sealed, without that of which something still waits for an approval: readers have not seen that."""
    come = found.column.cleared.clearances if found.column else {}
    waiting = {uri for uri, one in come.items() if not one.complete}
    subjects = found.written.subjects if found.written else ()
    return [subject for subject in subjects if subject.uri not in waiting]
