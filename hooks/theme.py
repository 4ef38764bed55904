"""Of the theme only its style sheets go out: no page of ours loads its scripts, fonts or pictures."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

KEPT = ("assets/stylesheets/main.", "assets/stylesheets/palette.")


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take out what would be copied and never asked for; `config["theme_styles"]` are the sheets to load."""
    own = config.theme.custom_dir or ""
    for file in [file for file in files if not (file.src_dir or "").startswith((config.docs_dir, own))]:
        if not (file.src_uri.startswith(KEPT) and file.src_uri.endswith(".css")):
            files.remove(file)
    config["theme_styles"] = sorted(file.url for file in files if file.src_uri.startswith(KEPT))
    return files
