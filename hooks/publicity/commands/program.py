"""The `publicity` command: the list of its commands. Each is a module, loaded when it is called."""

import sys
from collections.abc import Callable
from typing import Any

import click

from publicity.building.collecting import end_without_looking, seldom_collecting
from publicity.commands.ending import foreseen, run
from publicity.commands.lazy import Lazy, LazyGroup

_HERE = "publicity.commands"

COMMANDS = {
    "init": Lazy(f"{_HERE}.init", "init", "建立一个新专栏：没写的会问，建好就能检查、生成。"),
    "serve": Lazy(f"{_HERE}.serve", "serve", "边写边看：保存以后网页自己更新，写错了显示在最上面。"),
    "edit": Lazy(f"{_HERE}.edit", "edit", "在浏览器里填表写稿：不用联网，保存前检查，一次保存就是一次提交。"),
    "build": Lazy(f"{_HERE}.build", "build", "生成整个网站并检查，放在 site/ 里。"),
    "check": Lazy(f"{_HERE}.check", "check", "检查方案、动态、文件和承诺，不生成网页。"),
    "status": Lazy(
        f"{_HERE}.status", "status", "列出该办的事：快到期的、逾期的、缺依据的、久不更新的，以及下次生成会变什么。"
    ),
    "inspect": Lazy(
        f"{_HERE}.inspect", "inspect_column", "自查表（参照）：更新、空白栏目、发布时间、标签、死链、逾期。"
    ),
    "screen": Lazy(
        f"{_HERE}.screen", "screen", "查不该公开的内容：证件号码、手机号、住址、密级标志、写错的机关名称等。"
    ),
    "when": Lazy(f"{_HERE}.when", "when", "读一个时间说法，如 “5月中旬至6月中旬”。"),
    "new": Lazy(f"{_HERE}.new", "new", "写新稿：建好文件，填好开头。"),
    "import": Lazy(f"{_HERE}.import_", "import_", "导入已有的文件和表格。"),
    "paste": Lazy(f"{_HERE}.paste", "paste", "把从 Word、Excel、微信复制来的内容变成正文的写法。"),
    "seal": Lazy(f"{_HERE}.seal", "seal", "封存公众看到的：方案、承诺和进展、发布时间和票数。"),
    "amend": Lazy(f"{_HERE}.amend", "amend_in_public", "修改承诺或方案：新的话写进去，原话和原因留在 amended 里。"),
    "approve": Lazy(f"{_HERE}.approve", "approve", "登记一次审核：谁、哪一审、哪一天，看的是哪些字。"),
    "approval": Lazy(f"{_HERE}.approval", "approval", "打印一份稿件的审批单：各审的职务和日期、保密审查、上网时间。"),
    "ledger": Lazy(f"{_HERE}.ledger", "show_ledger", "列出封存过的；写了 SUBJECT 的，列出它的全部历史。"),
    "clean": Lazy(f"{_HERE}.clean", "clean_files", "清理附件：去掉批注、修订、隐藏的内容和作者等信息，另存一份。"),
    "prepare": Lazy(f"{_HERE}.prepare", "prepare", "把要发布的网站生成、检查好，还用不着密钥。"),
    "publish": Lazy(f"{_HERE}.publish", "publish", "生成、检查、发布、核对，留下最近五次以便退回。"),
    "releases": Lazy(f"{_HERE}.releases", "releases", "列出目标上留着的发布，带 * 的是现在公开的。"),
    "rollback": Lazy(f"{_HERE}.rollback", "rollback", "退回以前的一次发布；不写 RELEASE 就是上一次。"),
    "verify": Lazy(f"{_HERE}.verify", "verify", "核对网站有没有被改动、删除或塞进东西。"),
    "archive": Lazy(f"{_HERE}.archive", "archive", "把生成的网站归档：不用服务器就能看的 zip，和网页档案 WARC。"),
    "dossier": Lazy(
        f"{_HERE}.dossier",
        "dossier",
        "把整个专栏印成一份材料：封面、目录、方案、进程、承诺和每一篇，存为 .html 或 .pdf。",
    ),
    "wechat": Lazy(f"{_HERE}.wechat", "wechat", "把一篇已公开的简报、动态或文件做成能贴进公众号的样子，图片放在旁边。"),
    "upgrade": Lazy(f"{_HERE}.upgrade", "upgrade", "升级程序：先列出会变的网页，再换版本号和当初建好的文件。"),
    "schema": Lazy(f"{_HERE}.schema", "schema", "输出 JSON Schema，编辑器按它提示和查错。"),
    "credentials": Lazy(
        f"{_HERE}.credentials", "credentials", "给 CI 用：把密钥放进一个只有这个任务能读的文件夹，不显示内容。"
    ),
}


class _Program(LazyGroup):
    """The whole program: an editor never sees a traceback, and every end has its exit code."""

    def main(self, *arguments: Any, **more: Any) -> Any:
        """Run what the command line says and leave the process; with `standalone_mode` off, as click's own does."""
        plain: Callable[..., Any] = super().main
        end_without_looking()
        if not more.pop("standalone_mode", True):
            return plain(*arguments, standalone_mode=False, **more)
        sys.exit(run(lambda: plain(*arguments, standalone_mode=False, **more)))

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        """Read the command line."""
        with foreseen():
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with foreseen(), seldom_collecting():
            return super().invoke(ctx)


def _tell_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from publicity.commands.version import versions  # looking into what is installed takes a while

    click.echo(versions())
    context.exit()


@click.group(cls=_Program, lazy=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_tell_version, help="显示版本。")
def main() -> None:
    """学习实践活动专栏：检查方案、写新稿、封存和修改承诺、发布、核对、归档。"""
