"""What lies hidden in attachments never leaves; what stands in them is screened; each is told where a page names it."""

import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from openpyxl import Workbook

from publicity.attachments import examining, store
from publicity.attachments.judging import code_of
from publicity.column.files import read_column
from publicity.commands.program import main
from publicity.opendata.commitments import commitment_data
from publicity.problems.problem import Severity
from publicity.screening.screen import screen
from tests.attachments.making import pdf, zipped
from tests.attachments.reading import holds
from tests.helpers.made_up import resident
from tests.helpers.one_article import lay, problems, told, write
from tests.helpers.preview import serving
from tests.helpers.project import Project, make_project

ID = resident()
AUTHOR = "某处长甲"


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """An author, a comment, a deletion, and two visible words."""
    document = Document()
    document.core_properties.author = AUTHOR
    paragraph = document.add_paragraph()
    run = paragraph.add_run("公开的正文")
    document.add_comment(run, text="批注里的话", author=AUTHOR)
    deleted = OxmlElement("w:del")
    deleted.set(qn("w:author"), AUTHOR)
    words = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = "删去的话"
    words.append(text)
    deleted.append(words)
    paragraph._p.append(deleted)  # python-docx has no other way to write a revision
    document.save(str(path := tmp_path / "given.docx"))
    return path


def answered(code: str) -> str:
    """The exception for a file, as an editor copies it."""
    return f"screened:\n  - {{rule: hidden-parts, of: {code}, reason: 示例, by: 示例}}\n"


def sheet(path: Path, text: str, hidden: bool = True) -> Path:
    book = Workbook()
    book.active.append(["公开的格子"])
    other = book.create_sheet("名册")
    other.append([text])
    other.sheet_state = "hidden" if hidden else "visible"
    book.save(path)
    return path


# ———— told where it is named ————


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("fake.pdf", b"PK\x03\x04 not a PDF", "内容却"),
        ("empty.pdf", b"", "附件是空的"),
        ("page.html", b"<!DOCTYPE html><script>alert(1)</script>", "以 .html 结尾的文件不能作附件"),
        ("run.exe", b"MZ", "以 .exe 结尾的文件不能作附件"),
        ("list.zip", zipped({"../x.txt": "字".encode()}), "会写到别的文件夹去"),
    ],
)
@pytest.mark.parametrize("where", ["attachments", "body", "page"])
def test_what_is_nothing_to_publish_is_told_where_it_is_named(
    column: Project, name: str, data: bytes, message: str, where: str
) -> None:
    lay(column, name, data)
    write(column, attachment=f"attachments/{name}" if where == "attachments" else "")
    if where == "body":
        write(column, body=f"见[附件](attachments/{name})。")
    if where == "page":
        with (column.root / "docs" / "index.md").open("a", encoding="utf-8") as page:
            page.write(f"\n见[附件](bulletins/2013/attachments/{name})。\n")
    (problem,) = problems(column)
    assert problem.severity is Severity.ERROR and message in problem.message
    start = problem.source[problem.column - 1 :]
    assert start[: problem.length].endswith(f"attachments/{name}"), problem.text()
    assert problem.file.endswith("index.md" if where == "page" else "示例.md")


@pytest.mark.parametrize("more", ["draft: true\n", "audience: limited\n"])
def test_what_is_not_public_may_have_any_attachment(column: Project, word: Path, more: str) -> None:
    lay(column, "plan.docx", word)
    write(column, attachment="attachments/plan.docx", more=more)
    assert problems(column) == []


def test_a_file_that_is_named_twice_is_told_once(column: Project, word: Path) -> None:
    lay(column, "plan.docx", word)
    write(column, attachment="attachments/plan.docx", body="见[附件](attachments/plan.docx)。")
    (problem,) = problems(column)
    assert "附件里有读者看不见的内容：修订记录 1 处（第 1 段）、批注 1 条" in problem.message
    assert "publicity clean docs/bulletins/2013/attachments/plan.docx" in problem.hint


