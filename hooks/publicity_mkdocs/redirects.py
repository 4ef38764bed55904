"""Old addresses (`old_paths`) lead to the new ones: a small page at each, for servers that know no redirects."""

import posixpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity.pages.tags import site_tags
from publicity_mkdocs.build import Build


@event_priority(-60)  # after the pages, to which they lead
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that lead on."""
    build = Build.of(config)
    if build.column is None:
        return files
    template = config.theme.get_env().get_template("moved.html")
    for item in (*build.column.bulletins, *build.column.publications):
        for old in item.entry.old_paths:
            new = files.src_uris[item.uri].url
            leads = posixpath.relpath(new, posixpath.dirname(old) or ".")
            page = template.render(title=item.entry.title, address=leads, tags=site_tags(build.settings))
            files.append(File.generated(config, old, content=page))
    return files
