"""Results of reviews and surveys: what can't be true is refused with the arithmetic, what is hidden stays hidden."""

import json
import re
import shutil
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from publicity.column.files import ColumnFiles, read_column
from publicity.pages.bars import draw
from publicity.problems.problem import Problem, errors
from publicity.results.percent import agrees, arithmetic, half_up, possible, share
from publicity.results.results import Results
from publicity.results.suppression import gives_away, hidden
from publicity.results.tally import NONE_REACHED, WITHHELD, Tally, tally
from tests.helpers.columns import DAYS, column_on
from tests.helpers.project import ROOT, Project
from tests.helpers.results import HEAD

# A survey as published: eight rows of 29 votes, and the percentages that were printed beside them.
ROWS = [
    ("班子团结", [25, 3, 1, 0], ["86.2", "10.3", "3.4", "0.0"]),
    ("依法履职", [24, 4, 1, 0], ["82.8", "13.8", "3.4", "0.0"]),
    ("联系代表", [22, 5, 2, 0], ["75.9", "17.2", "6.9", "0.0"]),
    ("改进作风", [21, 6, 2, 0], ["72.4", "20.7", "6.9", "0.0"]),
    ("办理意见", [20, 6, 2, 1], ["69.0", "20.7", "6.9", "3.4"]),
    ("服务群众", [23, 5, 1, 0], ["79.3", "17.2", "3.4", "0.0"]),
    ("公开透明", [26, 2, 1, 0], ["89.7", "6.9", "3.4", "0.0"]),
    ("廉洁自律", [29, 0, 0, 0], ["100.0", "0.0", "0.0", "0.0"]),
]
GRADES = ["好", "较好", "一般", "差"]
PUBLISHED: dict[str, Any] = {
    "sent": 31,
    "returned": 30,
    "valid": 29,
    "grades": GRADES,
    "questions": [{"text": text, "counts": counts, "percent": percent} for text, counts, percent in ROWS],
    "rule": {"text": "好和较好合计达到90%的为优秀", "positive": ["好", "较好"], "at_least": {"优秀": 90, "良好": 75}},
}
NAME = "publications/table.md"
REVIEW = "publications/review-results.md"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a copy of the shipped column."""
    monkeypatch.delenv("AS_OF", raising=False)
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("ledger.jsonl"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def document(results: Any, **head: object) -> str:
    front = yaml.safe_dump(HEAD | head | {"results": results}, allow_unicode=True, sort_keys=False)
    return f"---\n{front}---\n\n正文。\n"


def read(office: Path) -> ColumnFiles:
    return read_column(office / "mkdocs.yml", office / "docs")


def refused(office: Path, results: Any, **head: object) -> list[Problem]:
    (office / "docs" / NAME).write_text(document(results, **head), encoding="utf-8")
    told = errors(read(office).problems)
    assert all(problem.file == f"docs/{NAME}" and problem.line and problem.hint for problem in told), told
    return told


def scalars(data: Any) -> Any:
    """As our reader of YAML gives them: all texts."""
    if isinstance(data, dict):
        return {key: scalars(value) for key, value in data.items()}
    return [scalars(value) for value in data] if isinstance(data, list) else str(data)


def table(results: Any) -> Tally:
    return tally(Results.model_validate(scalars(results)))


def changed(**changes: object) -> dict[str, Any]:
    return json.loads(json.dumps(PUBLISHED)) | changes  # type: ignore[no-any-return]


def row(**changes: object) -> list[dict[str, Any]]:
    """The published questions, the third one changed."""
    questions: list[dict[str, Any]] = json.loads(json.dumps(PUBLISHED["questions"]))
    questions[2] |= changes
    return questions


# ———— the golden table ————


@pytest.mark.shipped
def test_a_published_table_reproduces(office: Path) -> None:
    assert refused(office, PUBLISHED) == []
    found = table(changed())
    for (text, counts, percent), shown in zip(ROWS, found.rows, strict=True):
        assert sum(counts) == 29
        assert shown.text == text
        assert [cell.count for cell in shown.cells] == counts
        assert [str(cell.percent) for cell in shown.cells] == percent
    assert [str(shown.positive) for shown in found.rows[3:5]] == ["93.1", "89.7"]
    assert [shown.verdict for shown in found.rows[3:5]] == ["优秀", "良好"]


@pytest.mark.shipped
def test_a_row_that_sums_to_28_is_refused(office: Path) -> None:
    (problem,) = refused(office, changed(questions=row(counts=[21, 5, 2, 0], percent=[])))
    assert problem.message == "“联系代表”合计 21 + 5 + 2 + 0 = 28，有效票是 29，少 1"
    lines = (office / "docs" / NAME).read_text(encoding="utf-8").splitlines()
    assert lines[problem.line - 1].strip() == "- 21"  # where the counts begin


# ———— what can't be ————

CASES: dict[str, tuple[dict[str, Any], str]] = {
    "more returned than sent": (changed(sent=29), "收回 30 份，多于发出的 29 份：30 > 29"),
    "more valid than returned": (changed(returned=28), "有效 29 份，多于收回的 28 份：29 > 28"),
    "more valid than sent": (
        {key: value for key, value in changed(sent=28).items() if key != "returned"},
        "有效 29 份，多于发出的 28 份：29 > 28",
    ),
    "one count too few": (
        changed(questions=row(counts=[22, 5, 2], percent=[])),
        "“联系代表”有 3 个票数，而等次有 4 档",
    ),
    "abstentions beyond the total": (
        changed(questions=row(abstain=1)),
        "“联系代表”合计 22 + 5 + 2 + 0 + 弃权 1 = 30，有效票是 29，多 1",
    ),
    "a grade twice": (changed(grades=["好", "较好", "好", "差"], rule="无"), "“好”写了两次"),
    "abstaining as a grade": (changed(grades=["好", "较好", "一般", "弃权"]), "弃权不是一档"),
    "a question twice": (changed(questions=row(text="班子团结")), "“班子团结”写了两次"),
    "an impossible percentage": (
        changed(questions=row(percent=["75.5", "17.2", "6.9", "0"])),
        "有效票 29 张，得不出 75.5 %：最接近的是 22/29 ≈ 75.86 %",
    ),
    "a percentage of another count": (
        changed(questions=row(percent=["72.4", "17.2", "6.9", "0"])),
        "印的是 72.4 %，票数却是 22/29 ≈ 75.86 %",
    ),
    "percentages missing": (
        changed(questions=row(percent=["75.9"])),
        "“联系代表”有 1 个百分比，而票数有 4 个",
    ),
    "a rule by a grade that is none": (
        changed(rule={"text": "规则", "positive": ["好", "交好"]}),
        "没有“交好”这一档",
    ),
    "bounds without what they bound": (
        changed(rule={"text": "规则", "at_least": {"优秀": 90}}),
        "写了等次的标准，没有写哪些档算满意",
    ),
    "two grades of one bound": (
        changed(rule={"text": "规则", "positive": ["好"], "at_least": {"优秀": 90, "良好": "90 %"}}),
        "“优秀”和“良好”的标准都是 90 %",
    ),
    "a percentage in words": (changed(questions=row(percent=["七成", "17.2", "6.9", "0"])), "百分比要写成 81.5 这样"),
    "no votes at all": (changed(valid=0), "不能小于 1"),
}


@pytest.mark.shipped
@pytest.mark.parametrize("name", CASES)
def test_what_cannot_be_is_refused_once(office: Path, name: str) -> None:
    results, message = CASES[name]
    (problem,) = refused(office, results)
    assert message in problem.message


@pytest.mark.shipped
def test_26_of_32(office: Path) -> None:
    """The published mistake of handbook/domain.md#results."""
    results = {
        "valid": 32,
        "grades": ["满意", "不满意"],
        "questions": [{"text": "总体", "counts": [26, 6], "percent": ["81.5 %", "18.8"]}],
        "rule": "无",
    }
    (problem,) = refused(office, results)
    assert "81.5 %：最接近的是 26/32 = 81.25 %" in problem.message
    assert "应写 81.3" in problem.hint
    results["questions"] = [{"text": "总体", "counts": [26, 6], "percent": ["81.25", "18.8"]}]
    assert refused(office, results) == []


