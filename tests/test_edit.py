"""The form on loopback: what it shows of a file, what a save leaves alone, whom it answers, what it tells."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from publicity.column.files import read_column
from publicity.commands.program import main
from publicity.editing.form_data import meant
from publicity.editing.merging import CannotMergeError, merged
from publicity.editing.names import Names
from publicity.editing.sheets import KINDS, as_form, fields_for, new_text, stems, with_changes
from tests.helpers.forms import EDITOR, Form, served_form
from tests.helpers.project import ROOT

pytestmark = pytest.mark.shipped
BULLETIN = "bulletins/2009-04-17-study-lecture.json"
PNG = (ROOT / "docs/bulletins/2009/pictures/opinions.png").read_bytes()


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Form]:
    folder = tmp_path_factory.mktemp("form")
    with served_form(folder / "column", folder) as made:
        yield made


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    gone, come = list[str](), list[str]()
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += old[a:b]
            come += new[c:d]
    return gone, come


def another(value: Any) -> Any:
    """The value, changed as little as possible in one place."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return f"{value}（改）"
    if isinstance(value, list):
        return [another(value[0]), *value[1:]]
    key = next(iter(value))
    return value | {key: another(value[key])}


def test_every_shipped_file_keeps_all_but_the_one_field_that_was_changed() -> None:
    docs = ROOT / "docs"
    column = read_column(ROOT / "mkdocs.yml", docs).column
    assert column
    files = 0
    for kind in KINDS:
        fields = fields_for(kind, Names(column.newest_plan, column))
        for uri in stems(kind, docs).values():
            files += 1
            text = (docs / uri).read_bytes().decode()
            data = as_form(text, kind, fields)
            assert with_changes(text, data, kind, fields) == text, f"{uri} is not left alone"
            for key, value in data.items():
                changed = data | {key: another(value)}
                made = with_changes(text, changed, kind, fields)
                assert meant(as_form(made, kind, fields), fields) == meant(changed, fields), (uri, key)
                gone, come = lines_changed(text, made)
                assert len(come) <= 1 + len(gone) and len(gone) <= 2, (uri, key, gone, come)
    assert files == sum(path.suffix == ".md" and path.parent != docs for path in docs.rglob("*")) + 1


