"""What was sealed cannot be changed unnoticed: every tampering is refused at its place, every honest edit passes."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from publicity.column.files import read_column
from publicity.commands.program import main
from publicity.ledger.heads import head_of
from publicity.ledger.line import digest, seal_line
from publicity.ledger.public import public_ledger, read_published, rewriting
from publicity.problems.problem import Severity, errors
from publicity.publishing.local import LocalFolder
from publicity.publishing.pipeline import publish
from publicity.publishing.refusal import RefusedError
from publicity.publishing.target_rules import Wishes
from publicity.publishing.telling import Teller
from publicity.texts import whole_file
from tests.helpers.commitments import ASKED, FOLDER, GUIDE, LEDGER, RULES, VISIT, Office
from tests.helpers.project import PINNED, ROOT, clean_environment, make_project
from tests.helpers.sites import make_site
from tests.helpers.spoilt import CHINESE, ENGLISH_SENTENCE, place
from tests.helpers.torture import examples

pytestmark = pytest.mark.shipped

Change = Callable[[Office], object]
CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "quiet_changes.yml").read_text(encoding="utf-8")
)


@pytest.fixture(autouse=True)
def no_other_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AS_OF", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The shipped column, which is sealed as of its day, 15 June."""
    return Office(tmp_path / "office")


def run(office: Office, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, [*arguments, "--root", str(office.root)])
    return done.exit_code, done.output


# ———— quiet changes of what is written ————


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_quiet_change_is_refused_at_its_place(case: dict[str, Any], office: Office) -> None:
    if "content" in case:
        office.write(case["file"], case["content"])
    if "append" in case:
        office.write(case["file"], office.text(case["file"]) + case["append"])
    office.edit(case["file"], *map(tuple, case.get("replace", [])))
    told = office.problems()
    where = case.get("where", case["file"])
    wanted = (f"docs/{where}", *place(office.text(where), {"at_text": case["at"]}))
    assert wanted in [(p.file, p.line, p.column) for p in told if case["says"] in p.message], [p.text() for p in told]
    assert len(told) == 1 + case.get("more", 0), [p.text() for p in told]
    assert {problem.severity for problem in told} == {Severity.ERROR}
    assert all(CHINESE.search(p.hint) and not ENGLISH_SENTENCE.search(p.message) for p in told)
    before = office.path("ledger").read_bytes()
    code, said = run(office, "seal")
    assert code == 1 and f"共 {len(told)} 个错误" in said
    assert office.path("ledger").read_bytes() == before


def test_there_are_enough_of_them() -> None:
    kinds = [case["file"] for case in CASES]
    assert kinds.count("plan.yml") >= 20
    assert sum(kind.startswith("commitments/") and kind.endswith(".md") for kind in kinds) >= 20
    assert (
        sum(not kind.startswith("plan") and ("attach" in kind or "/20" in kind or "publ" in kind) for kind in kinds)
        >= 10
    )
    assert len(TAMPERINGS) >= 10 and len(HONEST) + len(GROWN) >= 30


def test_moved_files_are_missed(office: Office) -> None:
    office.path(GUIDE).rename(office.path("guide"))
    office.edit("guide", (f"id: {GUIDE}", "id: guide"))
    told = office.problems()
    assert ["封存过的承诺“办事指引”（office-guide）不见了" in p.message for p in told if p.file == LEDGER] == [True]
    name = "publications/service-standards.md"
    office.path(name).rename(office.root / "docs" / "publications" / "standards.md")
    assert any("公布并封存过的文章 publications/service-standards 不见了" in p.message for p in office.problems())


# ———— the ledger itself ————


def lines(change: Callable[[list[str]], list[str]]) -> Change:
    return lambda office: office.rewrite(change)


def one(office: Office, subject: str, old: str, new: str) -> None:
    """Change a word in the last line of a subject."""
    line = office.line_of(subject)
    assert old in line
    office.rewrite(lambda all_: [text.replace(old, new, 1) if text == line else text for text in all_])


PROMISE, PHASE, WHOLE = f"commitment/{GUIDE}", "plan/phases.rectify", "plan"
FIRST = f'{{"subject": "{PROMISE}", "version": 1'

