"""`publicity verify`: every flipped byte, added file and deleted page is named, wherever the site lies."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from publicity.commands.program import main
from publicity.manifests.manifest import read_manifest
from publicity.publishing import copies
from publicity.publishing.layout import LOCK
from publicity.publishing.pipeline import publish, roll_back
from publicity.publishing.refusal import TargetError
from publicity.publishing.signing import sign
from publicity.publishing.target import MARKER
from publicity.publishing.target_rules import Wishes
from publicity.publishing.telling import Teller
from tests.helpers import lying
from tests.helpers.lying import Trick
from tests.helpers.sites import make_site, seal
from tests.helpers.targets import Place

QUIET = Teller(quiet=True)
MEMORY = 400 << 20  # bytes; the stacks of nine threads among them


def verify(*arguments: str) -> Result:
    done = CliRunner().invoke(main, ["verify", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def spoil(served: Path) -> None:
    """One byte of a page, one page less, one script more."""
    page = served / "bulletins" / "1.html"
    data = bytearray(page.read_bytes())
    data[7] ^= 1
    page.unlink()
    page.write_bytes(data)
    (served / "bulletins" / "2.html").unlink()
    (served / "assets" / "count.js").write_text("document.write('…')")


def test_what_lies_on_a_target(place: Place, tmp_path: Path) -> None:
    publish(make_site(tmp_path / "1", 1), place.target, Wishes(), QUIET)
    clean = verify(place.address)
    assert clean.exit_code == 0 and "都和发布的一样" in clean.output
    spoil(place.served)
    done = verify(place.address)
    assert done.exit_code == 1
    lines = done.output.splitlines()[:3]
    assert lines == ["改动 bulletins/1.html", "缺失 bulletins/2.html", "外来 assets/count.js"]
    found = json.loads(verify(place.address, "--json").stdout)
    assert (found["changed"], found["missing"], found["foreign"]) == (
        ["bulletins/1.html"],
        ["bulletins/2.html"],
        ["assets/count.js"],
    )
    assert found["clean"] is False and found["foreign_checked"] and found["commit"] == f"{1:040x}"


@pytest.mark.parametrize("place", ["local", "ssh"], indirect=True)
def test_a_link_in_the_place_of_a_page(place: Place, tmp_path: Path) -> None:
    publish(make_site(tmp_path / "1", 1), place.target, Wishes(), QUIET)
    page = place.served / "bulletins" / "1.html"
    page.rename(page.with_name("结构\\1.html"))
    page.symlink_to("结构\\1.html")
    assert verify(place.address).output.splitlines()[:2] == ["改动 bulletins/1.html", "外来 bulletins/结构\\1.html"]


def test_what_a_web_server_sends(tmp_path: Path, nginx: Callable[[Path], str]) -> None:
    site = make_site(tmp_path / "1", 1, 40, more={"附件/名 单.csv": "a,b"})
    folder = tmp_path / "column"
    publish(site, Place(str(folder), folder, folder / "current").target, Wishes(), QUIET)
    address = nginx(folder / "current")
    assert verify(address).exit_code == 0
    assert verify(f"{address}/index.html", "--manifest", str(site / "manifest.json")).exit_code == 0

    spoil(folder / "current")
    done = verify(address)
    assert done.exit_code == 1
    assert done.output.splitlines()[:2] == ["改动 bulletins/1.html", "缺失 bulletins/2.html"]
    assert "看不出服务器上多了什么文件" in done.output

    # Whoever can change pages can change the list: the publisher's own copy tells.
    served = folder / "current"
    (served / "manifest.json").unlink()
    seal(served, commit="0" * 40, number=1)
    assert verify(address).exit_code == 0
    found = json.loads(verify(address, "--json", "--manifest", str(site / "manifest.json")).stdout)
    assert found["changed"] == ["bulletins/1.html", "manifest.json"] and found["missing"] == ["bulletins/2.html"]
    assert found["manifest_trusted"] and not found["foreign_checked"]


class _Sly(SimpleHTTPRequestHandler):
    """Shows search engines another first page, and sends readers of one page away."""

    def do_GET(self) -> None:
        """Serve, or cheat."""
        if self.path == "/bulletins/1.html":
            self.send_response(302)
            self.send_header("Location", "http://elsewhere.invalid/casino.html")
            self.end_headers()
        elif self.path == "/index.html" and "Baiduspider" in self.headers["User-Agent"]:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"casino")
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Say nothing."""


