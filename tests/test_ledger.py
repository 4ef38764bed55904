"""What was sealed cannot be changed unnoticed: every tampering is refused at its place, every honest edit passes."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from publicity.column.files import read_column
from publicity.commands.program import main
from publicity.commitments import files as commitment_files
from publicity.ledger.ledger import Ledger, Line, ledger_text, seal_line
from publicity.problems.problem import Severity, errors
from publicity.texts import whole_file
from tests.helpers.commitments import ASKED, FOLDER, GUIDE, LEDGER, RULES, VISIT, Office
from tests.helpers.project import PINNED, ROOT, Project
from tests.helpers.spoilt import CHINESE, ENGLISH_SENTENCE

pytestmark = pytest.mark.shipped

Tampering = Callable[[Office], None]


@pytest.fixture(scope="session")
def sealed_twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sealed")
    office = Office(root)
    office.path("ledger").unlink()
    office.seal("2009-06-12")
    office.seal("2009-06-15")
    return root


@pytest.fixture
def office(sealed_twice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.delenv("AS_OF", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    copy = Office.__new__(Office)
    copy.root = tmp_path / "office"
    shutil.copytree(sealed_twice, copy.root)
    return copy


def edit(name: str, *pairs: tuple[str, str]) -> Tampering:
    return lambda office: office.edit(name, *pairs)


def lines(change: Callable[[list[str]], list[str]]) -> Tampering:
    return lambda office: office.rewrite(change)


def swap(text: str, first: str, second: str) -> str:
    return text.replace(first, "\0").replace(second, first).replace("\0", second)


GUIDE_FIRST = """  - date: 2009-06-12
    state: 推进中
    note: 大厅指引6月1日已经张贴，各楼层门牌正在更换。
    evidence: [../bulletins/2009/2009-06-03-early-fixes.md]
"""
GUIDE_LAST_NOTE = "门牌全部换好，值班台启用登记簿，逐处核对无误，比期限提前半个月。"
RULES_FIRST = """  - date: 2009-06-12
    state: 未启动
    note: 方案公布，清理步骤正在细化。
    evidence: [../bulletins/2009/2009-06-12-rectification-plan.md]
"""
RULES_LATER = "  - date: 2009-07-10\n    state: 推进中\n    note: 初审结束"
ASKED_AMENDED = """amended:
  - date: 2009-06-13
    fields:
      lead: 办公室
    why: 转交的意见以供热、排水、道路居多，改由熟悉情况的城建环保工委牵头，期限不变。
"""
CLINIC_END = """  - date: 2009-06-15
    state: 中止
