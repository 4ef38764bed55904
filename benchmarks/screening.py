"""What the screen costs a page, beside reading it and turning it into HTML. It prints and judges nothing."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from builds import ROOT
from publicity.markup.prose import converter
from publicity.screening.screen import screen
from publicity.screening.wrong_forms import shipped
from publicity.texts.document import body

ROUNDS = 5


def milliseconds(work: Callable[[str], object], texts: list[str]) -> float:
    """The shortest time of some rounds over all texts, for a page of 1000 letters."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for text in texts:
            work(text)
        best = min(best, time.process_time() - began)
    return best * 1e6 / sum(map(len, texts))


def main() -> None:
    """Measure the demonstration's pages, or those below a folder that is named."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md"))]
    began = time.process_time()
    screen("", shipped())
    print(f"once: {(time.process_time() - began) * 1000:.0f} ms for the list of wrong forms")
    markdown = converter(["tables"], {})
    print(f"{len(texts)} pages, {sum(map(len, texts))} letters; a page of 1000 letters:")
    print(f"  screen    {milliseconds(screen, texts):.3f} ms")
    print(f"  Markdown  {milliseconds(lambda text: markdown.reset().convert(body(text)), texts):.3f} ms")


if __name__ == "__main__":
    main()