@pytest.fixture
def sly(tmp_path: Path) -> Iterator[str]:
    site = make_site(tmp_path / "site", 1)
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *arguments: _Sly(*arguments, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_what_only_search_engines_see_and_where_readers_are_sent(sly: str) -> None:
    assert json.loads(verify(sly, "--json").stdout)["changed"] == ["bulletins/1.html"]
    found = json.loads(verify(sly, "--json", "--agent", "Baiduspider/2.0").stdout)
    assert sorted(found["changed"]) == ["bulletins/1.html", "index.html"]


def test_what_can_not_be_verified(tmp_path: Path, nginx: Callable[[Path], str]) -> None:
    (tmp_path / "empty").mkdir()
    address = nginx(tmp_path / "empty")
    for target in (address, "http://127.0.0.1:1/", str(tmp_path / "nothing"), "/"):
        done = verify(target)
        assert done.exit_code == 2 and done.output.count("\n") == 1, done.output
        assert json.loads(verify(target, "--json").stdout)["error"]
    (tmp_path / "list.json").write_text("{}")
    assert "用不了" in verify(address, "--manifest", str(tmp_path / "list.json")).output


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"files": 1}',
        '{"build": "", "column": "", "as_of": "", "commit": null, "committed": null, "dirty": false, "files": {}}',
        '{"column": "", "as_of": "", "commit": null, "committed": null, "dirty": false,'
        ' "files": {"../x": {"sha256": "", "size": 0}}}',
    ],
)
def test_texts_that_are_no_manifest(text: str) -> None:
    with pytest.raises(ValueError, match="清单"):
        read_manifest(text)


TRICKS: list[Trick] = [
    *(lying.endless, lying.endless_chunks, lying.endless_chunk_size, lying.drips, lying.drips_headers),
    *(lying.never_answers, lying.bomb, lying.endless_gzip, lying.other_coding, lying.in_circles),
]


def test_pages_of_a_server_that_lies(tmp_path: Path) -> None:
    """It ends, names those pages and no other, and takes no memory to speak of."""
    site = make_site(tmp_path / "site", 1, len(TRICKS) + 1)
    tricks = {f"/bulletins/{number}.html": trick for number, trick in enumerate(TRICKS, 1)}
    with lying.served(site, tricks) as address:
        found = verify_in_little_memory(address, "--within", "5", "--json")
    assert sorted([*found["changed"], *found["unread"]]) == sorted(path[1:] for path in tricks)
    assert not found["missing"]


def test_a_manifest_of_a_server_that_lies(tmp_path: Path) -> None:
    """Each trick by itself, at the same time: most of them are waited for."""
    site = make_site(tmp_path / "site", 1)
    shutil.copy(site / "manifest.json", tmp_path / "kept.json")
    kept = ("--manifest", f"{tmp_path}/kept.json")

    def verified(trick: Trick) -> tuple[dict[str, Any], dict[str, Any]]:
        with lying.served(site, {"/manifest.json": trick}) as address:
            asked = (address, "--within", "5", "--json")
            return verify_in_little_memory(*asked), verify_in_little_memory(*asked, *kept)

    tricks = [trick for trick in TRICKS if trick not in (lying.other_coding, lying.in_circles)]
    with ThreadPoolExecutor(len(tricks)) as pool:
        for trick, (as_served, beside_kept) in zip(tricks, pool.map(verified, tricks), strict=True):
            assert list(as_served["unread"]) == ["manifest.json"], trick
            assert [*beside_kept["changed"], *beside_kept["unread"]] == ["manifest.json"], trick


