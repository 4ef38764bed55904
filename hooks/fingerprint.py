"""Style sheets and scripts get names that say their content: browsers may keep them, and no page meets another's."""

from hashlib import sha256
from pathlib import PurePosixPath

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files


@event_priority(-70)  # when all files are there
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Rename what pages load by name; what a style sheet or script itself refers to keeps its name and folder."""

    def renamed(path: str) -> str:
        file = files.get_file_from_path(path)
        return _rename(file) if file else path  # an address elsewhere, or MkDocs will tell that it is missing

    config.extra_css = [renamed(path) for path in config.extra_css]
    config["theme_styles"] = [renamed(path) for path in config["theme_styles"]]
    for script in config.extra_javascript:
        if isinstance(script, ExtraScriptValue):
            script.path = renamed(script.path)
    config.extra_javascript = [
        script if isinstance(script, ExtraScriptValue) else renamed(script) for script in config.extra_javascript
    ]
    return files


def _rename(file: File) -> str:
    """Give a file the first eight digits of its SHA-256 in front of its suffix; its new path."""
    path = PurePosixPath(file.dest_uri)
    mark = sha256(file.content_bytes).hexdigest()[:8]
    if mark not in path.name.split("."):
        file.dest_uri = str(path.with_name(f"{path.stem}.{mark}{path.suffix}"))
        file.__dict__.pop("url", None)  # MkDocs has remembered the old one
    return file.dest_uri