@pytest.mark.shipped
def test_small_counts_that_cannot_be_hidden_are_refused(office: Path) -> None:
    results = changed(hide_below=5, questions=[{"text": "问", "counts": [24, 5, 0, 0]}])
    (problem,) = refused(office, results)
    assert "小票数藏不住：从合计 29 就能算出来" in problem.message
    assert refused(office, results | {"hide_below": 6}) == []


# ———— the plan's questions ————


def spoilt_review(office: Path, old: str, new: str) -> list[Problem]:
    path = office / "docs" / REVIEW
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return errors(read(office).problems)


@pytest.mark.shipped
def test_questions_are_the_plans(office: Path) -> None:
    (problem,) = spoilt_review(office, "text: 分析原因透不透", "text: 原因分析透不透")
    assert problem.message == "方案的群众评议里没有“原因分析透不透”这一题"
    assert problem.hint == "是不是“分析原因透不透”？"


@pytest.mark.shipped
def test_a_question_that_is_missing(office: Path) -> None:
    cut = "    - text: 发展思路清不清\n      counts: [36, 7, 2, 0]\n      abstain: 0\n"
    (problem,) = spoilt_review(office, cut, "")
    assert problem.message == "方案的群众评议有 5 题，这里缺：发展思路清不清"


@pytest.mark.shipped
def test_the_order_is_the_plans(office: Path) -> None:
    path = office / "docs" / REVIEW
    text = path.read_text(encoding="utf-8")
    one, other = "text: 认识深不深", "text: 查找问题准不准"
    path.write_text(text.replace(one, "text: ?").replace(other, one).replace("text: ?", other), encoding="utf-8")
    (problem,) = errors(read(office).problems)
    assert problem.message == "次序与方案不同：第 1 题应是“认识深不深”"


