"""The QR codes of the pages' addresses, which paper has: those of the build before are kept."""

from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from publicity.pages.kept_codes import KeptCodes
from publicity_mkdocs.build import Build

FILE = Path(".cache", "codes.json")  # beside mkdocs.yml


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Give templates the filter `code`. The preview, whose addresses are not the public ones, asks for none."""
    build = Build.of(config)
    build.codes = codes = KeptCodes(None if build.preview else Path(config.config_file_path).parent / FILE)
    pages = () if build.preview else (file.page for file in files.documentation_pages())
    build.coded = {page.canonical_url for page in pages if page and page.canonical_url}
    env.filters["code"] = lambda address: Markup(codes.drawn(address))  # noqa: S704 - numbers of ours


def on_post_build(config: MkDocsConfig) -> None:
    """Keep them."""
    build = Build.of(config)
    build.codes.keep(build.coded)
