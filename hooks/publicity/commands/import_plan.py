"""`publicity import plan`: a work plan as an office has it, in Word or on a page, as plan.yml to go through."""

import sys
from datetime import date
from pathlib import Path

import click

from publicity.column.clearing import PLAN
from publicity.commands.exits import Exit
from publicity.commands.giving_up import give_up, unwritable
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.fields.day import MiswrittenError, parse_day
from publicity.importing.blocks import Paper
from publicity.importing.grid import CannotImportError
from publicity.importing.papers import paper_of, read_paper
from publicity.importing.plan_in import draft_plan
from publicity.importing.plan_yaml import plan_text
from publicity.plans.file import read_plan
from publicity.plans.plan import Plan
from publicity.problems.problem import errors
from publicity.screening import telling
from publicity.texts import whole_file

_PASTED = "粘贴的文字"


@click.command("plan", cls=ChineseCommand)
@click.argument("document", metavar="文件")
@click.option("--out", type=click.Path(path_type=Path), help="写进哪个文件；不写就是 docs/plan.yml，已经填好的不覆盖。")
@click.option("--issued", help="成文日期，如 2026-03-01；文件里没有印的要写。")
@root_option
def plan(document: str, out: Path | None, issued: str | None, root: Path) -> None:
    """导入工作方案：docx、doc、wps、Word 存的网页、txt，写成 plan.yml；文件写 - 是粘贴。

    标题、阶段、时间、环节、目标、问题、义务从文件里找；时间由程序读，读不准的空着。拿不准的标“请核对”，附上原文。
    再导入一次，名称没变的标识（id）照旧。写出来的有错误时退出码为 1。
    """
    own = root / "docs" / PLAN
    target = out or own
    column, before = _before(own)
    _keep_what_is_written(target, out)
    try:
        day: date | None = parse_day(issued) if issued else None
        draft = draft_plan(_paper(document), day, before)
    except (CannotImportError, MiswrittenError) as refused:
        give_up(f"没有导入：{refused}")
    text = plan_text(draft, _PASTED if document == "-" else Path(document).name, column)
    for told in draft.told:
        click.echo(f"注意：{told}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        whole_file.replace(target, text)
    except OSError as error:
        unwritable("没有导入", target, error)
    counts = "，".join(f"{name} {len(draft.lists.get(key, []))} 个" for key, name in _COUNTED.items())
    steps = sum(len(phase.below) for phase in draft.lists.get("phases", []))
    click.echo(f"写好了 {target}：{counts}，环节 {steps} 个；请核对 {text.count('# 请核对：')} 处。")
    if wrong := errors(read_plan(target, target.name).problems):
        click.echo(telling.told(wrong))
        give_up("先改好上面的错误，再核对")
    click.echo("从头到尾对照原件看一遍：看过的“请核对”删掉，“待填”填上，再运行 publicity check。")


_COUNTED = {"phases": "阶段", "goals": "目标", "problems": "问题", "duties": "义务", "leadership": "组织领导"}


def _paper(document: str) -> Paper:
    """The document. Raises CannotImportError."""
    if document != "-":
        return read_paper(Path(document))
    data = sys.stdin.buffer.read() if sys.stdin else b""
    if not data.strip():
        raise CannotImportError("没有读到文字：把方案粘贴进来，最后按 Ctrl-D（Windows 按 Ctrl-Z、回车）")
    return paper_of("", data)


def _before(own: Path) -> tuple[str | None, Plan | None]:
    """The id of the column, and its plan: names keep their ids."""
    found = read_plan(own, PLAN).plan if own.is_file() else None
    return (found.id if found else None), found


def _keep_what_is_written(target: Path, out: Path | None) -> None:
    """Only what `publicity init` laid down, with nothing filled in, is replaced."""
    if not target.exists():
        return
    found = read_plan(target, target.name)
    if any(problem.unfinished for problem in found.problems) and not any(p.unsettled for p in found.problems):
        text = target.read_text(encoding="utf-8", errors="replace")
        if "待填" in text and "由 publicity import plan" not in text:
            return
    other = "换一个 --out" if out else "加 --out 写到另一个文件，如 --out plan-new.yml，对照着改"
    give_up(f"没有导入：已经有 {target}，里面写过东西，不覆盖；{other}", code=Exit.ERRORS)
