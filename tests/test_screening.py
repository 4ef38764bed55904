"""What the screen finds and passes: a golden table, properties, exceptions, files, the command."""

import json
import random
import re
from datetime import date
from pathlib import Path
from random import Random

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import assume, given
from hypothesis import strategies as st

from publicity.commands.program import main
from publicity.problems.form import Form
from publicity.problems.problem import Severity
from publicity.screening import telling
from publicity.screening.bank_cards import luhn
from publicity.screening.files import look
from publicity.screening.identity_numbers import PROVINCES, check_letter, is_credit_code, is_number
from publicity.screening.objection import RULES, Objection, digest_of
from publicity.screening.screen import screen
from publicity.screening.screened import Screened, judge, void_exceptions
from publicity.screening.sources import located, screen_source
from publicity.screening.wrong_forms import Lexicon, read_forms, shipped, with_own
from publicity.texts.source import Source
from tests.helpers.made_up import NUMBERS, WAYS, card, marked, resident
from tests.helpers.project import ROOT, Project

TABLE = yaml.safe_load((ROOT / "tests" / "cases" / "screening.yml").read_text(encoding="utf-8"))
FOUND = [(rule.partition(",")[0], text) for rule, texts in TABLE["found"].items() for text in texts]
PASSED = [str(text) for text in TABLE["passed"]]
LEVELS = {
    "id-number": Severity.ERROR,
    "bank-card": Severity.ERROR,
    "secrecy": Severity.ERROR,
    "mobile": Severity.WARNING,
    "passport": Severity.WARNING,
    "plate": Severity.WARNING,
    "address": Severity.WARNING,
    "internal": Severity.WARNING,
    "email": Severity.NOTICE,
}
SECRET = [rule for rule in RULES if rule not in ("secrecy", "internal", "wrong-name")]


def seen(text: str) -> list[tuple[str, int, int]]:
    return sorted((one.rule, one.start, one.end) for one in screen(text))


# -- the table -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rule", "text"), FOUND)
def test_found(rule: str, text: str) -> None:
    plain, spans = marked(text)
    assert seen(plain) == [(rule, start, end) for start, end in spans]
    if rule in LEVELS and text not in TABLE["found"]["id-number, partly"]:
        assert {one.severity for one in screen(plain)} == {LEVELS[rule]}


@pytest.mark.parametrize("text", PASSED)
def test_passed(text: str) -> None:
    plain, spans = marked(text)
    assert not spans and seen(plain) == []


A, B, C = "220102", "19900307", "0005"  # a resident's number in its parts


@pytest.mark.parametrize(
    "text",
    [
        f"*{A}*{B}{C}",
        f"***{A}***{B}{C}",
        f"`{A}`{B}{C}",
        f"[{A}](index.md){B}{C}",
        f"{A}<wbr>{B}{C}",
        f"{A}<br>{B}<br>{C}",
        f"{A}<!-- 说明 -->{B}{C}",
        f"{A}^{B}^{C}",
        f"{A}~~{B}~~{C}",
        f"=={A}=={B}{C}",
        f'<span class="a">{A}</span><span>{B}</span>{C}',
        f"| 甲 | {A} | {B} | {C} |",
        f"<td>{A}</td>\n<td>{B}</td>\n<td>{C}</td>",
        f"- {A}{B[:4]}\n- {B[4:]}{C}",
        f"> {A}\n> {B}\n> {C}",
    ],
)
def test_a_number_with_markup_within(text: str) -> None:
    assert [(one.rule, one.severity) for one in screen(text)] == [("id-number", Severity.ERROR)]
    assert A + B not in screen(text)[0].message


