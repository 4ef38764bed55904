"""`publicity approve`: somebody has read a text, and lets it go on."""

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publicity.commands.column_files import column_in
from publicity.commands.giving_up import give_up, unwritable
from publicity.commands.helping import ChineseCommand
from publicity.commands.options import root_option
from publicity.problems.problem import errors
from publicity.texts import whole_file

if TYPE_CHECKING:
    from publicity.column.clearing import Cleared
    from publicity.column.files import ColumnFiles

NOT_DONE = "没有登记"


@click.command(cls=ChineseCommand)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--as", "as_", metavar="复审", required=True, help="哪一审，照 mkdocs.yml 里写的名称。")
@click.option("--by", metavar="职务", required=True, help="谁审的：写职务，不写姓名。")
@click.option("--sign", type=click.Path(path_type=Path), help="用这个 SSH 私钥签名，证明是本人登记的。")
@root_option
def approve(files: tuple[Path, ...], as_: str, by: str, sign: Path | None, root: Path) -> None:
    """登记一次审核：谁、哪一审、哪一天，看的是哪些字。以后改一个字就作废。有一份不能登记的，都不登记，退出码为 1。"""
    from publicity.approvals.approving import CannotApproveError, approval  # here: help waits for none of these
    from publicity.approvals.register import FILE, Registered, with_lines
    from publicity.publishing.refusal import TargetError
    from publicity.publishing.signing import signature_of

    found = column_in(root)
    cleared, day = approvable(found, NOT_DONE)
    added, refused = list[Registered](), list[str]()
    for uri in dict.fromkeys(uri_of(file, root, NOT_DONE) for file in files):
        try:
            added.append(
                approval(
                    cleared.register,
                    uri,
                    digest_of(uri, found, cleared),
                    as_=as_.strip(),
                    by=by.strip(),
                    on=day,
                    recorded_by=git_identity(root),
                )
            )
        except CannotApproveError as error:
            refused.append(str(error))
    if refused:
        give_up("；\n".join((f"{NOT_DONE}：{refused[0]}", *refused[1:])))
    try:
        added = (
            [line.model_copy(update={"signature": signature_of(line.statement(), sign)}) for line in added]
            if sign
            else added
        )
    except TargetError as error:
        give_up(f"{NOT_DONE}：{error}")
    path = root / "docs" / FILE
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        whole_file.replace(path, with_lines(before, added))
    except OSError as error:
        unwritable(NOT_DONE, f"docs/{FILE}", error)
    for line in added:
        click.echo(f"登记了 docs/{line.file} 的{line.round}：{line.by}，{line.on}，校验码 {line.sha256[:12]}")
    click.echo(f"把 docs/{FILE} 和稿件一起提交。审批单：publicity approval 文件 --html 审批单.html")


def approvable(found: "ColumnFiles", sentence: str) -> tuple["Cleared", str]:
    """What has been approved so far, and the office's own day. Ends the command where the column can't be judged."""
    from publicity.approvals.register import FILE

    column = found.readable
    if column is None or any(problem.file.endswith(FILE) for problem in errors(found.problems)):
        give_up(f"{sentence}：先改好上面的错误", errors(found.problems))
    if not column.cleared.register.rounds.rounds:
        give_up(f"{sentence}：mkdocs.yml 没有写要哪几审。在 extra 里写 approvals，样子见编辑手册“三审”")
    return column.cleared, column.as_of.own.isoformat()


def uri_of(file: Path, root: Path, sentence: str) -> str:
    """The path within docs/ of a file as it was typed: seen from where the command runs, else from the column."""
    docs = (root / "docs").resolve()
    found = next((path for path in (file, root / file, docs / file) if _is_within(path, docs)), None)
    if found is None:
        give_up(f"{sentence}：docs/ 里没有 {file} 这个文件")
    return found.resolve().relative_to(docs).as_posix()


def _is_within(path: Path, docs: Path) -> bool:
    try:
        return path.is_file() and path.resolve().is_relative_to(docs)
    except (OSError, ValueError):  # a name too long, a zero byte
        return False


def digest_of(uri: str, found: "ColumnFiles", cleared: "Cleared") -> str:
    """What a file says now. Ends the command where that can't be told. Raises CannotApproveError where none asks."""
    from publicity.approvals.approving import CannotApproveError

    if uri in cleared.clearances:
        return cleared.clearances[uri].digest
    if not cleared.register.rounds.ask(uri):
        raise CannotApproveError(f"mkdocs.yml 的 approvals 没有要求审 docs/{uri}")
    wrong = [problem for problem in errors(found.problems) if problem.file.endswith(f"/{uri}")]
    if wrong:
        give_up(f"{NOT_DONE}：docs/{uri} 还有错误，先改好", wrong)
    raise CannotApproveError(f"docs/{uri} 不会公开（不是网页，或者只在一定范围），不用审")


def git_identity(root: Path) -> str:
    """`name <mail>` as git knows who runs the command; empty where it does not."""
    told = []
    for key in ("user.name", "user.email"):
        command = ["git", "-C", str(root), "config", key]
        try:
            done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603
        except (OSError, UnicodeDecodeError):
            return ""
        told.append(done.stdout.strip())
    name, mail = told
    return f"{name} <{mail}>".strip() if name or mail else ""