FIELDS = [
    {"name": "title", "widget": "string", "required": True, "label": "标题"},
    {"name": "draft", "widget": "boolean", "required": False, "default": False, "label": "草稿"},
    {"name": "topics", "widget": "names", "required": False, "label": "主题"},
    {
        "name": "files",
        "widget": "list",
        "required": False,
        "label": "附件",
        "fields": [
            {"name": "file", "widget": "string", "required": True, "label": "文件"},
            {"name": "title", "widget": "string", "required": False, "label": "名称"},
        ],
    },
    {
        "name": "issue",
        "widget": "object",
        "required": False,
        "label": "期号",
        "fields": [
            {"name": "number", "widget": "number", "required": True, "label": "第几期"},
            {"name": "signed", "widget": "string", "required": False, "label": "签发"},
        ],
    },
    {"name": "note", "widget": "text", "required": False, "label": "说明"},
]
MERGES = [
    ("a comment behind", "title: 旧 # 请核对\n", {"title": "新"}, "title: 新 # 请核对\n"),
    ("an old quote", "title: '旧'\n", {"title": "it's"}, "title: 'it''s'\n"),
    ("a double quote", 'title: "旧"\n', {"title": "新“的”"}, 'title: "新“的”"\n'),
    ("what YAML would take for something else", "title: 旧\n", {"title": "null"}, "title: 'null'\n"),
    ("a colon", "title: 旧\n", {"title": "一: 二"}, "title: '一: 二'\n"),
    ("a number sign", "title: 旧\n", {"title": "一 #二"}, "title: '一 #二'\n"),
    ("a day", "title: 旧\n", {"title": "2026-04-22"}, "title: 2026-04-22\n"),
    ("an unknown key", "own: 1 # 留着\ntitle: 旧\n", {"title": "新"}, "own: 1 # 留着\ntitle: 新\n"),
    ("CRLF", "title: 旧\r\ndraft: true\r\n", {"title": "新", "draft": True}, "title: 新\r\ndraft: true\r\n"),
    ("no last line end", "title: 旧", {"title": "旧", "draft": True}, "title: 旧\ndraft: true"),
    ("a key goes", "title: 旧\ndraft: true\n# 尾\n", {"title": "旧"}, "title: 旧\n# 尾\n"),
    ("what goes without saying stays", "title: 旧\ndraft: false\n", {"title": "新"}, "title: 新\ndraft: false\n"),
    (
        "a flow list",
        "title: 旧\ntopics: [甲, 乙] # 注\n",
        {"title": "旧", "topics": ["甲", "丙"]},
        "title: 旧\ntopics: [甲, 丙] # 注\n",
    ),
    (
        "a block list",
        "title: 旧\ntopics:\n  # 一\n  - 甲\n  - 乙 # 二\n",
        {"title": "旧", "topics": ["甲", "新", "乙"]},
        "title: 旧\ntopics:\n  # 一\n  - 甲\n  - 新\n  - 乙 # 二\n",
    ),
    (
        "an item goes",
        "title: 旧\ntopics:\n- 甲\n- 乙\n",
        {"title": "旧", "topics": ["乙"]},
        "title: 旧\ntopics:\n- 乙\n",
    ),
    (
        "the last item goes",
        "title: 旧\ntopics:\n- 甲\ndraft: true\n",
        {"title": "旧", "draft": True},
        "title: 旧\ndraft: true\n",
    ),
    (
        "short items stay short",
        "title: 旧\nfiles:\n  - a.pdf\n  - {file: b.pdf, title: 乙}\n",
        {"title": "旧", "files": [{"file": "a.pdf"}, {"file": "b.pdf", "title": "丙"}]},
        "title: 旧\nfiles:\n  - a.pdf\n  - {file: b.pdf, title: 丙}\n",
    ),
    (
        "an item in braces keeps its unknown key",
        "title: 旧\nfiles:\n  - {file: b.pdf, own: 1}\n",
        {"title": "旧", "files": [{"file": "c.pdf"}]},
        "title: 旧\nfiles:\n  - {file: c.pdf, own: 1}\n",
    ),
    (
        "the first key of an item",
        "title: 旧\nfiles:\n  - title: 甲\n    file: a.pdf\n",
        {"title": "旧", "files": [{"file": "a.pdf"}]},
        "title: 旧\nfiles:\n  - file: a.pdf\n",
    ),
    (
        "a short form grows",
        "title: 旧\nissue: 3\n",
        {"title": "旧", "issue": {"number": 3, "signed": "主任"}},
        "title: 旧\nissue: {number: 3, signed: 主任}\n",
    ),
    (
        "an object comes",
        "title: 旧\nnote: 注\n",
        {"title": "旧", "issue": {"number": 1}, "note": "注"},
        "title: 旧\nissue:\n  number: 1\nnote: 注\n",
    ),
    (
        "a folded text",
        "title: 旧\nnote: >\n  一\n  二\ndraft: true\n",
        {"title": "旧", "note": "三", "draft": True},
        "title: 旧\nnote: 三\ndraft: true\n",
    ),
    ("lines", "title: 旧\nnote: 一\n", {"title": "旧", "note": "一\n二"}, "title: 旧\nnote: |-\n  一\n  二\n"),
    # What peers' forms are told to have spoilt (decaporg/decap-cms 5439, 3568, 5099, 1261).
    (
        "a quoted list of numbers",
        'title: 旧\ntopics:\n    - "1,4,5,3"\n',
        {"title": "新", "topics": ["1,4,5,3"]},
        'title: 新\ntopics:\n    - "1,4,5,3"\n',
    ),
    (
        "a time without quotes",
        "title: 旧\nnote: 2020-04-09T10:00:00.000Z\n",
        {"title": "旧", "note": "2020-04-10T10:00:00.000Z"},
        "title: 旧\nnote: 2020-04-10T10:00:00.000Z\n",
    ),
    ("comments at the top", "# 一\n# 二\n\ntitle: 旧\n", {"title": "新"}, "# 一\n# 二\n\ntitle: 新\n"),
    (
        "quotes that are not needed",
        "title: \"旧\"\nnote: '注'\n",
        {"title": "旧", "note": "新"},
        "title: \"旧\"\nnote: '新'\n",
    ),
    ("an empty value", "title:\ndraft: true\n", {"title": "新", "draft": True}, "title: 新\ndraft: true\n"),
]


@pytest.mark.parametrize(("text", "data", "made"), [case[1:] for case in MERGES], ids=[case[0] for case in MERGES])
def test_what_a_change_leaves_alone(text: str, data: dict[str, Any], made: str) -> None:
    assert merged(text, data, FIELDS) == made


def test_what_cannot_be_read_is_not_written() -> None:
    with pytest.raises(CannotMergeError, match="没法用表单改"):
        merged("- 甲\n", {"title": "新"}, FIELDS)


