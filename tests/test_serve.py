"""The preview: edits show up by themselves, and a broken plan neither hangs it nor loses the last good pages."""

import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from .conftest import Project, clean_environment

PATIENCE = 60


@dataclass
class Preview:
    """A running `mkdocs serve`."""

    project: Project
    port: int
    process: subprocess.Popen[str]
    said: list[str]

    def get(self, path: str = "") -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as answer:
            page: str = answer.read().decode("utf-8")
            return page

    def after(self, name: str, old: str, new: str, path: str = "") -> str:
        """Edit a file; the page once the preview has rebuilt, told as the page's own script is told."""
        epoch, _ = re.search(r"livereload\((\d+), (\d+)\)", self.get(path)).groups()  # type: ignore[union-attr]
        self.project.edit(name, old, new)
        while self.get(f"livereload/{epoch}/0") == epoch:
            pass  # the request waits until something was rebuilt, or a minute
        return self.get(path)


@pytest.fixture
def preview(project: Project) -> Iterator[Preview]:
    yield from serving(project)


def serving(project: Project) -> Iterator[Preview]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=project.root,
        env=clean_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr
    said: list[str] = []
    for line in process.stderr:
        said.append(line)
        if "Serving on" in line:
            break
    else:
        pytest.fail("".join(said))
    try:
        yield Preview(project, port, process, said)
    finally:
        process.terminate()
        process.wait(PATIENCE)
        process.stderr.close()


def test_edits_show_up(preview: Preview) -> None:
    assert "宗旨意识很浓" in preview.after("docs/plan.yml", "title: 宗旨意识淡薄", "title: 宗旨意识很浓")
    assert "公布了方案" in preview.after("docs/index.md", "公布方案", "公布了方案")
    assert "如今到了哪一步" in preview.after("overrides/home.html", "现在到了哪一步", "如今到了哪一步")
    assert "2009年6月16日" in preview.after("mkdocs.yml", "as_of: 2009-06-15", "as_of: 2009-06-16")
    assert '"words"' in preview.get("search/index.json")  # made once, and still there after edits


def test_a_broken_plan_keeps_the_last_good_pages_and_recovers(preview: Preview) -> None:
    spoilt = preview.after("docs/plan.yml", "title: 宗旨意识淡薄", "titel: 宗旨意识淡薄")
    assert 'class="problems"' in spoilt
    assert "titel" in spoilt
    assert "宗旨意识淡薄" in spoilt
    assert 'class="problems"' in preview.get("phases/study.html")
    mended = preview.after("docs/plan.yml", "titel: 宗旨意识淡薄", "title: 宗旨意识已改")
    assert 'class="problems"' not in mended
    assert "宗旨意识已改" in mended


def test_what_is_held_back_is_shown_and_marked(preview: Preview) -> None:
    held = "bulletins/2009/2009-06-16-community-visit"
    assert held in preview.get()
    page = preview.get(f"{held}.html")
    assert "未公开：草稿" in page
    assert preview.get("publications/rectification-plan-for-review.html").count("还没有批准") == 1
    public = preview.after(f"docs/{held}.md", "draft: true", "draft: false", f"{held}.html")
    assert "未公开：未到发布时间" in public


def test_starting_with_a_broken_plan_shows_the_problems(project: Project) -> None:
    project.edit("docs/plan.yml", "issued: 2009-04-22", "issued: 2009-04-31")
    for preview in serving(project):
        assert "没有 2009-04-31 这一天" in preview.get()
        mended = preview.after("docs/plan.yml", "issued: 2009-04-31", "issued: 2009-04-22")
        assert 'class="problems"' not in mended
        assert "正在进行" in mended
