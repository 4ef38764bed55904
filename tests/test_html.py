"""Every kind of page is HTML as its standard has it: html-validate, which npm brings once, finds nothing."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.helpers.browsing import KINDS
from tests.helpers.project import ROOT, Project
from tests.provide import CACHE, PROGRAMS, MissingProgramError, program

LOCKED = ROOT / "tests" / "html-validate"
RULES = {
    "root": True,
    "extends": [f"html-validate:{name}" for name in ("recommended", "document", "a11y", "standard")],
    "rules": {
        "no-trailing-whitespace": "off",  # what templates leave: bytes that gzip takes away
        "doctype-style": "off",  # any case is right
        "tel-non-breaking": ["error", {"ignoreClasses": ["phone"]}],  # the style sheet keeps them on one line
        "require-sri": "off",  # styles and scripts are the site's own, and named by their content
        "wcag/h32": "off",  # filters work at once and are not there without scripts: nothing to send
    },
}


def html_validate() -> Path:
    """The program, as tests/html-validate/ has locked it. Raises MissingProgramError where npm can't bring it."""
    version = json.loads((LOCKED / "package.json").read_text(encoding="utf-8"))["dependencies"]["html-validate"]
    kept = CACHE / f"html-validate-{version}"
    if not kept.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as name:
            work = shutil.copytree(LOCKED, Path(name) / "work")
            command = [program("npm"), "ci", "--silent", "--ignore-scripts"]
            if subprocess.run(command, cwd=work, capture_output=True, check=False).returncode:
                raise MissingProgramError(f"{PROGRAMS['npm']}（html-validate 没有取到，检查网络再试）")
            work.replace(kept)
    return kept / "node_modules" / ".bin" / "html-validate"


@pytest.mark.shipped
def test_every_kind_of_page_is_valid(shipped: Path, official: Project, tmp_path: Path) -> None:
    rules, told = tmp_path / "rules.json", tmp_path / "told.json"
    rules.write_text(json.dumps(RULES), encoding="utf-8")
    names = {name.partition("?")[0] for name in KINDS} | {str(next(shipped.glob("zt/**/*.html")))}
    command = [
        html_validate(),
        "--config",
        rules,
        "--formatter",
        f"json={told}",
        *sorted(shipped / name for name in names),
        *(shipped / name for name in ("glossary.html", "attachments.html")),
        official.root / "site/index.html",  # with a foot that has telephones
    ]
    done = subprocess.run(command, capture_output=True, check=False)
    pages = json.loads(told.read_text(encoding="utf-8"))
    found = [
        f"{page['filePath']}:{it['line']}:{it['column']} {it['ruleId']} {it['message']}"
        for page in pages
        for it in page["messages"]
    ]
    assert found == []
    assert done.returncode == 0


@pytest.mark.shipped
def test_days_are_told_to_machines_too(shipped: Path) -> None:
    for name in {name.partition("?")[0] for name in KINDS}:
        page = LexborHTMLParser((shipped / name).read_text(encoding="utf-8"))
        assert [it.html for it in page.css("time:not([datetime])")] == [], name