@pytest.mark.parametrize(
    "unit", ["1|", "1<", "1<a>", "1](a)", "1<!--", "1 ", "1\n", "1*", "12-", "<!--", "京A1", "密级："]
)
def test_work_does_not_grow_faster_than_the_text(unit: str) -> None:
    """Forty thousand letters, which took minutes where a rule went back and forth: now far below a second."""
    screen(unit * (40_000 // len(unit)))


def test_tables_of_figures_are_no_numbers_of_anybody() -> None:
    random = Random(2009)
    for _ in range(50):
        row = [str(random.randrange(10 ** random.randrange(1, 9))) for _ in range(300)]
        assert not [one for one in screen(f"| {' | '.join(row)} |") if one.rule == "id-number"]


def test_the_table_is_large_enough() -> None:
    assert len(FOUND) >= 80 and len(PASSED) >= 80
    assert {rule for rule, _ in FOUND} == set(RULES)


@pytest.mark.parametrize(
    ("way", "level"), [("14shown", Severity.ERROR), ("noday", Severity.ERROR), ("nodate", Severity.NOTICE)]
)
def test_how_much_of_a_number_is_hidden_decides_its_level(way: str, level: Severity) -> None:
    (one,) = screen(f"身份证号：{WAYS[way](NUMBERS['id'])}")
    assert one.severity is level


def test_a_number_called_an_identity_with_a_wrong_check_digit_is_a_notice() -> None:
    (one,) = screen(f"身份证号：{NUMBERS['id-wrong']}")
    assert (one.rule, one.severity) == ("id-number", Severity.NOTICE)


def test_a_mobile_may_be_part_of_an_email() -> None:
    assert {rule for rule, _, _ in seen("13800138000@139.com")} == {"mobile", "email"}


# -- what decides ----------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])  # printed in GB 11643-1999
def test_the_standards_own_examples(number: str) -> None:
    assert check_letter(number[:17]) == number[17]


@given(st.from_regex(r"[0-9]{17}", fullmatch=True))
def test_the_check_letter_is_the_one_that_the_standards_weights_ask_for(digits: str) -> None:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    last = check_letter(digits)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    assert (total + (10 if last == "X" else int(last))) % 11 == 1


def test_who_was_born_before_1900_is_nobody() -> None:
    assert not is_number("440524188001010014")


def test_credit_code() -> None:
    assert is_credit_code("91350100M000100Y43")  # printed in GB 32100-2015
    assert not is_credit_code("91350100M000100Y44")
    assert not is_credit_code("91350100I000100Y43")


def test_luhn() -> None:
    assert all(map(luhn, ("4111111111111111", "79927398713", "5555555555554444", "378282246310005")))
    assert not any(map(luhn, ("4111111111111112", "79927398710", "5555555555554443")))


areas = st.tuples(st.sampled_from(sorted(PROVINCES)), st.integers(1, 70), st.integers(1, 99)).map(
    lambda parts: f"{parts[0]}{parts[1]:02d}{parts[2]:02d}"
)
births = st.dates(date(1900, 1, 1), date(2049, 12, 31)).map(lambda day: day.strftime("%Y%m%d"))
residents = st.builds(resident, areas, births)
cards = st.builds(
    lambda head, rest: card(head + rest),
    st.sampled_from(["622202", "621700", "622848"]),
    st.from_regex(r"[0-9]{12}", fullmatch=True),
)
mobiles = st.from_regex(r"1(3[0-9]|5[0-35-9]|8[0-9]|99)[0-9]{8}", fullmatch=True)
# Words that say nothing of a number; around them nothing that could be part of it.
prose = st.text(st.sampled_from("我们学习调查研究，。；：（）“”区里街上\n"), max_size=40)
ways = st.sampled_from(["wide", "blank", "hyphen", "dots", "fours", "each", "wrapped", "unseen"])


@given(prose, residents, ways, prose)
def test_a_number_is_found_where_it_stands_however_it_is_written(
    before: str, number: str, way: str, after: str
) -> None:
    written = WAYS[way](number)
    text = f"{before}某{written}。{after}"
    found = [one for one in screen(text) if one.rule == "id-number"]
    assert [(one.start, one.end) for one in found] == [(len(before) + 1, len(before) + 1 + len(written))]


@given(residents, st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_no_number(number: str, at: int, digit: str) -> None:
    assume(number[at] != digit)
    spoilt = number[:at] + digit + number[at + 1 :]
    assert not is_number(spoilt)


@given(st.text(), st.text())
def test_any_text_is_screened_and_places_lie_in_it(left: str, right: str) -> None:
    text = f"{left}{NUMBERS['id']}，{right}"
    for one in screen(text):
        assert 0 <= one.start < one.end <= len(text)


@given(st.one_of(residents, cards, mobiles), st.sampled_from(["wide", "each", "wrapped", "unseen"]), prose)
def test_nothing_that_is_told_holds_the_secret(number: str, way: str, around: str) -> None:
    text = f"{around}\n号码{WAYS[way](number)}，\n{around}"
    source = Source("docs/a.md", text)
    judged = screen_source(source)
    assert judged.standing
    told = "\n".join(telling.report(located(source, judged), form) for form in Form)
    plain = re.sub(r"[^0-9X\n]", "", told.translate(str.maketrans("０１２３４５６７８９Ｘ", "0123456789X")))
    assert number not in plain
    assert all(one.shown.count("*") >= 4 and one.digest not in told for one in judged.standing)


@given(st.lists(st.one_of(residents, cards, mobiles), min_size=1, max_size=6))
def test_lines_keep_their_length_and_nothing_else_of_them_is_starred(numbers: list[str]) -> None:
    text = "，".join(f"第一个人{number}" for number in numbers)
    for problem in located(source := Source("a", text), screen_source(source)):
        assert len(problem.source) == len(text)
        assert re.sub("[0-9X*]", "", problem.source) == re.sub("[0-9X]", "", text)


@pytest.mark.parametrize("length", range(10, 21))
def test_of_random_numbers_next_to_none_is_taken_for_an_identity(length: int) -> None:
    randomly = random.Random(length)
    drawn = ["".join(randomly.choices("0123456789", k=length)) for _ in range(2000)]
    alarms = sum(one.rule == "id-number" for number in drawn for one in screen(f"事项{number}。"))
    assert alarms <= (40 if length == 15 else 0)


def test_work_grows_no_faster_than_the_text() -> None:
    """These would take hours if some pattern tried every way to read them."""
    for unit in (
        "1 ",
        "1",
        "*",
        "1*",
        "住",
        "a",
        "秘密",
        "3号楼",
        "12-",
        "家住",
        "[（",
        "1单元",
        "138****1234 ",
        "公开 ",
    ):
        text = (unit * 20_000)[:20_000] + "@"
        screen(text)


# -- wrong forms -----------------------------------------------------------------------------------


def test_no_name_is_wrong() -> None:
    names = [*yaml.safe_load((ROOT / "hooks/publicity/screening/wrong_forms.yml").read_text(encoding="utf-8"))["names"]]
    assert seen("、".join(names)) == []


def test_an_office_adds_forms_and_exceptions() -> None:
    own = Source(
        "wrong_forms.yml",
        "forms:\n  - {wrong: 攻府, right: 政府, except: 专攻府兵, level: 错误}\ncorrect: [人名代表大会堂]\n",
    )
    lexicon = with_own(own)
    assert isinstance(lexicon, Lexicon)
    assert [(one.start, one.severity) for one in screen("市攻府、专攻府兵", lexicon)] == [(1, Severity.ERROR)]
    assert not screen("人名代表大会堂", lexicon)
    assert screen("人名代表大会", lexicon)


def test_an_offices_name_is_watched_for_misspellings() -> None:
    lexicon = read_forms([Source("a", "names: [红旗街道办事处]\nconfusions: {道: 到}\n")])
    assert isinstance(lexicon, Lexicon)
    assert [one.shown for one in lexicon.objections("红旗街到办事处、红旗道街办事处、红旗街道道办事处")] == [
        "红旗街到办事处",
        "红旗道街办事处",
        "红旗街道道办事处",
    ]


def test_a_list_that_cannot_be_read_is_told_where() -> None:
    problems = read_forms(
        [Source("wrong_forms.yml", "forms:\n  - {wrong: 攻府}\n  - {wrong: 甲, right: 乙, level: 大}\n")]
    )
    assert isinstance(problems, list)
    assert {problem.line for problem in problems} == {2, 3}
    problems = read_forms([Source("wrong_forms.yml", "- a\n")])
    assert isinstance(problems, list) and problems


def test_the_shipped_list_is_what_it_says() -> None:
    for wrong, (right, _) in shipped().wrong.items():
        assert screen(f"一、{wrong}。") or wrong in shipped().correct, (wrong, right)


# -- exceptions ------------------------------------------------------------------------------------


def exception(one: Objection) -> Screened:
    return Screened(rule=one.rule, of=one.digest, reason="值班手机，对外公布", by="办公室主任")


def test_an_exception_stands_for_the_same_words_only() -> None:
    (one,) = screen("值班：138 0013 8000")
    judged = judge(screen("值班：13800138000；夜间：19900138000"), [exception(one)])
    assert [each.start for each in judged.standing] == [18]
    assert [each.start for each, _ in judged.excepted] == [3]
    assert not judged.void


def test_an_exception_is_void_when_the_words_change() -> None:
    (one,) = screen("值班：13800138000")
    judged = judge(screen("值班：13800138001"), [exception(one)])
    assert judged.standing and judged.void == (0,)
    assert [finding.path for finding in void_exceptions(judged)] == [("screened", 0, "of")]


def test_another_rule_is_another_exception() -> None:
    assert digest_of("mobile", "13800138000") != digest_of("id-number", "13800138000")


def page(tmp_path: Path, body: str, screened: str = "") -> Path:
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: 某事\n{screened}summary: 值班电话\n---\n{body}\n", encoding="utf-8")
    return path


def test_a_page_carries_its_exceptions(tmp_path: Path) -> None:
    (one,) = screen("13800138000")
    screened = f"screened:\n- {{rule: mobile, of: {one.digest}, reason: 值班手机19900138000, by: 办公室主任}}\n"
    looked = look(page(tmp_path, "值班：13800138000", screened), "a.md")
    assert looked.problems == () and len(looked.judged.excepted) == 1
    looked = look(page(tmp_path, "值班：13800138001", screened), "a.md")
    assert [(p.line, p.severity) for p in looked.problems] == [(4, Severity.WARNING), (7, Severity.WARNING)]


def test_an_exception_without_a_reason_is_none(tmp_path: Path) -> None:
    (one,) = screen("13800138000")
    screened = f"screened:\n- {{rule: mobile, of: {one.digest}, reason: , by: }}\n"
    looked = look(page(tmp_path, "值班：13800138000", screened), "a.md")
    assert {p.severity for p in looked.problems} == {Severity.ERROR, Severity.WARNING}


def test_places_in_a_page(tmp_path: Path) -> None:
    path = page(tmp_path, "第一行\r\n\r\n| 甲 | 13800138000 |\n![张某 吉A12345](a.png)")
    assert [(p.line, p.column, p.length) for p in look(path, "a.md").problems] == [(7, 7, 11), (8, 6, 7)]


def test_other_codes_and_what_is_no_text(tmp_path: Path) -> None:
    for code in ("gb18030", "utf-16", "utf-8-sig"):
        (tmp_path / "a.csv").write_bytes("姓名,电话\n张某,13800138000\n".encode(code))
        assert [p.line for p in look(tmp_path / "a.csv", "a.csv").problems] == [2], code
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    assert look(tmp_path / "a.png", "a.png").source is None


def test_a_name_of_a_file_is_screened_and_not_told(tmp_path: Path) -> None:
    path = tmp_path / f"张某{NUMBERS['id']}.png"
    path.write_bytes(b"\0")
    looked = look(path, path.name)
    assert [p.severity for p in looked.problems] == [Severity.ERROR]
    assert NUMBERS["id"] not in telling.told(looked.problems) + looked.file


# -- the command -----------------------------------------------------------------------------------


def run(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["screen", *arguments], input=given)


@pytest.mark.shipped
def test_the_shipped_column_has_nothing_in_it() -> None:
    done = run("--root", str(ROOT), "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["findings"] == [] and json.loads(done.output)["problems"] == []


def test_an_error_ends_with_1_and_a_warning_with_0(project: Project) -> None:
    index = project.root / "docs" / "index.md"
    text = index.read_text(encoding="utf-8")
    index.write_text(f"{text}\n电话：13800138000\n", encoding="utf-8")
    assert run("--root", str(project.root)).exit_code == 0
    index.write_text(f"{text}\n身份证：{NUMBERS['id']}\n", encoding="utf-8")
    done = run("--root", str(project.root))
    assert done.exit_code == 1 and "docs/index.md:" in done.output
    assert NUMBERS["id"] not in done.output


def test_json_says_where(tmp_path: Path) -> None:
    path = page(tmp_path, f"身份证：{NUMBERS['id']}")
    said = json.loads((done := run("--json", str(path))).output)
    assert NUMBERS["id"] not in done.output
    (found,) = said["findings"]
    assert found["rule"] == "id-number" and found["level"] == "error"
    assert path.read_text(encoding="utf-8")[found["start"] : found["end"]] == NUMBERS["id"]
    assert [(p["line"], p["column"]) for p in said["problems"]] == [(5, 5)]


def test_exceptions_are_offered_as_they_are_written(tmp_path: Path) -> None:
    path = page(tmp_path, "值班：13800138000")
    offered = re.search(r"^- \{.*\}", run("--exceptions", str(path)).output, re.MULTILINE)
    assert offered
    line = offered[0].replace("reason: ,", "reason: 值班手机,").replace("by: }", "by: 主任}")
    path = page(tmp_path, "值班：13800138000", f"screened:\n{line}\n")
    done = run(str(path))
    assert done.exit_code == 0 and "主任同意公开：值班手机" in done.output and "没有问题" in done.output


def test_an_offices_list_is_used(project: Project) -> None:
    (project.root / "wrong_forms.yml").write_text(
        "forms: [{wrong: 攻府, right: 政府, level: 错误}]\n", encoding="utf-8"
    )
    index = project.root / "docs" / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\n市攻府\n", encoding="utf-8")
    assert run("--root", str(project.root)).exit_code == 1
    (project.root / "wrong_forms.yml").write_text("forms: [{wrong: 攻府}]\n", encoding="utf-8")
    done = run("--root", str(project.root))
    assert done.exit_code == 1 and "wrong_forms.yml:1:" in done.output


def test_batch_answers_every_line() -> None:
    asked = [
        {"text": f"身份证{NUMBERS['id']}"},
        {"text": "没有"},
        {"text": "😀13800138000"},
        {"text": 1},
        [],
        {},
        {"text": "\ud800秘密★1年"},
    ]
    lines = "\ufeff" + "\n".join(map(json.dumps, asked)) + "\n\n{\n" + "[" * 5000 + "\n"
    done = run("--batch", given=lines.encode("utf-8") + b"\xff\n")
    assert done.exit_code == 0
    answers = [json.loads(line) for line in done.output.splitlines()]
    assert [answer["findings"] for answer in answers] == [
        [{"rule": "id-number", "level": "error", "start": 3, "end": 21}],
        [],
        [{"rule": "mobile", "level": "warning", "start": 1, "end": 12}],
        [],
        [],
        [],
        [{"rule": "secrecy", "level": "error", "start": 1, "end": 6}],
        [],
        [],
        [],
    ]
    assert ["error" in answer for answer in answers] == [False, False, False, True, True, True, False, True, True, True]


def test_batch_reads_nothing_else() -> None:
    assert run("--batch", "docs").exit_code == 2


def test_a_path_that_is_not_there() -> None:
    done = run("nowhere")
    assert done.exit_code == 2 and "没有 nowhere 这个文件或文件夹" in str(done.output) + str(done.exception)