def verify_in_little_memory(*arguments: str) -> dict[str, Any]:
    """Run the command in a process that may take 400 MB of address space more than it starts with; its answer."""
    code = f"""
import resource, sys
from publicity.commands.program import main
import publicity.publishing.fetching
taken = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (taken + {MEMORY}, taken + {MEMORY}))
main(["verify", *sys.argv[1:]])
"""
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_copy_that_the_publisher_kept_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who changes a page and the manifest on the server as well is found out."""
    place = Place(str(tmp_path / "column"), tmp_path / "column", tmp_path / "column" / "current")
    site = make_site(tmp_path / "1", 1)
    name = publish(site, place.target, Wishes(), QUIET).release.id
    page = place.served / "bulletins" / "1.html"
    page.chmod(0o644)
    page.write_text("casino")
    page.chmod(0o444)
    (place.served / "manifest.json").unlink()
    seal(place.served.resolve(), commit=f"{1:040x}", number=1)
    (place.served / "manifest.json").chmod(0o444)
    shutil.copy(place.served / "manifest.json", place.folder / "releases" / name / "manifest.json")
    done = verify(place.address)
    assert done.exit_code == 0 and "清单取自服务器" in done.output

    root = tmp_path / "office"
    (root / "site").mkdir(parents=True)
    (root / "mkdocs.yml").touch()
    shutil.copy(site / "manifest.json", root / "site")
    with monkeypatch.context() as patch:
        patch.chdir(root)
        done = verify(place.address)
        assert done.exit_code == 1 and "改动 bulletins/1.html\n改动 manifest.json\n" in done.output
    copies.keep(read_manifest((site / "manifest.json").read_text(encoding="utf-8")), {})
    done = verify(place.address)
    assert done.exit_code == 1 and "这台机器上留存的" in done.output


def test_a_signature_over_the_manifest(place: Place, tmp_path: Path, nginx: Callable[[Path], str]) -> None:
    for key in ("key", "other"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / key)], check=True)
        words = (tmp_path / f"{key}.pub").read_text().split()
        (tmp_path / f"{key}.signers").write_text(f"publisher {words[0]} {words[1]}\n")
    ours, others = ("--signers", str(tmp_path / "key.signers")), ("--signers", str(tmp_path / "other.signers"))
    unsigned = make_site(tmp_path / "1", 1)
    publish(unsigned, place.target, Wishes(), QUIET)
    assert verify(place.address, *ours).exit_code == 1
    sign(unsigned, tmp_path / "key")
    assert publish(unsigned, place.target, Wishes(), QUIET).published  # the same, but signed now
    done = verify(place.address, *ours)
    assert done.exit_code == 0 and "publisher 的签名" in done.output
    assert verify(place.address).exit_code == 0
    done = verify(place.address, *others)
    assert done.exit_code == 1 and "manifest.json.sig" in done.output
    address = nginx(place.served)
    assert json.loads(verify(address, *ours, "--json").stdout)["signer"] == "publisher"
    assert verify(address, *others).exit_code == 1
    assert verify(address, "--signers", str(tmp_path / "nobody")).exit_code == 2
    with pytest.raises(TargetError, match="没有这个密钥"):
        sign(unsigned, tmp_path / "nokey")

    publish(make_site(tmp_path / "2", 2), place.target, Wishes(), QUIET)
    roll_back(place.target, None, QUIET)
    assert verify(place.address, *ours).exit_code == 0


def test_an_old_release_in_the_place_of_the_new_one(tmp_path: Path, nginx: Callable[[Path], str]) -> None:
    """Whole, with its own manifest and signature: only who remembers, or knows the day, can tell."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "key")], check=True)
    words = (tmp_path / "key.pub").read_text().split()
    (tmp_path / "signers").write_text(f"publisher {words[0]} {words[1]}\n")
    place = Place(str(tmp_path / "column"), tmp_path / "column", tmp_path / "column" / "current")
    old, new = make_site(tmp_path / "1", 1), make_site(tmp_path / "2", 2, as_of="2009-06-16")
    for site in (old, new):
        sign(site, tmp_path / "key")
        publish(site, place.target, Wishes(), QUIET)
    address = nginx(place.served)
    ours = ("--signers", str(tmp_path / "signers"))
    assert verify(place.address, *ours).exit_code == verify(address, *ours, "--since", "2009-06-16").exit_code == 0
    releases = sorted(path.name for path in (place.folder / "releases").iterdir())
    place.served.unlink()
    place.served.symlink_to(f"releases/{releases[0]}/site")

    assert verify(address, *ours).exit_code == 0  # nothing here knows better, and it says so
    assert "签名不说明是最新的" in verify(address, *ours).output
    for where in (address, place.address):
        done = verify(where, *ours, "--since", "2009-06-16")
        assert done.exit_code == 1 and "是旧的：截至 2009-06-15" in done.output
    copies.keep(read_manifest((new / "manifest.json").read_bytes()), {})
    for where in (address, place.address):
        done = verify(where, *ours)
        assert done.exit_code == 1 and "是旧的：这台机器后来发布过截至 2009-06-16" in done.output
    assert verify(address, "--manifest", str(new / "manifest.json")).exit_code == 1


