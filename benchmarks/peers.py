"""The same bulletins by other generators: Hugo with Pagefind, plain mkdocs-material, Zensical; each as its makers say.

What they make is less than a column (no timeline, data, checks or manifest): their times are a bound to stay below.
"""

import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import yaml

from builds import ROOT, put_aside, write
from costs import Cost, cost_of
from generate import Article

HERE = Path(__file__).parent
OURS_ALONE = {"hooks", "nav", "not_in_nav", "theme", "plugins", "watch", "exclude_docs"}
PLAIN = """
nav: [index.md]
not_in_nav: /bulletins/
plugins: [search]
theme:
  name: material
  language: zh
  font: false
  palette: {scheme: default, primary: custom, accent: custom}
  features: [navigation.prune]
"""
# What Zensical 0.0.73 reads of the same settings; it takes the extensions that Material is shown with.
ZENSICAL = """
site_name: 专栏
docs_dir: docs
site_dir: site
theme: {name: material, language: zh, font: false, features: [navigation.prune]}
"""


@dataclass(frozen=True)
class Peer:
    """Another generator: how its site is laid out, the commands that build it, the folder they fill."""

    name: str
    lay_out: Callable[[Path, Iterable[Article]], None]
    commands: tuple[tuple[str, ...], ...]
    docs: str = "docs"

    def build(self, folder: Path, environment: Mapping[str, str], *, anew: bool = True) -> Cost:
        """Build the site laid out in a folder: from nothing, or upon what stands there."""
        if anew:
            put_aside(folder)
        return cost_of(self.commands, folder, folder / "site", environment)


def _hugo(folder: Path, articles: Iterable[Article]) -> None:
    shutil.copytree(HERE / "hugo", folder)
    shown = ("title", "date", "source", "author", "topics", "summary")  # Hugo reads other keys its own way
    write(folder / "content", {it.uri: _linked(it.text(*shown)) for it in articles})


def _linked(text: str) -> str:
    """A link to a bulletin's file as Hugo reads it: from the page's address, which is a folder, not from its file."""
    return text.replace("](../../bulletins/", "](/bulletins/").replace(".md)", "/)")


def _plain(folder: Path, articles: Iterable[Article]) -> None:
    folder.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_stripped((ROOT / "mkdocs.yml").read_text(encoding="utf-8")), encoding="utf-8")
    write(folder / "docs", {"index.md": "# 首页\n"} | {it.uri: it.text("title") for it in articles})


def _stripped(settings: str) -> str:
    """Our settings without what is ours alone. As nodes, for the tags in them to stay as they are."""
    root = yaml.compose(settings)
    if not isinstance(root, yaml.MappingNode):
        raise SystemExit("mkdocs.yml holds no keys")
    root.value = [(key, value) for key, value in root.value if key.value not in OURS_ALONE]
    return yaml.serialize(root, allow_unicode=True) + PLAIN


def _zensical(folder: Path, articles: Iterable[Article]) -> None:
    folder.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(ZENSICAL, encoding="utf-8")
    write(folder / "docs", {"index.md": "# 首页\n"} | {it.uri: it.text("title") for it in articles})


def peers() -> list[Peer]:
    """Those that are installed here; what is not is said."""
    python = sys.executable
    known = [
        (Peer("mkdocs-material", _plain, ((python, "-m", "mkdocs", "build", "--quiet"),)), ("mkdocs",)),
        (
            Peer(
                "Hugo + Pagefind",
                _hugo,
                (
                    (str(Path(python).with_name("hugo")), "--quiet", "--destination", "site"),
                    (python, "-m", "pagefind", "--site", "site", "--quiet"),
                ),
                "content",
            ),
            ("hugo", "pagefind"),
        ),
        (Peer("Zensical", _zensical, ((str(Path(python).with_name("zensical")), "build"),)), ("zensical",)),
    ]
    for peer, needed in known:
        if missing := [name for name in needed if find_spec(name) is None]:
            print(f"{peer.name}: not measured, {', '.join(missing)} not installed")
    return [peer for peer, needed in known if all(map(find_spec, needed))]
