"""A column whose commitments were copied from a printed table: most of what a commitment should say is not in it."""

from pathlib import Path

from .project import Project, make_project

PLAN = """\
title: 某县人大机关示例整改方案
campaign: 示例整改工作
organ: 某县人大机关
issued: 2026-03-02
period: {when: 2026年3月至2026年12月}
problems:
  - {id: contact, title: 联系群众不够经常}
  - {id: review, title: 审议意见跟踪不紧}
phases: []
"""
# file: front matter after id, problem and item
PROMISES = {
    "visits": """problem: [contact, review]
number: "1"
item: 示例：走访代表联系点
measures: [每季度走访一次, {text: 建立台账, when: 每月底}]
deadline: 立行立改，2026年6月底前
lead: 办公室
history:
  - {date: 2026-03-10, state: 推进中, note: 正在走访。}
""",
    "ledger-kept": """problem: review
number: "2"
item: 示例：审议意见逐条建账
deadline: 已经完成，长期坚持
lead: 监察工委
history:
  - {date: 2026-03-10, state: 已完成, note: 已建账。}
""",
    "proved": """problem: review
number: "3"
item: 示例：公开办理结果
deadline: 2026年4月底前
history:
  - {date: 2026-03-10, state: 已完成, evidence: https://example.invalid/result}
""",
    "silent": """item: 示例：原表只有一句话
history:
  - {date: 2026-03-10}
""",
    "drafted": """problem: contact
item: 示例：尚待拍板的草稿事项
draft: true
history:
  - {date: 2026-03-10, state: 未启动}
""",
}


def make_printed(folder: Path) -> Project:
    """Lay it out as of 2026-05-06; nothing is sealed."""
    plan = folder.parent / f"{folder.name}-plan.yml"
    plan.parent.mkdir(parents=True, exist_ok=True)
    plan.write_text(PLAN, encoding="utf-8")
    project = make_project(folder, plan)
    project.edit("mkdocs.yml", "  strict_commitments: true\n", "")
    project.edit("mkdocs.yml", "as_of: 2026-03-02", "as_of: 2026-05-06")
    (folder / "docs" / "commitments").mkdir()
    for name, text in PROMISES.items():
        promise = f"---\nid: {name}\n{text}sample: true\n---\n"
        (folder / "docs" / "commitments" / f"{name}.md").write_text(promise, encoding="utf-8")
    return project
