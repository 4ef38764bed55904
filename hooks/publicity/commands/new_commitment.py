"""`publicity new commitment`: a promise as a file that passes the checks; it is public from its first day on."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publicity.commands.asking import Asked, Unusable, one_of, text_of
from publicity.commands.column_files import column_in
from publicity.commands.exits import Exit
from publicity.commands.giving_up import give_up
from publicity.commands.helping import ChineseCommand
from publicity.commands.new_file import Sheet, put
from publicity.commands.options import root_option
from publicity.fields.day import parse_day

if TYPE_CHECKING:
    from publicity.column.column import Column

_QUESTIONS = {
    "item": "项目（一句话）",
    "goal": "目标（做到什么程度）",
    "measure": "措施（先写一条，以后在文件里加）",
    "deadline": "时限（照抄原文，如 7月底前；没有期限的写 长期坚持）",
    "leader": "责任领导的职务",
    "lead": "牵头单位",
    "accept": "由谁验收",
}


@click.command("commitment", cls=ChineseCommand)
@click.option("--id", "name", help="标识，也是文件名和网址：小写字母、数字、连字符。")
@click.option("--problem", help="针对哪个问题：plan.yml 的 problems 里的 id。")
@click.option("--item", help="项目。")
@click.option("--goal", help="目标。")
@click.option("--measure", help="措施。")
@click.option("--deadline", help="时限，照抄原文。")
@click.option("--leader", help="责任领导的职务。")
@click.option("--lead", help="牵头单位。")
@click.option("--accept", help="由谁验收。")
@click.option("--tier", help="近期、中期 或 长期。")
@click.option("--date", help="公布日期；不写就用专栏的日期。")
@root_option
def commitment(root: Path, **flags: str | None) -> None:
    """新建一项整改承诺。没写的会问；检查通不过就不写，退出码为 1。"""
    found = column_in(root)
    if found.readable is None:
        give_up("没有建新承诺：先改好上面的错误", found.problems)
    try:
        sheet = _compose(found.readable, {"id": flags.pop("name"), **flags})
    except Unusable as unusable:
        give_up(str(unusable), code=Exit.WRONG_USE)
    put(sheet, root, found.problems, "新承诺", "--id")
    click.echo(f"建好了 docs/{sheet.uri}。核对以后运行 publicity seal 封存，再一起提交。")


def _compose(column: "Column", flags: Mapping[str, str | None]) -> Sheet:
    import yaml  # here: help waits for it nowhere

    asked, strict = Asked(flags), column.settings.extra.strict_commitments
    problems = [point.id for point in column.plan.problems]

    def take(flag: str, question: str, read: Callable[[str], str]) -> str | None:
        """An answer; where the column does not demand everything, there may be none but to what it is about."""
        if strict or flag == "item":
            return asked.take(flag, question, read)
        return asked.take(flag, f"{question}；没有就直接回车", lambda text: read(text) if text.strip() else "", "")

    name = asked.take("id", "标识（小写字母、数字、连字符）", text_of)
    problem = take("problem", f"针对哪个问题，可写：{'、'.join(problems)}", one_of(problems))
    words = {flag: take(flag, question, text_of) for flag, question in _QUESTIONS.items()}
    tier = take("tier", "类别（近期、中期、长期）", one_of(["近期", "中期", "长期"]))
    day = asked.take("date", "公布日期", parse_day, column.day.isoformat())
    if asked.missing:
        raise Unusable(f"缺少 {'、'.join(asked.missing)}；这里不是终端，没法问，请写在命令里")
    meta = {
        "id": name,
        "problem": problem,
        "item": words["item"],
        "goal": words["goal"],
        "measures": [{"text": words["measure"]}] if words["measure"] else None,
        "deadline": words["deadline"],
        "leader": {"post": words["leader"]} if words["leader"] else None,
        "lead": words["lead"],
        "accept": words["accept"],
        "tier": tier,
        "history": [{"date": day, "state": "未启动", "note": "承诺公布。"}],
    }
    given = {key: value for key, value in meta.items() if value}
    front = yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=float("inf"))
    return Sheet(f"commitments/{name}.md", f"---\n{front}---\n")
