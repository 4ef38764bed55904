"""How a command comes to its end whatever happens: a sentence and an exit code, never a traceback."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import ClassVar, TextIO

import click

from publicity.commands.exits import Exit
from publicity.commands.helping import complaint


class Unwritable(click.ClickException):
    """Something could not be read or written that no command looked out for, its own answer perhaps."""

    exit_code: ClassVar[int] = Exit.UNWRITABLE


class Fault(click.ClickException):
    """What nobody foresaw."""

    exit_code: ClassVar[int] = Exit.FAULT


@contextmanager
def foreseen() -> Iterator[None]:
    """Turn whatever may happen in a command into an exception that has a sentence and an exit code."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except BrokenPipeError:
        raise Unwritable("") from None  # `publicity … | head`: nobody is there to be told
    except OSError as error:
        where = f"{error.filename} 读写不了" if error.filename else "结果写不出去"
        raise Unwritable(f"{where}（系统错误 {error.errno}：{error.strerror}），检查磁盘和权限") from error
    except Exception as error:
        what = f"程序自己出错了，不是您写错了：{type(error).__name__}: {error}"
        raise Fault(f"{what}\n请把上面这一行和正在编辑的文件发给维护人员") from error


def run(command: Callable[[], object]) -> int:
    """Run a command to its end; its exit code."""
    _let_every_character_through()
    try:
        code = _run(command)
    except KeyboardInterrupt:  # a second time, while the first was told
        code = Exit.INTERRUPTED
    return int(code if _flushed() else Exit.UNWRITABLE)


def _run(command: Callable[[], object]) -> int:
    try:
        code = command()
    except click.UsageError as error:
        _complain(complaint(error))
        return Exit.WRONG_USE
    except click.ClickException as error:
        if message := error.format_message():
            _complain(f"{message}。")
        return error.exit_code
    except click.Abort:
        _complain("中断了。")
        return Exit.INTERRUPTED
    return code if isinstance(code, int) else Exit.DONE


def _complain(sentence: str) -> None:
    with suppress(OSError):
        click.echo(sentence, err=True)


def _let_every_character_through() -> None:
    """Print what the terminal has no character for, or what is none, by its number instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _flushed() -> bool:
    """Write what is still held back; whether the answer went out. A complaint that nobody gets changes no exit code."""
    answered = _flush(sys.stdout)
    _flush(sys.stderr)
    return answered


def _flush(stream: TextIO | None) -> bool:
    """Write what a stream holds back; where that fails, keep Python from trying (and complaining) again."""
    if stream is None:  # closed by who called us
        return True
    try:
        stream.flush()
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return False
    return True
