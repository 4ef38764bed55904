"""`publicity schema`: the formats as JSON Schema."""

import click

from publicity.commands.answering import say_exactly
from publicity.commands.helping import ChineseHelp
from publicity.opendata import schemas


@click.command(cls=ChineseHelp)
@click.argument("which", type=click.Choice(["plan", "data"]), default="plan")
def schema(which: str) -> None:
    """输出 JSON Schema：plan 是 plan.yml 的格式，data 是 data/plan.json 的格式。"""
    say_exactly(schemas.as_text(schemas.plan_schema() if which == "plan" else schemas.data_schema()).rstrip("\n"))
