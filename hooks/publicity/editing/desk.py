"""What the form asks for: lists of files, one file, a file saved. One at a time, whoever asks.

A file is saved when it is still what the form was given, and the column with it passes the checks; with it go the
pictures and attachments that were dropped into the form and are named in it, all in one commit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path, PurePosixPath
from threading import RLock
from typing import Any

from publicity.column.files import ColumnFiles, read_column
from publicity.editing.dropping import staged_name
from publicity.editing.form_data import Data, Field
from publicity.editing.keeping import commit
from publicity.editing.merging import CannotMergeError
from publicity.editing.names import Names
from publicity.editing.sheets import Kind, as_form, fields_for, head_of, new_text, stems, with_changes
from publicity.editing.told import sentence, told
from publicity.problems.problem import Problem, Severity, errors
from publicity.texts import whole_file

VERSION = "form_version"  # the sum of the file that the form was given, kept among its data
STEM = "form_file"  # what a new file is to be called
SETTINGS, DOCS = "mkdocs.yml", "docs"


class RefusedError(Exception):
    """Why something is not done, in a Chinese sentence, with the problems that say where."""

    def __init__(self, message: str, problems: list[dict[str, Any]] | None = None) -> None:
        super().__init__(message)
        self.problems = problems or []


@dataclass
class Desk:
    """An office's files under the form. `staged` are dropped files by name (`pictures/…`), not yet saved."""

    root: Path
    staged: dict[str, bytes] = field(default_factory=dict)
    followed: dict[tuple[str, str], str] = field(default_factory=dict)
    lock: RLock = field(default_factory=RLock)

    @property
    def docs(self) -> Path:
        """Where the content lies."""
        return self.root / DOCS

    def read(self, also: Mapping[str, str] | None = None) -> ColumnFiles:
        """The column as it is written now, with texts that are not yet."""
        return read_column(self.root / SETTINGS, self.docs, also or {})

    def fields(self, kind: Kind, found: ColumnFiles | None = None) -> list[Field]:
        """The fields of a kind of file, with what may be chosen now."""
        readable = (found or self.read()).readable
        return fields_for(kind, Names(readable.newest_plan if readable else None, readable))

    def stage(self, kind: Kind, stem: str, day: str, name: str, data: bytes) -> str:
        """Keep a dropped file until it is saved with what names it: the name to be written there."""
        uri = stems(kind, self.docs).get(stem) or _new_uri(kind, stem or "x", {"date": day})
        wanted = staged_name(name, data)
        folder, stemmed = (self.docs / uri).parent, PurePosixPath(wanted)
        for number in count(2):
            there = self.staged.get(wanted) or ((folder / wanted).read_bytes() if (folder / wanted).is_file() else data)
            if there == data:
                self.staged[wanted] = data
                return wanted
            wanted = f"{stemmed.with_suffix('')}-{number}{stemmed.suffix}"
        raise AssertionError

    def entries(self, kind: Kind) -> list[tuple[str, Data]]:
        """Every file of a kind, by the name that the form calls it by."""
        fields = self.fields(kind)
        return [(stem, self._entry(kind, uri, fields, stem)) for stem, uri in stems(kind, self.docs).items()]

    def entry(self, kind: Kind, stem: str) -> Data | None:
        """One file as the form shows it; None where there is none."""
        uri = stems(kind, self.docs).get(stem)
        return self._entry(kind, uri, self.fields(kind), stem) if uri else None

    def _entry(self, kind: Kind, uri: str, fields: list[Field], stem: str) -> Data:
        data = (self.docs / uri).read_bytes()
        named = {STEM: stem} if kind.name in ("bulletins", "publications") else {}
        return as_form(data.decode(errors="replace"), kind, fields) | {VERSION: _sum(data)} | named

    def save(self, kind: Kind, stem: str, given: Data, who: str) -> tuple[str, list[dict[str, Any]]]:
        """Save one file; what is still to be said. Raises RefusedError where it was not saved."""
        with self.lock:
            found = self.read()
            fields = self.fields(kind, found)
            uri, before = self._base(kind, stem, given)
            try:
                text = (
                    with_changes(before, given, kind, fields) if before is not None else new_text(given, kind, fields)
                )
            except CannotMergeError as error:
                raise RefusedError(f"{error}。") from error
            if text == before:
                return "没有改动，不用保存。", []
            dropped = self._dropped(uri, text)
            made = self._put(dropped)
            try:
                said = self._judged(uri, text, found, fields, kind)
                path = self.docs / uri
                path.parent.mkdir(parents=True, exist_ok=True)
                (whole_file.create if before is None else whole_file.replace)(path, text)
            except BaseException:
                for path in made:
                    path.unlink(missing_ok=True)
                raise
            for name in dropped:
                self.staged.pop("/".join(name.rsplit("/", 2)[-2:]), None)
            if before is not None:
                self.followed[uri, str(given.get(VERSION))] = _sum(text.encode())
            title = given.get("title") or given.get("item") or stem
            paths = [f"{DOCS}/{name}" for name in (uri, *dropped)]
            return commit(self.root, paths, f"{'新建' if before is None else '修改'}{kind.label}：{title}"), said

    def _base(self, kind: Kind, stem: str, given: Data) -> tuple[str, str | None]:
        """The path of the file and its text, None for a new one. Raises RefusedError where it is another by now."""
        uri, version = stems(kind, self.docs).get(stem), given.get(VERSION)
        if uri is None:
            if version:
                raise RefusedError("这个文件已经被别人删掉或改了名字，没有保存。先把这里写的抄下来，再刷新网页。")
            return _new_uri(kind, stem, given), None
        if not version:
            where = "这个标识" if kind.name == "commitments" else "文件名"
            problem = {"field": "id" if kind.name == "commitments" else STEM, "label": where, "hint": "换一个"}
            said = {"place": f"{DOCS}/{uri}", "level": "错误", "message": f"已经有 {uri} 这个文件"}
            raise RefusedError(f"{where}：已经有 {uri} 这个文件，没有保存。换一个。", [problem | said])
        data = (self.docs / uri).read_bytes()
        while (uri, version) in self.followed and version != _sum(data):
            version = self.followed[uri, version]
        if version != _sum(data):
            raise RefusedError(
                "这个文件在您打开以后被别人改过，没有保存，免得盖掉别人写的。先把您改的抄下来，刷新网页，再改一次。"
            )
        return uri, data.decode()

    def _dropped(self, uri: str, text: str) -> dict[str, bytes]:
        """The dropped files that a text names, by their paths within docs/ beside it."""
        folder = Path(uri).parent.as_posix()
        return {f"{folder}/{name}": data for name, data in self.staged.items() if name in text}

    def _put(self, dropped: Mapping[str, bytes]) -> list[Path]:
        """Write dropped files; those that were not there. Raises RefusedError where another bears the name."""
        made = []
        for name, data in dropped.items():
            path = self.docs / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                whole_file.create(path, data)
                made.append(path)
            elif path.read_bytes() != data:
                raise RefusedError(f"没有保存：已经有另一个 {name}，给拖进来的文件改个名字再拖一次。")
        return made

    def _judged(self, uri: str, text: str, found: ColumnFiles, fields: list[Field], kind: Kind) -> list[dict[str, Any]]:
        """What is to be said of the file that is saved. Raises RefusedError for errors that it would bring."""
        name = f"{DOCS}/{uri}"
        problems = self.read({uri: text}).problems
        known = {(one.file, one.message) for one in found.problems if one.file != name}
        new = [one for one in problems if (one.file, one.message) not in known and not _waits(one)]
        head, first = head_of(text, kind)
        if wrong := errors(new):
            listed = told(wrong, name, head, first, fields)
            raise RefusedError(f"没有保存：{sentence(listed)}。", listed)
        return told([one for one in new if one.file == name], name, head, first, fields)


def _waits(problem: Problem) -> bool:
    """What `seal` settles later is no word for who writes."""
    return problem.severity is Severity.NOTICE


def _new_uri(kind: Kind, stem: str, given: Data) -> str:
    if not stem or not all(sign.isalnum() or sign in "-_" for sign in stem):
        raise RefusedError("没有保存：文件名只能用小写字母、数字和连字符，如 2026-04-22-kickoff。")
    year = str(given.get("date") or "")[:4]
    return (
        f"{kind.folder}/{year}/{stem}.md" if kind.name == "bulletins" and year.isdigit() else f"{kind.folder}/{stem}.md"
    )


def _sum(data: bytes) -> str:
    return sha256(data).hexdigest()
