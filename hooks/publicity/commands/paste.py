"""`publicity paste`: what was copied in Word, Excel, WPS or WeChat, as the Markdown of a body."""

import sys

import click

from publicity.commands.giving_up import give_up
from publicity.commands.helping import ChineseCommand


@click.command("paste", cls=ChineseCommand)
def paste() -> None:
    """把从 Word、Excel、微信复制来的内容变成正文的写法。

    在别的软件里复制以后运行，读剪贴板；也可以从标准输入读（publicity paste < 文件）。结果写到标准输出，贴进稿件就行；
    没有取来的东西在屏幕上说明。图片取不来，要另存。
    """
    from publicity.importing.blocks import Picture  # here: help waits for none of these
    from publicity.importing.clipboard import clipboard, pasted_paper
    from publicity.importing.grid import CannotImportError
    from publicity.importing.markdown_text import markdown_of

    stream = sys.stdin
    try:
        data = clipboard() if stream is None or stream.isatty() else stream.buffer.read()
        paper = pasted_paper(data)
        body = markdown_of(paper.blocks, paper.notes)
    except CannotImportError as error:
        give_up(f"没有内容：{error}")
    pictures = sum(isinstance(block, Picture) for block in paper.blocks)
    told = [*paper.told, *body.told, *([f"图片 {pictures} 幅没有取来：另存为文件，放在稿件旁边"] if pictures else [])]
    click.echo(body.text, nl=False)
    for sentence in told:
        click.echo(f"注意：{sentence}。", err=True)
