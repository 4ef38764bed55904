"""Old addresses (`old_paths`) lead to the new ones: a small page at each, for servers that know no redirects."""

import posixpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity.column import Column


@event_priority(-60)  # after every page that could stand at the same address
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that lead on."""
    column: Column | None = config["column"]
    if column is None:
        return files
    taken = {file.dest_uri: file.src_uri for file in files}
    template = config.theme.get_env().get_template("moved.html")
    for item in (*column.bulletins, *column.publications):
        for old in item.entry.old_paths:
            if old in taken:
                raise PluginError(
                    f"docs/{item.uri}: 旧网址“{old}”已有网页（{taken[old]}）。写法：从 old_paths 里删掉它"
                )
            new = files.src_uris[item.uri].url
            leads = posixpath.relpath(new, posixpath.dirname(old) or ".")
            files.append(File.generated(config, old, content=template.render(title=item.entry.title, address=leads)))
    return files
