"""What is hidden is told, what files say of themselves stays behind, what readers see is untouched."""

import hashlib
import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from PIL import Image

from publicity.attachments.cleaning import clean
from publicity.attachments.contents import Contents, Sort
from publicity.attachments.flaw import Flaw
from publicity.attachments.judging import judge
from publicity.attachments.looking import look_into
from publicity.attachments.outgoing import publish_bytes

from . import making
from .making import AUTHOR, SECRET
from .reading import everything, holds, quiet, sure

TOLD = {
    "word.docx": {Sort.COMMENT: 1, Sort.REVISION: 4, Sort.TEXT: 2},
    "excel.xlsx": {Sort.ROW: 1, Sort.COLUMN: 1, Sort.SHEET: 2, Sort.COMMENT: 1, Sort.CELL: 1},
    "slides.pptx": {Sort.NOTES: 1, Sort.SLIDE: 1, Sort.SHAPE: 1},
    "page.pdf": {Sort.LAYER: 1, Sort.EMBEDDED: 1, Sort.SCRIPT: 1, Sort.COMMENT: 1},
    "text.odt": {Sort.COMMENT: 1, Sort.REVISION: 2, Sort.TEXT: 1, Sort.VERSION: 1},
    "page.ofd": {Sort.EMBEDDED: 1, Sort.COMMENT: 1},
    "packed.zip": {
        Sort.COMMENT: 2,
        Sort.REVISION: 4,
        Sort.TEXT: 2,
        Sort.ROW: 1,
        Sort.COLUMN: 1,
        Sort.SHEET: 2,
        Sort.CELL: 1,
    },
}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return making.all_files()


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def text_of(contents: Contents) -> str:
    return "".join("".join(passage.text.split()) for passage in contents.visible)


@pytest.mark.parametrize("name", TOLD)
def test_everything_hidden_is_told(tmp_path: Path, files: dict[str, bytes], name: str) -> None:
    found = sure(look_into(put(tmp_path, name, files[name])))
    assert {one.sort: one.count for one in found.hidden} == TOLD[name]
    assert SECRET not in text_of(found)
    if name != "page.pdf":
        assert any(fact.value == AUTHOR for fact in found.about)


@pytest.mark.parametrize("name", TOLD)
def test_a_published_file_says_nothing_of_itself(tmp_path: Path, files: dict[str, bytes], name: str) -> None:
    given = put(tmp_path, name, files[name])
    assert holds(files[name], AUTHOR)
    out = sure(publish_bytes(given))
    assert not holds(out, AUTHOR)
    assert out == sure(publish_bytes(given))
    before, after = sure(look_into(given)), sure(look_into(put(tmp_path, f"out-{name}", out)))
    assert list(after.visible) == list(before.visible)
    assert after.hidden == before.hidden  # nothing of that is taken out unasked
    assert not after.about
    assert sure(publish_bytes(tmp_path / f"out-{name}")) == out


@pytest.mark.parametrize("name", TOLD)
def test_a_clean_file_hides_nothing(tmp_path: Path, files: dict[str, bytes], name: str) -> None:
    given = put(tmp_path, name, files[name])
    cleaned = sure(clean(given))
    assert quiet(cleaned.content)
    assert not cleaned.left
    assert {one.sort for one in cleaned.gone} == set(TOLD[name])
    after = sure(look_into(put(tmp_path, f"clean-{name}", cleaned.content)))
    assert not after.hidden and not after.about
    assert text_of(after) == text_of(sure(look_into(given)))


def test_word_itself_reads_what_is_left(tmp_path: Path, files: dict[str, bytes]) -> None:
    document = docx.Document(io.BytesIO(sure(clean(put(tmp_path, "w.docx", files["word.docx"]))).content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:6] == [
        "工作方案",
        "公开的一句话。",
        "修订之前后来加上",
        "这一段和下一段并成一段。",
        "看得见",
        "也看得见",
    ]
    assert document.tables[0].cell(0, 1).text == "表格里的字"
    assert document.sections[0].header.paragraphs[0].text == "页眉的字"
    assert len(document.inline_shapes) == 1


def test_excel_itself_reads_what_is_left(tmp_path: Path, files: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sure(clean(put(tmp_path, "e.xlsx", files["excel.xlsx"]))).content))
    assert book.sheetnames == ["汇总", "说明"]
    rows = [[cell for cell in row if cell is not None] for row in book["汇总"].iter_rows(values_only=True)]
    assert rows[:5] == [["第1项", 2], ["第2项", 4], [], ["第4项", 8], ["第5项", 10]]
    assert book["说明"]["A1"].value == "说明的字"