@pytest.mark.shipped
def test_evidence_is_looked_into(tmp_path: Path, word: Path) -> None:
    column = make_project(tmp_path / "column")
    file = column.root / "docs" / "commitments" / "attachments" / "check.docx"
    shutil.copy(word, file)
    text = "evidence: [../bulletins/2009/2009-06-12-rectification-plan.md"
    column.edit("docs/commitments/enterprise-visits.md", text, f"{text}, attachments/check.docx")
    (problem,) = [problem for problem in problems(column) if "批注 1 条" in problem.message]
    assert problem.source[problem.column - 1 :].startswith("attachments/check.docx")


def test_a_scan_is_for_a_person_to_look_at(column: Project) -> None:
    file = lay(column, "scan.pdf", pdf(hidden=False, scan=True))
    write(column, attachment="attachments/scan.pdf")
    (problem,) = problems(column)
    assert problem.severity is Severity.WARNING and "看不了，请人看" in problem.message
    code = code_of(file.read_bytes())
    assert code in problem.hint
    write(column, attachment="attachments/scan.pdf", more=answered(code))
    assert problems(column) == []


# ———— the recorded exception ————


@pytest.mark.parametrize("where", ["attachments", "body", "page"])
def test_an_exception_holds_for_this_very_file_wherever_it_is_named(column: Project, word: Path, where: str) -> None:
    file = lay(column, "plan.docx", word)
    exception = answered(code_of(file.read_bytes()))
    if where == "attachments":
        write(column, more=exception, attachment="attachments/plan.docx")
    if where == "body":
        write(column, more=exception, body="见[附件](attachments/plan.docx)。")
    if where == "page":
        write(column)
        column.edit("docs/index.md", "title: 首页", f"title: 首页\n{exception}")
    with (column.root / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write("\n见[附件](bulletins/2013/attachments/plan.docx)。\n")
    assert problems(column) == []
    document = Document(str(file))
    document.add_paragraph("又改了")
    document.save(str(file))
    assert "例外作废" in told(column) and "附件里有读者看不见的内容" in told(column)


def test_an_exception_that_nothing_needs_is_told(column: Project, tmp_path: Path) -> None:
    file = lay(column, "list.xlsx", sheet(tmp_path / "list.xlsx", "公开的", hidden=False))
    write(column, more=answered(code_of(file.read_bytes())), attachment="attachments/list.xlsx")
    (problem,) = problems(column)
    assert "例外作废" in problem.message and problem.file.endswith("示例.md")


@pytest.mark.shipped
@pytest.mark.parametrize(("file_part", "asks"), [("check.docx", "#page=2"), ("check%2Edocx", "?v=2#x")])
def test_evidence_carries_its_exception_and_goes_out_whatever_its_address_asks(
    tmp_path: Path, word: Path, file_part: str, asks: str
) -> None:
    column = make_project(tmp_path / "column")
    file = column.root / "docs" / "commitments" / "attachments" / "check.docx"
    shutil.copy(word, file)
    text = "evidence: [../bulletins/2009/2009-06-12-rectification-plan.md"
    column.edit("docs/commitments/enterprise-visits.md", text, f'{text}, "attachments/{file_part}{asks}"')
    name = "docs/commitments/enterprise-visits.md"
    column.unseal()  # what is sealed does not change
    column.edit(name, "sample: true\n", f"sample: true\n{answered(code_of(file.read_bytes()))}")
    found = read_column(column.root / "mkdocs.yml", column.root / "docs")
    assert [one.message for one in found.problems if one.file == name] == []
    assert found.column and "commitments/attachments/check.docx" in found.column.public_files
    data = commitment_data(found.column, str)
    evidence = {link for one in data.commitments for report in one.history for link in report.evidence}
    assert f"commitments/attachments/check.docx{asks}" in evidence


def test_the_screen_offers_the_exception_for_a_file(column: Project, word: Path) -> None:
    file = lay(column, "plan.docx", word)
    done = CliRunner().invoke(main, ["screen", "--exceptions", "--root", str(column.root)])
    assert f"rule: hidden-parts, of: {code_of(file.read_bytes())}" in done.output


def test_every_exception_is_listed_with_what_it_stands_for(column: Project, word: Path, tmp_path: Path) -> None:
    file = lay(column, "plan.docx", word)
    lay(column, "list.xlsx", sheet(tmp_path / "list.xlsx", "值班 13800138000", hidden=False))
    (mobile,) = screen("13800138000")
    line = f"  - {{rule: mobile, of: {mobile.digest}, reason: 值班, by: 办公室主任}}\n"
    void = "  - {rule: mobile, of: 00000000, reason: 13800138000 已经停用, by: 办公室}\n"
    more = answered(code_of(file.read_bytes())) + line + void
    write(column, "值班 13800138000", more, "attachments/plan.docx\n  - attachments/list.xlsx")
    found = read_column(column.root / "mkdocs.yml", column.root / "docs").exceptions
    folder = "docs/bulletins/2013/attachments"
    assert [(one.rule, one.by, one.stands_for) for one in found] == [
        ("hidden-parts", "示例", (f"{folder}/plan.docx",)),
        ("mobile", "办公室主任", ("第 19 行", f"{folder}/list.xlsx（工作表“名册” A1）")),
        ("mobile", "办公室", ()),
    ]
    done = CliRunner().invoke(main, ["inspect", "--root", str(column.root)])
    assert "3 条，作废的 1 条" in done.output and "办公室主任同意公开" in done.output
    assert "13800138000" not in done.output


# ———— the screen ————


@pytest.mark.parametrize("hidden", [True, False])
def test_an_id_in_a_sheet_is_told_and_never_shown(column: Project, hidden: bool, tmp_path: Path) -> None:
    lay(column, "list.xlsx", sheet(tmp_path / "list.xlsx", f"证件 {ID}", hidden))
    write(column, attachment="attachments/list.xlsx")
    found = told(column)
    assert "身份证号码" in found and "（id-number）" in found and "名册" in found
    assert ("读者看不见" in found) == hidden
    assert ID not in found and ID[6:14] not in found
    assert ID not in "".join(path.read_text() for path in (column.root / ".cache").rglob("*.json"))


def test_a_secret_name_of_a_sheet_is_not_repeated(column: Project, tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = f"名册{ID}"
    book.active.append(["手机 13800138000"])
    book.create_sheet(ID).sheet_state = "hidden"
    book.save(path := tmp_path / "list.xlsx")
    lay(column, "list.xlsx", path)
    write(column, attachment="attachments/list.xlsx")
    found = told(column)
    assert "手机号码" in found and "身份证号码" in found and "隐藏的工作表" in found
    assert ID not in found and ID[6:14] not in found


def test_a_list_is_told_in_one_sentence(column: Project) -> None:
    lay(
        column,
        "list.csv",
        "\n".join(f"某人,{resident(born=f'1990{n:04d}')}" for n in (*range(301, 321), *range(401, 421))).encode(),
    )
    write(column, attachment="attachments/list.csv")
    (problem,) = problems(column)
    assert "第 1 行第 2 列" in problem.message and "同一种的还有 39 处" in problem.message


def test_an_exception_for_words_in_an_attachment(column: Project, tmp_path: Path) -> None:
    lay(column, "list.xlsx", sheet(tmp_path / "list.xlsx", f"证件 {ID}", hidden=False))
    (one,) = screen(f"证件 {ID}")
    exception = f"screened: [{{rule: id-number, of: {one.digest}, reason: 示例, by: 示例}}]\n"
    write(column, attachment="attachments/list.xlsx", more=exception)
    assert problems(column) == []
    done = CliRunner().invoke(main, ["screen", "--root", str(column.root), str(column.root / "docs" / "bulletins")])
    assert "例外作废" not in done.output and "附件里" in done.output
    done = CliRunner().invoke(main, ["screen", "--exceptions", "--root", str(column.root)])
    assert f"of: {one.digest}" in done.output
    lay(column, "list.xlsx", sheet(tmp_path / "list.xlsx", "没有证件", hidden=False))
    (problem,) = problems(column)
    assert "例外作废" in problem.message


def test_a_page_of_the_column_carries_its_own_exceptions(column: Project, tmp_path: Path) -> None:
    lay(column, "list.xlsx", sheet(tmp_path / "list.xlsx", f"证件 {ID}", hidden=False))
    write(column)
    column.edit("docs/index.md", "示例。", "见[附件](bulletins/2013/attachments/list.xlsx)。")
    (problem,) = problems(column)
    assert problem.file == "docs/index.md" and "身份证号码" in problem.message
    (one,) = screen(f"证件 {ID}")
    exception = f"screened: [{{rule: id-number, of: {one.digest}, reason: 示例, by: 示例}}]"
    column.edit("docs/index.md", "title: 首页", f"title: 首页\n{exception}")
    assert problems(column) == []


# ———— cheap ————


def test_what_was_found_is_not_looked_for_again(column: Project, word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(column, "plan.docx", word)
    write(column, attachment="attachments/plan.docx")
    before = told(column)
    looked: list[str] = []
    monkeypatch.setattr(examining, "examine", lambda *given: looked.append(given[1]))
    store._examined.cache_clear()  # another process
    assert told(column) == before and looked == []


@pytest.mark.parametrize("spoil", [b"", b"{}", b'x\n{"flaws": []}'])
def test_findings_that_are_not_whole_are_not_trusted(column: Project, word: Path, spoil: bytes) -> None:
    lay(column, "plan.docx", word)
    write(column, attachment="attachments/plan.docx")
    before = told(column)
    assert before
    for path in (column.root / ".cache" / "attachments").iterdir():
        path.write_bytes(spoil)
    store._examined.cache_clear()
    assert told(column) == before


def test_a_column_without_attachments_loads_no_reader_of_files(column: Project) -> None:
    write(column)
    code = (
        "import sys; from pathlib import Path; from publicity.column.files import read_column; "
        "read_column(Path('mkdocs.yml'), Path('docs')); "
        "print(sorted({'pikepdf', 'lxml', 'pypdfium2', 'olefile', 'PIL'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=column.root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert not (column.root / ".cache" / "attachments").exists()


# ———— on the way out ————


def test_nothing_of_author_or_comment_leaves(column: Project, word: Path) -> None:
    file = lay(column, "plan.docx", word)
    kept = lay(column, "kept.docx", word)
    both = "attachments/plan-clean.docx\n  - attachments/kept.docx"
    done = CliRunner().invoke(main, ["clean", str(file)])
    assert done.exit_code == 0, done.output
    file.unlink()
    write(column, more=answered(code_of(kept.read_bytes())), attachment=both)
    site = column.build()
    out = site / "bulletins" / "2013" / "attachments"
    assert not holds((out / "plan-clean.docx").read_bytes(), AUTHOR)
    assert "公开的正文" in [paragraph.text for paragraph in Document(str(out / "plan-clean.docx")).paragraphs]
    assert Document(str(out / "kept.docx")).core_properties.author == ""
    page = (site / "bulletins" / "2013" / "示例.html").read_text(encoding="utf-8")
    assert 'download>plan-clean.docx</a><span class="derived">（Word 文档，' in page
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    site = column.build()
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_file_that_can_not_be_made_stops_the_build_before_the_site_is_touched(column: Project) -> None:
    write(column)
    column.build()
    lay(column, "fake.pdf", b"%PDF-1.7\nnothing")
    before = (column.root / "site" / "index.html").stat().st_mtime_ns
    write(column, attachment="attachments/fake.pdf")
    done = column.mkdocs("build")
    assert done.returncode == 1 and "示例.md" in done.stderr and "Traceback" not in done.stderr
    assert (column.root / "site" / "index.html").stat().st_mtime_ns == before


def test_the_preview_has_a_draft_s_files_as_they_are_and_tells_of_public_ones(column: Project) -> None:
    lay(column, "page.html", b"<!DOCTYPE html><p>page")
    write(column, attachment="attachments/page.html", more="draft: true\n")
    with serving(column) as preview:
        assert "attachments/page.html" in preview.get(f"bulletins/2013/{quote('示例')}.html")
        page = preview.after("docs/bulletins/2013/示例.md", "draft: true\n", "", "index.html")
        assert "以 .html 结尾的文件不能作附件" in page
