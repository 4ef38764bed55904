"""`publicity edit`: the form in the browser."""

import sys
import webbrowser
from pathlib import Path

import click

from publicity.commands.giving_up import give_up
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option


@click.command(cls=ChineseCommand)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="用哪个端口，默认随便一个空着的。")
@click.option("--no-open", is_flag=True, help="不打开浏览器，只打印网址。")
@click.option("--name", help="您的名字，记在每次保存里；git 里已经有的不用写。")
@click.option(
    "--config",
    "service",
    type=click.Choice(["gitlab", "github"]),
    help="不打开表单，只打印放在 GitLab 或 GitHub 上用的配置（没有在真的服务器上试过）。",
)
@root_option
def edit(port: int, no_open: bool, name: str | None, service: str | None, root: Path) -> None:
    """在浏览器里填表写稿：不用联网，保存前检查，一次保存就是一次提交。按 Ctrl+C 结束。"""
    from publicity.editing.decap import NoFormError, form_program
    from publicity.editing.desk import Desk
    from publicity.editing.keeping import editor_name, is_kept, remember_editor
    from publicity.editing.serving import FormServer

    desk = Desk(root.resolve())
    if service:
        from publicity.commands.answering import say_exactly
        from publicity.editing.remote_config import remote_config

        say_exactly(remote_config(desk, service))
        return
    if is_kept(root):
        if not name and not editor_name(root) and sys.stdin.isatty():
            name = click.prompt("您的名字（记在每次保存里，只问这一次）")
        if name:
            remember_editor(root, name)
        if not editor_name(root):
            give_up("没有打开：不知道是谁在写。运行 publicity edit --name 您的名字")
    try:
        program = form_program(root.resolve() / ".cache")
    except NoFormError as error:
        give_up(f"没有打开：{error}")
    try:
        server = FormServer(desk, program, port)
    except OSError as error:
        give_up(f"没有打开：端口 {port} 用不了（系统错误 {error.errno}），换一个 --port")
    click.echo(f"表单在 {server.address}\n只有这台电脑能打开。写完按 Ctrl+C 结束。")
    if not no_open:
        webbrowser.open(server.address)
    with server:
        server.serve_forever()
