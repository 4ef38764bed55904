"""How long an editor waits: from a save to the page as it is now, in the preview, asked for as its script asks."""

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from builds import AS_OF, environment, make_ours, place
from costs import held_by
from figures import Table
from generate import Article
from side_by_side import texts

SAVES = 20
PATIENCE = 300  # seconds


def measure(sizes: list[int]) -> None:
    """Measure and tell the medians, and what the preview holds after the first save and after the last."""
    with Table("saves") as table:
        for size in sizes:
            root = place()
            make_ours(root, written := texts(size)["varied"])
            with _serving(root) as (address, process):
                taken, first = [], 0
                for number in range(SAVES):
                    taken.append(_saved(address, root, written[number * len(written) // SAVES]))
                    first = first or held_by(process)
                last = held_by(process)
            told = (
                f"{median(taken):.2f} s",
                f"{max(taken):.2f} s",
                f"{first / 1e6:.0f} MB",
                f"{last / 1e6:.0f} MB",
            )
            table.add(str(size), *told)


def _saved(address: str, root: Path, article: Article) -> float:
    """Save one sentence more in a bulletin; the seconds until its page is the new one."""
    url = f"{address}/{article.uri.removesuffix('md')}html"
    page = _get(url)
    epoch = re.search(r"livereload\((\d+), ", page)
    if epoch is None:
        raise SystemExit(f"{url}: no script that follows the preview")
    with (root / "docs" / article.uri).open("a", encoding="utf-8") as file:
        file.write(f"\n另有一名代表在 {time.perf_counter_ns()} 补充了意见。\n")
    start = time.perf_counter()
    while _get(f"{address}/livereload/{epoch[1]}/0") == epoch[1]:
        pass  # answered when something was built
    if _get(url) == page:
        raise SystemExit(f"{url}: built, and not changed")
    return time.perf_counter() - start


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        text: str = answer.read().decode()
        return text


@contextmanager
def _serving(root: Path) -> Iterator[tuple[str, int]]:
    """Serve a column; its address and its process, from when it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
    with (
        (root / "said").open("w+") as said,
        subprocess.Popen(command, cwd=root, env=environment(AS_OF), stdout=said, stderr=said) as process,
    ):
        try:
            while "Serving on" not in (root / "said").read_text():
                if process.poll() is not None:
                    raise SystemExit((root / "said").read_text())
                time.sleep(0.1)
            yield f"http://{address}", process.pid
        finally:
            process.terminate()
