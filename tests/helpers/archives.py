"""Archives of a site, made and read."""

from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner, Result
from warcio.archiveiterator import ArchiveIterator

from publicity.commands.program import main

ADDRESS = "https://www.example.gov.cn/zt/xxsj/"


def archive(root: Path, out: Path, *arguments: str) -> Result:
    """Archive a column's built site."""
    return CliRunner().invoke(main, ["archive", "--root", str(root), "--out", str(out), "--url", ADDRESS, *arguments])


def one(folder: Path, suffix: str) -> Path:
    (found,) = (path for path in folder.iterdir() if path.name.endswith(suffix) and path.name[0] != ".")
    return found


def records(warc: Path) -> Iterator[tuple[str, str, dict[str, str], bytes]]:
    """Type, address, HTTP headers and payload of each record."""
    with warc.open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            http = dict(record.http_headers.headers) if record.http_headers else {}
            uri = record.rec_headers.get_header("WARC-Target-URI") or ""
            yield record.rec_type, uri, http, record.content_stream().read()
