"""What editors do to a column, at random: every kind of edit there is, sound ones and a few that are not."""

import re
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from click.testing import CliRunner
from PIL import Image

from publicity.commands.program import main

from .project import Project
from .repository import git

NEW = """\
---
title: {title}
date: {day}
published: {day} 09:00
source: 办公室
kind: 动态
phase: {phase}
topics: [{topic}]
summary: {title}的一句话。
sample: true
---

{body}
"""
WORDS = ("听取意见", "走访企业", "整改台账", "学习日", "公开承诺", "群众评议", "下社区", "制度清理", "调查研究")
KINDS: dict[str, Callable[["Editor"], str]] = {}


def kind(edit: Callable[["Editor"], str]) -> Callable[["Editor"], str]:
    """A kind of edit, by its name."""
    KINDS[edit.__name__] = edit
    return edit


class Editor:
    """Whoever edits a column, with dice."""

    def __init__(self, project: Project, seed: int) -> None:
        self.project, self.random, self.count = project, Random(seed), 0
        self.day = ""  # AS_OF

    @property
    def docs(self) -> Path:
        return self.project.root / "docs"

    def one_of(self, pattern: str) -> Path | None:
        """A file of docs/, if there is any of the kind."""
        found = sorted(path for path in self.docs.glob(pattern) if path.name != "index.md")
        return self.random.choice(found) if found else None

    def word(self) -> str:
        self.count += 1
        return f"{self.random.choice(WORDS)}{self.count}"

    def change(self, path: Path | None, pattern: str, new: Callable[[re.Match[str]], str]) -> str:
        """Replace the first place of a pattern in a file; what was done, or nothing."""
        if path is None or not path.exists():
            return ""
        text = path.read_text(encoding="utf-8")
        changed, found = re.subn(pattern, new, text, count=1, flags=re.MULTILINE)
        if not found or changed == text:
            return ""
        path.write_text(changed, encoding="utf-8")
        return path.relative_to(self.project.root).as_posix()

    def do(self, name: str) -> str:
        """Make an edit of a kind; what was done, or nothing where that was not possible."""
        return KINDS[name](self)

    def begin(self) -> None:
        """Let what is there now be what `undo` goes back to."""
        root = self.project.root
        if not (root / ".git").exists():
            (root / ".gitignore").write_text("/site/\n/.cache/\n", encoding="utf-8")
            git(root, "init", "-q")
        git(root, "add", "-A")
        git(root, "-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit", "-q", "--allow-empty", "-m", "x")

    def undo(self) -> None:
        """Take back what nothing can be built from."""
        git(self.project.root, "reset", "-q", "--hard")
        git(self.project.root, "clean", "-q", "-f", "-d", "docs", "overrides")
        self.day = ""

    def run(self, *arguments: str) -> str:
        done = CliRunner().invoke(main, [*arguments, "--root", str(self.project.root)])
        return " ".join(arguments[:1]) if done.exit_code == 0 else ""


@kind
def body(editor: Editor) -> str:
    return editor.change(editor.one_of("bulletins/*/*.md"), r"\Z", lambda _: f"\n\n又说了{editor.word()}。\n")


@kind
def publication_body(editor: Editor) -> str:
    return editor.change(editor.one_of("publications/*.md"), r"\Z", lambda _: f"\n\n又说了{editor.word()}。\n")


@kind
def odd_mark(editor: Editor) -> str:
    """What a build warns of: a mark that readers would see."""
    return editor.change(editor.one_of("bulletins/*/*.md"), r"\Z", lambda _: "\n\n这里有**没有配对的记号。\n")


@kind
def title(editor: Editor) -> str:
    return editor.change(editor.one_of("bulletins/*/*.md"), r"^title: (.*)$", lambda _: f"title: {editor.word()}会议")


@kind
def summary(editor: Editor) -> str:
    return editor.change(editor.one_of("*s/**/*.md"), r"^summary: .*$", lambda _: f"summary: 说的是{editor.word()}。")


@kind
def topic(editor: Editor) -> str:
    said = editor.random.choice([*WORDS[:3], editor.word()])
    return editor.change(editor.one_of("bulletins/*/*.md"), r"^topics: .*$", lambda _: f"topics: [{said}]")


@kind
def step(editor: Editor) -> str:
    return editor.change(editor.one_of("bulletins/*/*.md"), r"^step: .*\n", lambda _: "")


