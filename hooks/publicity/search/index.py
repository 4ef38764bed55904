"""What an index consists of, without its contents: from it and the pages that changed the next one can be made."""

from collections.abc import Mapping
from dataclasses import dataclass

from publicity.search.files import Listed


@dataclass(frozen=True)
class Index:
    """`pages` by address; `words` are the marks of the files of words, in their order.

    `letters` are the simplified ones with a traditional form that are keys; `keys` and `postings` are how many there
    are.
    """

    pages: Mapping[str, Listed]
    words: tuple[str, ...]
    letters: frozenset[str]
    keys: int
    postings: int