@pytest.mark.shipped
def test_what_the_plan_keeps_within_a_circle(office: Path) -> None:
    questions = [{"text": text, "counts": [2, 0]} for text in ("解决突出问题", "开展活动情况")]
    results = {"of": "survey", "valid": 2, "grades": ["满意", "不满意"], "questions": questions, "rule": "无"}
    (problem,) = refused(office, results)
    assert "方案规定满意度测评结果只在一定范围公布" in problem.message
    assert refused(office, results, audience="limited") == []


# ———— arithmetic ————


@given(st.lists(st.integers(0, 300), min_size=2, max_size=8).filter(any))
def test_percentages_sum_within_rounding(counts: list[int]) -> None:
    valid = sum(counts)
    percents = [half_up(share(count, valid)) for count in counts]
    assert abs(sum(percents) - 100) <= Decimal("0.05") * len(counts)
    assert all(agrees(percent, count, valid) for percent, count in zip(percents, counts, strict=True))
    assert all(possible(percent, valid) for percent in percents)


@given(st.integers(1, 200), st.integers(0, 1000))
def test_possible_is_what_some_count_gives(valid: int, thousandths: int) -> None:
    printed = Decimal(thousandths) / 10
    assert possible(printed, valid) == any(agrees(printed, count, valid) for count in range(valid + 1))


def test_rounding_and_arithmetic() -> None:
    assert half_up(Fraction(325, 4)) == Decimal("81.3")  # 81.25, where Python's own round() says 81.2
    assert arithmetic(26, 32) == "26/32 = 81.25 %"
    assert arithmetic(1, 3) == "1/3 ≈ 33.33 %"
    assert arithmetic(29, 29) == "29/29 = 100 %"


def test_the_grade_is_judged_by_the_exact_share() -> None:
    """1799 of 2000 is printed as 90.0 % and is not 90 %."""
    rule = {"text": "规则", "positive": ["好"], "at_least": {"优秀": 90, "良好": 89.9}}
    results = {"valid": 2000, "grades": ["好", "差"], "questions": [{"text": "问", "counts": [1799, 201]}]}
    (found,) = table(results | {"rule": rule}).rows
    assert (str(found.positive), found.verdict) == ("90.0", "良好")
    (found,) = table(results | {"rule": rule | {"at_least": {"优秀": 90}}}).rows
    assert found.verdict == NONE_REACHED


# ———— small counts ————


def published(counts: tuple[int, ...], below: int) -> tuple[object, ...]:
    """All that a reader sees of a row."""
    concealed = hidden(counts, below)
    return tuple(("<" if count < below else "…") if i in concealed else count for i, count in enumerate(counts))


@pytest.mark.parametrize(("options", "valid", "below"), [(2, 12, 3), (3, 12, 3), (3, 11, 5), (4, 10, 3), (5, 9, 2)])
def test_suppression_cannot_be_undone(options: int, valid: int, below: int) -> None:
    """A reader who knows the total and our rule tries every table that would be shown so."""
    candidates: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    for counts in product(range(valid + 1), repeat=options):
        if sum(counts) == valid and not gives_away(counts, below):
            candidates.setdefault(published(counts, below), []).append(counts)
    assert candidates
    for shown, behind in candidates.items():
        for i, mark in enumerate(shown):
            if isinstance(mark, str):
                assert len({counts[i] for counts in behind}) > 1, (shown, behind)
            else:
                assert mark >= below  # type: ignore[operator]


