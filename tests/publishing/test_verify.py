"""`publicity verify`: every flipped byte, added file and deleted page is named, wherever the site lies."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publicity.commands.program import main
from publicity.manifests.manifest import read_manifest
from publicity.publishing.pipeline import publish
from publicity.publishing.target_rules import Wishes
from publicity.publishing.telling import Teller
from tests.helpers.sites import make_site, seal
from tests.helpers.targets import Place

QUIET = Teller(quiet=True)


def verify(*arguments: str) -> Result:
    done = CliRunner().invoke(main, ["verify", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def spoil(served: Path) -> None:
    """One byte of a page, one page less, one script more; nothing is written into the hard link of another release."""
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
