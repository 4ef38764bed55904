"""Small built sites, made in a moment: what the publishing core takes for a finished build."""

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from publicity.manifests.manifest import NAME, Manifest, hash_file, paths_in

COLUMN = "00000000-0000-5000-8000-000000000001"
START = datetime(2009, 6, 15, 8, 0, tzinfo=UTC)


def named(name: str, content: str) -> str:
    """The name of an asset that says its content."""
    stem, _, suffix = name.rpartition(".")
    return f"assets/{stem}.{sha256(content.encode()).hexdigest()[:8]}.{suffix}"


def make_site(
    folder: Path,
    number: int,
    pages: int = 6,
    *,
    more: Mapping[str, str | bytes] | None = None,
    column: str = COLUMN,
    as_of: str = "2009-06-15",
    commit: str | None = None,
    committed: int | None = None,
) -> Path:
    """A site whose every page and asset bears a number: pages refer to assets of the same number."""
    shutil.rmtree(folder, ignore_errors=True)
    files: dict[str, str | bytes] = {}
    for name in ("column.css", "today.js", "filter.js"):
        content = f"/* release {number} */ {name}"
        files[named(name, content)] = content
    links = " ".join(f"[{path}]" for path in sorted(files))
    for page in range(pages):
        files["index.html" if page == 0 else f"bulletins/{page}.html"] = f"<p>release {number}</p> {links} page {page}"
    files |= {"feeds/all.xml": f"<feed>{number}</feed>", "data/plan.json": f'{{"n": {number}}}', "same.txt": "same"}
    for path, content in {**files, **(more or {})}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content.encode() if isinstance(content, str) else content)
    return seal(folder, column=column, as_of=as_of, commit=commit or f"{number:040x}", number=committed or number)


def seal(folder: Path, *, column: str = COLUMN, as_of: str = "2009-06-15", commit: str, number: int) -> Path:
    """Write the manifest of a folder."""
    entries = {path: hash_file(folder / path) for path in paths_in(folder) if path != NAME}
    committed = (START + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%SZ")
    manifest = Manifest(column, as_of, commit, committed, False, entries)
    (folder / NAME).write_text(manifest.text(), encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, and where its links lead."""
    found = {}
    for path in paths_in(folder):
        link = (folder / path).is_symlink()
        found[path] = str((folder / path).readlink()).encode() if link else (folder / path).read_bytes()
    return found


def shows(served: Path, site: Path) -> bool:
    """Whether everything of a site is served, and beside it nothing but style sheets and scripts of others."""
    there, built = contents(served), contents(site)
    kept = there.keys() - built.keys()
    return built.items() <= there.items() and all(path.endswith((".css", ".js")) for path in kept)
