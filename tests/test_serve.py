"""The preview: edits show up by themselves, and a broken plan neither hangs it nor loses the last good pages."""

from collections.abc import Iterator

import pytest

from tests.helpers.preview import Preview, serving
from tests.helpers.project import Project


@pytest.fixture
def preview(project: Project) -> Iterator[Preview]:
    with serving(project) as preview:
        yield preview


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
    promise = preview.get("commitments/branch-improvements.html")
    assert (
        "未公开：只在一定范围公开" in promise and "党员改进打算对照检查" in promise and "党员改进打算" in preview.get()
    )
    public = preview.after(f"docs/{held}.md", "draft: true", "draft: false", f"{held}.html")
    assert "未公开：未到发布时间" in public


def test_starting_with_a_broken_plan_shows_the_problems(project: Project) -> None:
    project.edit("docs/plan.yml", "issued: 2009-04-22", "issued: 2009-04-31")
    with serving(project) as preview:
        assert "没有 2009-04-31 这一天" in preview.get()
        mended = preview.after("docs/plan.yml", "issued: 2009-04-31", "issued: 2009-04-22")
        assert 'class="problems"' not in mended
        assert "同时进行" in mended