@pytest.mark.parametrize("text", ["title: &a 旧\nnote: *a\n", "title: 旧\nnote: &a 注\ntopics: [*a]\n"])
def test_what_stands_in_two_places_by_an_alias_is_not_changed_in_one(text: str) -> None:
    """estruyf/vscode-front-matter 384."""
    with pytest.raises(CannotMergeError, match="没法准确地写进文件"):
        merged(text, {"title": "旧", "note": "新", **({"topics": ["注"]} if "topics" in text else {})}, FIELDS)


def test_only_the_page_itself_is_answered(form: Form) -> None:
    asked = {"action": "entriesByFolder", "params": {"folder": "bulletins"}}
    assert form.ask("api", asked)[0] == 200
    assert form.ask("api", asked, token="")[0] == 403
    assert form.ask("api", asked, token="wrong")[0] == 403
    assert form.ask("api", asked, origin="http://evil.example")[0] == 403
    assert form.ask("api", asked, origin="null")[0] == 403
    assert form.ask("api", asked, origin="")[0] == 403
    assert form.ask("api", asked, host="evil.example")[0] == 403
    assert form.ask("", method="GET", origin="")[0] == 200
    assert form.ask("", method="GET", origin="http://evil.example")[0] == 403
    assert form.ask("", method="GET", token="x", origin="")[0] == 403
    assert form.server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "path", ["media/../mkdocs.yml", "media/..%2fmkdocs.yml", "decap/../form.js", "decap/..%2f..%2fx", "x"]
)
def test_nothing_but_the_page_and_pictures_is_given(form: Form, path: str) -> None:
    assert form.ask(path, method="GET", origin="")[0] == 404


def test_a_save_is_one_commit_of_the_one_file_by_its_editor(form: Form) -> None:
    (form.project.root / "别的.txt").write_text("还没写完", encoding="utf-8")
    data = form.open(BULLETIN)
    status, answer = form.save(BULLETIN, data | {"title": "主要负责人作学习报告"})
    assert status == 200, answer
    assert form.git("log", "-1", "--format=%an %s") == f"{EDITOR} 修改动态和简报：主要负责人作学习报告"
    changed = form.git("show", "--format=", "--numstat").split()
    assert changed == ["1", "1", "docs/bulletins/2009/2009-04-17-study-lecture.md"]
    assert form.git("status", "--porcelain") == "?? 别的.txt"
    again = form.save(BULLETIN, data | {"title": "主要负责人作报告"})  # the form still holds what it was first given
    assert again[0] == 200, again


def test_a_mistake_is_told_at_its_field_and_nothing_is_written(form: Form) -> None:
    before = form.git("rev-parse", "HEAD")
    path = "bulletins/2009-04-13-study-week.json"
    data = form.open(path)
    status, answer = form.save(path, data | {"date": "2009年4月13日"})
    assert status == 422
    fields = {one["field"]: one for one in answer["problems"]}
    assert fields["date"]["label"] == "事情发生的日期" and "2009-04-22" not in fields["date"]["message"]
    assert answer["error"].startswith("没有保存：")
    assert (form.git("rev-parse", "HEAD"), form.git("diff", "--name-only")) == (before, "")
    status, answer = form.save(path, data | {"summary": ""})
    assert status == 422 and [one["field"] for one in answer["problems"]] == ["summary"]
    status, answer = form.save(path, data | {"body": "绝密★10年"})
    assert status == 422 and [one["field"] for one in answer["problems"]] == ["body"]
    assert "密级标志" in answer["error"]


def test_a_file_changed_meanwhile_is_never_overwritten(form: Form) -> None:
    path, file = "bulletins/2009-04-28-photo-show.json", "docs/bulletins/2009/2009-04-28-photo-show.md"
    mine, theirs = form.open(path), form.open(path)
    assert form.save(path, theirs | {"summary": "别人写的摘要。"})[0] == 200
    text = (form.project.root / file).read_text(encoding="utf-8")
    form.project.edit(file, "别人写的摘要。", "又改了的摘要。")
    status, answer = form.save(path, mine | {"summary": "我写的摘要。"})
    assert status == 422 and "被别人改过" in answer["error"]
    assert (form.project.root / file).read_text(encoding="utf-8") == text.replace("别人写的", "又改了的")


def test_two_editors_at_once(form: Form) -> None:
    """Both opened the same file; another form, another process: only one of them is saved."""
    path = "bulletins/2009-04-29-research-seminar.json"
    data = form.open(path)
    from publicity.editing.desk import Desk, RefusedError
    from publicity.editing.sheets import BY_NAME

    other = Desk(form.project.root)
    other.save(BY_NAME["bulletins"], "2009-04-29-research-seminar", data | {"summary": "另一位写的。"}, EDITOR)
    status, answer = form.save(path, data | {"summary": "这一位写的。"})
    assert status == 422 and "被别人改过" in answer["error"]
    with pytest.raises(RefusedError, match="被别人改过"):
        other.save(BY_NAME["bulletins"], "2009-04-29-research-seminar", data | {"form_version": "0"}, EDITOR)


