"""A work plan as an office has it, in Word or on a page, as plan.yml to go through."""

import sys
from datetime import date
from pathlib import Path

import click

from publicity.column.clearing import PLAN
from publicity.commands.exits import Exit
from publicity.commands.giving_up import give_up, unwritable
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


def import_plan(document: str, out: Path | None, issued: str | None, root: Path) -> None:
    """Write it as plan.yml, and say what to look at; end with 1 where it has errors."""
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
