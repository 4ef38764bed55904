"""`publicity clean`: a clean copy, nothing lost, and what went is said."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publicity.commands.program import main

from . import making
from .making import SECRET
from .reading import quiet


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["clean", *arguments])


@pytest.fixture
def given(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    folder = tmp_path / "docs" / "bulletins"
    folder.mkdir(parents=True)
    path = folder / "名单.docx"
    path.write_bytes(making.word())
    return path


def test_a_copy_is_made_beside(given: Path) -> None:
    before = given.read_bytes()
    done = run(str(given))
    assert done.exit_code == 0, done.output
    assert (
        "去掉了：" in done.output
        and "隐藏的文字 2 处" in done.output
        and "批注 1 条" in done.output
        and "作者" in done.output
    )
    assert SECRET not in done.output
    assert given.read_bytes() == before
    assert quiet(given.with_name("名单-clean.docx").read_bytes())
    run(str(given))  # again: nothing is overwritten
    assert given.with_name("名单-clean-2.docx").exists()


def test_the_original_is_kept_where_git_passes_over_it(given: Path, tmp_path: Path) -> None:
    before = given.read_bytes()
    assert run("--replace", str(given)).exit_code == 0
    assert quiet(given.read_bytes())
    originals = tmp_path / "originals"
    assert (originals / "名单.docx").read_bytes() == before
    assert (originals / ".gitignore").read_text() == "*\n"
    assert [path.name for path in given.parent.iterdir()] == ["名单.docx"]
    again = run("--replace", str(given))
    assert again.exit_code == 0 and "本来就是干净的" in again.output
    assert len(list(originals.iterdir())) == 2


def test_what_can_not_be_cleaned_is_said_and_left(given: Path) -> None:
    broken = given.with_name("broken.pdf")
    broken.write_bytes(b"%PDF-1.7\nbroken")
    old = given.with_name("old.doc")
    old.write_bytes(making.old("old.doc"))
    done = run(str(broken), str(old), str(given), str(given.with_name("none.pdf")))
    assert done.exit_code == 1
    assert "PDF 坏了" in done.output and "还在，要用原来的软件去掉：批注 1 条" in done.output
    assert "附件打不开" in done.output
    assert not given.with_name("broken-clean.pdf").exists()
    assert given.with_name("名单-clean.docx").exists()  # the others are cleaned all the same
