"""`publicity import`: what an office has already, as files of the column."""

import click

from publicity.commands.lazy import Lazy, LazyGroup

COMMANDS = {
    "plan": Lazy(
        "publicity.commands.import_plan",
        "plan",
        "导入工作方案：docx、doc、wps、Word 存的网页、txt，写成 plan.yml；文件写 - 是粘贴。",
    ),
    "bulletin": Lazy(
        "publicity.commands.import_bulletin",
        "bulletin",
        "导入简报、动态：docx、doc、wps、网页、txt，一个文件一篇。",
    ),
    "column": Lazy(
        "publicity.commands.import_column",
        "column",
        "导入旧专栏：存下来的网页，每页一篇，旧网址自动转到新的。",
    ),
    "commitments": Lazy(
        "publicity.commands.import_commitments",
        "commitments",
        "导入整改台账：xlsx、docx 里的表、csv，每项承诺一个文件。",
    ),
}


@click.group("import", cls=LazyGroup, lazy=COMMANDS)
def import_() -> None:
    """导入已有的文件和表格。拿不准的地方标“请核对”，看过删掉以后才能发布。"""
