"""A small column of which everything has to be approved, and the people who do it."""

import re
from dataclasses import dataclass

from click.testing import CliRunner, Result
from PIL import Image

from publicity.column.files import ColumnFiles, read_column
from publicity.commands.program import main
from tests.helpers.project import Project
from tests.helpers.repository import commit_all, git

ROUNDS = """\
  approvals:
    rounds:
      - {name: 初审, by: 综合组组长}
      - {name: 复审, by: [办公室主任, 办公室副主任]}
      - {name: 终审, by: [分管领导, 办公室主任], secrecy: true}
"""
PEOPLE = (("初审", "综合组组长"), ("复审", "办公室主任"), ("终审", "分管领导"))
ARTICLE = "docs/publications/one.md"
OTHER = "docs/bulletins/2009/two.md"
PROMISE = "docs/commitments/clean-up.md"
BESIDE = ("docs/plan.yml", "docs/index.md", "docs/plan.md", "docs/timeline.md")
TEXT = """\
---
title: 某区人大机关活动方案
date: 2009-04-22
published: 2009-04-23 09:00
source: 办公室 # 来源
kind: 活动方案
phase: prepare
summary: 一句话摘要。
picture: {file: pictures/one.png, alt: 一张图}
attachments:
- {file: attachments/one.csv, title: 附表}
sample: true
---

正文第一段。

正文第二段。
"""
NEWS = """\
---
title: 动员大会
date: 2009-03-31
published: 2009-03-31 09:00
source: 办公室
kind: 动态
phase: prepare
summary: 开了会。
sample: true
---

会议开过了。
"""
PROMISED = """\
---
id: clean-up
problem: [PROBLEM]
item: 清理制度
goal: 全部清理一遍
measures: [逐项清理]
deadline: 7月底前
leader: 副主任
lead: 办公室
accept: 机关党组
tier: 近期
history:
- {date: 2009-06-01, state: 未启动, note: 公布承诺。}
- {date: 2009-06-10, state: 推进中, note: 清理了一半。}
sample: true
---
"""


@dataclass(frozen=True)
class Office:
    """The office of a column."""

    project: Project

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, [*arguments, "--root", str(self.project.root)])

    def read(self) -> ColumnFiles:
        return read_column(self.project.root / "mkdocs.yml", self.project.root / "docs")

    def edit(self, name: str, old: str, new: str) -> None:
        self.project.edit(name, old, new)

    def approve(self, *files: str, rounds: int = 3) -> None:
        """Let people approve files, in so many rounds."""
        for name, post in PEOPLE[:rounds]:
            done = self.run("approve", *(str(self.project.root / file) for file in files), "--as", name, "--by", post)
            assert done.exit_code == 0, done.output

    def told(self, name: str) -> list[tuple[str, str, str]]:
        """What is told of a file for want of an approval: where, how grave, what."""
        found = [p for p in self.read().problems if p.file == name and ("没有审完" in p.message or "审过" in p.message)]
        return [(p.place, p.severity.value, p.message) for p in found]


def make_office(project: Project) -> Office:
    """A column with one publication, one bulletin, one commitment, nothing approved yet; a repository."""
    project.write_nothing()
    office, root = Office(project), project.root
    problem = next(
        line for line in project.plan.read_text("utf-8").split("\nproblems:\n")[1].splitlines() if "id:" in line
    )
    for name, text in ((ARTICLE, TEXT), (OTHER, NEWS), (PROMISE, PROMISED.replace("PROBLEM", problem.split()[-1]))):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for folder in ("pictures", "attachments"):
        (root / "docs" / "publications" / folder).mkdir()
    Image.new("RGB", (40, 30), "red").save(root / "docs" / "publications" / "pictures" / "one.png")
    (root / "docs" / "publications" / "attachments" / "one.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    (root / "docs" / "approvals.jsonl").unlink()
    ask(project, ROUNDS)
    (root / ".gitattributes").write_text("docs/approvals.jsonl merge=union\n", encoding="utf-8")
    git_init(office)
    return office


def ask(project: Project, rounds: str) -> None:
    """Let mkdocs.yml ask for these rounds of approval and no others."""
    path = project.root / "mkdocs.yml"
    text, found = re.subn(r"  approvals:\n(?:    .*\n)+", rounds, path.read_text(encoding="utf-8"))
    assert found == 1
    path.write_text(text, encoding="utf-8")


def git_init(office: Office) -> None:
    """A repository that knows who works in it."""
    root = office.project.root
    (root / ".gitignore").write_text("site/\n.cache/\n", encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "示例")
    git(root, "config", "user.email", "x@example.invalid")
    commit_all(root)
