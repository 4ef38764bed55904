"""`publicity seal` and `publicity amend`: commitments fixed, and changed only in sight. They answer in Chinese."""

from datetime import date
from pathlib import Path

import click

from publicity.column.files import ColumnFiles, read_column
from publicity.commitments.commitment import TERMS
from publicity.ledger import amending
from publicity.ledger.ledger import FILE as LEDGER
from publicity.ledger.sealing import BackwardsError, lines_to_seal, replace_file, write_ledger
from publicity.problems.console import find_root, give_up
from publicity.problems.problem import errors
from publicity.texts.reading import suggestion


@click.command()
@click.option("--root", type=click.Path(path_type=Path), help="专栏所在的文件夹（有 mkdocs.yml 的那个）。")
def seal(root: Path | None) -> None:
    """封存已经公布的承诺和进展：以后悄悄改动就会查出来。有错误时不封存，退出码为 1。"""
    root = root or find_root()
    found = read_column(root / "mkdocs.yml", root / "docs")
    day = _own_day(found, "没有封存：先改好上面的错误")
    try:
        made = lines_to_seal(found.commitments, found.ledger, day)
    except BackwardsError as backwards:
        give_up(f"没有封存：{backwards}。检查 mkdocs.yml 的 as_of")
    if not made.added:
        click.echo("没有要封存的：公布了的承诺和进展都已经封存。")
        return
    try:
        write_ledger(root / "docs", made.text)
    except OSError as error:
        give_up(f"没有封存：docs/{LEDGER} 写不进去（系统错误 {error.errno}），检查磁盘和文件夹的权限")
    for line in made.added:
        entries = f"{len(line.history)} 条进展" + (f"、{len(line.amended)} 次修改" if line.amended else "")
        click.echo(f"封存了 {line.id} 第 {line.version} 版：{line.terms['item']}（{entries}）")
    click.echo(f"共封存 {len(made.added)} 项，截至 {day}。把 docs/{LEDGER} 一起提交。")


@click.command()
@click.argument("name", metavar="ID")
@click.option("--field", type=click.Choice(list(TERMS)), required=True, help="改哪一项，如 deadline。")
@click.option("--to", required=True, help="改成什么，如 8月底前；协办单位用逗号隔开。")
@click.option("--why", required=True, help="为什么改，读者看得到。")
@click.option("--root", type=click.Path(path_type=Path), help="专栏所在的文件夹（有 mkdocs.yml 的那个）。")
def amend(name: str, field: str, to: str, why: str, root: Path | None) -> None:
    """修改一项承诺：新的话写进去，原话和原因留在 amended 里。改不了或检查通不过时不写，退出码为 1。"""
    root = root or find_root()
    settings, docs = root / "mkdocs.yml", root / "docs"
    found = read_column(settings, docs)
    day = _own_day(found, "没有修改：先改好上面的错误")
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
        replace_file(docs / document.uri, text)
    except OSError as error:
        give_up(f"没有修改：docs/{document.uri} 写不进去（系统错误 {error.errno}），检查磁盘和文件夹的权限")
    click.echo(f"改好了 docs/{document.uri}：{TERMS[field]}改为“{to.strip()}”，原话留在 amended 里。")
    click.echo("核对以后运行 publicity seal，两个文件一起提交。")


def _own_day(found: ColumnFiles, sentence: str) -> date:
    """The office's own day, where nothing is wrong with anything that was read."""
    if found.column is None:
        give_up(sentence, errors(found.problems))
    return found.column.as_of.own
