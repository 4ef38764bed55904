"""A distributed object store for real: publishers that are killed, a storage server that is lost, and going back."""

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import requests
from click.testing import CliRunner

from publicity.commands.program import main
from publicity.publishing.addressing import target_of
from publicity.publishing.pipeline import as_kept, check, publish, roll_back
from publicity.publishing.target_rules import Wishes
from publicity.publishing.telling import Teller
from tests.helpers.seaweed import BUCKET, Seaweed, run_seaweed
from tests.helpers.servers import PATIENCE
from tests.helpers.sites import make_site
from tests.helpers.torture import SEED, times

QUIET, PLAIN = Teller(quiet=True), Wishes()
TARGET = f"weed:{BUCKET}"
PAGES = ("index.html", "bulletins/1.html", "bulletins/2.html")


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Seaweed]:
    """A store of its own, and rclone told of it."""
    folder = tmp_path_factory.mktemp("seaweed")
    monkeypatch.delenv("AWS_CA_BUNDLE", raising=False)  # rclone 1.60 stops at it even where there is no TLS
    with run_seaweed(folder) as store:
        (folder / "rclone.conf").write_text(store.settings())
        monkeypatch.setenv("RCLONE_CONFIG", str(folder / "rclone.conf"))
        yield store


def verified(where: str) -> bool:
    """Whether `publicity verify` finds nothing wrong."""
    done = CliRunner().invoke(main, ["verify", where])
    assert done.exit_code in (0, 1), done.output
    return done.exit_code == 0


def test_a_life_in_an_object_store(store: Seaweed, tmp_path: Path) -> None:
    first, second = make_site(tmp_path / "1", 1), make_site(tmp_path / "2", 2, 7)
    for site in (first, second):
        publish(site, target_of(TARGET), PLAIN, QUIET)
        assert verified(TARGET) and verified(store.address)
    assert "release 2" in requests.get(f"{store.address}bulletins/6.html", timeout=9).text
    # What is kept for going back is nobody's to read.
    kept = store.address.replace(f"/{BUCKET}/", f"/{BUCKET}.publicity/current.json")
    assert requests.get(kept, timeout=9).status_code in (403, 404)
    roll_back(target_of(TARGET), None, QUIET)
    assert verified(TARGET) and verified(store.address)
    assert requests.get(f"{store.address}bulletins/6.html", timeout=9).status_code == 404

    random, length, old = Random(SEED), 6.0, first
    for number in range(3, 3 + times(3)):
        site, begin = make_site(tmp_path / "new", number), time.monotonic()
        child = os.fork()
        if child == 0:
            try:
                publish(site, target_of(TARGET), PLAIN, QUIET)
            finally:
                os._exit(0)
        time.sleep(random.uniform(0, length))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        missing = [page for page in PAGES if not whole(store, page)]
        assert not missing, (number, time.monotonic() - begin)
        old = make_site(tmp_path / "old", number + 1000)
        publish(old, target_of(TARGET), PLAIN, QUIET)
        assert not check(target_of(TARGET), as_kept, QUIET).wrong
    assert verified(store.address)


def whole(store: Seaweed, page: str) -> bool:
    """Whether a page and all that it refers to are there, of whatever release."""
    answer = requests.get(f"{store.address}{page}", timeout=PATIENCE)
    assets = re.findall(r"\[(\S+)\]", answer.text)
    there = [requests.get(f"{store.address}{asset}", timeout=PATIENCE) for asset in assets]
    return answer.ok and len(assets) == 3 and all(one.ok for one in there)


class Reader(threading.Thread):
    """Fetches pages without pause; `failed` are requests that were not answered as they should be."""

    def __init__(self, store: Seaweed) -> None:
        super().__init__(daemon=True)
        self.store, self.ended, self.count = store, threading.Event(), 0
        self.failed: list[str] = []

    def run(self) -> None:
        while not self.ended.is_set():
            for page in PAGES:
                try:
                    if not whole(self.store, page):
                        self.failed.append(page)
                except requests.RequestException as error:
                    self.failed.append(repr(error))
                self.count += 1

    def read_on(self, pages: int) -> None:
        """Wait until so many more were read."""
        wanted, end = self.count + pages, time.monotonic() + PATIENCE
        while self.count < wanted and time.monotonic() < end:
            time.sleep(0.01)
        assert self.count >= wanted


def test_a_storage_server_is_lost_while_people_read(store: Seaweed, tmp_path: Path) -> None:
    publish(make_site(tmp_path / "1", 1), target_of(TARGET), PLAIN, QUIET)
    readers = [Reader(store), Reader(store)]
    for reader in readers:
        reader.start()
        reader.read_on(6)
    store.kill("volume-1")
    for reader in readers:
        reader.read_on(30)
    store.start_volume("volume-1")
    publish(make_site(tmp_path / "2", 2), target_of(TARGET), PLAIN, QUIET)
    for reader in readers:
        reader.read_on(6)
        reader.ended.set()
        reader.join()
    assert [reader.failed for reader in readers] == [[], []]
    assert verified(TARGET) and verified(store.address)
