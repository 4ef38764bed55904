"""`publicity archive`: the zip, the web archive, and that neither is ever half there or written over."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from selectolax.lexbor import LexborHTMLParser
from warcio.archiveiterator import ArchiveIterator

from publicity.archiving import address, catalogue, checksums, media_types, storing
from publicity.commands.program import main
from publicity.manifests.manifest import Manifest, hash_file, paths_in
from publicity.texts import whole_file
from tests.helpers.archives import ADDRESS as URL
from tests.helpers.archives import archive, one, records
from tests.helpers.pages import differences
from tests.helpers.project import clean_environment
from tests.helpers.sites import COLUMN


@pytest.fixture
def built(tmp_path: Path, shipped: Path) -> Path:
    """A column with a copy of its built site, to spoil."""
    root = tmp_path / "column"
    shutil.copytree(shipped, root / "site")
    (root / "site" / "manifest.json").unlink(missing_ok=True)  # it would tell of every spoilt file
    (root / "docs").mkdir()
    shutil.copy2(shipped.parent / "docs" / "plan.yml", root / "docs")
    shutil.copy2(shipped.parent / "mkdocs.yml", root)
    return root


# -- the zip -------------------------------------------------------------------------------------------


def test_names_tell_campaign_and_day(archived: Path) -> None:
    names = sorted(path.name for path in archived.iterdir())
    stem = names[0].removesuffix(".warc.gz")
    assert stem.startswith("深入学习实践科学发展观活动-")
    assert stem.endswith("-2009-06-15")
    assert names == [f"{stem}{end}" for end in (".warc.gz", ".warc.gz.sha256", ".zip", ".zip.sha256")]


def test_checksums_are_what_sha256sum_checks(archived: Path, unpacked: Path) -> None:
    for folder, lists in ((archived, list(archived.glob("*.sha256"))), (unpacked, [unpacked / "checksums.sha256"])):
        for listed in lists:
            done = subprocess.run(["sha256sum", "-c", "--strict", listed.name], cwd=folder, capture_output=True)
            assert done.returncode == 0, done.stdout.decode()
    listed = (unpacked / "checksums.sha256").read_text(encoding="utf-8").splitlines()
    assert len(listed) == sum(path.is_file() for path in (unpacked / "site").rglob("*"))


def test_odd_names_are_written_as_coreutils_write_them(tmp_path: Path) -> None:
    for name in ("表 一.xlsx", "back\\slash", "line\nbreak", "carriage\rreturn"):
        (tmp_path / name).write_bytes(b"x")
        theirs = subprocess.run(["sha256sum", name], cwd=tmp_path, capture_output=True, check=True).stdout
        assert checksums.line(hashlib.sha256(b"x").hexdigest(), name).encode() == theirs


def test_the_zip_restores_the_site_byte_for_byte(unpacked: Path, shipped: Path) -> None:
    assert not differences(unpacked / "site", shipped)
    told = (unpacked / "说明.txt").read_text(encoding="utf-8-sig")
    assert "截至　2009年6月15日" in told
    assert URL in told
    assert sorted(path.name for path in unpacked.iterdir()) == ["checksums.sha256", "site", "说明.txt"]


def test_every_link_of_every_page_leads_somewhere_in_a_folder(unpacked: Path) -> None:
    site = unpacked / "site"
    for page in site.rglob("*.html"):
        if page.name == "404.html":
            continue
        html = LexborHTMLParser(page.read_bytes())
        for node in html.css("[href], [src]"):
            link = node.attributes.get("href") or node.attributes.get("src") or ""
            parts = urlsplit(link)
            if not parts.scheme and parts.path:
                assert (page.parent / unquote(parts.path)).is_file(), f"{page.name}: {link}"


def test_no_page_leads_to_the_one_that_only_a_server_can_show(unpacked: Path) -> None:
    assert not [page for page in (unpacked / "site").rglob("*.html") if b'404.html"' in page.read_bytes()]


# -- the web archive -----------------------------------------------------------------------------------


def test_warcio_finds_nothing_to_object_to(archived: Path) -> None:
    command = [sys.executable, "-m", "warcio.cli", "check", "-v", str(one(archived, ".warc.gz"))]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout
    assert "no digest" not in done.stdout
    assert done.stdout.count("digest pass") > 140


def test_every_file_is_a_response_under_its_public_address(archived: Path, shipped: Path) -> None:
    found = {uri: (http, data) for kind, uri, http, data in records(one(archived, ".warc.gz")) if kind == "response"}
    files = [path for path in shipped.rglob("*") if path.is_file()]
    for path in files:
        http, data = found[urljoin(URL, path.relative_to(shipped).as_posix())]
        assert data == path.read_bytes()
        assert http["Content-Length"] == str(len(data))
    assert found[URL][1] == (shipped / "index.html").read_bytes()
    assert found[f"{URL}bulletins/"][1] == (shipped / "bulletins" / "index.html").read_bytes()
    folders = [path for path in files if path.name == "index.html"]
    assert len(found) == len(files) + len(folders)
    types = {name: found[URL + name][0]["Content-Type"] for name in ("index.html", "feeds/all.xml", "calendar.ics")}
    assert types == {
        "index.html": "text/html; charset=utf-8",
        "feeds/all.xml": "application/atom+xml; charset=utf-8",
        "calendar.ics": "text/calendar; charset=utf-8",
    }
    unknown = {Path(uri).suffix for uri, (http, _) in found.items() if http["Content-Type"] == media_types.UNKNOWN}
    assert unknown.isdisjoint({".html", ".css", ".js", ".json", ".csv", ".xml", ".gz", ".svg", ".png", ".pdf", ".xlsx"})


def test_says_who_made_it_of_what_day(archived: Path) -> None:
    with one(archived, ".warc.gz").open("rb") as stream:
        heads = [(record.rec_headers, record.content_stream().read().decode()) for record in ArchiveIterator(stream)
                 if record.rec_type in ("warcinfo", "metadata")]  # fmt: skip
    (info, told), (about, _) = heads
    assert info.protocol == "WARC/1.1"
    assert info.get_header("WARC-Filename") == one(archived, ".warc.gz").name
    assert "operator: 绿园区人大机关" in told
    assert "warcio/" in told
    assert about.get_header("WARC-Date") == "2009-06-15T00:00:00Z"
    assert about.get_header("WARC-Warcinfo-ID") == info.get_header("WARC-Record-ID")
    assert about.get_header("WARC-Target-URI") is None, "replay would show the catalogue for the home page"


def test_the_catalogue_lists_every_file_with_its_checksum(archived: Path, shipped: Path) -> None:
    (told,) = (data for kind, _, _, data in records(one(archived, ".warc.gz")) if kind == "metadata")
    found = json.loads(told)
    assert found["立档单位"] == "绿园区人大机关"
    assert found["内容截至"] == "2009-06-15"
    listed = {entry["路径"]: entry for entry in found["文件"]}
    for path in (path for path in shipped.rglob("*") if path.is_file()):
        entry = listed.pop(path.relative_to(shipped).as_posix())
        assert entry["SHA-256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        blocks = {"fragments/latest.html", "fragments/standing.html"}  # for other pages: no pages themselves
        assert ("题名" in entry) == (path.suffix == ".html" and entry["路径"] not in blocks)
    assert not listed


def test_the_catalogue_repeats_what_a_page_says_of_its_publication() -> None:
    page = """<title>第1期</title><meta name="PubDate" content="2009-04-03 08:50">
              <meta name="ContentSource" content="区人大机关"><meta name="Author" content="">"""
    assert catalogue.page(page.encode()) == {"题名": "第1期", "发布时间": "2009-04-03 08:50", "来源": "区人大机关"}


# -- the same again, and never half --------------------------------------------------------------------


def test_the_same_site_gives_the_same_bytes(archived: Path, shipped: Path, built: Path, tmp_path: Path) -> None:
    shutil.copytree(shipped, built / "site", dirs_exist_ok=True)
    for path in (built / "site").rglob("*"):
        path.chmod(0o700)
        os.utime(path, (1_000_000_000, 1_000_000_000))
    command = [sys.executable, "-m", "publicity", "archive"]
    done = subprocess.run(
        [*command, "--url", URL, "--out", str(tmp_path / "again")],
        cwd=built,
        env=clean_environment() | {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"},
        check=False,
    )
    assert done.returncode == 0
    assert not differences(archived, tmp_path / "again")


def test_a_second_run_finds_its_work_done_and_other_content_is_refused(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert archive(built, out).exit_code == 0
    before = {path: path.stat().st_mtime_ns for path in out.iterdir()}
    again = archive(built, out)
    assert again.exit_code == 0
    assert again.output.count("原来就有") == 4
    (built / "site" / "index.html").write_text("改过", encoding="utf-8")
    refused = archive(built, out)
    assert refused.exit_code == 1
    assert "内容不同" in refused.output
    assert {path: path.stat().st_mtime_ns for path in out.iterdir()} == before


def test_killed_half_way_it_leaves_nothing_half(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (built / "site" / "附件.bin").write_bytes(os.urandom(24_000_000))  # a second's work
    command = [sys.executable, "-m", "publicity", "archive"]
    process = subprocess.Popen([*command, "--url", URL, "--out", str(out)], cwd=built, stdout=subprocess.DEVNULL)
    while process.poll() is None and not any(part.stat().st_size for part in out.glob(".*.zip.*")):
        pass
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "it was done before it could be killed"
    assert [path.name for path in out.iterdir() if path.name[0] != "."] == []
    assert list(out.iterdir()), "the killed run left no trace: it was not killed half-way"
    done = archive(built, out)
    assert done.exit_code == 0
    assert [path.name for path in out.iterdir() if path.name[0] == "."] == []
    assert len(list(out.iterdir())) == 4


def test_a_full_disk_leaves_nothing(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_file.os, "fsync", full)
    done = archive(built, tmp_path / "out")
    assert done.exit_code == 1
    assert "系统错误 28" in done.output
    assert list((tmp_path / "out").iterdir()) == []


def test_what_is_being_written_by_another_run_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / f".a.zip.{os.getppid()}-0"
    theirs.write_bytes(b"half")
    storing.store(tmp_path, {"a.zip": lambda stream: _fill(stream)})
    assert theirs.exists()


def _fill(stream: object) -> None:
    assert hasattr(stream, "write")
    stream.write(b"whole")


# -- what it refuses -----------------------------------------------------------------------------------


def test_refuses_what_is_no_built_site(built: Path, tmp_path: Path) -> None:
    cases = [
        (lambda: (built / "site" / "data" / "plan.json").write_text("{", encoding="utf-8"), "读不出来"),
        (lambda: (built / "site" / "data" / "plan.json").unlink(), "不是本程序生成的网站"),
        (lambda: shutil.rmtree(built / "site"), "没有 site/ 这个文件夹"),
    ]
    for spoil, told in cases:
        spoil()
        done = archive(built, tmp_path / "out")
        assert done.exit_code == 1
        assert told in done.output
        assert "publicity build" in done.output
        assert not (tmp_path / "out").exists()


def test_refuses_to_lay_archives_into_the_site(built: Path) -> None:
    done = archive(built, built / "site" / "archives")
    assert done.exit_code == 1
    assert "在网站里面" in done.output


def test_refuses_the_site_of_another_column(built: Path, four_phases: Path, tmp_path: Path) -> None:
    done = archive(built, tmp_path / "out", "--site", str(four_phases))
    assert done.exit_code == 1
    assert "另一个专栏" in done.output


def test_refuses_links_that_need_a_server_all_at_once(built: Path, tmp_path: Path) -> None:
    for name in ("plan.html", "timeline.html"):
        with (built / "site" / name).open("a", encoding="utf-8") as page:
            page.write('<a href="/duties.html">清单</a>')
    done = archive(built, tmp_path / "out")
    assert done.exit_code == 1
    assert done.output.count("/duties.html") == 2
    assert "共 2 个错误" in done.output


def test_refuses_a_site_that_is_not_what_its_manifest_says(built: Path, tmp_path: Path) -> None:
    site = built / "site"
    manifest = Manifest(
        COLUMN, "2009-06-15", "ab" * 20, files={path: hash_file(site / path) for path in paths_in(site)}
    )
    (site / "manifest.json").write_text(manifest.text(), encoding="utf-8")
    assert archive(built, tmp_path / "out").exit_code == 0
    (told,) = (data for kind, _, _, data in records(one(tmp_path / "out", ".warc.gz")) if kind == "metadata")
    assert json.loads(told)["发布清单"] == manifest.facts
    (site / "plan.html").write_bytes((site / "plan.html").read_bytes() + b" ")
    (site / "foreign.js").write_text("", encoding="utf-8")
    (site / "duties.html").unlink()
    done = archive(built, tmp_path / "out")
    assert done.exit_code == 1
    assert "duties.html、foreign.js、plan.html 与 manifest.json 不一致" in done.output
    (site / "manifest.json").write_text("[]", encoding="utf-8")
    assert "manifest.json 读不出来" in archive(built, tmp_path / "out").output


def test_refuses_what_is_no_plain_file(built: Path, tmp_path: Path) -> None:
    (built / "site" / "etc").symlink_to("/etc")
    done = archive(built, tmp_path / "out")
    assert done.exit_code == 1
    assert "etc 不是普通的文件" in done.output


def test_needs_the_public_address(built: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["archive", "--root", str(built), "--out", str(tmp_path / "out"), *arguments])

    assert "--url https://" in run().output
    assert run().exit_code == 1
    assert run("--url", "example.gov.cn").exit_code == 1
    settings = built / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"site_url: ftp://example.gov.cn/\n{text}", encoding="utf-8")
    assert "mkdocs.yml:1:11: 错误" in run().output
    settings.write_text(f"site_url: {URL}\n{text}", encoding="utf-8")
    assert run().exit_code == 0


def test_refuses_a_site_that_was_built_for_another_address(built: Path, tmp_path: Path) -> None:
    home = built / "site" / "index.html"
    text = re.sub(r'<link rel="canonical"[^>]*>', "", home.read_text(encoding="utf-8"))
    for address_, code in ((f"{URL}index.html", 0), ("https://elsewhere.example.gov.cn/index.html", 1)):
        home.write_text(f'{text}<link rel="canonical" href="{address_}">', encoding="utf-8")
        done = archive(built, tmp_path / f"out{code}")
        assert done.exit_code == code
    assert "https://elsewhere.example.gov.cn/index.html" in done.output


@pytest.mark.parametrize("text", ["https://a.gov.cn", " https://a.gov.cn/ ", "https://a.gov.cn//"])
def test_an_address_ends_in_one_slash(text: str) -> None:
    assert address.checked(text) == "https://a.gov.cn/"


NO_ADDRESSES = (
    *("", "a.gov.cn", "ftp://a.gov.cn/", "https:///zt", "https://a b/", "https://[a/"),
    *("https://a/?x", "https://a/#x", "https://a/index.html"),
)


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match="不是网站的网址"):
        address.checked(text)


def test_tells_when_something_was_changed_since_the_site_was_built(built: Path, tmp_path: Path) -> None:
    assert "以后改过" not in archive(built, tmp_path / "out").output
    later = (built / "site" / "data" / "plan.json").stat().st_mtime + 60
    os.utime(built / "docs" / "plan.yml", (later, later))
    assert "docs/plan.yml 在生成网站以后改过" in archive(built, tmp_path / "out").output


def test_a_file_that_changes_meanwhile_is_noticed(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def changing(path: Path) -> bytes:
        data = read(path)
        if path.name == "plan.html":
            path.write_bytes(data + b" ")
        return data

    monkeypatch.setattr(Path, "read_bytes", changing)
    done = archive(built, tmp_path / "out")
    assert done.exit_code == 1
    assert "plan.html 正在变" in done.output


def test_the_zip_is_readable_by_everybody(archived: Path) -> None:
    with ZipFile(BytesIO(one(archived, ".zip").read_bytes())) as zipped:
        assert zipped.testzip() is None
        assert {entry.external_attr >> 16 for entry in zipped.infolist()} == {0o100644}
        assert {entry.date_time for entry in zipped.infolist()} == {(2009, 6, 15, 0, 0, 0)}
