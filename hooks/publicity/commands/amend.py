"""`publicity amend`: a commitment, or the plan, changed in sight of everybody."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publicity.commands.column_files import column_in
from publicity.commands.giving_up import give_up, unwritable
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.commitments.terms import AMENDABLE
from publicity.problems.problem import errors
from publicity.texts import whole_file

if TYPE_CHECKING:
    from publicity.column.files import ColumnFiles
    from publicity.ledger.amending import Wanted
    from publicity.ledger.plan_amending import WantedOfPlan


@click.command("amend", cls=ChineseCommand)
@click.argument("name", metavar="ID|plan")
@click.argument("path", metavar="[改哪一项]", required=False)
@click.option("--field", type=click.Choice(list(AMENDABLE)), help="改承诺的哪一项，如 deadline。")
@click.option("--to", help="改成什么，如 8月底前；几个单位用逗号隔开。文件里已经改好的不写，原话从台账里取。")
@click.option("--why", required=True, help="为什么改，读者看得到。")
@click.option("--cancel", is_flag=True, help="方案的一项义务不再要求了：照样列出，标明取消。")
@root_option
def amend_in_public(
    name: str, path: str | None, field: str | None, to: str | None, why: str, cancel: bool, root: Path
) -> None:
    """修改承诺或方案：新的话写进去，原话和原因留在 amended 里。改不了或检查通不过时不写，退出码为 1。

    承诺：publicity amend ID deadline --to 8月底前 --why …　方案：publicity amend plan phases.rectify.when --to 8月末
    --why …；取消一项义务：publicity amend plan duties.ID --cancel --why …
    """
    from publicity.column.clearing import PLAN  # here: help waits for none of these
    from publicity.ledger.amending import Wanted
    from publicity.ledger.plan_amending import WantedOfPlan
    from publicity.ledger.yaml_edits import CannotAmendError

    docs, found = root / "docs", column_in(root)
    day = _day(found)
    try:
        if name == "plan":
            uri, text = PLAN, _plan(found, docs, WantedOfPlan(path or "", to, why, cancel), day)
            what = f"方案的 {path}"
        else:
            uri, text = _commitment(found, name, Wanted(_key(path, field), to, why), day)
            what = AMENDABLE[_key(path, field)]
    except CannotAmendError as refused:
        give_up(f"没有修改：{refused}")
    if wrong := errors(column_in(root, {uri: text}).problems):
        give_up("没有修改：照这样写，检查通不过", wrong)
    try:
        whole_file.replace(docs / uri, text)
    except OSError as error:
        unwritable("没有修改", f"docs/{uri}", error)
    done = "标明取消" if cancel else f"改为“{to.strip()}”" if to else "改好了"
    click.echo(f"改好了 docs/{uri}：{what}{done}，原话留在 amended 里。")
    click.echo("核对以后运行 publicity seal，两个文件一起提交。")


def _day(found: "ColumnFiles") -> date:
    from publicity.column.as_of import AsOf, as_of

    day = as_of(found.settings.fixed) if found.settings else None
    if not isinstance(day, AsOf) or found.written is None:
        give_up("没有修改：先改好上面的错误", errors(found.problems))
    return day.own


def _key(path: str | None, field: str | None) -> str:
    from publicity.ledger.yaml_edits import CannotAmendError
    from publicity.texts.suggesting import suggestion

    key = field or path
    if key not in AMENDABLE:
        raise CannotAmendError(f"要写明改哪一项：{suggestion(key or '', AMENDABLE)}")
    return key


def _plan(found: "ColumnFiles", docs: Path, wanted: "WantedOfPlan", day: date) -> str:
    from publicity.ledger.plan_amending import amend_plan
    from publicity.ledger.yaml_edits import CannotAmendError

    state = found.written.plan_state if found.written else None
    if state is None:
        give_up("没有修改：先改好上面的错误", errors(found.problems))
    if not wanted.path:
        raise CannotAmendError("要写明改哪一项，如 publicity amend plan phases.rectify.when --to 8月末 --why …")
    return amend_plan(state.form.source.text, state.plan, wanted, day, found.ledger)


def _commitment(found: "ColumnFiles", name: str, wanted: "Wanted", day: date) -> tuple[str, str]:
    from publicity.ledger.amending import amend
    from publicity.ledger.ledger import tips
    from publicity.ledger.yaml_edits import CannotAmendError
    from publicity.texts.suggesting import suggestion

    documents = {d.form.value.id: d for d in found.commitments.documents if d.form.value}
    if name not in documents:
        hint = suggestion(name, ["plan", *documents]) or "检查它的 id"
        raise CannotAmendError(f"没有标识为“{name}”的承诺，{hint}")
    document = documents[name]
    last = tips(found.ledger.of(f"commitment/{name}")) if found.ledger else []
    return document.uri, amend(document, wanted, day, last[-1] if last else None)
