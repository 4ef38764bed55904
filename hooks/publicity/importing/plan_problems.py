"""The problems that a table names, as problems of the plan: those that stand there already, and new ones at the end."""

import re
from dataclasses import dataclass, field
from typing import Any

from publicity.importing.composed import headline
from publicity.importing.front_edits import FrontEdits
from publicity.importing.naming import name_for
from publicity.importing.sayings import one_line
from publicity.importing.yaml_text import keyed
from publicity.plans.plan import Plan
from publicity.regex import regex

_LEAD = regex(
    r"^\s*(?:\d{1,3}[.、．)）]|[（(][\d一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|第\S{1,3}[,，、])\s*"
)


@dataclass
class PlanProblems:
    """The ids of problems by their words; `added` are those that the plan does not have yet."""

    plan: Plan
    added: list[dict[str, Any]] = field(default_factory=list)
    _ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for point in self.plan.problems:
            self._ids.setdefault(_bare(point.title), point.id)
            if point.digest:
                self._ids.setdefault(_bare(point.digest), point.id)

    def id_of(self, words: str) -> str:
        """The id of a problem, a new one where the plan has none of these words."""
        bare = _bare(words)
        if bare not in self._ids:
            whole, title = one_line(words), headline(words)
            name = name_for(_LEAD.sub("", title), set(self._ids.values()))
            self._ids[bare] = name
            point = {"id": name, "title": title}
            self.added.append(point if title == whole else {**point, "digest": whole[:2000]})
        return self._ids[bare]

    def text(self, source: str) -> str:
        """plan.yml with the new problems. Raises CannotImportError."""
        edits = FrontEdits(source, tuple(Plan.model_fields))
        items = ""
        for point in self.added:
            lines = "".join(keyed(key, value) for key, value in point.items()).splitlines()
            items += "".join(f"{'- ' if at == 0 else '  '}{line}\n" for at, line in enumerate(lines))
        edits.append("problems", items)
        return edits.text()


def _bare(words: str) -> str:
    """The words without number, marks and blanks, by which two are the same."""
    return re.sub(r"[\W_]+", "", _LEAD.sub("", words))
