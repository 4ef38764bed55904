"""What the editor wants of a new bulletin: from the flags, else asked at the terminal, else told to be missing."""

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

import click

from publicity.fields.day import parse_day
from publicity.fields.moment import parse_moment
from publicity.regex import regex

if TYPE_CHECKING:
    from publicity.column.column import Column
    from publicity.commands.bulletin_file import Wanted

Value = TypeVar("Value")
_SLUG = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COMMA = regex("[,，、;；]")


class Unusable(Exception):  # noqa: N818 - a sentence for the editor, not a failure
    """The flags do not say enough, or something that can't be; the sentence says what."""


def ask(column: "Column", flags: Mapping[str, str | None]) -> "Wanted":
    """Ask for what the flags leave open. Raises Unusable where nobody can be asked."""
    from publicity.commands.bulletin_file import Wanted, choices

    asked = Asked(flags)
    kind = asked.take("kind", "种类（简报 或 动态）", _kind)
    title = asked.take("title", "标题", text_of)
    day = asked.take("date", "事情发生的日期", parse_day, column.day.isoformat())
    published = asked.take("published", "首次发布时间", parse_moment, f"{day} 09:00")
    source = asked.take("source", "稿件来源", text_of, _last_source(column) if _terminal() else None)
    summary = asked.take("summary", "一句话摘要", text_of)
    phase = flags.get("phase")
    if day and not phase and not flags.get("step") and (open_to := choices(column, day)):
        names = "、".join(f"{stage.id}（{stage.name}）" for stage in open_to)
        question = f"所属阶段，{day} 这一天不能确定，可写：{names}"
        phase = asked.take("phase", question, one_of([stage.id for stage in open_to]))
    if asked.missing or not (kind and title and day and published and source and summary):
        raise Unusable(f"缺少 {'、'.join(asked.missing)}；这里不是终端，没法问，请写在命令里")
    topics = tuple(filter(None, map(str.strip, _COMMA.split(flags.get("topics") or ""))))
    slug = asked.take("slug", "", _slug) if flags.get("slug") else None
    return Wanted(kind, title, day, published, source, summary, phase, flags.get("step"), topics, slug)


class Asked:
    """The answers so far: `missing` are the flags that would have had to be there."""

    def __init__(self, flags: Mapping[str, str | None]) -> None:
        self.flags = flags
        self.missing: list[str] = []

    def take(self, flag: str, question: str, read: Callable[[str], Value], default: str | None = None) -> Value | None:
        """The value of a flag, else the answer; None only where it is missing."""
        given = self.flags.get(flag)
        if given is None and _terminal():
            return _prompt(question, read, default)
        if given is None and default is None:
            self.missing.append(f"--{flag}（{question}）")
            return None
        try:
            return read(default or "" if given is None else given)
        except ValueError as error:
            raise Unusable(f"--{flag}：{error}") from None


def _prompt(question: str, read: Callable[[str], Value], default: str | None) -> Value:
    while True:
        try:
            return read(click.prompt(question, default=default, prompt_suffix="："))
        except UnicodeError:
            click.echo("这不是文字，看看终端的编码对不对。请再写一次。")
        except ValueError as error:
            click.echo(f"{error}。请再写一次。")


def _terminal() -> bool:
    return sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty()  # None: closed by who called us


def _last_source(column: "Column") -> str | None:
    items = column.archive.bulletins
    return items[-1].entry.source if items else None


def text_of(written: str) -> str:
    """Take an answer that may be anything but nothing. Raises ValueError, in Chinese."""
    if not (text := written.strip()):
        raise ValueError("没有内容")
    return text


def _kind(written: str) -> str:
    return one_of(["简报", "动态"])(written)


def one_of(known: list[str]) -> Callable[[str], str]:
    """Make a reader that takes one of these words only; it raises ValueError, in Chinese."""

    def read(written: str) -> str:
        if (text := written.strip()) not in known:
            raise ValueError(f"没有“{text}”，可写：{'、'.join(known)}")
        return text

    return read


def _slug(written: str) -> str:
    if len(written) > 60 or not _SLUG.fullmatch(written):
        raise ValueError(f"文件名只用小写字母、数字和连字符，不超过 60 个，如 study-week，现为“{written}”")
    return written
