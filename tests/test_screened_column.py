"""What must not be published stops a column wherever it is written, and no message or log repeats it."""

from logging import getLogger

import pytest
from click.testing import CliRunner

from publicity.column.files import read_column
from publicity.commands.program import main
from publicity.problems.form import Form
from publicity.problems.problem import Problem
from publicity.screening import telling
from publicity.screening.screen import screen
from tests.helpers.made_up import resident
from tests.helpers.one_article import problems, told, write
from tests.helpers.project import Project

ID = resident()


def test_a_clean_column(column: Project) -> None:
    write(column, "办公电话 0431-12345678，统一社会信用代码 91220106MA0000000X。")
    assert problems(column) == []


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (f"证件 {ID}。", ""),
        (f"![证件 {ID}](x.png)", ""),
        (f"\n\n| 姓名 | 证件 |\n| --- | --- |\n| 某人 | {ID} |", ""),
        ("", f"author: {ID}\n"),
    ],
)
def test_an_id_in_an_article(column: Project, body: str, more: str) -> None:
    write(column, body, more)
    found = told(column)
    assert "身份证号码" in found and "示例.md:" in found
    assert ID not in found and ID[6:14] not in found


@pytest.mark.parametrize("more", ["draft: true\n", "audience: limited\n"])
def test_what_is_not_public_is_not_screened_yet(column: Project, more: str) -> None:
    write(column, f"证件 {ID}。", more)
    assert problems(column) == []


def test_an_exception_holds_for_the_same_words_only(column: Project) -> None:
    (one,) = screen(f"证件 {ID}。")
    exception = f"screened: [{{rule: id-number, of: {one.digest}, reason: 示例, by: 示例}}]\n"
    write(column, f"证件 {ID}。", exception)
    assert problems(column) == []
    write(column, "没有了。", exception)
    assert ["作废" in problem.message for problem in problems(column)] == [True]


@pytest.mark.parametrize("name", ["docs/plan.yml", "docs/timeline.md", "mkdocs.yml"])
def test_beside_the_articles(column: Project, name: str) -> None:
    path = column.root / name
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n# {ID}\n", encoding="utf-8")
    assert any("身份证号码" in one.message and name in one.file for one in problems(column))


def test_in_the_name_of_a_file(column: Project) -> None:
    (column.root / "docs" / f"{ID}.csv").write_text("示例")
    (column.root / "docs" / "timeline.md").write_text(f"---\ntemplate: timeline.html\n---\n\n[表]({ID}.csv)\n")
    assert "文件名里有身份证号码" in told(column)


def test_a_build_stops_and_its_log_holds_nothing(column: Project) -> None:
    write(column, f"证件 {ID}。")
    done = column.mkdocs("build")
    assert done.returncode == 1
    assert "身份证号码" in done.stderr and ID not in done.stderr + done.stdout
    assert not (column.root / "site").exists()


def test_an_office_s_own_wrong_forms(column: Project) -> None:
    write(column, "人大代表之嫁")
    assert problems(column) == []
    (column.root / "wrong_forms.yml").write_text("forms:\n  - {wrong: 代表之嫁, right: 代表之家}\n", encoding="utf-8")
    assert ["代表之家" in problem.hint for problem in problems(column)] == [True]
    (column.root / "wrong_forms.yml").write_text("forms:\n  - {wrnog: 代表之嫁}\n", encoding="utf-8")
    assert "wrong_forms.yml:2" in told(column)


# ———— what other rules tell ————


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("", f"auther: {ID}\n"),  # an unknown key
        ("", f"topics: [{ID}, 二, 三, 四, 五, 六]\n"),
        ("", f"expires: {ID}\n"),  # no day
        ("", f"phase: '{ID}'\n"),  # no id
        ("", f"screened: [{{rule: id-number, of: {ID}, reason: 示例, by: 示例}}]\n"),
        ("", f"old_paths: ['{ID}']\n"),
        (f"[{ID}](没有.md)", ""),
        (f"<script>{ID}</script>", ""),
        (f"<p onclick='{ID}'>证件</p>", ""),
        (f"![]({ID}.png)", ""),
        (f"{ID[:9]}\n{ID[9:]}<script>", ""),  # over two lines
    ],
)
def test_whatever_rule_tells_a_line_does_not_tell_what_is_in_it(column: Project, body: str, more: str) -> None:
    write(column, body, more)
    found = read_column(column.root / "mkdocs.yml", column.root / "docs").problems
    said = "\n".join(problem.text() for problem in found)
    assert not [ID[at : at + 7] for at in range(12) if ID[at : at + 7] in said], said
    done = CliRunner().invoke(main, ["check", "--root", str(column.root), "--format", "gitlab"])
    assert done.exit_code == 1 and ID[:9] not in done.output and ID[9:] not in done.output


def test_a_file_whose_name_tells_is_not_named_by_other_rules(column: Project) -> None:
    (column.root / "docs" / f"{ID}.csv").write_text("示例")
    assert ID not in told(column) and "没有哪一页用到这个文件" not in told(column)


def test_a_body_can_not_except_itself(column: Project) -> None:
    write(column, f"\n\nscreened: {ID}\n- {ID}")
    assert "身份证号码" in told(column)


@pytest.mark.parametrize("wrong", [ID, "3a31b76", "3A31B765"])
def test_a_wrong_digest_is_told_as_one(column: Project, wrong: str) -> None:
    write(column, more=f"screened: [{{rule: mobile, of: {wrong}, reason: 示例, by: 示例}}]\n")
    (problem,) = problems(column)
    assert "of " in problem.message and "publicity screen --exceptions" in problem.hint
    assert "标识" not in problem.message


def test_what_is_told_of_the_finished_site_is_masked_too(caplog: pytest.LogCaptureFixture) -> None:
    problem = Problem(
        f"docs/{ID}.md", 1, 3, f"链接“tel:{ID}”打不开", f"改成 {ID[:6]}-{ID[6:14]}-{ID[14:]}", source=f"电话 {ID}"
    )
    with caplog.at_level("INFO", logger="mkdocs.publicity"):
        telling.log([problem], getLogger("mkdocs.publicity"))
    said = [caplog.text, telling.told([problem]), *(telling.report([problem], form) for form in Form)]
    for one in said:
        assert "打不开" in one and ID[6:14] not in one and ID[:6] not in one