@given(
    st.lists(st.integers(0, 40), min_size=2, max_size=7).filter(any),
    st.integers(2, 12),
    st.data(),
)
def test_no_sum_tells_what_is_hidden(counts: list[int], below: int, data: st.DataObject) -> None:
    assume(not gives_away(counts, below))
    grades = [f"档{i}" for i in range(len(counts))]
    positive = data.draw(st.lists(st.sampled_from(grades), unique=True, min_size=1))
    (found,) = table(
        {
            "valid": sum(counts),
            "grades": grades,
            "questions": [{"text": "问", "counts": counts}],
            "rule": {"text": "规则", "positive": positive, "at_least": {"优秀": 50}},
            "hide_below": below,
        }
    ).rows
    concealed = {cell.option for cell in found.cells if cell.count is None}
    assert {grade for grade, count in zip(grades, counts, strict=True) if count < below} <= concealed
    assert all(cell.percent is None for cell in found.cells if cell.count is None)
    if concealed & {*positive} and not concealed <= {*positive}:
        assert (found.positive, found.positive_count, found.verdict) == (None, None, WITHHELD)
    else:
        assert found.positive is not None


# ———— pages and data ————


@pytest.mark.parametrize("day", DAYS)
def test_data_say_what_the_pages_say(on_days: dict[str, Path], day: str) -> None:
    site = on_days[day]
    records = json.loads((site / "data/results.json").read_text(encoding="utf-8"))["results"]
    public = [item for item in column_on(day).publications if getattr(item.entry, "results", None)]
    assert {record["address"] for record in records} == {f"{item.uri[:-3]}.html" for item in public}
    for item in public:
        page = (site / f"{item.uri[:-3]}.html").read_text(encoding="utf-8")
        cells = re.findall(r'<td data-label="(\w+)"><span>(\S+?) <span class="share">(\S+) %', page)
        ours = [record for record in records if record["address"] == f"{item.uri[:-3]}.html"]
        shown = [(record["option"], record["shown"], str(record["percent"])) for record in ours]
        assert [cell for cell in cells if not cell[0].endswith("合计")] == shown
        assert len(shown) == 25


def test_the_held_survey_is_nowhere(on_days: dict[str, Path]) -> None:
    site = on_days["2009-09-01"]
    assert "publications/survey-results.md" in column_on("2009-09-01").held
    said = "\n".join(path.read_text(encoding="utf-8") for path in (site / "data").iterdir())
    assert "群众评议票数" in said and "survey-results.html" not in said
    assert "survey" not in (site / "data/results.csv").read_text(encoding="utf-8")
    for page in site.rglob("*.html"):
        assert "同一项画两个以上记号的按无效票" not in page.read_text(encoding="utf-8")


def test_hidden_counts_are_hidden_in_every_file(project: Project) -> None:
    results = changed(hide_below=5, questions=[{"text": "认字", "counts": [517, 411, 3, 2]}], sent=933, returned=933)
    (project.root / "docs" / NAME).write_text(document(results | {"valid": 933}), encoding="utf-8")
    site = project.build()
    page = (site / "publications/table.html").read_text(encoding="utf-8")
    data = json.loads((site / "data/results.json").read_text(encoding="utf-8"))["results"]
    ours = [record for record in data if record["question"] == "认字"]
    assert [(record["count"], record["shown"]) for record in ours] == [
        (517, "517"),
        (None, "不单列"),
        (None, "<5"),
        (None, "<5"),
    ]
    assert "&lt;5" in page
    for path in site.rglob("*"):
        if path.suffix in (".html", ".json", ".csv", ".xml") and path.name != "manifest.json":
            assert not re.search(r"\b(411|44\.1|928|99\.5)\b", path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize(
    ("counts", "labels", "rest"),
    [
        ([38, 6, 1, 0], ["38", "6", ""], "一般 1"),
        ([33, 8, 3, 1], ["33", "8", "", ""], "一般 3，差 1"),
        ([12, 11, 11, 11], ["12", "11", "11", "11"], ""),
    ],
)
def test_every_part_of_a_bar_has_its_number(counts: list[int], labels: list[str], rest: str) -> None:
    """In it, or below it where it is too narrow."""
    grades = ["好", "较好", "一般", "差"]
    question = {"text": "认识深不深", "counts": counts}
    results = Results.model_validate({"valid": 45, "grades": grades, "questions": [question], "rule": {"text": "规则"}})
    (bar,) = draw(tally(results)).bars
    assert [part.label for part in bar.parts] == labels
    assert bar.rest == rest


def test_the_numbers_of_many_narrow_parts_fit_a_phone() -> None:
    grades = ["非常满意", "很满意", "满意", "基本满意", "不太满意", "不满意", "非常不满意"]
    question = {"text": "领导班子", "counts": [970, 4, 2, 1, 1, 1, 1]}
    results = Results.model_validate(
        {"valid": 980, "grades": grades, "questions": [question], "rule": {"text": "规则"}}
    )
    assert draw(tally(results)).bars[0].rest == "窄的依次是 4、2、1、1、1、1"