@kind
def moved_day(editor: Editor) -> str:
    path, days = editor.one_of("bulletins/*/*.md"), editor.random.randint(-9, 9)

    def moved(match: re.Match[str]) -> str:
        return f"published: {date.fromisoformat(match[1]) + timedelta(days)}"

    return editor.change(path, r"^published: (\d{4}-\d\d-\d\d)", moved)


@kind
def draft(editor: Editor) -> str:
    path = editor.one_of("bulletins/*/*.md")
    return editor.change(path, r"^draft: true\n", lambda _: "") or editor.change(
        path, r"^title:", lambda _: "draft: true\ntitle:"
    )


@kind
def expired(editor: Editor) -> str:
    path = editor.one_of("bulletins/*/*.md")
    return editor.change(path, r"^expires: .*\n", lambda _: "") or editor.change(
        path, r"^title:", lambda _: "expires: 2009-06-10\ntitle:"
    )


@kind
def updated(editor: Editor) -> str:
    note = f"updated:\n  - {{at: 2009-09-14 10:00, note: 改正了{editor.word()}。}}\ntitle:"
    return editor.change(editor.one_of("bulletins/*/*.md"), r"^title:", lambda _: note)


@kind
def added(editor: Editor) -> str:
    day = date(2009, 3, 24) + timedelta(editor.random.randint(0, 75))
    phase = editor.random.choice(re.findall(r"^  - id: (\S+)", _phases(editor), re.MULTILINE))
    path = editor.docs / "bulletins" / "2009" / f"{day}-new-{editor.count}.md"
    words = editor.word()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        NEW.format(title=f"新的{words}", day=day, phase=phase, topic=words[:4], body="正文。"), encoding="utf-8"
    )
    return path.name


def _phases(editor: Editor) -> str:
    return editor.project.plan.read_text(encoding="utf-8").split("\nphases:\n")[1].split("\n\n")[0]


@kind
def deleted(editor: Editor) -> str:
    if path := editor.one_of("bulletins/*/*.md"):
        path.unlink()
        return path.name
    return ""


@kind
def renamed(editor: Editor) -> str:
    path = editor.one_of("bulletins/*/*.md")
    if path is None:
        return ""
    old = path.relative_to(editor.docs).with_suffix(".html").as_posix()
    text = path.read_text(encoding="utf-8")
    if editor.random.random() < 0.7 and "old_paths:" not in text:
        text = text.replace("title:", f"old_paths: [{old}]\ntitle:", 1)
    path.unlink()
    path.with_name(f"{path.stem}-b.md").write_text(text, encoding="utf-8")
    return old


@kind
def link(editor: Editor) -> str:
    path, other = editor.one_of("bulletins/*/*.md"), editor.one_of("bulletins/*/*.md")
    if path is None or other is None:
        return ""
    return editor.change(path, r"\Z", lambda _: f"\n\n另见[那一篇]({other.name})。\n")


@kind
def picture(editor: Editor) -> str:
    """Put a picture into a text, or change one that is there."""
    size = (editor.random.randint(40, 1500), editor.random.randint(40, 300))
    path = editor.one_of("bulletins/*/*.md")
    if path is None:
        return ""
    (path.parent / "pictures").mkdir(exist_ok=True)
    name = f"pictures/p{editor.random.randint(1, 3)}.png"
    Image.new("RGB", size, editor.random.choice(["red", "blue", "white"])).save(path.parent / name)
    if editor.random.random() < 0.5:
        return editor.change(path, r"\Z", lambda _: f"\n\n![一张图]({name})\n")
    return editor.change(path, r"^title:", lambda _: f"picture: {{file: {name}, alt: 一张图}}\ntitle:")


@kind
def attachment(editor: Editor) -> str:
    """Attach a table, or change one that is attached."""
    path = editor.one_of("bulletins/*/*.md")
    if path is None:
        return ""
    (path.parent / "attachments").mkdir(exist_ok=True)
    name = f"attachments/t{editor.random.randint(1, 3)}.csv"
    (path.parent / name).write_text("甲,乙\n" + "1,2\n" * editor.random.randint(1, 999), encoding="utf-8")
    attached = f"attachments:\n  - {{file: {name}, title: 附表}}\ntitle:"
    return editor.change(path, r"^title:", lambda _: attached)


@kind
def touched_file(editor: Editor) -> str:
    """Change a file beside the texts."""
    path = editor.one_of("**/*.csv")
    if path is None:
        return ""
    path.write_text("甲,乙\n" + "3,4\n" * editor.random.randint(1, 999), encoding="utf-8")
    return path.name


@kind
def gone_file(editor: Editor) -> str:
    """Delete a file that some page may name."""
    if editor.random.random() < 0.5 and (path := editor.one_of("bulletins/*/attachments/*")):
        path.unlink()
        return path.name
    return ""


