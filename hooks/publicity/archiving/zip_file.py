"""The site in a zip: unpack it, open site/index.html. The same site gives the same bytes."""

from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from publicity.archiving import checksums, notes
from publicity.archiving.snapshot import Snapshot

CHECKSUMS = "checksums.sha256"
SITE = "site"
_READABLE = 0o100644 << 16  # a plain file that everybody may read
_UNIX = 3
_EARLIEST = 1980  # a zip knows no earlier year


def write_zip(snapshot: Snapshot, url: str, stream: BinaryIO) -> None:
    """Write it. Everything lies in one folder named as the archive. Raises UnusableSiteError and OSError."""
    day = snapshot.about.as_of
    moment = (max(day.year, _EARLIEST), day.month, day.day, 0, 0, 0)
    with ZipFile(stream, "w") as zipped:
        for path, data in _entries(snapshot, url):
            entry = ZipInfo(f"{snapshot.name}/{path}", moment)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            zipped.writestr(entry, data, ZIP_DEFLATED, compresslevel=9)


def _entries(snapshot: Snapshot, url: str) -> Iterator[tuple[str, bytes]]:
    yield notes.NAME, notes.notes(snapshot, url).encode("utf-8-sig")  # so that old editors of Windows see Chinese
    yield CHECKSUMS, "".join(checksums.line(file.digest, f"{SITE}/{file.path}") for file in snapshot.files).encode()
    for file in snapshot.files:
        yield f"{SITE}/{file.path}", file.read()
