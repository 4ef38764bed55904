"""What must not be public never reaches the output: held articles, and files that no public page names.

The preview shows them, marked; a build does not know them at all.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from publicity.column.column import Column
from publicity.column.unlisted import private_paths
from publicity.texts.entries import files_in
from publicity.texts.paths import FOLDERS
from publicity_mkdocs.build import Build


@event_priority(90)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take out, or in the preview mark as drafts, what is not public."""
    build = Build.of(config)
    column = build.column
    if column is None:
        return files
    private = private_paths(files_in(Path(config.docs_dir)), column.settings.extra.private)
    docs = config.docs_dir
    own = [file for file in files if file.src_dir == docs]
    for file in [file for file in own if file.src_uri in private or not _public(file, column)]:
        shown = file.src_uri in column.held or not file.src_uri.startswith("commitments/")
        if build.preview and shown and not _unread(file):
            file.inclusion = InclusionLevel.DRAFT
        else:
            files.remove(file)
    return files


def _unread(file: File) -> bool:
    """Whether MkDocs takes a file for a page that nobody has read, as .markdown: perhaps nobody can."""
    return file.is_documentation_page() and not file.src_uri.endswith(".md")


def _public(file: File, column: Column) -> bool:
    if file.is_documentation_page():
        if _unread(file):
            return False
        if not file.src_uri.startswith(FOLDERS):
            return True
        if column.commitment(file.src_uri):
            return True
        return column.item(file.src_uri) is not None and file.src_uri not in column.held
    return file.src_uri in column.public_files
