"""The `publicity` command: check the plan, read a date, print a schema. Answers in Chinese."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from publicity.column.files import read_column
from publicity.commands import archive as archive_command
from publicity.commands import clean as clean_command
from publicity.commands import inspect as inspect_command
from publicity.commands import new_bulletin, new_commitment
from publicity.commands import publish as publishing_commands
from publicity.commands import seal_amend as commitment_commands
from publicity.commands import status as status_command
from publicity.commands import verify as verifying
from publicity.commands.asking import WRONG_USE, Unusable, ask
from publicity.commands.new_file import put
from publicity.fields.day import parse_day
from publicity.problems import code_quality
from publicity.problems.console import find_root, give_up, show
from publicity.problems.problem import errors
from publicity.when.dates import Field, Reading, Refusal, read

REFUSED = 3
FIELDS = [field.value for field in Field]


class _Group(click.Group):
    """Turns what nobody foresaw into one sentence: an editor never sees a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            click.echo(f"程序自己出错了，不是您写错了：{type(error).__name__}: {error}", err=True)
            click.echo("请把上面这一行和正在编辑的文件发给维护人员。", err=True)
            raise click.exceptions.Exit(70) from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """学习实践活动专栏：检查方案、写新稿、封存和修改承诺、读时间、输出数据格式。"""


@main.command()
@click.option("--gitlab", type=click.Path(path_type=Path), help="另写一份 GitLab 的代码质量报告，合并请求里能看到。")
@click.option("--root", type=click.Path(path_type=Path), help="专栏所在的文件夹（有 mkdocs.yml 的那个）。")
def check(gitlab: Path | None, root: Path | None) -> None:
    """检查方案、动态、文件和承诺，不生成网页。有错误时退出码为 1。"""
    root = root or find_root()
    problems = read_column(root / "mkdocs.yml", root / "docs").problems
    show(problems)
    if gitlab:
        try:
            gitlab.write_text(code_quality.report(problems), encoding="utf-8")
        except OSError as error:
            give_up(f"报告 {gitlab} 写不进去（系统错误 {error.errno}），检查文件夹和权限")
    if errors(problems):
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("text", required=False)
@click.option("--year", type=int, help="时间所说的年份。")
@click.option("--issued", help="文件的成文日期，如 2009-04-22。")
@click.option("--field", type=click.Choice(FIELDS), default="any", help="写在哪里：phase 阶段时间，deadline 时限。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option("--batch", is_flag=True, help="从标准输入逐行读 JSON（text year issued），逐行输出 JSON。")
def when(text: str | None, year: int | None, issued: str | None, field: str, as_json: bool, batch: bool) -> None:
    """读一个时间说法，如 “5月中旬至6月中旬”。读不出时说明原因，退出码为 3。"""
    if batch:
        for line in sys.stdin:
            if line.strip():
                click.echo(_line(_batch_line(line, Field(field))))
        return
    if text is None:
        raise click.UsageError("要读哪个时间？例如：publicity when 5月中旬至6月中旬 --year 2009")
    found = _read(text, year, issued, Field(field))
    click.echo(_line(found) if as_json else _sentence(found))
    if isinstance(found, Refusal):
        raise click.exceptions.Exit(REFUSED)


def _read(text: str, year: int | None, issued: str | None, field: Field) -> Reading | Refusal:
    try:
        day = parse_day(issued) if issued else None
    except ValueError as error:
        return Refusal(text, f"成文日期不对：{error}")
    return read(text, year=year, issued=day, field=field)


def _batch_line(line: str, field: Field) -> Reading | Refusal:
    try:
        asked = json.loads(line)
        text, year, issued = asked["text"], asked.get("year"), asked.get("issued")
        year = None if year is None else int(year)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Refusal(line.strip(), '这一行应是 JSON：{"text": "…", "year": 2009, "issued": null}')
    return _read(str(text), year, issued, field)


def _line(found: Reading | Refusal) -> str:
    if isinstance(found, Refusal):
        return json.dumps({"text": found.text, "reason": found.reason}, ensure_ascii=False)
    answer = {
        "text": found.text,
        "kind": found.kind,
        "start": _iso(found.start),
        "end": _iso(found.end),
        "inferred": list(found.inferred),
        "note": found.note,
    }
    return json.dumps(answer, ensure_ascii=False)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _sentence(found: Reading | Refusal) -> str:
    if isinstance(found, Refusal):
        return f"{found.text}：没有读出来。{found.reason}"
    note = f"（{found.note}）" if found.note else ""
    return f"{found.text}：{found.wording}{note}"


@main.command()
@click.argument("which", type=click.Choice(["plan", "data"]), default="plan")
def schema(which: str) -> None:
    """输出 JSON Schema：plan 是 plan.yml 的格式，data 是 data/plan.json 的格式。"""
    from publicity.opendata import schemas  # imported here: building the data models takes a tenth of a second

    click.echo(schemas.as_text(schemas.plan_schema() if which == "plan" else schemas.data_schema()), nl=False)


@main.group()
def new() -> None:
    """写新稿：建好文件，填好开头。"""


@new.command()
@click.option("--kind", help="简报 或 动态。")
@click.option("--title", help="标题。")
@click.option("--date", help="事情发生的日期，如 2009-04-22；不写就用专栏的日期。")
@click.option("--published", help="首次发布时间，如 2009-04-22 09:30；不写就是当天 09:00。")
@click.option("--source", help="稿件来源。")
@click.option("--summary", help="一句话摘要。")
@click.option("--phase", help="所属阶段的 id；按日期能确定的不用写。")
@click.option("--step", help="所属环节的 id。")
@click.option("--topics", help="主题，用逗号隔开。")
@click.option("--slug", help="文件名的结尾，小写字母、数字和连字符；不写就用 jianbao-期号 或 dongtai-序号。")
@click.option("--root", type=click.Path(path_type=Path), help="专栏所在的文件夹（有 mkdocs.yml 的那个）。")
def bulletin(root: Path | None, **flags: str | None) -> None:
    """新建一篇简报或动态，存为草稿。没写的会问；检查通不过就不写，退出码为 1。"""
    root = root or find_root()
    docs = root / "docs"
    found = read_column(root / "mkdocs.yml", docs)
    if found.readable is None:
        give_up("没有建新稿：先改好上面的错误", errors(found.problems))
    try:
        wanted = ask(found.readable, flags)
    except Unusable as unusable:
        click.echo(f"{unusable}。", err=True)
        raise click.exceptions.Exit(WRONG_USE) from None
    if wanted.kind == "简报" and (unsure := new_bulletin.uncountable(found.problems)):
        give_up("没有建新稿：先改好上面的错误，期号才数得准", unsure)
    sheet = new_bulletin.compose(wanted, found.readable, docs)
    put(sheet, root, found.problems, "新稿", "--slug")
    click.echo(f"建好了 docs/{sheet.uri}（草稿）。\n写好正文，删掉“draft: true”这一行，才会公开。")


new.add_command(new_commitment.commitment)
main.add_command(status_command.status)
main.add_command(inspect_command.command)
main.add_command(commitment_commands.seal)
main.add_command(commitment_commands.amend)
main.add_command(archive_command.archive)
main.add_command(clean_command.command)
main.add_command(publishing_commands.publish)
main.add_command(publishing_commands.rollback)
main.add_command(publishing_commands.releases)
main.add_command(verifying.verify)
