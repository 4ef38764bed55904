"""What a build does for publishing: names that say their content, and the manifest."""

import json
import re
from hashlib import sha256
from pathlib import Path

from publicity.manifests.manifest import NAME, hash_file, paths_in, read_manifest
from tests.helpers.project import Project
from tests.helpers.repository import commit_all, git


def test_the_manifest_lists_every_file_and_not_itself(shipped: Path) -> None:
    text = (shipped / NAME).read_text(encoding="utf-8")
    manifest = read_manifest(text)
    listed = {path: hash_file(shipped / path) for path in paths_in(shipped) if path != NAME}
    assert manifest.files == listed and len(listed) > 50
    assert list(json.loads(text)["files"]) == sorted(listed)
    assert manifest.as_of == "2009-06-15"
    assert manifest.commit is None and not manifest.dirty  # the tests' copy is in no repository


def test_styles_and_scripts_say_their_content(shipped: Path) -> None:
    loaded: set[str] = set()
    for page in shipped.rglob("*.html"):
        found = re.findall(
            r'(?:<link rel="stylesheet" href|<script src|data-help)="([^"]+)"', page.read_text(encoding="utf-8")
        )
        loaded |= {Path(path).name for path in found}
    there = {path.name: path for suffix in ("css", "js") for path in shipped.glob(f"assets/**/*.{suffix}")}
    idle = {name for name in there if name.startswith("today.")}  # for columns that follow the calendar
    assert loaded | idle == there.keys() and len(loaded) >= 5
    for name, path in there.items():
        assert sha256(path.read_bytes()).hexdigest()[:8] in name.split(".")


def test_the_commit_is_named(project: Project) -> None:
    (project.root / ".gitignore").write_text("/site/\n__pycache__/\n")
    commit_all(project.root)
    project.write_nothing()
    commit_all(project.root, "without articles")
    (project.root / "note.txt").write_text("no part of the column")
    clean = read_manifest((project.build() / NAME).read_bytes())
    assert clean.commit == git(project.root, "rev-parse", "HEAD") and not clean.dirty
    assert clean.committed and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", clean.committed)
    with (project.root / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write("\n又一段。\n")
    changed = read_manifest((project.build() / NAME).read_bytes())
    assert changed.dirty and changed.commit == clean.commit and changed.build != clean.build
