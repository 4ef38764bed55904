"""`publicity wechat`: a published article, made ready to be pasted into the editor of a WeChat account."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from publicity.commands.approve import uri_of
from publicity.commands.column_files import column_in
from publicity.commands.giving_up import give_up, unwritable
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.problems.problem import errors
from publicity.texts import whole_file

if TYPE_CHECKING:
    from publicity.articles.archive import Item
    from publicity.column.column import Column
    from publicity.wechat.article import WechatArticle

NOT_MADE = "没有做"


@click.command(cls=ChineseCommand)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("out", metavar="[OUT]", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--site", type=click.Path(path_type=Path), help="已经生成的网站，默认是 site/。")
@root_option
def wechat(file: Path, out: Path | None, site: Path | None, root: Path) -> None:
    """把一篇已公开的简报、动态或文件做成能贴进公众号的样子，图片放在旁边。

    OUT 是存成的 .html，不写就用稿件的名字存在当前文件夹。用浏览器打开它，按“复制正文”，到公众号后台粘贴。
    """
    uri = uri_of(file, root, NOT_MADE)
    found = column_in(root)
    if found.column is None or errors(found.problems):
        give_up(f"{NOT_MADE}：先改好上面的错误", errors(found.problems))
    item = _public(found.column, uri)
    out = out or Path(f"{Path(uri).stem}-公众号.html")
    folder = site or root / "site"
    if out.suffix.lower() != ".html":
        raise click.UsageError(f"{out} 的扩展名应是 .html")
    for inside in (folder, root / "docs"):
        if out.resolve().is_relative_to(inside.resolve()):
            give_up(f"{NOT_MADE}：{out} 在 {inside.name}/ 里面，会一起公开；换一个地方")
    made = _made(found.column, item, folder, root)
    pictures = out.with_name(f"{out.stem}-图片")
    _write(out, pictures, made)
    click.echo(f"做好了 {out}：用浏览器打开，按“复制正文”，到公众号后台粘贴")
    if made.pictures:
        click.echo(f"图片 {len(made.pictures)} 幅另外放在 {pictures}/")
    for sentence in made.told:
        click.echo(f"注意：{sentence}。", err=True)


def _public(column: "Column", uri: str) -> "Item":
    """The article at a path. Ends the command where it is none, or must not be public."""
    item = column.item(uri)
    if item is None:
        give_up(f"{NOT_MADE}：docs/{uri} 不是简报、动态或公布的文件")
    if why := column.held.get(uri):
        give_up(f"{NOT_MADE}：docs/{uri} 现在不能公开（{why.value}）")
    return item


def _made(column: "Column", item: "Item", folder: Path, root: Path) -> "WechatArticle":
    """The article as the built site has it. Ends the command where the site is not of these texts."""
    from publicity.archiving import snapshot
    from publicity.finished.made import site_path
    from publicity.finished.sources import converted
    from publicity.wechat import article

    again = "先运行 publicity build"
    path = site_path(item.uri)
    try:
        taken = snapshot.take(folder, column.plan)
        page = taken.file(path)
        if page is None:
            give_up(f"{NOT_MADE}：网站里还没有 {path}；{again}")
        now = f'<div class="text">{converted(root / "docs" / item.uri)}</div>'
        if article.said(page.read()) != article.said(now.encode()) or not article.titled(page.read(), item):
            give_up(f"{NOT_MADE}：docs/{item.uri} 改过以后还没有生成网站；{again}")
        return article.article_of(item, page, taken)
    except snapshot.UnusableSiteError as unusable:
        give_up(f"{NOT_MADE}：{unusable}")
    except OSError as error:
        give_up(f"{NOT_MADE}：{error.filename or folder} 读不了（系统错误 {error.errno}）")


def _write(out: Path, pictures: Path, made: "WechatArticle") -> None:
    from publicity.wechat.preview import preview

    try:
        if made.pictures:
            pictures.mkdir(exist_ok=True)
        for name, data in made.pictures.items():
            whole_file.replace(pictures / name, data)
        whole_file.replace(out, preview(made, pictures.name))
    except OSError as error:
        unwritable(NOT_MADE, out, error)
