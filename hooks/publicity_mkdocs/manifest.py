"""The last word of a build: manifest.json, by which anybody can tell whether what is served is what was built."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from publicity.column.identity import identity
from publicity.manifests.commit import Commit, read_commit
from publicity.manifests.hashes import Hashed, hash_unless
from publicity.manifests.layers import Layers, Site, within
from publicity.manifests.manifest import NAME, Entry, Manifest, paths_in
from publicity_mkdocs.build import Build


@event_priority(-100)  # after everything that writes into site/ or judges it
def on_post_build(config: MkDocsConfig) -> None:
    """List every file of the finished site; the preview, which nobody publishes, has no list."""
    build = Build.of(config)
    column = build.column
    if column is None or build.preview:
        return
    site = Path(config.site_dir)
    build.commit = commit = read_commit(Path(config.config_file_path).parent)
    known = commit if isinstance(commit, Commit) else None
    manifest = Manifest(
        column=str(identity(column.plan, "column", "site")),
        as_of=column.day.isoformat(),
        commit=known.id if known else None,
        committed=known.time if known else None,
        dirty=bool(known and known.changed),
        files=dict(_files(build.hashes, build.layers or site)),
        ledger=column.ledger.head,
    )
    (site / NAME).write_text(manifest.text(), encoding="utf-8", newline="\n")


def _files(known: Mapping[str, Hashed], site: Site) -> Iterator[tuple[str, Entry]]:
    staying = site.staying if isinstance(site, Layers) else set[str]()
    for path in site.paths() if isinstance(site, Layers) else paths_in(site):
        if path in staying:
            yield path, known[path].entry
        elif path != NAME:
            yield path, hash_unless(within(site, path), known.get(path)).entry
