"""`publicity ledger`: what was sealed, and the whole history of one thing."""

from pathlib import Path

import click

from publicity.commands.giving_up import give_up
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option


@click.command("ledger", cls=ChineseCommand)
@click.argument("subject", metavar="[SUBJECT]", required=False)
@root_option
def show_ledger(subject: str | None, root: Path) -> None:
    """列出封存过的；写了 SUBJECT 的，列出它的全部历史。SUBJECT 如 office-guide、phases.rectify、plan。"""
    from publicity.ledger.files import read_both  # here: help waits for no ledger
    from publicity.ledger.ledger import Ledger
    from publicity.ledger.telling import NoSubjectError, history, overview, subject_named

    ledger = read_both(root / "docs", "docs")
    if not isinstance(ledger, Ledger):
        give_up("台账读不了", [ledger])
    if ledger.problems:
        give_up("台账有错误，先用 git 恢复", ledger.problems)
    if not ledger.lines:
        click.echo("还没有封存过：运行 publicity seal。")
        return
    try:
        lines = history(ledger, subject_named(ledger, subject)) if subject else overview(ledger)
    except NoSubjectError as unknown:
        give_up(str(unknown))
    for line in lines:
        click.echo(line)
    if not subject:
        click.echo(f"共 {len(ledger.by_subject)} 项、{len(ledger.lines)} 行，封存到 {ledger.sealed}")
        click.echo(f"台账校验值 {ledger.head}")
