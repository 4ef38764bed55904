"""One package for every office: it holds what the demonstration runs, and makes the same of the same files."""

import tomllib
from pathlib import Path

import pytest
import yaml

from publicity_mkdocs.plugin import PARTS
from tests.helpers.pages import differences
from tests.helpers.project import ROOT, make_office

pytestmark = pytest.mark.shipped


def test_the_plugin_runs_what_the_demonstration_lists() -> None:
    class Loader(yaml.SafeLoader):
        """Passes over what only Python can make of a tag."""

    Loader.add_multi_constructor("", lambda *_: None)
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)
    assert [f"hooks/{part.__name__.replace('.', '/')}.py" for part in PARTS] == settings["hooks"]


def test_the_package_holds_every_folder() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        packages = tomllib.load(file)["tool"]["setuptools"]["packages"]
    folders = {
        ".".join(path.parent.relative_to(ROOT / "hooks").parts) for path in (ROOT / "hooks").rglob("__init__.py")
    }
    assert sorted(packages) == sorted({*folders, "publicity_shipped", "publicity_theme"})


def test_an_office_s_column_is_the_demonstration_s_byte_for_byte(tmp_path: Path, shipped: Path) -> None:
    assert not differences(shipped, make_office(tmp_path / "office").build())


def test_an_office_s_own_templates_and_hooks_win(tmp_path: Path) -> None:
    own = make_office(tmp_path / "office")
    (own.root / "overrides" / "partials").mkdir()
    (own.root / "overrides" / "partials" / "footer.html").write_text(
        "<footer>本院 {{ '<' }}</footer>", encoding="utf-8"
    )
    (own.root / "hooks").mkdir()
    hook = "def on_page_content(html, page, config, files):\n    return html + '<p>本院加的</p>'\n"
    (own.root / "hooks" / "own.py").write_text(hook, encoding="utf-8")
    own.edit("mkdocs.yml", "plugins: [publicity]", "plugins: [publicity]\nhooks: [hooks/own.py]")
    done = own.mkdocs("build")
    assert done.returncode == 0, done.stderr
    page = (own.root / "site" / "bulletins" / "2009" / "2009-03-23-party-group-meeting.html").read_text(
        encoding="utf-8"
    )
    assert "<footer>本院 &lt;</footer>" in page
    assert "<p>本院加的</p>" in page


def test_dead_links_stop_an_office_s_strict_build(tmp_path: Path) -> None:
    own = make_office(tmp_path / "office")
    (own.root / "docs" / "timeline.md").write_text(
        "---\ntemplate: timeline.html\n---\n\n[去](nowhere.md)\n", encoding="utf-8"
    )
    assert own.mkdocs("build", "--strict").returncode == 1
