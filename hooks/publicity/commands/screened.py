"""What `publicity screen` finds in files and in lines, and how it tells it."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from publicity.attachments.contents import Contents
from publicity.attachments.examined import summed
from publicity.attachments.examining import objected_in
from publicity.attachments.judging import code_of
from publicity.attachments.kinds import words_for
from publicity.attachments.looking import look_into
from publicity.attachments.store import Store
from publicity.column.attached import FOLDER, attachments_in
from publicity.commands.answering import say_data
from publicity.commands.giving_up import give_up
from publicity.pictures.file import is_picture
from publicity.problems.problem import Problem, errors
from publicity.screening import telling
from publicity.screening.files import Looked, look, texts_below
from publicity.screening.objection import Objection
from publicity.screening.screen import screen as objections_to
from publicity.screening.screened import HIDDEN_PARTS, Judged, Key, as_exception
from publicity.screening.wrong_forms import Lexicon, own_lexicon, shipped
from publicity.texts.source import Source

WRONG_LINE = '这一行应是 JSON：{"text": "…"}'


def answer_lines(root: Path | None) -> None:
    """Answer each line of the standard input, which is JSON, with one of JSON."""
    lexicon = _lexicon(root)
    for line in sys.stdin.buffer if sys.stdin else ():  # closed by who called us
        if line.strip():
            say_data(_answer(line, lexicon), indent=None)


def tell(paths: tuple[Path, ...], root: Path | None, *, as_json: bool, exceptions: bool) -> bool:
    """Tell of files and folders, or of a whole column; whether there is an error. Offering exceptions finds none."""
    lexicon, home = _lexicon(root), root or Path.cwd()
    looked = list(_look(paths or (home / "docs", home / "mkdocs.yml"), home, lexicon))
    if exceptions:
        _offer(looked)
        return False
    if as_json:
        say_data(_as_data(looked))
    else:
        _tell(looked)
    return bool(errors(problem for one in looked for problem in one.problems))


def _lexicon(root: Path | None) -> Lexicon:
    """The wrong forms to look for: the program's, and the office's own if it has any."""
    if root is None:
        return shipped()
    lexicon, wrong = own_lexicon(root)
    if wrong:
        give_up("没有检查：先改好上面的错误", wrong)
    return lexicon


def _look(paths: Iterable[Path], root: Path, lexicon: Lexicon) -> Iterator[Looked]:
    """Every file, called by its path from the column's folder where it lies in it."""
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"没有 {path} 这个文件或文件夹")
        for file in texts_below(path):
            whole = file.resolve()
            name = whole.relative_to(root.resolve()) if whole.is_relative_to(root.resolve()) else file
            try:
                looked = look(file, name.as_posix(), lexicon, _in_attachments(root, lexicon))
                yield looked if looked.source else _inside(file, looked, lexicon)
            except OSError as error:
                give_up(f"没有检查：{name} 读不出来（系统错误 {error.errno}）")


def _in_attachments(root: Path, lexicon: Lexicon) -> Iterator[Key]:
    """What may be excepted in the attachments of a column: its texts may carry exceptions for that."""
    docs, store = root / "docs", Store(root / FOLDER, lexicon)
    for uri in attachments_in(docs) if docs.is_dir() else ():
        yield from store.examined(docs / uri, uri).keys


def _inside(file: Path, looked: Looked, lexicon: Lexicon) -> Looked:
    """An office file, screened as far as it can be read; anything else stays a file that holds no text."""
    contents = look_into(file) if words_for(file.name) and not is_picture(file.name) else None
    if not isinstance(contents, Contents):
        return looked
    objected = list(objected_in(contents, lexicon))
    problems = [Problem(looked.file, 0, 0, flaw.message, flaw.hint, severity) for flaw, severity in summed(objected)]
    whole = contents.passages and not contents.unseen
    source = Source(looked.file, "") if whole else None  # a person has to look at the rest
    standing = tuple(one.objection for one in objected)
    code = code_of(file.read_bytes()) if contents.hidden or contents.unseen else ""
    return Looked(looked.file, source, Judged(standing), (*looked.problems, *problems), code=code)


def _tell(looked: list[Looked]) -> None:
    unread = [one.file for one in looked if one.source is None]
    excepted = [(one.file, objection, by) for one in looked for objection, by in one.judged.excepted]
    for file, objection, by in excepted:
        click.echo(f"{file}：{objection.message}，{by.by}同意公开：{by.reason}")
    for file in unread:
        click.echo(f"{file}：不是文本，没有看，请人看")
    click.echo(telling.told([problem for one in looked for problem in one.problems]))
    click.echo(f"看了 {len(looked) - len(unread)} 个文件，没有看的 {len(unread)} 个，同意公开的 {len(excepted)} 处。")


def _offer(looked: list[Looked]) -> None:
    """Print exceptions to choose from. In no log: who knows most of a number finds the rest by its digest."""
    for one in looked:
        offered = dict.fromkeys(f"{as_exception(each.key)}  # {each.message}" for each in one.judged.standing)
        if one.code:
            offered[f"{as_exception((HIDDEN_PARTS, one.code))}  # 附件里读者看不见、程序看不了的内容"] = None
        if offered:
            click.echo(f"{one.file}\nscreened:\n" + "\n".join(offered) + "\n")
    how = "可以公开的，照抄进文件开头的 screened（附件的，抄进用到它的那一页），写上理由（reason）和同意的人（by）；"
    click.echo(f"{how}其余的从原文里删去。")


def _as_data(looked: list[Looked]) -> dict[str, Any]:
    return {
        "files": [one.file for one in looked if one.source],
        "unread": [one.file for one in looked if one.source is None],
        "problems": [
            {
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
                "level": problem.severity.name.lower(),
                "message": problem.message,
                "hint": problem.hint,
            }
            for one in looked
            for problem in one.problems
        ],
        "findings": [
            {"file": one.file, "shown": objection.shown} | _finding(objection)
            for one in looked
            for objection in one.judged.standing
        ],
        "screened": [
            {"file": one.file, "reason": by.reason, "by": by.by} | _finding(objection)
            for one in looked
            for objection, by in one.judged.excepted
        ],
    }


def _finding(objection: Objection) -> dict[str, Any]:
    return {
        "rule": objection.rule,
        "level": objection.severity.name.lower(),
        "start": objection.start,
        "end": objection.end,
    }


def _answer(line: bytes, lexicon: Lexicon) -> dict[str, Any]:
    """What is found in one line of JSON; of a line that is none, that."""
    try:
        text = json.loads(line.decode("utf-8-sig"))["text"]
    except (ValueError, TypeError, KeyError, RecursionError):
        text = None
    if not isinstance(text, str):
        return {"findings": [], "error": WRONG_LINE}
    return {"findings": [_finding(one) for one in objections_to(text, lexicon)]}