@kind
def report(editor: Editor) -> str:
    path = editor.one_of("commitments/*.md")
    return editor.change(path, r"^    note: (.*)。$", lambda m: f"    note: {m[1]}，{editor.word()}。")


@kind
def commitment_gone(editor: Editor) -> str:
    if editor.random.random() < 0.3 and (path := editor.one_of("commitments/*.md")):
        path.unlink()
        return path.name
    return ""


@kind
def votes(editor: Editor) -> str:
    one, other = editor.random.randint(10, 38), editor.random.randint(0, 6)
    path = editor.docs / "publications" / "review-results.md"
    return editor.change(
        path if path.exists() else None,
        r"counts: \[.*?\]\n      abstain: 0",
        lambda _: f"counts: [{one}, {other}, {45 - one - other}, 0]\n      abstain: 0",
    )


@kind
def plan(editor: Editor) -> str:
    return editor.change(editor.project.plan, r"^campaign: (.*?)\d*$", lambda m: f"campaign: {m[1]}{editor.count}")


@kind
def home_page(editor: Editor) -> str:
    return editor.change(editor.docs / "index.md", r"\Z", lambda _: f"\n\n{editor.word()}。\n")


@kind
def another_day(editor: Editor) -> str:
    editor.day = editor.random.choice(["", "2009-06-16", "2009-05-20", "2009-07-30"])
    return f"AS_OF={editor.day}"


@kind
def template(editor: Editor) -> str:
    path = editor.project.root / "overrides" / editor.random.choice(["article.html", "main.html", "list.html"])
    return editor.change(path, r"</h1>", lambda _: f"</h1><!-- {editor.word()} -->")


@kind
def style(editor: Editor) -> str:
    path = editor.project.root / "overrides" / "assets" / "stylesheets" / "article.css"
    return editor.change(path, r"\Z", lambda _: f"\n.x{editor.random.randint(0, 999)} {{ color: red; }}\n")


@kind
def setting(editor: Editor) -> str:
    path, name = editor.project.root / "mkdocs.yml", editor.word()
    return editor.random.choice(
        [
            lambda: editor.change(path, r"^site_name: .*$", lambda _: f"site_name: 专栏{name}"),
            lambda: editor.change(path, r"^# site_url: .*$", lambda _: "site_url: https://www.example.gov.cn/zl/"),
            lambda: editor.change(path, r"^  # footer:$", lambda _: f"  footer: {{contact: {name}}}"),
        ]
    )()


@kind
def sealed(editor: Editor) -> str:
    return editor.run("seal")


@kind
def approved(editor: Editor) -> str:
    path = editor.docs / "bulletins" / "2009" / "2009-05-08-analysis-preparation.md"
    if not path.exists():
        return ""
    rounds = (("初审", "领导小组办公室综合组组长"), ("复审", "领导小组办公室主任"), ("终审", "分管保密工作的领导"))
    return " ".join(editor.run("approve", str(path), "--as", one, "--by", by) for one, by in rounds)


@kind
def disapproved(editor: Editor) -> str:
    return editor.change(
        editor.docs / "bulletins" / "2009" / "2009-05-08-analysis-preparation.md", r"\Z", lambda _: "\n\n又改。\n"
    )


@kind
def strange_file(editor: Editor) -> str:
    """Somebody puts a file into the built site, perhaps in a folder of its own."""
    name = editor.random.choice(["{}.txt", "bulletins/{}.html", "{}/index.html"]).format(editor.word())
    path = editor.project.root / "site" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("别处来的", encoding="utf-8")
    return name


@kind
def touched_output(editor: Editor) -> str:
    """Somebody writes into the built site."""
    pages = sorted((editor.project.root / "site").rglob("*.html"))
    if not pages:
        return ""
    page = editor.random.choice(pages)
    page.write_text("x" * page.stat().st_size, encoding="utf-8")
    return page.name


@kind
def lost_output(editor: Editor) -> str:
    pages = sorted((editor.project.root / "site").rglob("*.*"))
    if not pages:
        return ""
    page = editor.random.choice([page for page in pages if page.is_file()])
    page.unlink()
    return page.name


@kind
def other_times(editor: Editor) -> str:
    """A fresh checkout: every file is there, and newer."""
    subprocess.run(["find", str(editor.project.root), "-type", "f", "-exec", "touch", "{}", "+"], check=True)
    return "touch"


@kind
def nothing(editor: Editor) -> str:
    return f"nothing {editor.count}"
