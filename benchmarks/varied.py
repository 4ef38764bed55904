"""Text in which hardly two sentences are alike: what is found in it says something about any text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

from generate import Article

STRANGE = 0.1  # of the characters
LATIN = ["A4", "ISO9001", "PDF", "App", "Wi-Fi", "OA", "12345热线", "GB/T 2312", "e-mail", "12.5%", "2009年", "第12期"]
# The commonest 3755 characters: level 1 of GB/T 2312, its rows 16 to 55.
COMMON = [
    bytes((0xA0 + row, 0xA0 + cell)).decode("gb2312")
    for row in range(16, 56)
    for cell in range(1, 95 if row < 55 else 90)
]


class Writer:
    """Chains of characters as they follow each other in some texts, a tenth of them any common ones."""

    def __init__(self, texts: Iterable[str], seed: int) -> None:
        self.random = Random(seed)
        self.next: dict[str, list[str]] = defaultdict(list)
        for text in texts:
            letters = [c for c in text if "\u4e00" <= c <= "\u9fff"]
            for first, second in pairwise(letters):
                self.next[first].append(second)

    def clause(self) -> str:
        """Four to fourteen characters, sometimes with what is not Chinese."""
        last = self.random.choice(COMMON)
        made = [last]
        for _ in range(self.random.randint(3, 13)):
            strange = self.random.random() < STRANGE or last not in self.next
            made.append(last := self.random.choice(COMMON if strange else self.next[last]))
        if self.random.random() < 0.08:
            made.insert(self.random.randrange(len(made)), self.random.choice(LATIN))
        return "".join(made)

    def sentence(self) -> str:
        """Two to five clauses."""
        return "，".join(self.clause() for _ in range(self.random.randint(2, 5))) + "。"

    def paragraph(self) -> str:
        """Three to six sentences, sometimes one of them marked up."""
        sentences = [self.sentence() for _ in range(self.random.randint(3, 6))]
        if self.random.random() < 0.3:
            sentences[1] = f"**{sentences[1][:3]}**{sentences[1][3:]}"
        return "".join(sentences)


def varied(articles: Iterable[Article], docs: Path, seed: int) -> Iterator[Article]:
    """Yield the same articles with another text: of the same length, chained from what stands in docs/."""
    writer = Writer((path.read_text(encoding="utf-8") for path in sorted(docs.rglob("*.md"))), seed)
    for article in articles:
        meta = article.meta | {"title": writer.clause() + writer.clause(), "summary": writer.sentence()}
        parts = [writer.paragraph(), f"## {writer.clause()}", "\n".join(f"- {writer.sentence()}" for _ in range(4))]
        while sum(map(len, parts)) < len(article.body):
            parts.append(writer.paragraph())
        yield replace(article, meta=meta, body="\n\n".join(parts) + "\n")
