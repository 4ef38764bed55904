"""`publicity amend`: a commitment changed in sight of everybody."""

from pathlib import Path

import click

from publicity.column.files import read_column
from publicity.commands.giving_up import give_up, unwritable
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.commands.own_day import own_day
from publicity.commitments.commitment import TERMS
from publicity.ledger import amending
from publicity.problems.problem import errors
from publicity.texts import whole_file
from publicity.texts.reading import suggestion


@click.command(cls=ChineseCommand)
@click.argument("name", metavar="ID")
@click.option("--field", type=click.Choice(list(TERMS)), required=True, help="改哪一项，如 deadline。")
@click.option("--to", required=True, help="改成什么，如 8月底前；协办单位用逗号隔开。")
@click.option("--why", required=True, help="为什么改，读者看得到。")
@root_option
def amend(name: str, field: str, to: str, why: str, root: Path) -> None:
    """修改一项承诺：新的话写进去，原话和原因留在 amended 里。改不了或检查通不过时不写，退出码为 1。"""
    settings, docs = root / "mkdocs.yml", root / "docs"
    found = read_column(settings, docs)
    day = own_day(found, "没有修改：先改好上面的错误")
    documents = {d.form.value.id: d for d in found.commitments.documents if d.form.value}
    if name not in documents:
        give_up(f"没有修改：没有标识为“{name}”的承诺，{suggestion(name, documents) or '检查它的 id'}")
    document = documents[name]
    try:
        text = amending.amend(document, amending.Wanted(field, to, why), day)
    except amending.CannotAmendError as refused:
        give_up(f"没有修改：{refused}")
    if wrong := errors(read_column(settings, docs, {document.uri: text}).problems):
        give_up("没有修改：照这样写，检查通不过", wrong)
    try:
        whole_file.replace(docs / document.uri, text)
    except OSError as error:
        unwritable("没有修改", f"docs/{document.uri}", error)
    click.echo(f"改好了 docs/{document.uri}：{TERMS[field]}改为“{to.strip()}”，原话留在 amended 里。")
    click.echo("核对以后运行 publicity seal，两个文件一起提交。")
