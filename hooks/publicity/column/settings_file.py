"""mkdocs.yml from the disk to the column's settings, with all their problems at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from publicity.approvals.rounds import round_findings
from publicity.column.feedback import feedback_findings
from publicity.column.settings import OF_THE_THEME, Settings
from publicity.problems.problem import Problem, Severity, errors
from publicity.texts.file_memory import FileMemory
from publicity.texts.letters import check_letters
from publicity.texts.reading import Finding, read
from publicity.texts.source import Mark, Source, SourceOnDisk, decode, load
from publicity.texts.tree import Path as Key
from publicity.texts.tree import Tree, parse
from publicity.texts.unfilled import unfilled_fields


@dataclass(frozen=True)
class SettingsFile:
    """The outcome of reading mkdocs.yml. `settings` are there only when no error is; then `data` are all that it says.

    `source` is there where it could be read.
    """

    problems: tuple[Problem, ...]
    settings: Settings | None = None
    source: Source | None = field(default=None, repr=False, compare=False)
    data: Any = field(default=None, repr=False, compare=False)

    def problem(self, path: Key, message: str, hint: str, severity: Severity, *, key: bool = False) -> Problem:
        """A problem of what stands at a path of the data, or of its key."""
        if self.source is None:
            raise ValueError("nothing was read")
        return self.source.problem(self._tree.at(path, key=key), message, hint, severity)

    @cached_property
    def _tree(self) -> Tree:
        return parse(self.source)[0] if self.source else Tree()


class _Kept(NamedTuple):
    problems: tuple[Problem, ...]
    settings: Settings
    data: Any


def read_settings(path: Path, name: str) -> SettingsFile:
    """Read the settings. `name` is what the file is called in messages. Never raises for what a file may hold."""
    return _settings_in(load(path, name))


def known_settings(path: Path, name: str, memory: FileMemory) -> SettingsFile:
    """The same, known again by the bytes of the file where no error was in it."""
    look = memory.look(name, str(path), name)
    if isinstance(look.made, _Kept):
        return SettingsFile(look.made.problems, look.made.settings, SourceOnDisk(name, str(path)), look.made.data)
    found = _settings_in(look.data if isinstance(look.data, Problem) else decode(look.data or b"", name))
    if found.settings:
        memory.keep_of(look, _Kept(found.problems, found.settings, found.data))
    return found


def _settings_in(source: Source | Problem) -> SettingsFile:
    if isinstance(source, Problem):
        return SettingsFile((source,))
    tree, problems = parse(source)
    if not isinstance(tree.data, dict):
        told = problems or [source.problem(Mark(0, 0), "整个文件应是一行行“键: 值”")]
        return SettingsFile(tuple(told), source=source)
    form = read(source, _ours(tree), Settings)
    problems += form.problems
    problems += check_letters(source)
    problems += unfilled_fields(source, tree)
    if form.value:
        problems += form.locate(_check(form.value))
    settings = None if errors(problems) else form.value
    if settings:
        problems += _unknown(settings, source, tree)
    return SettingsFile(tuple(problems), settings, source, tree.data)


def _ours(tree: Tree) -> Tree:
    """The tree without what the theme reads, and without parts that are named and empty."""
    extra = tree.data.get("extra")
    if isinstance(extra, dict):
        extra = {key: value for key, value in extra.items() if key not in OF_THE_THEME and not _empty(key, value)}
    return replace(tree, data={**tree.data, "extra": {} if extra is None else extra})


def _empty(key: str, value: object) -> bool:
    """Whether all that stands under a part is commented out."""
    parts = ("site", "footer", "feedback", "columns", "reuse", "approvals", "outside_trusted")
    return value is None and key in parts


def _check(settings: Settings) -> Iterator[Finding]:
    extra = settings.extra
    if extra.archived and extra.as_of and extra.archived != extra.as_of:
        message = f"已归档的专栏停在归档的那一天（{extra.archived}），不能又停在 {extra.as_of}"
        yield Finding(("extra", "as_of"), message, "删掉 as_of 这一行")
    yield from feedback_findings(extra.feedback, ("extra", "feedback"))
    yield from round_findings(extra.approvals, ("extra", "approvals"))


def _unknown(settings: Settings, source: Source, tree: Tree) -> Iterator[Problem]:
    """Yield a notice for what a government page should say and nobody told: it is left out, never invented."""
    mark = tree.at(("extra", "site")) if ("extra", "site") in tree.values else tree.at(("extra",), key=True)
    told = {
        "id_code（网站标识码）": ("SiteIDCode", settings.id_code, "向网站主管单位问到以后，写在 extra 的 site 下面"),
        "domain（网站域名）": ("SiteDomain", settings.domain, "写在 extra 的 site 下面，或写 site_url"),
    }
    for what, (tag, value, hint) in told.items():
        if value is None:
            yield source.problem(mark, f"没有写 {what}，网页上不印 {tag}", hint, Severity.NOTICE)