def test_who_goes_back_is_not_told_of_it(tmp_path: Path) -> None:
    place = Place(str(tmp_path / "column"), tmp_path / "column", tmp_path / "column" / "current")
    for number in (1, 2):
        site = make_site(tmp_path / str(number), number)
        publish(site, place.target, Wishes(), QUIET)
        copies.keep(read_manifest((site / "manifest.json").read_bytes()), {})
    assert "另外 1 次发布没有核对" in verify(place.address).output
    assert json.loads(verify(place.address, "--json").stdout)["kept_unchecked"] == 1
    assert CliRunner().invoke(main, ["rollback", place.address]).exit_code == 0
    assert verify(place.address).exit_code == 0


ESCAPES = "\x1b[2J"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("id", value) for value in ("../../etc", f"20090615T080000000Z-{ESCAPES}", "", 7, "20090615T080000000Z")),
        *(("commit", value) for value in (ESCAPES, "HEAD", "$(id)")),
        *(("as_of", value) for value in (ESCAPES, "", 7)),
        *(("published", value) for value in (ESCAPES, "2009-06-15\x1b08:00:00+00:00", "2009-06-15T08:00:00", None)),
        *(("files", value) for value in ("x", [], None)),
        *(("assets", value) for value in ({"../x.css": {"sha256": "0" * 64, "size": 1}}, {ESCAPES: {}}, [], None)),
        *(
            ("kept", value)
            for value in ({"a;b\n.css": {"sha256": "0" * 64, "size": 1}}, {"a": {"sha256": "x", "size": 1}})
        ),
        *(
            ("signature", value)
            for value in ("x", 7, "-----BEGIN SSH SIGNATURE-----\n$(id)\n-----END SSH SIGNATURE-----\n")
        ),
    ],
)
def test_records_that_were_tampered_with(key: str, value: object, tmp_path: Path) -> None:
    """Nothing of them is printed or made into a path."""
    place = Place(str(tmp_path / "column"), tmp_path / "column", tmp_path / "column" / "current")
    name = publish(make_site(tmp_path / "1", 1), place.target, Wishes(), QUIET).release.id
    record = place.folder / "releases" / name / "release.json"
    record.write_text(json.dumps(json.loads(record.read_text(encoding="utf-8")) | {key: value}))
    done = verify(place.address)
    assert done.exit_code == 2 and "请人检查这台服务器" in done.output
    assert all(char.isprintable() or char == "\n" for char in done.output)


def test_names_that_were_tampered_with(tmp_path: Path) -> None:
    place = Place(str(tmp_path / "column"), tmp_path / "column", tmp_path / "column" / "current")
    name = publish(make_site(tmp_path / "1", 1), place.target, Wishes(), QUIET).release.id
    lock, marker, current = place.folder / LOCK, place.folder / MARKER, place.folder / "current"

    def said() -> str:
        done = CliRunner().invoke(main, ["rollback", place.address])
        assert done.exit_code == 1 and all(char.isprintable() or char == "\n" for char in done.output), done.output
        return done.output

    lock.write_text(json.dumps({"token": "x", "host": ESCAPES, "place": "", "pid": 1, "started": "", "since": "?"}))
    assert "清除了留下的锁（?" in said()
    marker.write_text(json.dumps({"column": ESCAPES}))
    assert "没有更早的发布" in said()
    (place.folder / "releases" / ESCAPES).mkdir()
    (place.folder / "releases" / ESCAPES / "release.json").write_text("{}")
    assert "请人检查" in said()
    shutil.rmtree(place.folder / "releases" / ESCAPES)
    current.unlink()
    for leads in (f"releases/{ESCAPES}/site", "releases/../site", "/etc", f"releases/{name}/site/.."):
        current.symlink_to(leads)
        assert "不是 publicity 放的" in said()
        current.unlink()
    os.mkfifo(place.folder / "fifo")
    marker.unlink()
    marker.symlink_to("/dev/zero")
    assert "不是普通文件" in said()
    marker.unlink()
    os.mkfifo(marker)
    assert "不是普通文件" in said()
