"""With rounds of approval nothing is public that not everybody has read who has to, in these very bytes."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publicity.approvals.clearance import clearance
from publicity.approvals.register import Register, Registered, read_register, with_lines
from publicity.approvals.rounds import Round, Rounds
from publicity.approvals.seen import article_seen
from publicity.articles.article import Publication
from publicity.column.gate import Hold
from publicity.column.settings_file import read_settings
from publicity.texts.document import Document, read_document
from publicity.texts.source import Source
from tests.helpers.approving import ARTICLE, BESIDE, OTHER, PROMISE, Office, ask, make_office
from tests.helpers.preview import serving
from tests.helpers.project import Project, make_project
from tests.helpers.repository import commit_all, git

pytestmark = pytest.mark.shipped

REGISTER = "docs/approvals.jsonl"


@pytest.fixture
def office(project: Project) -> Office:
    return make_office(project)


def public(office: Office) -> set[str]:
    column = office.read().column
    assert column
    articles = {f"docs/{item.uri}" for item in (*column.bulletins, *column.publications)}
    return articles | {f"docs/{standing.uri}" for standing in column.commitments}


# -- the gate ------------------------------------------------------------------------------------------


def test_nothing_unapproved_is_public_and_everything_else_goes_on(office: Office) -> None:
    assert public(office) == set()
    office.approve(OTHER)
    assert public(office) == {OTHER}
    office.approve(ARTICLE, rounds=2)
    assert public(office) == {OTHER}
    column = office.read().column
    assert column and column.held["publications/one.md"] is Hold.WAITING
    assert not [path for path in column.public_files if path.startswith("publications/")]
    ((place, level, message),) = office.told(ARTICLE)
    assert (place, level) == (f"{ARTICLE}:2:8", "提示") and message == "没有审完，不公开：缺终审"
    assert f"publicity approve {ARTICLE} --as 终审 --by 职务" in office.run("check").output


def test_without_rounds_nothing_is_asked(office: Office) -> None:
    ask(office.project, "")
    assert public(office) == {ARTICLE, OTHER, PROMISE}
    done = office.run("approve", ARTICLE, "--as", "初审", "--by", "综合组组长")
    assert done.exit_code == 1 and "没有写要哪几审" in done.output


def test_only_the_files_that_are_listed_are_asked(office: Office) -> None:
    office.edit("mkdocs.yml", "    rounds:", "    files: [publications/]\n    rounds:")
    assert public(office) == {OTHER, PROMISE} and office.told("docs/plan.yml") == []
    done = office.run("approve", str(office.project.root / OTHER), "--as", "初审", "--by", "综合组组长")
    assert done.exit_code == 1 and f"没有要求审 {OTHER}" in done.output


def test_the_plan_and_the_pages_beside_stop_a_strict_build(office: Office) -> None:
    assert [office.told(name)[0][:2] for name in BESIDE] == [
        ("docs/plan.yml:7:8", "警告"),
        ("docs/index.md:1:1", "警告"),
        ("docs/plan.md:1:1", "警告"),
        ("docs/timeline.md:1:1", "警告"),
    ]
    office.approve(*BESIDE)
    assert [office.told(name) for name in BESIDE] == [[]] * 4
    office.edit("docs/plan.yml", "digest: 在职党员都要参加。", "digest: 在职党员都参加。")
    ((_, level, message),) = office.told("docs/plan.yml")
    assert level == "警告" and "初审、复审、终审以后又改过，作废了" in message


CHANGES: dict[str, Callable[[Path], object]] = {
    "a letter of the text": lambda docs: edit(docs, "第二段", "第三段"),
    "the title": lambda docs: edit(docs, "活动方案\n", "工作方案\n"),
    "the time of publication": lambda docs: edit(docs, "09:00", "09:01"),
    "an update": lambda docs: edit(docs, "sample:", "updated: {at: 2009-05-01 09:00, note: 改了}\nsample:"),
    "the words of a picture": lambda docs: edit(docs, "一张图", "两张图"),
    "the picture": lambda docs: touch(docs / "publications" / "pictures" / "one.png"),
    "an attachment": lambda docs: touch(docs / "publications" / "attachments" / "one.csv"),
    "an old address": lambda docs: edit(docs, "sample:", "old_paths: [zt/one.html]\nsample:"),
    "the audience": lambda docs: edit(docs, "sample:", "audience: members\nsample:"),
    "a sample no more": lambda docs: edit(docs, "sample: true\n", ""),
}
LAYOUT: dict[str, Callable[[Path], object]] = {
    "quotes": lambda docs: edit(docs, "title: 某区人大机关活动方案", "title: '某区人大机关活动方案'"),
    "a comment": lambda docs: edit(docs, " # 来源", " # 稿件的来源"),
    "keys in another order": lambda docs: edit(
        docs, "kind: 活动方案\nphase: prepare", "phase: prepare\nkind: 活动方案"
    ),
    "a list in one line": lambda docs: (
        edit(docs, "attachments:\n- {", "attachments: [{") or edit(docs, "附表}", "附表}]")
    ),
    "ends of lines": lambda docs: crlf(docs / "publications" / "one.md"),
    "a default written out": lambda docs: edit(docs, "sample:", "audience: public\nsample:"),
    "a draft": lambda docs: edit(docs, "sample:", "draft: false\nsample:"),
    "its last day": lambda docs: edit(docs, "sample:", "expires: 2009-12-31\nsample:"),
}


def edit(docs: Path, old: str, new: str) -> None:
    Project(docs.parent).edit(ARTICLE, old, new)


def touch(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data + b"\n" if path.suffix == ".csv" else data + b"\0")


def crlf(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = make_office(make_project(tmp_path_factory.mktemp("passed")))
    made.approve(ARTICLE, OTHER, PROMISE, *BESIDE)
    return made


@pytest.fixture
def approved(passed: Office, tmp_path: Path) -> Office:
    return Office(Project(Path(shutil.copytree(passed.project.root, tmp_path / "copy"))))


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_what_readers_get_voids_every_round(approved: Office, change: str) -> None:
    assert approved.told(ARTICLE) == []
    CHANGES[change](approved.project.root / "docs")
    ((_, _, message),) = approved.told(ARTICLE)
    assert message == "没有审完，不公开：缺初审、复审、终审，初审、复审、终审以后又改过，作废了"
    assert ARTICLE not in public(approved) and OTHER in public(approved)
    again = approved.run("approve", str(approved.project.root / ARTICLE), "--as", "复审", "--by", "办公室主任")
    assert again.exit_code == 1 and "初审以后又改过，要重新审" in again.output


@pytest.mark.parametrize("change", LAYOUT)
def test_layout_voids_nothing(approved: Office, change: str) -> None:
    before = (approved.project.root / ARTICLE).read_bytes()
    LAYOUT[change](approved.project.root / "docs")
    assert (approved.project.root / ARTICLE).read_bytes() != before
    assert approved.told(ARTICLE) == [] and ARTICLE in public(approved)


def test_what_was_approved_and_comes_back_needs_no_new_approval(approved: Office) -> None:
    approved.edit(ARTICLE, "第二段", "第三段")
    assert ARTICLE not in public(approved)
    approved.edit(ARTICLE, "第三段", "第二段")
    assert ARTICLE in public(approved)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn")), min_size=1)


def digest(text: str, docs: Path) -> str:
    document = read_document(Source("one.md", text), "publications/one.md", Publication)
    assert isinstance(document, Document) and document.form.value and not document.form.problems
    return article_seen(docs, document, document.form.value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(WORDS, WORDS, st.sampled_from(["title", "summary", "source", "author"]), st.integers(0, 3))
def test_any_two_texts_that_differ_have_different_digests(
    tmp_path: Path, one: str, other: str, key: str, seed: int
) -> None:
    def written(words: str, **head: str) -> str:
        style = (None, '"')[seed // 2 % 2]
        lines = yaml.safe_dump(
            head, allow_unicode=True, sort_keys=bool(seed % 2), width=float("inf"), default_style=style
        )
        base = {"date": "2009-04-22", "published": "2009-04-23 09:00", "kind": "其他", "phase": "prepare"}
        rest = yaml.safe_dump(base, allow_unicode=True)
        return f"---\n{rest}{lines}---\n\n正文{words}\n"

    said = {"title": "甲", "summary": "乙", "source": "丙", "author": "丁"}
    base = digest(written("", **said), tmp_path)
    assert digest(written("", **dict(reversed(said.items()))), tmp_path) == base, "layout is no change"
    words = [" ".join(text.split())[:200].strip() for text in (one, other)]
    if all(words) and "\n" not in "".join(words):
        made = [digest(written("", **(said | {key: word})), tmp_path) for word in words]
        assert (made[0] == made[1]) == (words[0] == words[1])
    bodies = [digest(written(text, **said), tmp_path) for text in (one, other)]
    assert (bodies[0] == bodies[1]) == (one == other)


# -- who may approve what ------------------------------------------------------------------------------


def test_the_rounds_go_in_order_by_those_who_may_and_by_different_people(office: Office) -> None:
    file = str(office.project.root / ARTICLE)

    def refused(as_: str, by: str) -> str:
        done = office.run("approve", file, "--as", as_, "--by", by)
        assert done.exit_code == 1, done.output
        return done.output

    assert "初审还没有审，不能先作复审" in refused("复审", "办公室主任")
    assert "“办公室主任”不能作初审，mkdocs.yml 里写的是：综合组组长" in refused("初审", "办公室主任")
    assert "没有“三审”这一审" in refused("三审", "分管领导")
    office.approve(ARTICLE, rounds=1)
    assert "初审审过了：综合组组长，2009-06-15" in refused("初审", "综合组组长")
    office.approve(ARTICLE, rounds=0)
    done = office.run("approve", file, "--as", "复审", "--by", "办公室主任")
    assert done.exit_code == 0
    assert "复审也是办公室主任审的，各审要由不同的人" in refused("终审", "办公室主任")
    office.edit("mkdocs.yml", "    rounds:", "    different: false\n    rounds:")
    assert office.run("approve", file, "--as", "终审", "--by", "办公室主任").exit_code == 0
    assert ARTICLE in public(office)
    office.edit("mkdocs.yml", "    different: false\n", "")
    assert ARTICLE not in public(office), "the register is judged by the rules of today"


def test_of_several_files_all_are_registered_or_none(office: Office) -> None:
    office.approve(ARTICLE, rounds=1)
    done = office.run(
        "approve",
        f"{office.project.root}/{ARTICLE}",
        f"{office.project.root}/{OTHER}",
        "--as",
        "复审",
        "--by",
        "办公室主任",
    )
    assert done.exit_code == 1 and f"{OTHER} 的初审还没有审" in done.output
    assert len((office.project.root / REGISTER).read_text(encoding="utf-8").splitlines()) == 1


def test_a_line_says_who_where_when_and_of_what(office: Office) -> None:
    office.approve(ARTICLE, rounds=1)
    (line,) = map(json.loads, (office.project.root / REGISTER).read_text(encoding="utf-8").splitlines())
    clearances = office.read().column.cleared.clearances  # type: ignore[union-attr]
    assert line == {
        "file": "publications/one.md",
        "round": "初审",
        "by": "综合组组长",
        "on": "2009-06-15",
        "sha256": clearances["publications/one.md"].digest,
        "recorded_by": "示例 <x@example.invalid>",
    }


@pytest.mark.parametrize(
    "file", ["docs/none.md", "mkdocs.yml", "docs/publications/attachments/one.csv", "x" * 300, "docs"]
)
def test_only_what_goes_out_as_a_text_can_be_approved(office: Office, file: str) -> None:
    done = office.run("approve", f"{office.project.root}/{file}", "--as", "初审", "--by", "综合组组长")
    assert done.exit_code == 1 and "没有登记" in done.output and not (office.project.root / REGISTER).exists()


def test_a_text_with_errors_is_not_approved(office: Office) -> None:
    office.edit(ARTICLE, "title:", "titel:")
    done = office.run("approve", f"{office.project.root}/{ARTICLE}", "--as", "初审", "--by", "综合组组长")
    assert done.exit_code == 1 and "titel" in done.output


def test_a_key_proves_who_it_was(office: Office, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    file = f"{office.project.root}/{ARTICLE}"
    done = office.run("approve", file, "--as", "初审", "--by", "综合组组长", "--sign", str(key))
    assert done.exit_code == 0, done.output
    register, wrong = read_register(Source("x", (office.project.root / REGISTER).read_text(encoding="utf-8")), Rounds())
    (line,) = register.lines
    (tmp_path / "sig").write_text(line.signature, encoding="ascii")
    (tmp_path / "allowed").write_text(f"me {key.with_suffix('.pub').read_text()}", encoding="utf-8")
    common = ["-n", "publicity-approval", "-s", str(tmp_path / "sig")]
    command = ["ssh-keygen", "-q", "-Y", "verify", "-f", str(tmp_path / "allowed"), "-I", "me", *common]
    assert not wrong and subprocess.run(command, input=line.statement().encode(), check=False).returncode == 0
    other = line.model_copy(update={"by": "分管领导"}).statement().encode()
    assert subprocess.run(command, input=other, check=False, capture_output=True).returncode
    assert "有签名" in office.run("approval", file).output


# -- the register --------------------------------------------------------------------------------------


def test_branches_merge_by_union(office: Office) -> None:
    root = office.project.root
    git(root, "checkout", "-q", "-b", "one")
    office.approve(ARTICLE)
    commit_all(root)
    git(root, "checkout", "-q", "main")
    office.approve(OTHER)
    commit_all(root)
    git(root, "merge", "-q", "one", "-m", "merge")
    assert {ARTICLE, OTHER} <= public(office)


def test_a_merge_that_lost_the_end_of_a_line_is_told(approved: Office) -> None:
    path = approved.project.root / REGISTER
    path.write_text(path.read_text(encoding="utf-8").replace("}\n{", "}{", 1), encoding="utf-8")
    (told,) = [p for p in approved.read().problems if p.file == REGISTER]
    assert (told.line, told.column) == (1, told.source.index("}{") + 2)


def test_the_register_may_end_in_any_way(approved: Office) -> None:
    path = approved.project.root / REGISTER
    for text in (path.read_text(encoding="utf-8").rstrip(), path.read_text(encoding="utf-8").replace("\n", "\r\n")):
        path.write_bytes(text.encode())
        assert approved.told(ARTICLE) == []
    approved.edit(ARTICLE, "第二段", "第三段")
    approved.approve(ARTICLE)
    assert approved.told(ARTICLE) == []


@given(st.data())
def test_neither_order_nor_repetition_of_lines_counts(data: st.DataObject) -> None:
    rounds = Rounds(rounds=[Round(name=name) for name in ("一", "二", "三")])
    line = st.builds(
        Registered,
        file=st.just("a.md"),
        round=st.sampled_from("一二三"),
        by=st.sampled_from("甲乙丙"),
        on=st.sampled_from(["2009-06-01", "2009-06-02"]),
        sha256=st.sampled_from(["a" * 64, "b" * 64]),
    )
    lines = data.draw(st.lists(line, max_size=7))
    mixed = data.draw(st.permutations([*lines, *lines[:2]]))
    texts = [with_lines("", kept) for kept in (lines, mixed)]
    found = [read_register(Source("x", text), rounds) for text in texts]
    come = [clearance(register, "a.md", "a" * 64) for register, _ in found]
    assert come[0] == come[1] and found[0][1] == found[1][1] == []
    counted = [passage.approval for passage in come[0].passages if passage.approval]
    assert len({one.by for one in counted}) == len(counted)
    assert [one.on for one in counted] == sorted(one.on for one in counted)
    assert [p.approval is not None for p in come[0].passages] == sorted(
        (p.approval is not None for p in come[0].passages), reverse=True
    ), "none counts before the one before it"


def test_a_later_round_of_an_earlier_day_does_not_count() -> None:
    rounds = Rounds(rounds=[Round(name="初审"), Round(name="复审")])
    said = [("初审", "甲", "2009-06-02"), ("复审", "乙", "2009-06-01")]
    lines = [Registered(file="a.md", round=name, by=by, on=on, sha256="a" * 64) for name, by, on in said]
    assert clearance(Register(rounds, tuple(lines)), "a.md", "a" * 64).lacks == "缺复审"
    late = lines[1].model_copy(update={"on": "2009-06-02"})
    assert clearance(Register(rounds, (*lines, late)), "a.md", "a" * 64).complete


SPOILT: list[tuple[Callable[[str], str], str, str]] = [
    (lambda line: line.replace('"by"', '"who"'), "by", "不是 publicity approve 写的样子"),
    (lambda line: line.replace("2009-06-15", "2009-02-30"), "1:", "不是 publicity approve 写的样子"),
    (lambda line: line.replace('": "', '":"', 1), "1:1", "写法改过"),
    (lambda line: line[:40], "1:", "不是 publicity approve 写的样子"),
    (lambda _: "[]", "1:1", "不是 publicity approve 写的样子"),
    (lambda line: line.replace('"sha256": "', '"sha256": "x'), "1:", "不是 publicity approve 写的样子"),
    (lambda _: "<<<<<<< HEAD", "1:1", "不是 publicity approve 写的样子"),
]


@pytest.mark.parametrize("case", SPOILT, ids=lambda case: case[2])
def test_a_spoilt_line_is_told_where_it_stands(approved: Office, case: tuple[Callable[[str], str], str, str]) -> None:
    path = approved.project.root / REGISTER
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([case[0](first), *rest, ""]), encoding="utf-8")
    told = [p for p in approved.read().problems if p.file == REGISTER]
    assert [(p.line, case[2] in p.message, p.severity.value) for p in told] == [(1, True, "错误")]


def test_the_register_never_goes_out(approved: Office) -> None:
    approved.edit(OTHER, "会议开过了。", "[谁审的](../../approvals.jsonl)")
    approved.approve(OTHER)
    column = approved.read().readable
    assert column and "approvals.jsonl" not in column.public_files


# -- commitments ---------------------------------------------------------------------------------------


def test_of_a_promise_readers_go_on_seeing_what_was_approved(approved: Office) -> None:
    report = "- {date: 2009-06-14, state: 推进中, note: 又清理了几项。}\nsample:"
    approved.edit(PROMISE, "sample:", report)
    ((place, level, message),) = approved.told(PROMISE)
    assert place == f"{PROMISE}:15:3" and level == "提示" and message.startswith("新写的没有审完，读者看到的还是审过的")
    column = approved.read().column
    assert column
    (standing,) = column.commitments
    assert [one.note for one in standing.history] == ["公布承诺。", "清理了一半。"]
    approved.approve(PROMISE)
    column = approved.read().column
    assert column and len(column.commitments[0].history) == 3 and approved.told(PROMISE) == []


def test_an_amendment_waits_with_the_old_words_in_force(approved: Office) -> None:
    change = "amended:\n- {date: 2009-06-14, fields: {deadline: 7月底前}, why: 制度多}\nsample:"
    approved.edit(PROMISE, "deadline: 7月底前", "deadline: 8月底前")
    approved.edit(PROMISE, "sample:", change)
    column = approved.read().column
    assert column and column.commitments[0].terms.deadline == "7月底前" and not column.commitments[0].amended
    approved.approve(PROMISE)
    column = approved.read().column
    assert column and column.commitments[0].terms.deadline == "8月底前"


def test_a_promise_that_was_public_does_not_vanish_for_want_of_an_approval(approved: Office) -> None:
    approved.edit(PROMISE, "sample: true\n---\n", "sample: true\n---\n\n说明。\n")
    ((_, level, message),) = approved.told(PROMISE)
    assert level == "错误" and "承诺不能撤下" in message and approved.read().column is None


def test_what_waits_is_not_sealed_nor_told_to_be(office: Office) -> None:
    assert not [p for p in office.read().problems if "封存" in p.message]
    assert "没有要封存的" in office.run("seal").output
    office.approve("docs/plan.yml")
    said = office.run("seal").output
    assert "封存了方案" in said and "承诺" not in said
    assert not [p for p in office.read().problems if "封存" in p.message]
    office.approve(PROMISE)
    assert [p for p in office.read().problems if "封存" in p.message]


# -- settings ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("rounds: [{name: 初审}, {name: 初审}]", "有两审都叫“初审”"),
        ("rounds: [{name: 初审, by: 甲}, {name: 复审, by: 甲}]", "“复审”只有甲可以审"),
        ("rounds: [初审]", "这里应是几行“键: 值”"),
        ("rounds: [{nam: 初审}]", "不认识的键“nam”"),
        ("different: 是", ""),
    ],
)
def test_settings_that_cannot_be_meant_are_told(tmp_path: Path, written: str, said: str) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(f"site_name: 专栏\nextra:\n  approvals:\n    {written}\n", encoding="utf-8")
    told = [p for p in read_settings(path, "mkdocs.yml").problems if p.severity.value == "错误"]
    assert told and told[0].line == 4 and said in told[0].message


# -- ways out ------------------------------------------------------------------------------------------


def test_the_preview_says_what_lacks(office: Office) -> None:
    office.approve(ARTICLE, OTHER, *BESIDE)
    office.edit(ARTICLE, "第二段", "第三段")
    office.approve(ARTICLE, rounds=1)
    with serving(office.project) as preview:
        page = preview.get("publications/one.html")
        assert "未公开：没有审完。缺复审、终审，复审、终审以后又改过，作废了" in page
        assert f"publicity approve {ARTICLE} --as 复审 --by 职务" in page
        assert "没有审完" not in preview.get("bulletins/2009/two.html")


def test_publishing_goes_on_without_it_and_names_it(approved: Office, tmp_path: Path) -> None:
    root, target = approved.project.root, tmp_path / "served"

    def publish() -> Any:
        assert approved.run("seal").exit_code == 0
        commit_all(root)
        done = approved.run("publish", str(target), "--allow-samples", "--allow-pinned")
        assert done.exit_code == 0, done.output
        return done

    assert "没有审完" not in publish().output
    assert (target / "current" / "publications" / "one.html").is_file()
    approved.edit(ARTICLE, "第二段", "秘而不宣的第三段")
    assert f"没有审完，没有公开：{ARTICLE}（缺初审、复审、终审" in publish().output
    served = [path for path in (target / "current").resolve().rglob("*") if path.is_file()]
    assert served and not [path for path in served if "秘而不宣".encode() in path.read_bytes()]
    assert not [path for path in served if path.name in ("one.html", "one.csv", "approvals.jsonl")]
    assert (target / "current" / "bulletins" / "2009" / "two.html").is_file()


def test_the_sheet_says_who_when_and_of_what(approved: Office, tmp_path: Path) -> None:
    out = tmp_path / "sheet.html"
    said = approved.run("approval", f"{approved.project.root}/{ARTICLE}", "--html", str(out))
    assert said.exit_code == 0, said.output
    page = out.read_text(encoding="utf-8")
    for words in (
        "某区人大机关活动方案",
        "综合组组长",
        "办公室主任",
        "分管领导",
        "2009-06-15",
        "兼保密审查",
        "2009-04-23 09:00",
    ):
        assert words in page
    assert "http" not in page and "<script" not in page
    approved.edit(ARTICLE, "第二段", "<b>第三段")
    told = json.loads(approved.run("approval", f"{approved.project.root}/{ARTICLE}", "--json").output)
    assert not told["complete"] and told["online"] == "未上网"
    assert [line["remark"] for line in told["rounds"]] == ["审过以后又改过，作废了，要重新审"] * 3


def test_the_inspection_counts_what_went_out_unreviewed(approved: Office) -> None:
    def row() -> dict[str, Any]:
        rows = json.loads(approved.run("inspect", "--json").output)["rows"]
        found: dict[str, Any] = next(one for one in rows if one["key"] == "reviewed")
        return found

    assert "公开的 7 篇，审完的 7 篇" in row()["result"]
    assert [words.split("：")[0] for words in row()["found"]] == [f"docs/{name}" for name in LATE]
    approved.edit("docs/index.md", "---\n\n", "---\n\n多一句。")
    assert row()["found"][0].startswith("docs/index.md：缺初审、复审、终审") and row()["verdict"] == "warn"


LATE = ("bulletins/2009/two.md", "publications/one.md")  # published in March and April, approved in June
