"""`publicity schema`: the formats as JSON Schema."""

import click

from publicity.commands.answering import say_exactly
from publicity.commands.helping import ChineseCommand
from publicity.editing.kinds import KINDS


@click.command(cls=ChineseCommand)
@click.argument("which", type=click.Choice([*KINDS, "data"]), default="plan")
def schema(which: str) -> None:
    """输出 JSON Schema，编辑器按它提示和查错。

    plan 是 plan.yml 的格式；bulletin、publication、commitment 是动态和简报、公布的文件、整改承诺开头的信息的格式；
    settings 是 mkdocs.yml 里专栏设置的格式；data 是 data/plan.json 的格式。
    """
    from publicity.editing.schemas import schema_of  # here: help waits for no model
    from publicity.opendata.plan import PlanData
    from publicity.opendata.schemas import as_text, data_schema

    say_exactly(as_text(data_schema(PlanData) if which == "data" else schema_of(which)).rstrip("\n"))