"""


def reorder_rules(office: Office) -> None:
    """On one day two entries, then the other way round."""
    office.edit(RULES, (RULES_LATER, f"  - date: 2009-06-15\n    state: 推进中\n    note: 登记表发出。\n{RULES_LATER}"))
    office.seal("2009-06-15")
    text = office.text(RULES)
    first = text[
        text.index("  - date: 2009-06-15") : text.index("  - date: 2009-06-15\n    state: 推进中\n    note: 登记")
    ]
    second = "  - date: 2009-06-15\n    state: 推进中\n    note: 登记表发出。\n"
    office.write(RULES, text.replace(first + second, second + first))


def rename(office: Office) -> None:
    office.path(GUIDE).rename(office.path("guide"))
    office.edit("guide", (f"id: {GUIDE}", "id: guide"))


def forge_all(office: Office) -> None:
    """Rewrite the first version of a commitment and every hash after it, but not the second version."""
    made: list[Line] = []
    for _, line in office.ledger.lines:
        terms = line.terms | {"goal": "随便看看。"} if (line.id, line.version) == (VISIT, 1) else line.terms
        prev = made[-1].hash if made else ""
        made.append(seal_line(line.id, line.version, line.sealed, terms, [line.history, line.amended], prev))
    office.write("ledger", ledger_text(made))


# name → the tampering, and for each problem where it is told and what is said of it
TAMPERINGS: dict[str, tuple[Tampering, list[tuple[str, str, str]]]] = {
    # ———— terms ————
    "another deadline": (
        edit(GUIDE, ("deadline: 6月底前", "deadline: 7月底前")),
        [(GUIDE, "deadline: ›7月底前", "封存过的期限改了，没有留下原话")],
    ),
    "the same deadline in other words": (
        edit(GUIDE, ("deadline: 6月底前", "deadline: 6月30日前")),
        [(GUIDE, "deadline: ›6月30日前", "封存过的期限改了")],
    ),
    "a lower goal": (
        edit(GUIDE, ("进门就看得明白找谁、在几楼，有人引路", "进门有人引路")),
        [(GUIDE, "goal: ›来访", "封存过的目标改了")],
    ),
    "another item": (
        edit(GUIDE, ("item: 办事指引", "item: 门牌")),
        [(GUIDE, "item: ›门牌", "封存过的事项改了")],
    ),
    "a measure less": (
        edit(GUIDE, ("  - text: 大厅值班台备登记簿，值班人员负责引导\n    owner: 办公室\n    state: 已完成\n", "")),
        [(GUIDE, "measures:\n  ›- text", "封存过的措施改了")],
    ),
    "a measure's own time": (
        edit(GUIDE, ("    when: 6月15日前\n", "    when: 6月25日前\n")),
        [(GUIDE, "measures:\n  ›- text", "封存过的措施改了")],
    ),
    "a measure's owner": (
        edit(GUIDE, ("    when: 6月15日前\n    owner: 办公室", "    when: 6月15日前\n    owner: 各委办")),
        [(GUIDE, "measures:\n  ›- text", "封存过的措施改了")],
    ),
    "another leader": (
        edit(GUIDE, ("post: 分管办公室的副主任", "post: 办公室主任")),
        [(GUIDE, "leader:\n  ›post", "封存过的责任领导改了")],
    ),
    "another department in the lead": (
        edit(GUIDE, ("lead: 办公室", "lead: 各委办")),
        [(GUIDE, "lead: ›各委办", "封存过的牵头改了")],
    ),
    "a helper less": (
        edit(RULES, ("assist: [办公室, 代表联络委, ", "assist: [办公室, ")),
        [(RULES, "assist: ›[", "封存过的协办改了")],
    ),
    "another judge": (
        edit(GUIDE, ("accept: 领导小组办公室", "accept: 办公室")),
        [(GUIDE, "accept: ›办公室", "封存过的验收改了")],
    ),
    "two terms at once": (
        edit(GUIDE, ("deadline: 6月底前", "deadline: 7月底前"), ("accept: 领导小组办公室", "accept: 办公室")),
        [(GUIDE, "deadline: ›7月", "期限"), (GUIDE, "accept: ›办公室", "验收")],
    ),
    "an amendment that invents the old words": (
        edit(
            GUIDE,
            ("deadline: 6月底前", "deadline: 8月底前"),
            ("sample: true", "amended: [{date: 2009-06-15, fields: {deadline: 7月底前}, why: 来不及}]\nsample: true"),
        ),
        [(GUIDE, "fields: {deadline: ›7月底前", "这里写的原话和封存的期限不同")],
    ),
    "an amendment of another term": (
        edit(
            GUIDE,
            ("deadline: 6月底前", "deadline: 8月底前"),
            ("accept: 领导小组办公室", "accept: 办公室"),
            ("sample: true", "amended: [{date: 2009-06-15, fields: {deadline: 6月底前}, why: 来不及}]\nsample: true"),
        ),
        [(GUIDE, "accept: ›办公室", "封存过的验收改了")],
    ),
    "a back-dated amendment": (
        edit(
            GUIDE,
            ("deadline: 6月底前", "deadline: 8月底前"),
            ("sample: true", "amended: [{date: 2009-06-13, fields: {deadline: 6月底前}, why: 来不及}]\nsample: true"),
        ),
        [(GUIDE, "{date: ›2009-06-13", "倒签：2009-06-15 封存时还没有这条修改记录")],
    ),
    # ———— the commitment itself ————
    "the file is gone": (
        lambda office: office.path(GUIDE).unlink(),
        [("ledger", f'{{›"id": "{GUIDE}", "version": 2', "封存过的承诺“办事指引”（office-guide）不见了")],
    ),
    "another name and id": (rename, [("ledger", f'{{›"id": "{GUIDE}", "version": 2', "不见了")]),
    "another id": (
        edit(GUIDE, (f"id: {GUIDE}", "id: guide")),
        [(GUIDE, "id: ›guide", "标识“guide”和文件名“office-guide”不同")],
    ),
    "moved among the drafts": (
        lambda office: office.path(GUIDE).rename(office.root / FOLDER / f".{GUIDE}.md"),
        [("ledger", f'{{›"id": "{GUIDE}", "version": 2', "不见了")],
    ),
    "taken back from the public": (
        edit(GUIDE, ("tier: 近期", "tier: 近期\naudience: limited")),
        [(GUIDE, "audience: ›limited", "公开并封存过的承诺不能再收回")],
    ),
    # ———— history ————
    "another state": (
        edit(RULES, ("state: 未启动", "state: 推进中")),
        [(RULES, "history:\n  - ›date", "封存过的第 1 条进展改过")],
    ),
    "a nicer note": (
        edit(GUIDE, (GUIDE_LAST_NOTE, "全部完成。")),
        [(GUIDE, "  - ›date: 2009-06-15", "封存过的第 2 条进展改过")],
    ),
    "another day": (
        edit(GUIDE, ("  - date: 2009-06-15", "  - date: 2009-06-14")),
        [(GUIDE, "  - ›date: 2009-06-14", "封存过的第 2 条进展改过")],
    ),
    "other evidence": (
        edit(GUIDE, ("attachments/office-guide-check.csv", "https://example.invalid/")),
        [(GUIDE, "  - ›date: 2009-06-15", "封存过的第 2 条进展改过")],
    ),
    "another who confirmed": (
        edit(GUIDE, ("      by: 领导小组办公室", "      by: 办公室")),
        [(GUIDE, "  - ›date: 2009-06-15", "封存过的第 2 条进展改过")],
    ),
    "both entries": (
        edit(GUIDE, ("大厅指引6月1日已经张贴", "大厅指引已经张贴"), (GUIDE_LAST_NOTE, "全部完成。")),
        [(GUIDE, "history:\n  - ›date", "第 1 条"), (GUIDE, "  - ›date: 2009-06-15", "第 2 条")],
    ),
    "the first entry removed": (
        edit(GUIDE, (GUIDE_FIRST, "")),
        [(GUIDE, "history:\n  - ›date", "封存过的进展少了 1 条，第 1 条起对不上")],
    ),
    "the last entry removed": (
        lambda office: office.write(
            "clinic-questionnaire",
            re.sub(r"(?s)  - date: 2009-06-15.*?(?=sample)", "", office.text("clinic-questionnaire")),
        ),
        [("clinic-questionnaire", "history:\n  ›- date", "封存过的进展少了 1 条，第 2 条起对不上")],
    ),
    "an entry before the first": (
        edit(RULES, (RULES_FIRST, f"  - date: 2009-06-12\n    state: 未启动\n    note: 公布。\n{RULES_FIRST}")),
        [(RULES, "history:\n  - ›date", "封存过的进展前面插进了一条")],
    ),
    "an entry between": (
        edit(GUIDE, ("  - date: 2009-06-15", "  - date: 2009-06-14\n    state: 推进中\n  - date: 2009-06-15")),
        [(GUIDE, "  - ›date: 2009-06-14", "封存过的进展前面插进了一条")],
    ),
    "two entries the other way round": (
        reorder_rules,
        [(RULES, "  - ›date: 2009-06-15\n    state: 推进中\n    note: 登记表", "封存过的进展换了次序")],
    ),
    "done in time, as is found later": (
        lambda office: (
            office.seal("2009-06-19"),
            office.edit(
                "clinic-questionnaire",
                ("sample: true", "  - date: 2009-06-17\n    state: 推进中\nsample: true"),
            ),
        )[1],
        [("clinic-questionnaire", "  - date: ›2009-06-17", "倒签：2009-06-19 封存时还没有这条进展")],
    ),
    # ———— amendments ————
    "an amendment removed, the words as amended": (
        edit(ASKED, (ASKED_AMENDED, "")),
        [(ASKED, "›id: transferred", "封存过的修改记录少了 1 条")],
    ),
    "an amendment and its words taken back": (
        edit(ASKED, (ASKED_AMENDED, ""), ("lead: 城建环保工委", "lead: 办公室")),
        [(ASKED, "lead: ›办公室", "封存过的牵头改了"), (ASKED, "›id: transferred", "封存过的修改记录少了 1 条")],
    ),
    "another reason": (
        edit(ASKED, ("why: 转交的意见", "why: 意见")),
        [(ASKED, "amended:\n  - ›date", "封存过的第 1 条修改记录改过")],
    ),
    "other old words": (
        edit(VISIT, ("deadline: 6月底前", "deadline: 7月10日前")),
        [(VISIT, "amended:\n  - ›date", "封存过的第 1 条修改记录改过")],
    ),
    "an amendment before the first": (
        edit(
            ASKED,
            ("amended:\n", "amended:\n  - {date: 2009-06-12, fields: {accept: 各党支部}, why: 试试}\n"),
        ),
        [(ASKED, "  - ›{date: 2009-06-12, f", "封存过的修改记录前面插进了一条")],
    ),
    # ———— the ledger ————
    "a word in a line": (
        edit("ledger", ('"deadline": "2009年7月上旬"', '"deadline": "2009年8月上旬"')),
        [
            (
                "ledger",
                '{"id": "clinic-questionnaire", "version": 1, "sealed": "2009-06-12", ›"terms"',
                "承诺内容封存以后改过",
            )
        ],
    ),
    "a day in a line": (
        lines(lambda all_: [all_[0].replace("2009-06-12", "2009-06-11"), *all_[1:]]),
        [("ledger", '›"hash": "FIRST"', "这一行封存以后改过")],
    ),
    "a word in a line, and its hashes put right": (
        lambda office: office.forge(2, terms=office.ledger.lines[2][1].terms | {"deadline": "12月31日前"}),
        [
            ("deputy-training", "\ndeadline: ›12月31日", "封存过的期限改了"),
            ("ledger", '›"prev": "THIRD"', "和上一行接不上"),
        ],
    ),
    "a line removed": (
        lines(lambda all_: all_[:3] + all_[4:]),
        [("ledger", '›"prev": "FOURTH"', "和上一行接不上")],
    ),
    "the first line removed": (
        lines(lambda all_: all_[1:]),
        [("ledger", '›"prev": "FIRST"', "和上一行接不上")],
    ),
    "the last line removed": (
        lines(lambda all_: all_[:-1]),
        [("ledger", '›"head"', "末尾的校验值和最后一行不符")],
    ),
    "all lines removed": (
        lines(lambda _: []),
        [("ledger", "AT 2:1", "这一行读不了"), ("ledger", '›"head"', "末尾的校验值")],
    ),
    "a line twice": (
        lines(lambda all_: [*all_[:2], all_[1], *all_[2:]]),
        [("ledger", "AT 4:1", "这一行重复了第 3 行")],
    ),
    "two lines the other way round": (
        lines(lambda all_: [*all_[:-2], all_[-1], all_[-2]]),
        [
            ("ledger", "PREV -2", "和上一行接不上"),
            ("ledger", "PREV -1", "和上一行接不上"),
            ("ledger", '›"head"', "末尾的校验值"),
        ],
    ),
    "a version left out": (
        lambda office: office.forge(-1, version=4),
        [("ledger", '›"version": 4', "版本不连续：应是第 2 版，现为第 4 版"), ("ledger", '›"head"', "末尾的校验值")],
    ),
    "sealed before the line above": (
        lambda office: office.forge(-1, sealed="2009-06-01"),
        [("ledger", '›"sealed": "2009-06-01"', "封存日期“2009-06-01”不对"), ("ledger", '›"head"', "末尾的校验值")],
    ),
    "another hash at the end": (
        lambda office: office.write("ledger", re.sub('(?<="head": ")[0-9a-f]{64}', "0" * 64, office.text("ledger"))),
        [("ledger", '›"head"', "末尾的校验值")],
    ),
    "an older version forged, with all hashes": (
        forge_all,
        [("ledger", f'{{"id": "{VISIT}", ›"version": 1', "第 1 版和后来封存的对不上")],
    ),
    "an unknown key": (
        edit("ledger", ('"version": 1', '"note": "", "version": 1')),
        [("ledger", '›"note"', "这一行不是 publicity seal 写的样子")],
    ),
    "a key twice": (
        edit("ledger", ('"version": 1', '"version": 9, "version": 1')),
        [("ledger", '"version": ›9', "这一行的写法改过")],
    ),
    "a line broken off": (
        edit("ledger", ('"version": 1, "sealed"', '"version": 1 "sealed"')),
        [("ledger", '"version": 1 ›"sealed"', "从这里起不是 JSON，这一行读不了")],
    ),
    "no JSON at all": (
        lambda office: office.write("ledger", "<<<<<<< HEAD\n" + office.text("ledger")),
        [("ledger", "›<<<<<<< HEAD", "从这里起不是 JSON，台账读不了")],
    ),
    "an empty file": (lambda office: office.write("ledger", ""), [("ledger", "AT 1:1", "台账读不了")]),
    "laid out anew": (
        lambda office: office.write(
            "ledger", json.dumps(json.loads(office.text("ledger")), ensure_ascii=False, indent=2)
        ),
        [("ledger", "AT 1:1", "台账不是 publicity seal 写的样子")],
    ),
    "nested too deep": (
        lambda office: office.write("ledger", "[" * 200_000),
        [("ledger", "AT 1:1", "台账读不了")],
    ),
    "not a ledger's bytes": (
        lambda office: office.path("ledger").write_bytes(office.text("ledger").encode("gb18030")) and None,
        [("ledger", "GBK", "不是 UTF-8 编码")],
    ),
    "a commitment and the ledger at once": (
        lambda office: (
            office.edit(GUIDE, ("deadline: 6月底前", "deadline: 7月底前")),
            office.rewrite(lambda all_: all_[:-1]),
        )[1],
        [(GUIDE, "deadline: ›7月底前", "封存过的期限改了"), ("ledger", '›"head"', "末尾的校验值")],
    ),
}


def located(office: Office, name: str, marked: str, before: Ledger) -> tuple[str, int, int]:
    """The place that a case names, some of them by the hashes that were there."""
    hashes = [line.hash for _, line in before.lines]
    if marked.startswith("AT "):
        line, column = marked[3:].split(":")
        return LEDGER, int(line), int(column)
    if marked == "GBK":
        return LEDGER, 2, office.path("ledger").read_bytes().split(b"\n")[1].decode("gb18030").index("社区") + 1
    if marked.startswith("PREV "):
        texts = office.text("ledger").splitlines()
        number = len(texts) - 1 + int(marked[5:])
        return LEDGER, number + 1, texts[number].index('"prev"') + 1
    names = ("FIRST", "SECOND", "THIRD", "FOURTH")
    for word, one in zip(names, hashes, strict=False):
        marked = marked.replace(word, one)
    return office.place(name, marked)


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_refused_at_its_place(name: str, office: Office) -> None:
    tamper, expected = TAMPERINGS[name]
    before = office.ledger
    tamper(office)
    told = office.problems()
    places = [(*located(office, file, marked, before), says) for file, marked, says in expected]
    assert [(p.file, p.line, p.column) for p in told] == sorted(p[:3] for p in places), [p.text() for p in told]
    for problem, (*_, says) in zip(told, sorted(places), strict=True):
        assert problem.severity is Severity.ERROR
        assert says in problem.message
        assert CHINESE.search(problem.hint)
        assert not ENGLISH_SENTENCE.search(problem.message)
    ledger = office.path("ledger").read_bytes()
    for command in (["check"], ["seal"], ["amend", RULES, "--field", "lead", "--to", "办公室", "--why", "试试"]):
        done = CliRunner().invoke(main, [*command, "--root", str(office.root)])
        assert done.exit_code == 1, done.output
        assert f"共 {len(told)} 个错误" in done.output
    assert office.path("ledger").read_bytes() == ledger


def test_there_are_enough_of_them() -> None:
    assert len(TAMPERINGS) >= 30


# ———— honest edits ————

AMENDED = "amended:\n  - date: 2009-06-15\n    fields:\n      deadline: 6月底前\n    why: 门牌要返工。\nsample: true"
HONEST: dict[str, Tampering] = {
    "another body": edit(GUIDE, ("第一次到机关来办事的人", "头一回来办事的人")),
    "no longer a sample": edit(GUIDE, ("sample: true\n", "")),
    "a measure's progress": edit(RULES, ("    when: 6月19日前\n", "    when: 6月19日前\n    state: 推进中\n")),
    "quoted": edit(GUIDE, ("deadline: 6月底前", 'deadline: "6月底前"')),
    "folded": edit(GUIDE, ("goal: 来访的人进门就看得明白", "goal: |\n  来访的人进门\n  就看得明白")),
    "written short": edit(GUIDE, ("leader:\n  post: 分管办公室的副主任", "leader: 分管办公室的副主任")),
    "a comment and another order of keys": edit(
        GUIDE, ("lead: 办公室\naccept: 领导小组办公室\n", "accept: 领导小组办公室 # 照方案\nlead: 办公室\n")
    ),
    "Windows line ends": lambda office: (
        office.write(GUIDE, office.text(GUIDE).replace("\n", "\r\n")),
        office.write("ledger", office.text("ledger").replace("\n", "\r\n")),
    )[1],
    "what lies in the future": edit(RULES, ("初审结束，意见为", "初审结束，意见是")),
    "for members only": edit(GUIDE, ("tier: 近期", "tier: 近期\naudience: members")),
}
GROWN: dict[str, tuple[Tampering, tuple[str, str]]] = {
    "a new entry at the end": (
        edit(GUIDE, ("sample: true", "  - date: 2009-06-15\n    state: 已完成\n    evidence: [https://example.invalid/]\n"
                     "    confirmed: {by: 机关党组织}\nsample: true")),
        (GUIDE, "  - ›date: 2009-06-15\n    state: 已完成\n    evidence: [https"),
    ),
    "an amendment with its reason": (
        edit(GUIDE, ("deadline: 6月底前", "deadline: 7月底前"), ("sample: true", AMENDED)),
        (GUIDE, "amended:\n  - ›date"),
    ),
    "a later amendment on top of a sealed one": (
        edit(
            VISIT,
            ("deadline: 7月15日前\nleader", "deadline: 7月底前\nleader"),
            ("sample: true", "  - {date: 2009-06-15, fields: {deadline: 7月15日前}, why: 再推迟一次。}\nsample: true"),
        ),
        (VISIT, "  - ›{date: 2009-06-15"),
    ),
    "the next day comes": (lambda office: office.move("2009-06-19"), ("", "")),
    "a new commitment": (
        lambda office: office.write("second", office.text(RULES).replace(f"id: {RULES}", "id: second")),
        ("second", "id: ›second"),
    ),
    "a limited one is made public": (
        edit("branch-improvements", ("audience: limited\n", "")),
        ("branch-improvements", "id: ›branch"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_edit_passes(name: str, office: Office) -> None:
    HONEST[name](office)
    assert office.problems() == []
    assert "没有要封存的" in office.seal("2009-06-15")


@pytest.mark.parametrize("name", GROWN)
def test_what_has_grown_is_to_be_sealed(name: str, office: Office) -> None:
    change, (file, marked) = GROWN[name]
    change(office)
    told = office.problems()
    assert told
    assert {problem.severity for problem in told} == {Severity.WARNING}
    assert all("还没有封存：运行 publicity seal" in problem.message for problem in told)
    if file:
        (problem,) = told
        assert (problem.file, problem.line, problem.column) == office.place(file, marked)
    day = re.search(r"as_of: (\S+)", (office.root / "mkdocs.yml").read_text(encoding="utf-8"))
    assert day
    before = office.text("ledger").splitlines()
    assert f"共封存 {len(told)} 项，截至 {day[1]}" in office.seal(day[1])
    after = office.text("ledger").splitlines()
    assert after[: len(before) - 2] == before[:-2]
    assert after[len(before) - 2] == before[-2] + ","
    assert office.problems() == []


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


# ———— the command ————


def test_the_shipped_ledger_is_sealed_as_of_the_shipped_day() -> None:
    found = read_column(ROOT / "mkdocs.yml", ROOT / "docs")
    ledger = found.ledger
    assert ledger and not [p for p in found.commitments.problems if p.severity is not Severity.NOTICE]
    assert {line.sealed for _, line in ledger.lines} == {"2009-06-15"}
    assert {line.id for _, line in ledger.lines} == {s.id for s in found.column.commitments} if found.column else False


def test_the_ledger_is_plain_json_with_a_line_for_each_sealing(office: Office) -> None:
    data = json.loads(office.text("ledger"))
    assert len(data["lines"]) == len(office.text("ledger").splitlines()) - 2
    assert data["head"] == data["lines"][-1]["hash"]
    keys = ["id", "version", "sealed", "terms", "terms_hash", "history", "amended", "prev", "hash"]
    assert all(list(line) == keys for line in data["lines"])
    assert [line["version"] for line in data["lines"] if line["id"] == VISIT] == [1, 2]
    first, second = (line for line in data["lines"] if line["id"] == VISIT)
    assert (first["terms"]["deadline"], second["terms"]["deadline"]) == ("6月底前", "7月15日前")
    assert "branch-improvements" not in office.text("ledger")


def test_sealing_the_same_twice_gives_the_same_bytes(office: Office) -> None:
    bytes_ = office.path("ledger").read_bytes()
    office.path("ledger").unlink()
    office.seal("2009-06-12")
    office.seal("2009-06-15")
    assert office.path("ledger").read_bytes() == bytes_


def test_the_day_cannot_go_back(office: Office) -> None:
    office.move("2009-06-14")
    office.edit(GUIDE, ("sample: true", AMENDED), ("deadline: 6月底前", "deadline: 7月底前"))
    done = CliRunner().invoke(main, ["seal", "--root", str(office.root)])
    assert done.exit_code == 1
    assert "台账已经封存到 2009-06-15，专栏的日期却是 2009-06-14" in done.output


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "no space")])
@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_killed_half_way_the_old_ledger_stays(
    error: type[BaseException] | OSError, moment: str, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = office.path("ledger").read_bytes()
    names = set(office.path("ledger").parent.iterdir())
    office.move("2009-06-19")

    def die(*_: object) -> None:
        raise error

    monkeypatch.setattr(*((whole_file.os, moment) if moment == "fsync" else (Path, moment)), die)
    done = CliRunner().invoke(main, ["seal", "--root", str(office.root)])
    assert done.exit_code == (1 if isinstance(error, OSError) else 130)
    monkeypatch.undo()
    assert office.path("ledger").read_bytes() == before
    assert set(office.path("ledger").parent.iterdir()) == names
    assert "共封存" in office.seal("2009-06-19")


def test_what_a_killed_process_leaves_behind_is_passed_over(office: Office) -> None:
    (office.root / FOLDER / ".ledger.json.4711").write_text('{"lines": [', encoding="utf-8")
    (office.root / FOLDER / f".{GUIDE}.md.4711").write_text("---\nid", encoding="utf-8")
    assert office.problems() == []


def test_what_is_not_sealed_fails_no_check(office: Office) -> None:
    """It is a warning: only a strict build stops at it."""
    office.move("2009-06-19")
    assert {p.severity for p in office.problems()} == {Severity.WARNING}
    done = CliRunner().invoke(main, ["check", "--root", str(office.root)])
    assert done.exit_code == 0
    assert "新的进展还没有封存：运行 publicity seal" in done.output


def test_a_strict_build_stops_at_it(project: Project) -> None:
    project.edit(
        "docs/commitments/office-guide.md", "sample: true", "  - {date: 2009-06-15, state: 推进中}\nsample: true"
    )
    done = project.mkdocs("build", "--strict")
    assert done.returncode != 0
    assert "新的进展还没有封存" in done.stderr


def test_nothing_sealed_yet_is_no_error(office: Office) -> None:
    office.path("ledger").unlink()
    assert {p.severity for p in office.problems()} == {Severity.WARNING}
    assert len(office.problems()) == 13


def test_an_office_that_has_no_commitments(office: Office) -> None:
    shutil.rmtree(office.root / FOLDER)
    assert errors(office.problems()) == []
    assert commitment_files.read_commitments(office.root / "docs", "docs", None).documents == ()
    assert "没有要封存的" in office.seal("2009-06-15")
