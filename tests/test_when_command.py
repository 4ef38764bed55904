"""`publicity when`: what it prints and how it exits."""

import json

import pytest
from click.testing import CliRunner, Result

from publicity.commands.program import main


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["when", *arguments], input=stdin)


def test_json_reading() -> None:
    done = run("5月中旬至6月中旬", "--year", "2009", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {
        "text": "5月中旬至6月中旬",
        "kind": "range",
        "start": "2009-05-11",
        "end": "2009-06-20",
        "inferred": ["year"],
        "note": "",
        "approximate": False,
        "every": None,
        "rule": None,
        "points": [],
        "waits_for": [],
    }


def test_json_of_what_recurs() -> None:
    answer = json.loads(run("3月至5月，每月5日前", "--year", "2026", "--json").stdout)
    assert answer["kind"] == "recurring"
    assert (answer["start"], answer["end"], answer["every"]) == ("2026-03-01", "2026-05-31", "P1M")
    assert answer["points"] == ["2026-03-05", "2026-04-05", "2026-05-05"]
    assert answer["rule"] == "FREQ=MONTHLY;BYMONTHDAY=5"


def test_what_recurs_is_shown_by_its_first_days() -> None:
    assert run("每月5日前", "--year", "2026").output == "每月5日前：每月一次。2026年：1月5日、2月5日、3月5日……\n"
    assert run("每天", "--year", "2026").output == "每天：每天一次（每天都要做）\n"


def test_an_event_gives_its_day() -> None:
    unknown = json.loads(run("选举日的20日前", "--year", "2026", "--json").stdout)
    assert (unknown["kind"], unknown["end"], unknown["waits_for"]) == ("relative", None, ["选举日"])
    known = run("选举日的20日前", "--year", "2026", "--event", "选举日=2026-11-15")
    assert "2026年10月26日前" in known.output
    assert run("选举日的20日前", "--event", "选举日").exit_code == 2


def test_json_refusal() -> None:
    done = run("2008年9月31日前", "--json")
    assert done.exit_code == 3
    answer = json.loads(done.stdout)
    assert answer.keys() == {"text", "reason"}
    assert "30天" in answer["reason"]


def test_sentence() -> None:
    assert run("11月底前", "--issued", "2018-06-01").output == "11月底前：2018年11月30日前\n"


@pytest.mark.parametrize("issued", ["昨天", "2009-02-30", "2009/4/22"])
def test_bad_issued_date_is_a_refusal(issued: str) -> None:
    done = run("3月", "--issued", issued)
    assert done.exit_code == 3
    assert "成文日期" in done.output


def test_batch_answers_every_line() -> None:
    lines = [
        {"text": "3月下旬", "year": 2009, "issued": None},
        {"text": "从现在起到8月下旬", "year": 2009, "issued": "2009-06-29"},
        {"text": "9月31日前", "year": 2021},
        {"text": "3月", "year": "二〇〇九"},
        {"text": "选举日", "events": {"选举日": "11月15日"}},
    ]
    known = {"text": "选举日前3日内", "events": {"选举日": "2026-11-15", "总结大会": None}}
    spoilt = ["不是 JSON", "[1,2]", '{"year": 2009}', "[" * 5000]
    lines.append(known)
    stdin = "\n".join([*(json.dumps(line, ensure_ascii=False) for line in lines), *spoilt]) + "\n"
    done = run("--batch", stdin=stdin)
    assert done.exit_code == 0
    answers = [json.loads(line) for line in done.output.splitlines()]
    assert len(answers) == len(lines) + len(spoilt)
    assert (answers[0]["start"], answers[0]["end"]) == ("2009-03-21", "2009-03-31")
    assert answers[1]["start"] == "2009-06-29"
    assert (answers[5]["start"], answers[5]["end"]) == ("2026-11-12", "2026-11-14")
    assert all("reason" in answer for answer in (*answers[2:5], *answers[6:]))


def test_without_a_text_it_says_how() -> None:
    done = run()
    assert done.exit_code == 2
    assert "例如" in done.output