def test_a_new_bulletin_takes_its_pictures_and_attachments_along(form: Form) -> None:
    asked = "file?collection=bulletins&stem=&date=2009-06-10&name=%E5%9B%BE%201.PNG"
    status, told = form.ask(asked, PNG)
    assert (status, told) == (200, {"file": "pictures/图-1.png"})
    path = "bulletins/2009-06-10-dongtai-1.json"
    data = {
        "title": "示例：新写的动态",
        "kind": "动态",
        "date": "2009-06-10",
        "published": "2009-06-10 09:00",
        "source": "区人大机关",
        "summary": "一句话。",
        "phase": "rectify",
        "picture": {"file": told["file"], "alt": "示例图"},
        "body": "正文。",
        "form_file": "2009-06-10-dongtai-1",
    }
    html = form.ask(
        "preview",
        {
            "collection": "bulletins",
            "picture": told["file"],
            "body": "一、时间\n\n**要求：**按期",
            "date": "2009-06-10",
        },
    )[1]["html"]
    assert "<strong>要求：</strong>按期" in html and "media/bulletins/2009/pictures/" in html
    status, answer = form.save(path, data)
    assert status == 200, answer
    assert sorted(form.git("show", "--format=", "--name-only").split()) == [
        "docs/bulletins/2009/2009-06-10-dongtai-1.md",
        "docs/bulletins/2009/pictures/图-1.png",
    ]
    status, answer = form.save(path, data)
    assert status == 422 and "已经有" in answer["error"]
    assert (
        yaml.safe_load((form.project.root / "docs/bulletins/2009/2009-06-10-dongtai-1.md").read_text().split("---")[1])[
            "picture"
        ]["alt"]
        == "示例图"
    )


def test_the_buttons_do_what_the_commands_do(form: Form) -> None:
    status, answer = form.ask("do", {"what": "seal"})
    assert status == 200 and answer["done"] and "封存了" in answer["said"]
    assert form.git("show", "--format=%s", "--name-only").split() == ["封存", "docs/ledger.jsonl"]
    path = "commitments/office-guide.json"
    status, refused = form.save(path, form.open(path) | {"deadline": "9月底前"})
    assert status == 422 and "按上面的“调整”" in refused["problems"][0]["hint"]  # it was sealed just now
    given = {
        "collection": "commitments",
        "stem": "office-guide",
        "path": "deadline",
        "to": "8月底前",
        "why": "示例：要多征求一轮意见",
    }
    status, answer = form.ask("do", {"what": "amend", **given})
    assert answer["done"], answer
    assert "deadline: 8月底前" in (form.project.root / "docs/commitments/office-guide.md").read_text(encoding="utf-8")
    status, answer = form.ask(
        "do",
        {
            "what": "approve",
            "collection": "bulletins",
            "stem": "2009-05-26-democratic-meeting",
            "round": "无此审",
            "by": "主任",
        },
    )
    assert not answer["done"] and "没有登记" in answer["said"]
    assert form.ask("do", {"what": "publish"})[0] == 422
    assert form.ask("do", {"what": "approve"})[0] == 422


def test_the_configuration_for_a_server(form: Form) -> None:
    for service in ("gitlab", "github"):
        done = CliRunner().invoke(main, ["edit", "--config", service, "--root", str(form.project.root)])
        assert done.exit_code == 0 and "没有在真的服务器上试过" in done.output
        config = yaml.safe_load(done.output)
        assert config["backend"]["auth_type"] == "pkce"
        assert {one["name"] for one in config["collections"]} == {kind.name for kind in KINDS}


def test_a_new_file_says_what_the_form_says() -> None:
    kind = KINDS[0]
    fields = fields_for(kind, Names(None, None))
    data = {
        "title": "一: 二",
        "date": "2026-04-22",
        "attachments": [{"file": "a.pdf"}, {"file": "b.pdf", "title": "乙"}],
        "topics": ["甲, 乙"],
        "body": "正文",
    }
    text = new_text(data, kind, fields)
    assert as_form(text, kind, fields) == data
    assert "date: 2026-04-22\n" in text


def test_only_the_known_program_is_taken(tmp_path: Path) -> None:
    from publicity.editing.decap import NoFormError, unpack

    (tmp_path / "decap.tgz").write_bytes(b"another")
    with pytest.raises(NoFormError, match="校验值不一样"):
        unpack(tmp_path / "decap.tgz", tmp_path / "out")
    assert not (tmp_path / "out").exists()
