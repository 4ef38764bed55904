"""What camera photographs cost: the first build that meets them, one that has them from before, and a check.

Run with `.venv/bin/python benchmarks/pictures.py [photographs]`. It prints figures and judges nothing.
"""

import resource
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from PIL import Image

from builds import ROOT, build, make_ours
from costs import Cost
from generate import articles
from publicity.column.files import read_column

COUNT = 100
SIZE = (4000, 3000)  # 12 megapixels
GRAIN = 14


def photographs(folder: Path, count: int) -> Iterator[str]:
    """Write photographs of a camera's weight, with its grain, each another; yield their names."""
    base = Image.merge("RGB", [Image.effect_noise((250, 188), 90).resize(SIZE) for _ in range(3)])
    grain = Image.merge("RGB", [Image.effect_noise(SIZE, GRAIN) for _ in range(3)])
    picture = Image.blend(base, grain, 0.4)
    exif = Image.Exif()
    for number in range(count):
        picture.putpixel((Random(number).randrange(SIZE[0]), 7), (number % 256, 0, number // 256))
        exif[274] = 6 if number % 3 == 0 else 1  # every third held upright: nothing is saved in decoding it
        picture.save(folder / f"photo-{number}.jpg", quality=92, exif=exif)
        yield f"photo-{number}.jpg"


def costed(root: Path) -> tuple[Cost, float]:
    """A build's cost, and its processor time in seconds: the wall's depends on what else the machine does."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = build(root)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return cost, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(count: int) -> None:
    """Build a column of as many bulletins as photographs, each with one at its top."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        make_ours(root, list(articles(count, ROOT / "docs" / "plan.yml")))
        shutil.rmtree(root / ".cache", ignore_errors=True)
        without = costed(root)
        pages = sorted((root / "docs" / "bulletins").rglob("*.md"))
        home = root / "docs" / "pictures"
        home.mkdir()
        for page, name in zip(pages, photographs(home, count), strict=True):
            leads = "../" * (len(page.relative_to(root / "docs").parts) - 1)
            text = page.read_text(encoding="utf-8")
            page.write_text(
                text.replace("---\n", f"---\npicture: {{file: {leads}pictures/{name}, alt: 示例}}\n", 1), "utf-8"
            )
        given = sum(path.stat().st_size for path in home.iterdir())
        first, second = costed(root), costed(root)
        start = time.perf_counter()
        read_column(root / "mkdocs.yml", root / "docs")
        read = time.perf_counter() - start
        start = time.perf_counter()
        read_column(root / "mkdocs.yml", root / "docs")
        again = time.perf_counter() - start
    print(f"{count} photographs of {SIZE[0]}×{SIZE[1]}, {given / 1e6 / count:.1f} MB each")
    for name, (cost, processor) in (("without them", without), ("first build", first), ("later build", second)):
        weights = f"{cost.memory / 1e6:8.0f} MB peak{cost.size / 1e6:8.1f} MB output"
        print(f"{name:<14}{cost.seconds:8.2f} s{processor:8.2f} s processor{weights}")
    print(f"{'check':<14}{read:8.2f} s, in the preview {again:.2f} s")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if sys.argv[1:] else COUNT)
