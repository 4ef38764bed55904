"""Readers while releases come and go: every page whole, with its own style sheets and scripts."""

import re
import threading
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from publicity.publishing.addressing import target_of
from publicity.publishing.pipeline import publish, roll_back
from publicity.publishing.target_rules import Wishes
from publicity.publishing.telling import Teller
from tests.helpers.servers import PATIENCE
from tests.helpers.sites import make_site
from tests.helpers.targets import Place, Remotes
from tests.helpers.torture import times

QUIET = Teller(quiet=True)
PAGES = ("/", "/bulletins/1.html", "/bulletins/2.html", "/bulletins/3.html")


class Reader(threading.Thread):
    """Fetches pages and everything they refer to without pause, and notes what is wrong."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.ended = urlsplit(address), threading.Event()
        self.pages, self.releases, self.wrong = threading.Semaphore(0), set[str](), list[str]()

    def run(self) -> None:
        assert self.address.hostname and self.address.port
        connection = HTTPConnection(self.address.hostname, self.address.port, timeout=20)
        try:
            while not self.ended.is_set():
                for page in PAGES:
                    self.read(connection, page)
        except Exception as error:
            self.wrong.append(repr(error))

    def read_on(self) -> bool:
        """Wait until a whole page was read after this moment; False where none comes."""
        while self.pages.acquire(blocking=False):
            pass  # those before it
        return self.pages.acquire(timeout=PATIENCE) and self.pages.acquire(timeout=PATIENCE)

    def read(self, connection: HTTPConnection, page: str) -> None:
        text = self.get(connection, page)
        found = re.search(r"release (\d+)", text)
        assets = re.findall(r"\[(\S+)\]", text)
        if not found or len(assets) != 3:
            self.wrong.append(f"{page} is not whole: {text!r}")
            return
        for asset in assets:
            if f"release {found[1]} " not in (other := self.get(connection, f"/{asset}")):
                self.wrong.append(f"{page} of release {found[1]}: {asset} is {other!r}")
        self.pages.release()
        self.releases.add(found[1])

    def get(self, connection: HTTPConnection, path: str) -> str:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read().decode()
        if answer.status != 200:
            self.wrong.append(f"{path}: {answer.status}")
        return body


@pytest.mark.torture
def test_no_reader_notices_fifty_releases_and_ten_returns(tmp_path: Path, nginx: Callable[[Path], str]) -> None:
    releases = times(50)
    sites = [make_site(tmp_path / f"site-{number}", number, 4) for number in range(releases + 1)]
    target = target_of(str(tmp_path / "column"))
    publish(sites[0], target, Wishes(), QUIET)
    address = nginx(tmp_path / "column" / "current")
    readers = [Reader(address), Reader(address)]
    for reader in readers:
        reader.start()
        assert reader.read_on()
    for number in range(1, releases + 1):
        publish(sites[number], target_of(str(tmp_path / "column")), Wishes(), QUIET)
        if number % 5 == 0:
            roll_back(target_of(str(tmp_path / "column")), None, QUIET)
        assert all(reader.read_on() for reader in readers), [reader.wrong for reader in readers]
    for reader in readers:
        reader.ended.set()
        reader.join()
    assert [reader.wrong for reader in readers] == [[], []]
    assert all(len(reader.releases) > releases * 0.8 for reader in readers)  # there was something to disturb


def test_nothing_is_missing_while_files_are_replaced_one_by_one(
    tmp_path: Path, remotes: Remotes, nginx: Callable[[Path], str]
) -> None:
    """On a store without links: pages of two releases may lie side by side, but each has what it refers to."""
    place = Place(f"dav:{tmp_path.name}", remotes.folder / tmp_path.name, remotes.folder / tmp_path.name)
    publish(make_site(tmp_path / "0", 0, 4), place.target, Wishes(), QUIET)
    reader = Reader(nginx(place.served))
    reader.start()
    for number in (1, 2):
        publish(make_site(tmp_path / str(number), number, 4), place.target, Wishes(), QUIET)
    roll_back(place.target, None, QUIET)
    reader.ended.set()
    reader.join()
    # A store may show a page half written (this one does); what it names must be there all the same.
    assert not [wrong for wrong in reader.wrong if "is not whole" not in wrong]
    assert reader.releases
