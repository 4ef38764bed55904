"""`publicity upgrade`: a newer version for an office's column, nothing lost, and what changes is said."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from publicity.starter.renewing import Fate, renewals
from tests.helpers.project import ROOT, clean_environment
from tests.helpers.warm import python

pytestmark = pytest.mark.shipped

BUILD = "import sys, setuptools.build_meta as b; out = sys.argv[1]; b.build_wheel(out)"
PARTS = ("hooks", "overrides", "docs", "requirements", "deploy", ".vscode", "pyproject.toml", "README.md", "LICENSE")
MORE = ("CHANGELOG.md", "编辑手册.md")
NEXT = "9.0.0"


def make_wheel(folder: Path, edits: Mapping[str, tuple[str, str]]) -> Path:
    """The package of this checkout, with some texts replaced."""
    tree = folder / "tree"
    for part in (*PARTS, *MORE):
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(ROOT / part, tree / part)
    for name, (old, new) in edits.items():
        text = (tree / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        (tree / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    out = folder / "wheels"
    out.mkdir()
    subprocess.run([sys.executable, "-c", BUILD, str(out)], cwd=tree, check=True, capture_output=True)
    return next(out.glob("*.whl"))


@dataclass(frozen=True)
class Office:
    root: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return python("publicity", *arguments, cwd=self.root, env=clean_environment())

    def git(self, *arguments: str) -> str:
        who = ("-c", "user.name=示例", "-c", "user.email=editor@example.gov.cn")
        return subprocess.run(
            ["git", "-C", str(self.root), *who, *arguments], capture_output=True, text=True, check=True
        ).stdout

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", "改动")

    def files(self) -> dict[str, bytes]:
        listed = self.git("ls-files", "-z").split("\0")
        return {name: (self.root / name).read_bytes() for name in listed if name}


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of a newer version: a footer, a line of the starter's README, a key of mkdocs.yml, news."""
    version = next(line for line in (ROOT / "pyproject.toml").read_text().splitlines() if line.startswith("version ="))
    starter = "hooks/publicity/starter/files"
    return make_wheel(
        tmp_path_factory.mktemp("newer"),
        {
            "pyproject.toml": (version, f'version = "{NEXT}"'),
            "CHANGELOG.md": ("\n## ", f"\n## {NEXT}\n\n- 页脚多了一句话。\n\n## "),
            "overrides/partials/footer.html": ("<dl", "<p>新版本的一句话</p><dl"),
            f"{starter}/README.md": ("## 每天", "## 每一天"),
            f"{starter}/gitignore": ("\n", "\n# 新的一行\n"),
        },
    )


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path / "column")
    asked = (
        "--title",
        "某区人大常委会机关作风建设活动工作方案",
        "--campaign",
        "作风建设活动",
        "--organ",
        "某区人大常委会",
    )
    options = (*asked, "--issued", "2026-03-20", "--yes", "--no-git")
    done = python("publicity", "init", str(made.root), *options, cwd=tmp_path, env=clean_environment())
    assert done.returncode == 0, done.stdout + done.stderr
    made.git("init", "-q")
    made.commit()
    return made


def test_a_column_that_was_edited_is_upgraded_and_nothing_is_lost(office: Office, newer: Path) -> None:
    office.edit("docs/index.md", "---\n\n", "---\n\n本院写的话。")
    office.edit("README.md", "## 文件夹", "## 本院的文件夹")
    office.edit("mkdocs.yml", "site_name:", "# 本院的说明\nsite_name:")
    (office.root / "overrides" / "moved.html").write_text("<p>本院的</p>", encoding="utf-8")
    office.commit()
    before = office.files()
    done = office.run("upgrade", "--from", str(newer))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "index.html：" in done.stdout
    assert "页脚多了一句话。" in done.stdout
    assert "合并 README.md" in done.stdout
    office.commit()
    after = office.files()
    assert f"publicity=={NEXT} --hash=sha256:" in after["requirements/publicity.txt"].decode()
    assert "## 每一天" in after["README.md"].decode() and "## 本院的文件夹" in after["README.md"].decode()
    assert f"wheels/{newer.name}" in after
    ours = {"README.md", ".gitignore", ".publicity.json", "requirements/publicity.txt"}
    assert {name for name in before if after.get(name) != before[name]} <= ours
    assert office.run("check").returncode != 70


def test_looking_changes_nothing(office: Office, newer: Path) -> None:
    before = office.files()
    done = office.run("upgrade", "--from", str(newer.parent), "--dry-run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert office.files() == before and not office.git("status", "--porcelain")


def test_where_both_changed_a_line_the_office_s_stays_and_ours_is_shown(office: Office, newer: Path) -> None:
    office.edit("README.md", "## 每天", "## 天天")
    office.commit()
    done = office.run("upgrade", "--from", str(newer))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "没有动 README.md" in done.stdout and "+## 每一天" in done.stdout
    assert "## 天天" in (office.root / "README.md").read_text(encoding="utf-8")


def test_a_version_that_does_not_build_changes_nothing(office: Office, tmp_path: Path) -> None:
    broken = make_wheel(
        tmp_path / "broken",
        {
            "pyproject.toml": ("version = ", f'version = "{NEXT}" # '),
            "overrides/home.html": ("{% block column %}", "{% block column %}{{ nothing.of_the_kind() }}"),
        },
    )
    before = office.files()
    done = office.run("upgrade", "--from", str(broken))
    assert done.returncode == 1
    assert "什么都没有改" in done.stderr and "Traceback" not in done.stderr
    assert office.files() == before and not office.git("status", "--porcelain")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda office: office.edit("README.md", "# ", "# 改 "), "没提交的改动"),
        (lambda office: (office.root / ".publicity.json").unlink(), "没有升级"),
        (lambda office: shutil.rmtree(office.root / ".git"), "git"),
    ],
)
def test_it_refuses(office: Office, tmp_path: Path, spoil: object, words: str) -> None:
    spoil(office)  # type: ignore[operator]
    done = office.run("upgrade", "--from", str(tmp_path))
    assert done.returncode == 1
    assert words in done.stderr and "Traceback" not in done.stderr


def test_a_package_that_is_none(office: Office, tmp_path: Path) -> None:
    (tmp_path / "publicity-9.9.9-py3-none-any.whl").write_bytes(b"nothing of the kind")
    done = office.run("upgrade", "--from", str(tmp_path / "publicity-9.9.9-py3-none-any.whl"))
    assert done.returncode == 1 and "打不开" in done.stderr


def test_fates() -> None:
    before = {
        "same": b"1",
        "ours": b"1",
        "both": b"1",
        "gone": b"1",
        "gone-edited": b"1",
        "deleted": b"1",
        "docs/a": b"1",
    }
    after = {"same": b"1", "ours": b"2", "both": b"2", "deleted": b"2", "docs/a": b"2", "new": b"2", "taken": b"2"}
    own = {"same": b"9", "ours": b"1", "both": b"9", "gone": b"1", "gone-edited": b"9", "docs/a": b"1", "taken": b"9"}
    made = {one.path: (one.fate, one.content) for one in renewals(before, after, own, lambda *_: None)}
    assert made == {
        "ours": (Fate.REFRESHED, b"2"),
        "both": (Fate.LEFT, b"9"),
        "gone": (Fate.REMOVED, None),
        "gone-edited": (Fate.LEFT, b"9"),
        "new": (Fate.ADDED, b"2"),
        "taken": (Fate.LEFT, b"9"),
    }
