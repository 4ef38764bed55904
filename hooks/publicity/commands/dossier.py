"""`publicity dossier`: the whole column as one document for paper, for inspectors and for the files."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from publicity.commands.giving_up import give_up, unwritable
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.problems.problem import errors
from publicity.texts import whole_file


@click.command(cls=ChineseCommand)
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--site", type=click.Path(path_type=Path), help="已经生成的网站，默认是 site/。")
@root_option
def dossier(out: Path, site: Path | None, root: Path) -> None:
    """把整个专栏印成一份材料：封面、目录、方案、进程、承诺和每一篇，存为 .html 或 .pdf。"""
    from publicity.archiving import browser, chapters, listed, snapshot  # other commands need none of them
    from publicity.archiving import dossier as document
    from publicity.plans.file import read_plan

    if out.suffix.lower() not in (".html", ".pdf"):
        raise click.UsageError(f"{out} 的扩展名应是 .html（用浏览器打开再打印）或 .pdf")
    folder = site or root / "site"
    if out.resolve().is_relative_to(folder.resolve()):
        give_up(f"没有印：{out} 在网站里面，会一起公开；换一个地方")
    found = read_plan(root / "docs" / "plan.yml", "docs/plan.yml")
    if found.plan is None:
        give_up("没有印：先改好上面的错误", errors(found.problems))
    try:
        taken = snapshot.take(folder, found.plan)
        told = listed.manifest(taken)
        if told and listed.deviations(taken.files, told):
            give_up("没有印：网站没有生成完，或者生成以后被改过；重新运行 publicity build")
        url = document.site_address(taken)
        parts = chapters.chapters(taken, url)
        text = document.dossier(taken, parts, url, told.ledger if told else "")
    except snapshot.UnusableSiteError as unusable:
        give_up(f"没有印：{unusable}")
    except ValueError:
        give_up("没有印：网站的清单文件读不出来，网站可能没有生成完；重新运行 publicity build")
    except OSError as error:
        give_up(f"没有印：{error.filename or folder} 读不了（系统错误 {error.errno}）")
    try:
        if out.suffix.lower() == ".html":
            whole_file.replace(out, text)
        else:
            with TemporaryDirectory() as room:
                page, pdf = Path(room) / "dossier.html", Path(room) / "dossier.pdf"
                page.write_text(text, encoding="utf-8")
                browser.print_to_pdf(page, pdf)
                whole_file.replace(out, pdf.read_bytes())
    except browser.NoBrowserError as missing:
        give_up(f"没有印：{missing}；改存 .html，用浏览器打开，再打印成 PDF")
    except OSError as error:
        unwritable("没有印", out, error)
    pages = sum(len(chapter.pages) for chapter in parts)
    click.echo(f"印好了 {out}：{pages} 页网页，截至 {taken.about.as_of}")
    for chapter in parts:
        click.echo(f"  {chapter.heading}　{len(chapter.pages)}")
