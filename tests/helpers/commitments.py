"""An office's commitments: sealed, tampered with, and as many as real offices have."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from publicity.column.files import read_column
from publicity.commands.program import main
from publicity.ledger.ledger import Ledger, read_ledger
from publicity.ledger.line import Line, digest
from publicity.problems.problem import Problem, Severity
from publicity.texts.source import Source

from .project import ROOT, Project

FOLDER = "docs/commitments"
LEDGER = "docs/ledger.jsonl"
GUIDE, RULES, VISIT, ASKED = "office-guide", "rules-cleanup", "unannounced-inspection", "transferred-opinions"


class Office:
    """A copy of the shipped column, sealed on two days: the inspection has two versions, of 13 and 15 June."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT / "docs", root / "docs")
        shutil.copy(ROOT / "mkdocs.yml", root)

    def path(self, name: str) -> Path:
        return self.root / self.file(name)

    def file(self, name: str) -> str:
        """The path of the ledger, of a commitment by its id, or of any other file of docs/."""
        return LEDGER if name == "ledger" else f"docs/{name}" if "/" in name or "." in name else f"{FOLDER}/{name}.md"

    def text(self, name: str) -> str:
        return self.path(name).read_bytes().decode()

    def write(self, name: str, text: str) -> None:
        self.path(name).write_bytes(text.encode())

    def edit(self, name: str, *pairs: tuple[str, str]) -> None:
        text = self.text(name)
        for old, new in pairs:
            assert old in text, f"“{old}” is not in {name}"
            text = text.replace(old, new, 1)
        self.write(name, text)

    def move(self, day: str) -> None:
        """Let the office's own day be another one."""
        settings = self.root / "mkdocs.yml"
        text = re.sub(r"(?m)^  as_of: .*\n", f"  as_of: {day}\n", settings.read_text(encoding="utf-8"))
        settings.write_text(text, encoding="utf-8")

    def seal(self, day: str) -> str:
        self.move(day)
        done = CliRunner().invoke(main, ["seal", "--root", str(self.root)])
        assert done.exit_code == 0, done.output
        return done.output

    @property
    def ledger(self) -> Ledger:
        return read_ledger(Source(LEDGER, self.text("ledger")))

    def rewrite(self, change: Callable[[list[str]], list[str]]) -> None:
        """Change the lines of the ledger."""
        self.write("ledger", "".join(f"{line}\n" for line in change(self.text("ledger").splitlines())))

    def line_of(self, subject: str) -> str:
        """The last line of a subject as it stands in the file."""
        return self.ledger.of(subject)[-1].text()

    def forge(self, subject: str, **fields: object) -> None:
        """Change the last line of a subject and put its own hash right, and nothing else."""
        line = self.ledger.of(subject)[-1]
        data: dict[str, object] = line.model_dump(exclude={"hash"}) | fields
        forged = Line.model_validate(data | {"hash": digest(data)})
        self.rewrite(lambda lines: [forged.text() if one == line.text() else one for one in lines])

    def problems(self) -> list[Problem]:
        found = read_column(self.root / "mkdocs.yml", self.root / "docs").problems
        return [problem for problem in found if problem.severity is not Severity.NOTICE]

    def place(self, name: str, marked: str) -> tuple[str, int, int]:
        """Where “›” stands in a text that occurs once."""
        text, wanted = self.text(name), marked.replace("›", "")
        assert text.count(wanted) == 1, f"“{wanted}” occurs {text.count(wanted)} times in {name}"
        before = text[: text.index(wanted) + marked.index("›")]
        return self.file(name), before.count("\n") + 1, len(before) - before.rfind("\n")


# -- a plan of the size that real offices have ---------------------------------------------------------

HEAD = """---
id: p{n:02}
problem: service
item: 示例项目{n}
goal: 把第{n}件事办好，让群众看得见。
measures:
{measures}
deadline: {deadline}
leader: 分管工作的副主任
lead: 第{unit}委办
accept: 领导小组办公室
tier: {tier}
history:
  - {{date: 2009-06-12, state: {state}, note: 公布。}}
sample: true
---

示例。
"""


def plant_many(project: Project) -> None:
    """27 projects with 137 measures: 39 by the end of August, 83 by the year's end, 15 for the long term."""
    project.write_nothing()
    folder = project.root / "docs" / "commitments"
    folder.mkdir()
    whens = ["8月底前"] * 39 + ["12月底前"] * 83 + [""] * 15
    for n in range(27):
        mine = whens[n * 137 // 27 : (n + 1) * 137 // 27]
        lines = [f"  - text: 措施{i}" + (f"\n    when: {when}" if when else "") for i, when in enumerate(mine)]
        last = n >= 25
        text = HEAD.format(
            n=n + 1,
            unit=n % 6 + 1,
            measures="\n".join(lines),
            deadline="长期坚持" if last else mine[-1] or "12月底前",
            tier="长期" if last else "中期",
            state="长期坚持" if last else "推进中",
        )
        (folder / f"p{n + 1:02}.md").write_text(text, encoding="utf-8")
