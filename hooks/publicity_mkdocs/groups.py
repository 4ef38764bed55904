"""Files that are made together and tell nothing but what the column says beside its texts: they stay together."""

from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from publicity.manifests.last_site import Group
from publicity_mkdocs.build import Build


def stay(build: Build, name: str, files: Files, config: MkDocsConfig) -> Group | None:
    """Let the files of a group stay as they are in the last site, if all that they show is what it was; else None."""
    group = build.last.groups.get(name) if build.last and build.last.basis == build.basis else None
    if not group or not build.layers or not build.facts or group.shown != build.facts:
        return None
    if not build.last or not all(path in files.src_uris and path in build.last.outputs for path in group.paths):
        return None
    for path in group.paths:
        files.remove(files.src_uris[path])
        files.append(File.generated(config, path, abs_src_path=str(build.layers.last / path)))
        build.layers.staying.add(path)
    build.groups[name] = group
    return group


def made(build: Build, name: str, paths: Iterable[str], about: Iterable[tuple[int | None, ...]] = ()) -> None:
    """Note that a group was made: its files, and what is to be known about each of them when they stay."""
    if build.facts:
        build.groups[name] = Group(build.facts, tuple(paths), tuple(map(tuple, about)))
