"""`publicity init`: a new office's column, laid down whole, that passes the checks and builds at once."""

import hashlib
import json
import shlex
import sys
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import click

from publicity.commands import first_commit
from publicity.commands.asking import Unusable
from publicity.commands.column_files import column_in
from publicity.commands.exits import Exit
from publicity.commands.giving_up import give_up, unwritable
from publicity.commands.helping import ChineseCommand
from publicity.problems.problem import Problem, errors
from publicity.starter.answers import DEMONSTRATION
from publicity.starter.laying import OccupiedError, lay_down, refuse_occupied


@click.command(cls=ChineseCommand)
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
@click.option("--title", help="方案全称。")
@click.option("--campaign", help="活动名称。")
@click.option("--organ", help="开展活动的机关。")
@click.option("--issued", help="方案的成文日期，如 2026-03-20。")
@click.option("--period", help="活动总时间，照抄原文；不写就是“待填”，以后在 plan.yml 里填。")
@click.option("--site-name", help="专栏的名称；不写就是活动名称加“专栏”。")
@click.option("--demo", is_flag=True, help="建一个演示用的专栏，内容都是示例；不用回答问题。")
@click.option("--yes", is_flag=True, help="有常用答案的不问。")
@click.option("--wheel", type=click.Path(path_type=Path, dir_okay=False), help="程序的安装包（.whl），放进 wheels/。")
@click.option("--git/--no-git", default=True, help="建 git 仓库并提交（默认），或者不建。")
def init(folder: Path, demo: bool, yes: bool, wheel: Path | None, git: bool, **flags: str | None) -> None:
    """建立一个新专栏：没写的会问，建好就能检查、生成。文件夹要是新的或者空的；建不成时不留下半个。"""
    try:
        refuse_occupied(folder)
        package = _package(wheel)
        files = _files(package, demo=demo, yes=yes, flags={key.replace("_", "-"): flags[key] for key in flags})
        found: list[Problem] = []
        lay_down(files, folder, lambda column: found.extend(_judge(column)))
    except OccupiedError as occupied:
        some = "、".join(occupied.names[:5]) + (f" 等 {len(occupied.names)} 个" if len(occupied.names) > 5 else "")
        give_up(f"没有建专栏：{folder} 里已经有东西（{some}），换一个新的或者空的文件夹")
    except Unusable as unusable:
        give_up(str(unusable), code=Exit.WRONG_USE)
    except OSError as error:
        unwritable("没有建专栏", error.filename or folder, error)
    click.echo(f"专栏建好了：{folder}，共 {len(files)} 个文件。")
    if git:
        click.echo(f"{first_commit.begin(folder)}。")
    if package is None:
        click.echo("程序的安装包没有找到：把它（.whl 文件）放进 wheels/ 再提交，别的电脑和自动检查从那里装。")
    click.echo(_next(folder, sum(problem.unfinished for problem in found)))


def _files(package: Path | None, *, demo: bool, yes: bool, flags: dict[str, str | None]) -> dict[str, bytes]:
    from publicity.commands.new_column import answers  # here: help waits for nothing that judges them
    from publicity.starter.laid_down import laid_down

    content = package.read_bytes() if package else b""
    wheel = hashlib.sha256(content).hexdigest() if package else ""
    said = replace(DEMONSTRATION, wheel=wheel) if demo else answers(flags, take_defaults=yes, wheel=wheel)
    files = dict(laid_down(said, own_version()))
    if package:
        files[f"wheels/{package.name}"] = content
    return files


def _judge(column: Path) -> tuple[Problem, ...]:
    """What the checks say of a finished column; the end of the command where they say that it is wrong."""
    problems = column_in(column).problems
    if wrong := errors(problems):
        give_up("没有建专栏：照这样写，检查通不过", wrong)
    return problems


def own_version() -> str:
    """The version of the program that runs."""
    return version("publicity")


def _package(given: Path | None) -> Path | None:
    """The package that the program was installed from: the one that is given, else where it is still to be found."""
    name = f"publicity-{own_version()}-"
    if given is None:
        return _installed_from(name)
    if not given.name.startswith(name) or given.suffix != ".whl":
        raise Unusable(f"--wheel：要这个版本的安装包 {name}py3-none-any.whl，现为“{given.name}”")
    if not given.is_file():
        raise Unusable(f"--wheel：没有 {given} 这个文件")
    return given


def _installed_from(name: str) -> Path | None:
    try:
        told = json.loads(distribution("publicity").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return None
    address = urlsplit(str(told.get("url", "")))
    path = Path(url2pathname(unquote(address.path)) if sys.platform == "win32" else unquote(address.path))
    named = address.scheme == "file" and path.name.startswith(name) and path.suffix == ".whl"
    return path if named and path.is_file() else None


def _next(folder: Path, unfilled: int) -> str:
    gaps = f"填好 docs/plan.yml 里的“待填”（共 {unfilled} 处）" if unfilled else "看看 docs/plan.yml"
    return "\n".join(
        (
            "接下来：",
            f"  1. cd {_quoted(folder)}，再运行 publicity serve：在浏览器里边写边看",
            f"  2. {gaps}，用 publicity check 检查",
            "  3. 照编辑手册第十节“第一次发布”准备好服务器，运行 publicity publish",
        )
    )


def _quoted(folder: Path) -> str:
    """A path as a terminal takes it."""
    return f'"{folder}"' if sys.platform == "win32" else shlex.quote(str(folder))
