"""One package for every office: it holds what the demonstration runs, and makes the same of the same files."""

import shutil
import tomllib
from pathlib import Path

import yaml

from publicity_mkdocs.plugin import PARTS

from .conftest import ROOT, Project

SETTINGS = """\
site_name: 学习实践活动专栏
site_description: 学习实践活动的方案、进程、公开事项和整改承诺
theme:
  name: publicity
  custom_dir: overrides
plugins: [publicity]
extra:
  as_of: 2009-06-15
"""


def office(folder: Path) -> Project:
    """The demonstration's content in a repository that holds nothing of the program."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    (folder / "overrides").mkdir()
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return Project(folder)


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


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
    assert contents(office(tmp_path / "office").build()) == contents(shipped)


def test_an_office_s_own_templates_and_hooks_win(tmp_path: Path) -> None:
    own = office(tmp_path / "office")
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
    own = office(tmp_path / "office")
    (own.root / "docs" / "timeline.md").write_text(
        "---\ntemplate: timeline.html\n---\n\n[去](nowhere.md)\n", encoding="utf-8"
    )
    assert own.mkdocs("build", "--strict").returncode == 1
