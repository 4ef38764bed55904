"""`publicity clean FILE`: a copy of an office file without anything hidden; nothing is ever lost or overwritten."""

import os
from pathlib import Path

import click

from publicity.attachments.cleaning import Cleaned, clean
from publicity.attachments.flaw import Flaw
from publicity.commands.exits import Exit
from publicity.commands.helping import ChineseCommand

ORIGINALS = "originals"


@click.command("clean", cls=ChineseCommand)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help=f"换掉原来的文件；原件移到专栏的 {ORIGINALS}/ 里，不会公开，也不会提交。")
def clean_files(files: tuple[Path, ...], replace: bool) -> None:
    """清理附件：去掉批注、修订、隐藏的内容和作者等信息，另存一份。清理不了或没清理完的，退出码为 1。"""
    done = [_tell(file, replace) for file in files]
    if not all(done):
        raise click.exceptions.Exit(Exit.ERRORS)


def _tell(file: Path, replace: bool) -> bool:
    """Clean one file and say what came of it; whether it is clean now."""
    cleaned = clean(file)
    if isinstance(cleaned, Flaw):
        click.echo(f"{file}：{cleaned.message}。\n  {cleaned.hint}。", err=True)
        return False
    click.echo(f"{file}：")
    for line in report(cleaned):
        click.echo(f"  {line}")
    try:
        click.echo(f"  {_write(file, cleaned, replace)}")
    except OSError as error:
        click.echo(f"  没有写成（系统错误 {error.errno}）：检查磁盘和文件夹的权限。原来的文件没有动。", err=True)
        return False
    return not cleaned.left


def report(cleaned: Cleaned) -> list[str]:
    """What went, what is left and what a person has to look at, a line each."""
    lines = []
    if cleaned.gone:
        lines.append(f"去掉了：{'、'.join(one.words for one in cleaned.gone)}。")
    if cleaned.facts:
        names = dict.fromkeys(fact.name for fact in cleaned.facts)
        lines.append(f"去掉了文件信息：{'、'.join(names)}。")
    if cleaned.left:
        left = "、".join(one.words for one in cleaned.left)
        lines.append(f"还在，要用原来的软件去掉：{left}。")
    lines += [f"{sentence}。" for sentence in cleaned.unseen]
    return lines


def _write(file: Path, cleaned: Cleaned, replace: bool) -> str:
    """Write the copy; say where, in one sentence. Raises OSError, and then nothing has changed."""
    if cleaned.content == file.read_bytes():
        return "没有什么可以去掉的，没有另存。" if cleaned.left else "本来就是干净的，没有另存。"
    if not replace:
        copy = _save(file.parent, f"{file.stem}-clean", file.suffix, cleaned.content)
        return f"看得见的内容没有变，写到了 {copy}；文中改用这个文件，原来的移到 docs 外面。"
    folder = originals_of(file)
    original = _save(folder, file.stem, file.suffix, file.read_bytes())
    unfinished = _save(file.parent, f".{file.stem}.{os.getpid()}", file.suffix, cleaned.content)
    try:
        os.chmod(unfinished, file.stat().st_mode)
        os.replace(unfinished, file)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    return f"看得见的内容没有变，已经换掉；原件在 {original}。"


def originals_of(file: Path) -> Path:
    """The folder for originals, made if it isn't there: outside docs/, and git passes over it."""
    here = file.absolute().parent
    root = next((one for one in (here, *here.parents) if (one / "mkdocs.yml").is_file()), here)
    folder = root / ORIGINALS
    folder.mkdir(exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", encoding="utf-8", newline="\n")
    return folder


def _save(folder: Path, stem: str, suffix: str, content: bytes) -> Path:
    """Write a new file; with a number where there is one of its name. Raises OSError."""
    for number in range(1, 1000):
        path = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
        try:
            with path.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            continue
        return path
    raise FileExistsError(17, "too many copies")
