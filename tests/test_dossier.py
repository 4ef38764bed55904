"""`publicity dossier`: the whole column on paper, with all that the site shows and nothing else."""

import json
import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from publicity.commands.program import main
from tests.helpers.project import ROOT, Project
from tests.provide import program


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory, shipped: Path) -> str:
    out = tmp_path_factory.mktemp("dossier") / "专栏.html"
    done = CliRunner().invoke(main, ["dossier", str(out), "--site", str(shipped), "--root", str(ROOT)])
    assert done.exit_code == 0, done.output
    return out.read_text(encoding="utf-8")


def letters(text: str) -> str:
    return "".join(text.split())


def test_it_holds_every_page_that_the_data_list(html: str, shipped: Path) -> None:
    whole = letters(LexborHTMLParser(html).body.text())  # type: ignore[union-attr]
    for name in ("commitments", "publications", "bulletins"):
        for row in json.loads((shipped / "data" / f"{name}.json").read_bytes())[name]:
            page = LexborHTMLParser((shipped / row["address"]).read_bytes())
            for node in page.css(".text p, .history p, .facts dd"):
                assert letters(node.text()) in whole, row["address"]


def test_it_stands_alone(html: str) -> None:
    page = LexborHTMLParser(html)
    ids = [node.attributes["id"] for node in page.css("[id]") if node.tag != "pattern"]
    assert len(ids) == len(set(ids))
    for node in page.css("[href^='#']"):
        assert (node.attributes["href"] or "")[1:] in ids, node.html
    assert not page.css("script, link, iframe, button, form")
    assert {(node.attributes["src"] or "")[:5] for node in page.css("[src]")} <= {"data:"}
    sheets = "".join(node.text() for node in page.css("style"))
    assert not re.findall(r"""url\((?!"?(?:#|data:))[^)]*\)""", sheets)


def test_every_leaf_leads_back_to_its_page(official: Project, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    done = CliRunner().invoke(main, ["dossier", str(out), "--root", str(official.root)])
    assert done.exit_code == 0, done.output
    page = LexborHTMLParser(out.read_bytes())
    leaves = page.css(".leaf")
    for leaf in leaves:
        (said,) = leaf.css(".on-paper")
        assert "https://rd.example.gov.cn/zt/" in said.text() and len(said.css(".code")) == 1
    assert len(page.css(".code")) == len(leaves) + 1, "and the cover to the column"


def test_the_same_site_gives_the_same_bytes(html: str, shipped: Path, tmp_path: Path) -> None:
    out = tmp_path / "again.html"
    CliRunner().invoke(main, ["dossier", str(out), "--site", str(shipped), "--root", str(ROOT)])
    assert out.read_text(encoding="utf-8") == html


def test_what_was_changed_since_it_was_built_is_not_printed(shipped: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(shipped, site)
    page = site / "plan.html"
    page.write_text(page.read_text(encoding="utf-8").replace("7月", "8月"), encoding="utf-8")
    out = tmp_path / "out.html"
    done = CliRunner().invoke(main, ["dossier", str(out), "--site", str(site), "--root", str(ROOT)])
    assert done.exit_code == 1 and "重新运行 publicity build" in done.output and not out.exists()
    done = CliRunner().invoke(main, ["dossier", str(site / "a.html"), "--site", str(site), "--root", str(ROOT)])
    assert done.exit_code == 1 and "会一起公开" in done.output


def test_a_pdf(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", program("chromium"))
    out = tmp_path / "专栏.pdf"
    done = CliRunner().invoke(main, ["dossier", str(out), "--site", str(shipped), "--root", str(ROOT)])
    assert done.exit_code == 0, done.output
    document = pypdfium2.PdfDocument(out)
    whole = letters("".join(page.get_textpage().get_text_bounded() for page in document))
    assert len(document) > 40 and "目录" in whole and "机关集中学习开班" in whole
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    done = CliRunner().invoke(main, ["dossier", str(tmp_path / "b.pdf"), "--site", str(shipped), "--root", str(ROOT)])
    assert done.exit_code == 1 and "改存 .html" in done.output
