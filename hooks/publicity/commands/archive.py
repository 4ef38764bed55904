"""`publicity archive`: the built site as a zip and as a web archive, for the files and for the archives."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publicity.commands.giving_up import give_up
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.manifests.manifest import NAME
from publicity.problems.problem import errors

if TYPE_CHECKING:
    from publicity.archiving.snapshot import Snapshot


@click.command(cls=ChineseCommand)
@click.option("--site", type=click.Path(path_type=Path), help="已经生成的网站，默认是 site/。")
@click.option("--out", type=click.Path(path_type=Path), help="归档放在哪个文件夹，默认是 archives/。")
@click.option("--url", help="网站的公开网址；不写就用 mkdocs.yml 的 site_url。")
@root_option
def archive(site: Path | None, out: Path | None, url: str | None, root: Path) -> None:
    """把生成的网站归档：不用服务器就能看的 zip，和网页档案 WARC。不覆盖已有的归档，做不成时退出码为 1。"""
    from publicity.archiving import rooted, snapshot, storing, warc_file, zip_file  # other commands need no warcio
    from publicity.plans.file import read_plan

    folder = out or root / "archives"
    address = _address(url, root)
    found = read_plan(root / "docs" / "plan.yml", "docs/plan.yml")
    if found.plan is None:
        give_up("没有归档：先改好上面的错误", errors(found.problems))
    site_folder = site or root / "site"
    if folder.resolve().is_relative_to(site_folder.resolve()):
        give_up(f"没有归档：{folder} 在网站里面，归档会一起公开；用 --out 换一个文件夹")
    try:
        taken = snapshot.take(site_folder, found.plan)
        _compare(taken, address)
        if broken := list(rooted.rooted_links(taken)):
            give_up("没有归档：先改好上面的链接", broken)
        warc = f"{taken.name}.warc.gz"
        made = {
            f"{taken.name}.zip": partial(zip_file.write_zip, taken, address),
            warc: partial(warc_file.write_warc, taken, address, warc),
        }
        stored = storing.store(folder, made)
    except snapshot.UnusableSiteError as unusable:
        give_up(f"没有归档：{unusable}")
    except storing.OccupiedError as occupied:
        give_up(f"没有归档：{folder} 里已经有内容不同的 {occupied}；先移走它，或用 --out 换一个文件夹")
    except OSError as error:
        give_up(f"没有归档：{error.filename or folder} 读写不了（系统错误 {error.errno}），检查磁盘和文件夹的权限")
    click.echo(f"归档了 {len(taken.files)} 个文件，截至 {taken.about.as_of}，网址 {address}")
    if site is None and (changed := _changed_since(root)):
        click.echo(f"注意：{changed} 在生成网站以后改过，归档的是改动以前的网站。")
    for file in stored:
        click.echo(f"  {file.path}　{file.size} 字节{'（原来就有，一字不差）' if file.known else ''}")
    click.echo(f"核对：cd {folder} && sha256sum -c *.sha256")


def _address(given: str | None, root: Path) -> str:
    """The public address, or the end of the command with how to write it."""
    from publicity.archiving import address
    from publicity.column.settings_file import read_settings

    if not given:
        found = read_settings(root / "mkdocs.yml", "mkdocs.yml")
        if found.settings is None:
            give_up("没有归档：先改好上面的错误", errors(found.problems))
        given = found.settings.site_url
    if not given:
        give_up(
            "没有归档：不知道网站的公开网址，网页档案里要记它。"
            f"在 mkdocs.yml 里写 site_url: {address.EXAMPLE}，或加 --url {address.EXAMPLE}"
        )
    try:
        return address.checked(given)
    except ValueError as error:
        give_up(f"没有归档：{error}")


def _compare(taken: "Snapshot", url: str) -> None:
    """End the command where the site is not what its own manifest says, or was built for another address."""
    from publicity.archiving import address, listed

    home = taken.file("index.html")
    if home and (own := address.canonical(home.read())) and not own.startswith(url):
        give_up(
            f"没有归档：网页里写的网址是 {own}，不是 {url}；改 --url 或 mkdocs.yml 的 site_url，再运行 publicity build"
        )
    try:
        told = listed.manifest(taken)
    except ValueError:
        give_up(f"没有归档：网站里的 {NAME} 读不出来，网站可能没有生成完；重新运行 publicity build")
    if told and (wrong := listed.deviations(taken.files, told)):
        some = "、".join(wrong[:5]) + (f" 等 {len(wrong)} 个文件" if len(wrong) > 5 else "")
        give_up(f"没有归档：{some} 与 {NAME} 不一致，网站没有生成完，或者生成以后被改过；重新运行 publicity build")


def _changed_since(root: Path) -> str | None:
    """Something that an editor wrote after the site was built from what stood there before."""
    built = (root / "site" / "data" / "plan.json").stat().st_mtime
    written = [root / "mkdocs.yml", *sorted((root / "docs").rglob("*"))]
    return next(
        (str(path.relative_to(root)) for path in written if path.is_file() and path.stat().st_mtime > built), None
    )
