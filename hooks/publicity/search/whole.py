"""An index made whole: all pages are taken apart, all files of words written, by as many processes as there may be."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from publicity.building.ahead import in_parts
from publicity.manifests.hashes import Hashed
from publicity.search.candidates import Candidate
from publicity.search.files import Listed, digits_for, listed, mark, page_path, words_path
from publicity.search.folder import IndexFolder
from publicity.search.index import Index
from publicity.search.keys import count_files
from publicity.search.postings import Postings, merged, name_postings, text_postings
from publicity.search.sounds import learn
from publicity.search.texts import Texts
from publicity.search.traditional import SIMPLIFIED
from publicity.search.words import WordFiles

BATCH = 100  # pages that are held at once
FILES = 150  # that one more process is worth


class _Pages(NamedTuple):
    """Some pages as index.json lists them; what they are found by beside their texts; what their files come to."""

    known: dict[str, Listed]
    named: list[Postings]
    hashes: dict[str, Hashed]


class _Words(NamedTuple):
    """Of some files of words their marks, and what they come to."""

    marks: list[str]
    hashes: dict[str, Hashed]


def whole_index(found: Sequence[Candidate], numbers: Mapping[str, int], texts: Texts, folder: IndexFolder) -> Index:
    """Put the files of pages and of words. Raises OSError."""
    learn(words for one in found for words in one.read)
    texts.take_all(one.taken for one in found if one.taken)
    known, named, marks = dict[str, Listed](), list[Postings](), list[str]()
    for pages in in_parts(found, FILES, partial(_put_pages, numbers, folder)):
        known |= pages.known
        named += pages.named
        folder.hashes |= pages.hashes
    gathered = texts.gathered({one.taken: numbers[one.url] for one in found if one.taken})
    while named:
        gathered.add(named.pop())
    words = WordFiles(gathered.blocks(), texts.aside)
    words.code(count := count_files(words.keys, words.postings))
    for some in in_parts(range(count), FILES, partial(_put_words, words, folder)):
        marks += some.marks
        folder.hashes |= some.hashes
    letters = frozenset(words.letters.intersection(SIMPLIFIED.values()))
    return Index(known, tuple(marks), letters, words.keys, words.postings)


def _put_pages(numbers: Mapping[str, int], folder: IndexFolder, found: Sequence[Candidate]) -> _Pages:
    made, digits = _Pages({}, [], {}), digits_for(numbers.values())
    for begin in range(0, len(found), BATCH):
        some = found[begin : begin + BATCH]
        pages, numbered = [one.page() for one in some], [numbers[one.url] for one in some]
        for page, number in zip(pages, numbered, strict=True):
            record = page.record()
            made.known[page.url] = listed(page, number, record)
            path = page_path(made.known[page.url], digits)
            made.hashes[path] = folder.put(path, record)
        said = [page.summary if one.taken else page.said for one, page in zip(some, pages, strict=True)]
        made.named.append(merged([name_postings(pages, numbered), text_postings(said, numbered)]))
    return made


def _put_words(words: WordFiles, folder: IndexFolder, places: Sequence[int]) -> _Words:
    made = _Words([], {})
    for place, content in zip(places, words.contents(places), strict=True):
        made.marks.append(mark(content))
        path = words_path(place, made.marks[-1])
        made.hashes[path] = folder.put(path, content)
    return made
