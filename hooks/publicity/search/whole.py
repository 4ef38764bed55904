"""An index made whole: all pages are taken apart, all files of words written."""

from collections.abc import Mapping, Sequence

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

BATCH = 500  # pages that are held at once


def whole_index(found: Sequence[Candidate], numbers: Mapping[str, int], texts: Texts, folder: IndexFolder) -> Index:
    """Put the files of pages and of words. Raises OSError."""
    learn(words for one in found for words in one.read)
    digits, known, named = digits_for(numbers.values()), dict[str, Listed](), list[Postings]()
    for begin in range(0, len(found), BATCH):
        some = found[begin : begin + BATCH]
        pages, numbered = [one.page() for one in some], [numbers[one.url] for one in some]
        for page, number in zip(pages, numbered, strict=True):
            record = page.record()
            known[page.url] = listed(page, number, record)
            folder.put(page_path(known[page.url], digits), record)
        said = [page.summary if one.taken else page.said for one, page in zip(some, pages, strict=True)]
        named.append(merged([name_postings(pages, numbered), text_postings(said, numbered)]))
    gathered = texts.gathered({one.taken: numbers[one.url] for one in found if one.taken})
    while named:
        gathered.add(named.pop())
    words, marks = WordFiles(gathered.blocks(), texts.aside), list[str]()
    for place, content in enumerate(words.contents(count_files(words.keys, words.postings))):
        marks.append(mark(content))
        folder.put(words_path(place, marks[-1]), content)
    letters = frozenset(words.letters.intersection(SIMPLIFIED.values()))
    return Index(known, tuple(marks), letters, words.keys, words.postings)
