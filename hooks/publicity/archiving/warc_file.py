"""The site as a web archive: WARC 1.1 (ISO 28500:2017; its first edition is GB/T 33994-2017), each record gzipped.

Every file is the response that its public address gave. Nothing was fetched, so WARC-Date is the day that the
content is of, at midnight in Greenwich: the same day there and in Beijing.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO
from urllib.parse import quote, urljoin

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from publicity.archiving.catalogue import catalogue, software
from publicity.archiving.media_types import media_type
from publicity.archiving.snapshot import SiteFile, Snapshot

VERSION = "WARC/1.1"
_INDEX = "index.html"


def write_warc(snapshot: Snapshot, url: str, filename: str, stream: BinaryIO) -> None:
    """Write it: who and what, every response, the catalogue. `url` is the site's public address and ends in a slash.

    Raises UnusableSiteError and OSError.
    """
    writer: Any = WARCWriter(stream, gzip=True, warc_version=VERSION)
    about = _headers(snapshot, "warcinfo", filename)
    info = writer.create_warc_record(
        "", "warcinfo", BytesIO(_info(snapshot, url)), warc_headers_dict=about | {"WARC-Filename": filename}
    )
    writer.write_record(info)
    belongs = {"WARC-Warcinfo-ID": about["WARC-Record-ID"]}
    for file in snapshot.files:
        data = file.read()
        for address in addresses(file, url):
            http = StatusAndHeaders("200 OK", _http(file), protocol="HTTP/1.1")
            headers = _headers(snapshot, "response", address) | belongs
            writer.write_record(
                writer.create_warc_record(
                    address, "response", BytesIO(data), len(data), warc_headers_dict=headers, http_headers=http
                )
            )
    told = catalogue(snapshot, url).encode()
    # Under no address: under that of the site, replay would show the catalogue for the home page.
    headers = _headers(snapshot, "metadata", url) | belongs | {"WARC-Refers-To": about["WARC-Record-ID"]}
    writer.write_record(
        writer.create_warc_record(
            "", "metadata", BytesIO(told), len(told), "application/json", warc_headers_dict=headers
        )
    )


def addresses(file: SiteFile, url: str) -> Iterator[str]:
    """Yield the public addresses of a file: a folder's page is asked for by the folder, too."""
    yield urljoin(url, quote(file.path))
    if file.path == _INDEX or file.path.endswith(f"/{_INDEX}"):
        yield urljoin(url, quote(file.path.removesuffix(_INDEX)))


def _headers(snapshot: Snapshot, kind: str, name: str) -> dict[str, str]:
    return {
        "WARC-Record-ID": f"<{snapshot.id(kind, name).urn}>",
        "WARC-Date": f"{snapshot.about.as_of}T00:00:00Z",
    }


def _http(file: SiteFile) -> list[tuple[str, str]]:
    return [("Content-Type", media_type(file.path)), ("Content-Length", str(file.size))]


def _info(snapshot: Snapshot, url: str) -> bytes:
    about = snapshot.about
    fields = {
        "software": software(),
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "operator": about.organ,
        "publisher": about.organ,
        "isPartOf": f"{about.campaign}专栏",
        "description": f"{about.title}；{url}；内容截至 {about.as_of}；参照 DA/T 80-2019",
        "audience": "public",
    }
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()
