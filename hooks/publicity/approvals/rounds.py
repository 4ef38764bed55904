"""What mkdocs.yml says of approvals: which rounds an office has, who may hold them, and for which files.

Source: handbook/domain.md#before-publication.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any

from pathspec.gitignore import GitIgnoreSpec
from pydantic import BeforeValidator, Field

from publicity.fields.entry import Entry, Line
from publicity.texts.reading import Finding
from publicity.texts.tree import Path as Key


def _one(given: Any) -> Any:
    return [given] if isinstance(given, str) and given else given


class Round(Entry):
    """One round of approval (审): what it is called and which posts may hold it."""

    name: Line = Field(description="叫什么：初审、复审、终审……")
    by: Annotated[list[Line], BeforeValidator(_one, json_schema_input_type=Line | list[Line]), Field(max_length=30)] = (
        Field([], description="哪些职务可以审；不写就不限")
    )
    secrecy: bool = Field(False, description="这一审也是保密审查")


class Rounds(Entry):
    """The rounds of approval, first to last. Without any, nothing is asked."""

    rounds: Annotated[list[Round], Field(max_length=9)] = Field([], description="从先到后的各审；不写就不要求审核")
    different: bool = Field(True, description="各审由不同的人；写 false 就不要求")
    files: Annotated[list[Line], Field(max_length=100)] = Field(
        [], description="docs/ 里哪些文件要审，写法和 .gitignore 一样，如 publications/；不写就都要审"
    )

    def ask(self, uri: str) -> bool:
        """Whether the file at a path within docs/ has to be approved."""
        if not self.rounds:
            return False
        return not self.files or self._asked.match_file(uri)

    @cached_property
    def _asked(self) -> GitIgnoreSpec:
        return GitIgnoreSpec.from_lines(self.files)

    def named(self, name: str) -> Round | None:
        """The round with a name."""
        return next((one for one in self.rounds if one.name == name), None)


def round_findings(rounds: Rounds, at: Key) -> Iterator[Finding]:
    """Yield what the models can't see; `at` is the path of the rounds in mkdocs.yml."""
    names = [one.name for one in rounds.rounds]
    for i, name in enumerate(names):
        if name in names[:i]:
            yield Finding((*at, "rounds", i, "name"), f"有两审都叫“{name}”", "各审的名称要不同")
    posts = [one.by for one in rounds.rounds]
    for i, by in enumerate(posts):
        if rounds.different and len(by) == 1 and by in posts[:i]:
            message = f"“{names[i]}”只有{by[0]}可以审，他已经是前面一审唯一的人"
            hint = "换一个职务；确实由一个人审的，写 different: false"
            yield Finding((*at, "rounds", i, "by"), message, hint)