def test_pictures_in_files_keep_their_turning_and_lose_their_makers(tmp_path: Path, files: dict[str, bytes]) -> None:
    out = sure(publish_bytes(put(tmp_path, "w.docx", files["word.docx"])))
    with zipfile.ZipFile(io.BytesIO(out)) as zipped:
        (name,) = [one for one in zipped.namelist() if one.startswith("word/media/")]
        given, left = Image.open(io.BytesIO(making.photograph())), Image.open(io.BytesIO(zipped.read(name)))
    assert making.PHOTOGRAPHER.encode() in making.photograph()
    assert not holds(out, making.PHOTOGRAPHER)
    assert dict(left.getexif()) == {0x0112: 6}
    assert left.tobytes() == given.tobytes()


@pytest.mark.parametrize("name", ["old.doc", "old.xls"])
def test_old_files_are_told_as_far_as_they_can_be_seen(tmp_path: Path, name: str) -> None:
    given = put(tmp_path, name, making.old(name))
    found = sure(look_into(given))
    sorts = {Sort.COMMENT, Sort.REVISION, Sort.TEXT}
    assert {one.sort for one in found.hidden} == (
        sorts if name == "old.doc" else {Sort.COMMENT, Sort.ROW, Sort.COLUMN, Sort.SHEET}
    )
    assert SECRET not in text_of(found)
    assert any("请人看" in sentence for sentence in found.unseen)
    out = sure(publish_bytes(given))
    assert holds(making.old(name), AUTHOR) and not holds(out, AUTHOR)
    again = sure(look_into(put(tmp_path, f"out-{name}", out)))
    assert list(again.visible) == list(found.visible)
    assert sure(clean(given)).left == again.hidden


def test_a_scan_is_never_called_clean(tmp_path: Path) -> None:
    judged = judge(put(tmp_path, "s.pdf", making.pdf(hidden=False, scan=True)), "s.pdf")
    assert not judged.flaws
    assert [flaw.message for flaw in judged.unseen] == ["第 1 页是扫描的图，没有文字：看不了，请人看"]


@pytest.mark.parametrize("hidden", [False, True])
def test_a_signed_file_is_not_touched(tmp_path: Path, hidden: bool) -> None:
    given = put(tmp_path, "s.pdf", making.pdf(hidden=hidden, signed=True))
    assert sure(publish_bytes(given)) == given.read_bytes()
    assert isinstance(clean(given), Flaw)
    assert Sort.SIGNED in {one.sort for one in sure(look_into(given)).hidden}


def test_a_black_box_over_words_hides_nothing(tmp_path: Path) -> None:
    made = making.pdf(hidden=False).replace(b"", b"")
    import pikepdf

    with pikepdf.open(io.BytesIO(made)) as pdf:
        page = pdf.pages[0]
        page.contents_add(b"0 0 0 rg 15 145 200 20 re f")
        pdf.save(tmp_path / "b.pdf")
    (one,) = sure(look_into(tmp_path / "b.pdf")).hidden
    assert one.sort is Sort.TEXT and "黑框" in one.place


# ———— plain text ————


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_tables_as_text_are_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    found = sure(look_into(put(tmp_path, "t.csv", '姓名,"住址,\n门牌"\n甲,乙路'.encode(encoding))))
    assert [(passage.place, passage.text) for passage in found.passages] == [
        ("第 1 行第 1 列", "姓名"),
        ("第 1 行第 2 列", "住址,\n门牌"),
        ("第 2 行第 1 列", "甲"),
        ("第 2 行第 2 列", "乙路"),
    ]


# ———— exceptions ————


def test_hidden_parts_are_told_with_what_to_write(tmp_path: Path, files: dict[str, bytes]) -> None:
    judged = judge(put(tmp_path, "w.docx", files["word.docx"]), "docs/w.docx")
    (flaw,) = judged.hidden
    assert flaw.message.startswith("附件里有读者看不见的内容：") and "批注 1 条" in flaw.message
    assert SECRET not in flaw.message and judged.flaws == ()
    assert judged.code == hashlib.sha256(files["word.docx"]).hexdigest()[:16]
    assert "publicity clean docs/w.docx" in flaw.hint and f"of: {judged.code}" in flaw.hint


def test_what_nobody_refers_to_is_not_carried_along(tmp_path: Path) -> None:
    with zipfile.ZipFile(put(tmp_path, "p.docx", making.plain_word()), "a") as zipped:
        zipped.writestr("word/forgotten.xml", f"<a>{SECRET}</a>")
        zipped.comment = AUTHOR.encode()
    out = sure(publish_bytes(tmp_path / "p.docx"))
    assert quiet(out)
    assert b"document" in everything(out)