# name → the tampering, and what is said, each in one problem
TAMPERINGS: dict[str, tuple[Change, list[str]]] = {
    "a word in a line": (lambda o: one(o, PROMISE, "6月底前", "8月底前"), ["这一行封存以后改过"]),
    "a day in a line": (lambda o: one(o, PHASE, '"2009-06-15"', '"2009-06-14"'), ["这一行封存以后改过"]),
    "a line and its hash, the file as sealed": (
        lambda o: o.forge(PROMISE, says=o.ledger.of(PROMISE)[-1].says | {"deadline": "12月31日前"}),
        ["封存过的期限改了"],
    ),
    "a line of the plan and its hash": (
        lambda o: o.forge(PHASE, says=o.ledger.of(PHASE)[-1].says | {"when": "6月上旬至8月末"}),
        ["阶段“整改落实阶段”封存过的时间改了"],
    ),
    "the days of a phase": (
        lambda o: o.forge(PHASE, says=o.ledger.of(PHASE)[-1].says | {"days": "2009-06-01/2009-08-31"}),
        ["阶段“整改落实阶段”的日期变了：封存时是 2009-06-01 至 2009-08-31，现在读成 2009-06-01 至 2009-07-31"],
    ),
    "the first version of a promise removed": (
        lines(lambda all_: [text for text in all_ if not text.startswith(FIRST)]),
        ["“commitment/office-guide”第 2 版以前的记录被删了"],
    ),
    "a version left out": (lambda o: o.forge(PROMISE, version=4), ["版本不连续：应是第 2 版，现为第 4 版"]),
    "sealed before the line before": (
        lambda o: o.forge(PROMISE, sealed="2009-06-01"),
        ["封存日期“2009-06-01”早于它前面的记录"],
    ),
    "no day": (lambda o: o.forge(PROMISE, sealed="2009-06-31"), ["封存日期“2009-06-31”不对"]),
    "behind a line of something else": (
        lambda o: o.forge(PROMISE, prev=[o.ledger.of(WHOLE)[0].hash]),
        ["这一行接在了别的记录后面"],
    ),
    "an amendment's words in full": (
        lambda o: o.forge(WHOLE, new={"amended": [{"date": "2009-06-15", "why": "另一个原因"}]}),
        ["写出的内容和校验值对不上"],
    ),
    "a report more than is written": (
        lambda o: o.forge(PROMISE, entries={"history": [*o.ledger.of(PROMISE)[-1].entries["history"], "0" * 64]}),
        ["封存过的进展少了 1 条"],
    ),
    "a line of nothing that is sealed": (
        lambda o: o.rewrite(lambda all_: [*all_, seal_line("Plan", "2009-06-15", {"title": "x"}).text()]),
        ["没有“Plan”这样的内容可以封存"],
    ),
    "an unknown key": (
        lambda o: one(o, PROMISE, '"version": 2', '"note": "", "version": 2'),
        ["不是 publicity seal 写的样子"],
    ),
    "a key twice": (lambda o: one(o, PROMISE, '"version": 2', '"version": 9, "version": 2'), ["这一行的写法改过"]),
    "a line broken off": (lambda o: one(o, PROMISE, '"version": 2, ', '"version": 2 '), ["从这里起不是 JSON"]),
    "marks of a conflict": (
        lambda o: o.write("ledger", "<<<<<<< HEAD\n" + o.text("ledger")),
        ["这里是 git 合并冲突的标记"],
    ),
    "nested too deep": (lambda o: o.write("ledger", o.text("ledger") + "[" * 200_000), ["括号套得太深"]),
    "other bytes": (lambda o: o.path("ledger").write_bytes(o.text("ledger").encode("gb18030")), ["不是 UTF-8 编码"]),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_ledger_that_was_touched_is_told(name: str, office: Office) -> None:
    tamper, expected = TAMPERINGS[name]
    tamper(office)
    told = office.problems()
    assert {problem.severity for problem in told} == {Severity.ERROR}
    assert len(told) == len(expected), [p.text() for p in told]
    assert all(says in p.message for says, p in zip(expected, told, strict=True)), [p.text() for p in told]
    before = office.path("ledger").read_bytes()
    assert run(office, "seal")[0] == run(office, "check")[0] == 1
    assert office.path("ledger").read_bytes() == before


# ———— honest edits ————


def edit(name: str, *pairs: tuple[str, str]) -> Change:
    return lambda office: office.edit(name, *pairs)


NEWS = "bulletins/2009/2009-04-28-photo-show.md"
STANDARDS = "publications/service-standards.md"
REVIEWED = "publications/attachments/review-results.csv"
EARLY = "bulletins/2009/2009-06-03-early-fixes.md"


def documents(office: Office) -> list[str]:
    docs = office.root / "docs"
    return [path.relative_to(docs).as_posix() for path in docs.rglob("*.md")]


HONEST: dict[str, Change] = {
    "no longer a sample": edit(GUIDE, ("sample: true\n", "")),
    "a measure's progress": edit(RULES, ("    when: 6月19日前\n", "    when: 6月19日前\n    state: 推进中\n")),
    "quoted": edit(GUIDE, ("deadline: 6月底前", 'deadline: "6月底前"')),
    "folded": edit(GUIDE, ("goal: 来访的人进门就看得明白", "goal: |\n  来访的人进门\n  就看得明白")),
    "written short": edit(GUIDE, ("leader:\n  post: 分管办公室的副主任", "leader: 分管办公室的副主任")),
    "one problem in a list": edit(GUIDE, ("problem: service", "problem: [service]")),
    "a comment": edit(GUIDE, ("lead: 办公室\n", "lead: 办公室 # 照方案\n")),
    "another order of keys": edit(
        GUIDE, ("lead: 办公室\naccept: 领导小组办公室\n", "accept: 领导小组办公室\nlead: 办公室\n")
    ),
    "Windows line ends": lambda o: (
        o.write(GUIDE, o.text(GUIDE).replace("\n", "\r\n")),
        o.write("ledger", o.text("ledger").replace("\n", "\r\n")),
        o.write("plan.yml", o.text("plan.yml").replace("\n", "\r\n")),
    ),
    "lines in another order": lines(lambda all_: all_[::-1]),
    "lines twice": lines(lambda all_: [*all_, *all_[:7]]),
    "two lines in one, as a merge may leave them": lambda o: o.write(
        "ledger", o.text("ledger").replace("}\n{", "}{", 1)
    ),
    "no line feed at the end": lambda o: o.write("ledger", o.text("ledger").rstrip("\n")),
    "what lies in the future": edit(RULES, ("初审结束，意见为", "初审结束，意见是")),
    "for members only": edit(GUIDE, ("tier: 近期", "tier: 近期\naudience: members")),
    "a number of the printed table": edit(GUIDE, ("item: 办事指引", "number: 十一\nitem: 办事指引")),
    "a comment in the plan": edit("plan.yml", ("issued: 2009-04-22", "issued: 2009-04-22 # 印发")),
    "a quoted time of the plan": edit("plan.yml", ("when: 3月下旬", 'when: "3月下旬"')),
    "a blank line more in the plan": edit("plan.yml", ("\nclaims:", "\n\nclaims:")),
    "a key of the plan elsewhere": edit(
        "plan.yml", ("organ: 绿园区人大机关\nissued: 2009-04-22\n", "issued: 2009-04-22\norgan: 绿园区人大机关\n")
    ),
    "an ordinary bulletin in better words": edit(NEWS, ("\n---\n\n", "\n---\n\n（改了错字）")),
    "a summary of an ordinary bulletin": edit(NEWS, ("summary: ", "summary: 又：")),
    "a folded digest of the plan": edit(
        "plan.yml", ("digest: 在职党员都要参加。", "digest: >\n      在职党员\n      都要参加。")
    ),
}
NOTE = "updated:\n  - at: 2009-06-15 10:00\n    note: 改正一处笔误。\nsample: true"
REPORT = (
    "  - date: 2009-06-15\n    state: 已完成\n    evidence: [https://example.invalid/]\n"
    "    confirmed: {by: 机关党组织}\n"
    "sample: true"
)
GROWN: dict[str, Change] = {
    "a new report at the end": edit(GUIDE, ("sample: true", REPORT)),
    "a promise amended": lambda o: run(o, "amend", GUIDE, "--field", "deadline", "--to", "7月底前", "--why", "返工"),
    "its tier amended": lambda o: run(o, "amend", GUIDE, "--field", "tier", "--to", "中期", "--why", "返工"),
    "its problem amended": lambda o: run(o, "amend", GUIDE, "problem", "--to", "conviction", "--why", "归错了"),
    "its text, changed by hand, then amended": lambda o: (
        o.edit(GUIDE, ("常常在楼里转圈", "往往在楼里转圈")),
        run(o, "amend", GUIDE, "text", "--why", "改正用词"),
    ),
    "another amendment on top of a sealed one": lambda o: run(
        o, "amend", VISIT, "deadline", "--to", "7月底前", "--why", "再推迟"
    ),
    "a term amended that is amended already": lambda o: run(
        o, "amend", ASKED, "lead", "--to", "办公室", "--why", "转回来"
    ),
    "the plan's time amended": lambda o: run(
        o, "amend", "plan", "phases.rectify.when", "--to", "6月上旬至8月末", "--why", "多"
    ),
    "a typo in a digest amended": lambda o: (
        o.edit("plan.yml", ("公开承诺、逐项解决", "公开承诺并逐项解决")),
        run(o, "amend", "plan", "phases.rectify.digest", "--why", "改正"),
    ),
    "a duty's time amended": lambda o: run(
        o, "amend", "plan", "duties.publish-standards.when", "--to", "7月底前", "--why", "晚"
    ),
    "a duty cancelled": lambda o: run(o, "amend", "plan", "duties.circulate-summary", "--cancel", "--why", "合并通报"),
    "an amount amended": lambda o: run(
        o, "amend", "plan", "quotas.study-days-leaders.at_least", "--to", "4", "--why", "调整"
    ),
    "the organ amended": lambda o: run(o, "amend", "plan", "organ", "--to", "绿园区人大常委会机关", "--why", "写全"),
    "a note on an article that proves": edit(STANDARDS, ("sample: true", NOTE), ("\n---\n\n", "\n---\n\n（更正）")),
    "evidence of another name": lambda o: (
        o.path(EARLY).rename(o.path("bulletins/2009/fixes.md")),
        o.edit(
            "bulletins/2009/fixes.md", ("sample: true", f"old_paths: [{EARLY.replace('.md', '.html')}]\nsample: true")
        ),
        [o.write(name, o.text(name).replace(Path(EARLY).name, "fixes.md")) for name in documents(o)],
    ),
    "an attachment exchanged with a note": lambda o: (
        o.edit("publications/review-results.md", ("sample: true", NOTE)),
        o.write(REVIEWED, o.text(REVIEWED) + "1\n"),
    ),
    "a duty met, told in a note": edit(NEWS, ("sample: true", "fulfils: [circulate-summary]\n" + NOTE)),
    "the next day comes": lambda o: o.move("2009-06-19"),
    "a new commitment": lambda o: o.write("second", o.text(RULES).replace(f"id: {RULES}", "id: second")),
    "a limited one is made public": edit("branch-improvements", ("audience: limited\n", "")),
    "a new duty": edit(
        "plan.yml", ("duties:\n", "duties:\n  - {id: extra, verb: 公布, what: 问答, at: summary, audience: public}\n")
    ),
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_edit_passes(name: str, office: Office) -> None:
    HONEST[name](office)
    assert office.problems() == []
    assert "没有要封存的" in office.seal("2009-06-15")


@pytest.mark.parametrize("name", GROWN)
def test_what_has_grown_is_to_be_sealed_and_then_passes(name: str, office: Office) -> None:
    before = {line.hash for line in office.ledger.lines}
    GROWN[name](office)
    found = read_column(office.root / "mkdocs.yml", office.root / "docs")
    told = [p for p in found.problems if "封存" in p.message]
    assert errors(found.problems) == []
    assert told and all("还没有封存" in p.message for p in told), [p.text() for p in found.problems]
    day = re.search(r"as_of: (\S+)", (office.root / "mkdocs.yml").read_text(encoding="utf-8"))
    assert day and "共封存" in office.seal(day[1])
    assert office.problems() == []
    assert before < {line.hash for line in office.ledger.lines}


def test_another_day_is_only_looked_at(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """AS_OF shows a pinned column on another day; what has to be sealed goes by the office's own."""
    for day in ("2009-05-01", "2009-06-13", "2009-09-01"):
        monkeypatch.setenv("AS_OF", day)
        assert office.problems() == []


def test_an_unpinned_column_goes_by_the_day_it_is_built_on(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = office.root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(PINNED, ""), encoding="utf-8")
    monkeypatch.setenv("AS_OF", "2009-06-15")
    assert office.problems() == []
    monkeypatch.setenv("AS_OF", "2009-09-01")
    assert {problem.severity for problem in office.problems()} == {Severity.WARNING}


# ———— attacks that were tried ————


def test_overdue_duties_do_not_vanish_by_one_printed_time(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.edit("plan.yml", ("when: 6月上旬至7月末", "when: 6月上旬至8月末"))
    (told,) = office.problems()
    assert told.severity is Severity.ERROR and "另有" in told.message and "日期跟着变了" in told.message
    assert "6月上旬至7月末" in told.hint and "publicity amend plan phases.rectify.when" in told.hint
    office.edit("plan.yml", ("when: 6月上旬至8月末", "when: 6月上旬至7月末"))
    office.move("2009-08-10")
    why = ("--to", "6月上旬至8月末", "--why", "措施多")
    code, said = run(office, "amend", "plan", "phases.rectify.when", *why)
    assert code == 0, said
    office.seal("2009-08-10")
    monkeypatch.setenv("AS_OF", "2009-08-10")
    column = read_column(office.root / "mkdocs.yml", office.root / "docs").column
    assert column
    (told_of,) = column.amendments.told_of("phases", "rectify")
    assert "原为“6月上旬至7月末”" in told_of.words and "改的时候已经过期" in told_of.words
    (moved,) = column.amendments.moves_of("duties", "publish-standards")
    assert moved.words.startswith("原定7月31日，8月10日改为8月31日")
    monkeypatch.setenv("AS_OF", "2009-08-09")
    earlier = read_column(office.root / "mkdocs.yml", office.root / "docs").column
    assert earlier and earlier.plan.phases[3].when == "6月上旬至7月末"


def test_a_page_is_not_made_private_in_the_settings(office: Office) -> None:
    """Whether it is public it says itself; mkdocs.yml would take it away without a word on it."""
    settings = office.root / "mkdocs.yml"
    listed = f"\nextra:\n  private: [commitments/{GUIDE}.md, {NEWS}]\n"
    settings.write_text(settings.read_text(encoding="utf-8").replace("\nextra:\n", listed, 1), encoding="utf-8")
    assert [p.file for p in office.problems() if "private 里有这一篇" in p.message] == [
        f"docs/{NEWS}", f"docs/commitments/{GUIDE}.md",
    ]  # fmt: skip


def test_a_name_that_an_article_had_is_not_taken_over_by_another(office: Office) -> None:
    office.path(NEWS).unlink()
    office.edit(STANDARDS, ("sample: true", f"old_paths: [{NEWS.replace('.md', '.html')}]\n{NOTE}"))
    assert any("封存过的发布时间改了（原来是 2009-04-29 09:00）" in p.message for p in office.problems())


def test_a_picture_in_the_text_of_a_promise_stays(office: Office) -> None:
    """With what it shows; a text that was amended may show it no more."""
    picture = office.path("commitments/attachments/plan.csv")
    office.write("commitments/attachments/plan.csv", "楼层,门牌\n")
    office.edit(RULES, ("\n---\n\n", "\n---\n\n见[清单](attachments/plan.csv)。\n\n"))
    run(office, "amend", RULES, "text", "--why", "加上清单")
    office.seal("2009-06-15")
    office.write("commitments/attachments/plan.csv", "楼层\n")
    (told,) = office.problems()
    assert "封存过的正文里，“plan.csv”的内容改了" in told.message and told.line > 1
    office.edit(RULES, ("见[清单](attachments/plan.csv)。\n\n", ""))
    run(office, "amend", RULES, "text", "--why", "清单另发")
    picture.unlink()
    assert not errors(office.problems())


def test_parts_that_no_earlier_version_sealed(office: Office) -> None:
    office.edit(
        GUIDE, ("tier: 近期", "tier: 长期"), ("problem: service", "problem: conviction"),
        ("这里承诺的是把门牌和值班引导也一并做齐", "这里只承诺门牌"),
    )  # fmt: skip
    office.write("commitments/attachments/office-guide-check.csv", "空\n")
    said = "\n".join(problem.message for problem in office.problems())
    assert all(part in said for part in ("类别", "针对的问题", "正文", "的内容改了"))


def site_of(office: Office, folder: Path, number: int) -> Path:
    """A site that shows the office's ledger."""
    data = public_ledger(office.ledger.lines, (), date(2009, 6, 15)).decode()
    return make_site(folder / str(number), number, more={"data/ledger.json": data})


def test_a_ledger_made_anew_is_refused_by_the_target(office: Office, tmp_path: Path) -> None:
    target, quiet = LocalFolder(tmp_path / "column"), Teller(quiet=True)
    publish(site_of(office, tmp_path, 1), target, Wishes(), quiet)
    before = head_of(line.hash for line in office.ledger.lines)
    office.edit(GUIDE, ("deadline: 6月底前", "deadline: 12月底前"))
    office.path("ledger").unlink()
    office.seal("2009-06-15")
    assert errors(office.problems()) == []
    with pytest.raises(RefusedError) as refused:
        publish(site_of(office, tmp_path, 2), target, Wishes(), quiet)
    assert "少了公布过的" in str(refused.value) and "承诺“" in str(refused.value)
    line = rewriting([], date(2009, 6, 15), "原来的电脑坏了", before)
    office.rewrite(lambda all_: [*all_, line.text()])
    with pytest.raises(RefusedError):
        publish(site_of(office, tmp_path, 3), target, Wishes(), quiet)
    publish(site_of(office, tmp_path, 3), target, Wishes(rewritten="原来的电脑坏了"), quiet)
    office.rewrite(lambda all_: [text for text in all_ if GUIDE not in text])
    with pytest.raises(RefusedError):  # the same reason, told once, is none for the next time
        publish(site_of(office, tmp_path, 4), target, Wishes(rewritten="原来的电脑坏了"), quiet)


@pytest.mark.parametrize("lost", ["the last line", "a version", "everything"])
def test_a_ledger_that_lost_lines_is_refused_by_the_target(lost: str, office: Office, tmp_path: Path) -> None:
    target, quiet = LocalFolder(tmp_path / "column"), Teller(quiet=True)
    publish(site_of(office, tmp_path, 1), target, Wishes(), quiet)
    kept = {"the last line": slice(None, -1), "a version": slice(1, None), "everything": slice(0)}[lost]
    office.rewrite(lambda all_: all_[kept])
    with pytest.raises(RefusedError) as refused:
        publish(site_of(office, tmp_path, 2), target, Wishes(), quiet)
    assert "台账里少了公布过的" in str(refused.value)


# ———— what goes out ————


def test_the_published_ledger_proves_itself(office: Office) -> None:
    held = f"commitment/{GUIDE}"
    data = public_ledger(office.ledger.lines, [held], date(2009, 6, 15))
    assert "办事指引" not in data.decode()
    assert read_published(data).head == office.ledger.head == json.loads(data)["head"]
    assert read_published(office.path("ledger").read_bytes()).lines.keys() == read_published(data).lines.keys()
    for old, new in (("6月上旬至7月末", "6月上旬至8月末"), (office.ledger.head, "0" * 64)):
        with pytest.raises(ValueError, match="对不上"):
            read_published(data.decode().replace(old, new, 1).encode())


def test_the_shipped_ledger_is_sealed_as_of_the_shipped_day() -> None:
    found = read_column(ROOT / "mkdocs.yml", ROOT / "docs")
    assert found.ledger and found.ledger.sealed == "2009-06-15" and found.column
    assert found.column.ledger.head == found.ledger.head
    sealed = {line.subject for line in found.ledger.lines}
    assert sealed >= {f"commitment/{standing.id}" for standing in found.column.commitments}
    assert sealed >= {f"plan/duties.{duty.id}" for duty in found.column.plan.duties}
    assert "commitment/branch-improvements" not in sealed


def test_the_ledger_of_an_earlier_version_is_taken_over(office: Office) -> None:
    """Its lines stay what they were: the shipped ledger began as one."""
    carried = [line for line in office.ledger.lines if line.carried]
    assert len(carried) == 13 and all(line.version == 1 and line.hash == line.own_hash for line in carried)


def test_history_in_words(office: Office) -> None:
    code, said = run(office, "ledger", "duties.report-results")
    assert code == 0 and "第 2 版" in said and "时间：8月10日前" in said
    assert "共" in run(office, "ledger")[1] and office.ledger.head in run(office, "ledger")[1]
    assert run(office, "ledger", "nobody")[0] == 1


# ———— the command ————


def test_sealing_the_same_twice_gives_the_same_bytes(office: Office) -> None:
    office.path("ledger").unlink()
    office.seal("2009-06-15")
    bytes_ = office.path("ledger").read_bytes()
    office.path("ledger").unlink()
    office.seal("2009-06-15")
    assert office.path("ledger").read_bytes() == bytes_


def test_the_day_cannot_go_back(office: Office) -> None:
    office.move("2009-06-14")
    code, said = run(office, "seal")
    assert code == 1 and "台账已经封存到 2009-06-15，专栏的日期却是 2009-06-14" in said


def test_a_back_dated_report_is_told(office: Office) -> None:
    office.seal("2009-06-19")
    office.edit("clinic-questionnaire", ("sample: true", "  - date: 2009-06-17\n    state: 推进中\nsample: true"))
    assert any("倒签：2009-06-19 封存时还没有这条进展" in p.message for p in office.problems())


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "no space")])
@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_killed_half_way_the_old_ledger_stays(
    error: type[BaseException] | OSError, moment: str, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, names = office.path("ledger").read_bytes(), set(office.path("ledger").parent.iterdir())
    office.move("2009-06-19")

    def die(*_: object) -> None:
        raise error

    monkeypatch.setattr(*((whole_file.os, moment) if moment == "fsync" else (Path, moment)), die)
    assert run(office, "seal")[0] == (1 if isinstance(error, OSError) else 130)
    monkeypatch.undo()
    assert office.path("ledger").read_bytes() == before
    assert set(office.path("ledger").parent.iterdir()) == names


def test_what_a_killed_process_leaves_behind_is_passed_over(office: Office) -> None:
    (office.root / "docs" / ".ledger.jsonl.4711").write_text('{"subject": [', encoding="utf-8")
    (office.root / FOLDER / f".{GUIDE}.md.4711").write_text("---\nid", encoding="utf-8")
    assert office.problems() == []


def test_a_strict_build_stops_at_what_is_not_sealed(tmp_path: Path) -> None:
    project = make_project(tmp_path / "column", sealed=True)
    project.edit(f"{FOLDER}/{GUIDE}.md", "sample: true", "  - {date: 2009-06-15, state: 推进中}\nsample: true")
    done = project.mkdocs("build", "--strict")
    assert done.returncode != 0 and "新的进展还没有封存" in done.stderr


def test_nothing_sealed_yet_is_no_error(office: Office) -> None:
    office.path("ledger").unlink()
    assert office.problems() == []
    said = [p.message for p in read_column(office.root / "mkdocs.yml", office.root / "docs").problems]
    assert "方案、承诺和文章还没有封存过" in said


# ———— branches ————


def git(root: Path, *arguments: str) -> str:
    named = ("-c", "user.name=x", "-c", "user.email=x@example.invalid")
    done = subprocess.run(
        ["git", *named, *arguments], cwd=root, env=clean_environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_two_branches_that_both_sealed_merge_without_a_word(office: Office) -> None:
    root = office.root
    shutil.copy(ROOT / ".gitattributes", root)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    git(root, "checkout", "-qb", "other")
    assert run(office, "amend", GUIDE, "lead", "--to", "各委办", "--why", "分工调整")[0] == 0
    office.edit(GUIDE, ("    confirmed:\n", "    confirmed:\n"))
    office.seal("2009-06-15")
    git(root, "commit", "-qam", "other")
    git(root, "checkout", "-q", "main")
    assert run(office, "amend", "plan", "phases.prepare.digest", "--to", "准备。", "--why", "改短")[0] == 0
    assert run(office, "amend", RULES, "lead", "--to", "办公室", "--why", "分工调整")[0] == 0
    office.seal("2009-06-17")
    git(root, "commit", "-qam", "main")
    git(root, "merge", "-q", "other", "-m", "both")
    assert errors(office.problems()) == []
    office.seal("2009-06-17")
    assert office.problems() == []


# What an office does on a branch of its own on a day, each to something else: so only the ledger is changed by both.
STEPS: list[Callable[[Office, str], object]] = [
    lambda o, day: o.edit(GUIDE, ("sample: true", REPORT.replace("2009-06-15", day))),
    lambda o, day: o.edit(STANDARDS, ("sample: true", NOTE.replace("2009-06-15", day))),
    lambda o, _: run(o, "amend", VISIT, "deadline", "--to", "7月底前", "--why", "再推迟"),
    lambda o, _: run(o, "amend", ASKED, "lead", "--to", "办公室", "--why", "转回来"),
    lambda o, _: o.write("second", o.text(RULES).replace(f"id: {RULES}", "id: second")),
    lambda o, _: run(o, "amend", "plan", "phases.rectify.when", "--to", "6月上旬至8月末", "--why", "多"),
    lambda o, _: o.edit("branch-improvements", ("audience: limited\n", "")),
]


@examples(4)
@given(
    steps=st.permutations(range(len(STEPS))),
    here=st.integers(0, len(STEPS)),
    days=st.lists(st.sampled_from(["2009-06-15", "2009-06-16", "2009-06-17"]), min_size=2, max_size=2),
    order=st.randoms(use_true_random=False),
)
def test_any_two_honest_branches_merge(
    tmp_path_factory: pytest.TempPathFactory, steps: list[int], here: int, days: list[str], order: Random
) -> None:
    """By union, in any order, with lines twice: nobody is accused, nothing is lost, and the ledger has only grown.

    So has the target, published to before, from one branch and from both: from the other branch alone it takes nothing.
    """
    sites, quiet = tmp_path_factory.mktemp("sites"), Teller(quiet=True)
    target = LocalFolder(sites / "target")
    ours, theirs = (Office(tmp_path_factory.mktemp("branch") / "office") for _ in range(2))
    began = {line.hash for line in ours.ledger.lines}
    publish(site_of(ours, sites, 1), target, Wishes(), quiet)
    changed: set[Path] = set()
    for office, mine, day in ((ours, steps[:here], days[0]), (theirs, steps[here:], days[1])):
        office.move(day)
        for number in mine:
            before = contents(office)
            STEPS[number](office, day)
            if office is theirs:
                changed |= {path for path, data in contents(office).items() if before.get(path) != data}
            office.seal(day)
            assert office.problems() == []
    publish(site_of(theirs, sites, 2), target, Wishes(), quiet)
    served = {line.hash for line in theirs.ledger.lines}
    if not served <= {line.hash for line in ours.ledger.lines}:
        with pytest.raises(RefusedError):
            publish(site_of(ours, sites, 3), target, Wishes(), quiet)
    assert read_published((sites / "target" / "current" / "data" / "ledger.json").read_bytes()).lines.keys() == served
    lines = [*ours.text("ledger").splitlines(), *theirs.text("ledger").splitlines()]
    order.shuffle(lines)
    for path in changed:
        shutil.copy(theirs.root / path, ours.root / path)
    ours.write("ledger", "".join(f"{line}\n" for line in lines))
    ours.move(max(days))
    assert errors(ours.problems()) == []
    ours.seal(max(days))
    assert ours.problems() == []
    publish(site_of(ours, sites, 4), target, Wishes(), quiet)
    assert began <= {*map(_hash, lines)} <= {line.hash for line in ours.ledger.lines}


def contents(office: Office) -> dict[Path, bytes]:
    files = (path for path in (office.root / "docs").rglob("*") if path.is_file() and path.name != "ledger.jsonl")
    return {path.relative_to(office.root): path.read_bytes() for path in files}


def _hash(line: str) -> str:
    found: str = json.loads(line)["hash"]
    return found


def test_a_head_does_not_depend_on_the_order() -> None:
    hashes = [seal_line("plan", "2009-06-15", {"title": str(n)}).hash for n in range(5)]
    assert head_of(hashes) == head_of([*reversed(hashes), hashes[0]]) != head_of(hashes[1:])
    assert head_of([]) == "" and digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})


def test_a_phase_is_postponed_without_a_new_time(office: Office) -> None:
    """As congresses postpone a session: `另行决定`. Two fields change, each is told in words that people use."""
    for field, to in (("undated", "true"), ("when", "另行决定")):
        path = f"phases.review-and-survey.{field}"
        code, output = run(office, "amend", "plan", path, "--to", to, "--why", "示例：推迟")
        assert code == 0, output
    assert run(office, "seal")[0] == 0
    column = read_column(office.root / "mkdocs.yml", office.root / "docs").column
    assert column
    words = [told.words for told in column.amendments.told_of("phases", "review-and-survey")]
    assert words[0].startswith("改为没有固定的日期") and "改为“另行决定”" in words[1], words
    for field, to in (("when", "9月1日至9月5日"), ("undated", "false")):
        code, output = run(
            office, "amend", "plan", f"phases.review-and-survey.{field}", "--to", to, "--why", "示例：定了"
        )
        assert code == 0, output
    column = read_column(office.root / "mkdocs.yml", office.root / "docs").column
    assert column
    assert [told.words for told in column.amendments.told_of("phases", "review-and-survey")][-1].startswith(
        "改为有固定的日期"
    )
