"""An index made of the last one: only pages that changed are taken apart, only files that have their words written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from publicity.search.candidates import Candidate
from publicity.search.files import digits_for, listed, mark, page_path, words_path
from publicity.search.folder import IndexFolder
from publicity.search.index import Index
from publicity.search.kept import Kept
from publicity.search.keys import count_files, keys_of
from publicity.search.page import read_record
from publicity.search.splicing import Numbered, changes_by_file, spliced
from publicity.search.traditional import SIMPLIFIED

FEW, SHARE = 20, 20  # pages that may have changed, or one of so many: of more it is faster to make all

_SIMPLIFIED = {*SIMPLIFIED.values()}


def edited_index(
    last: Kept, found: Sequence[Candidate], numbers: Mapping[str, int], folder: IndexFolder
) -> Index | None:
    """Put the files of pages and of words, the same as `whole_index` puts; None where that has to be done.

    Raises OSError and ValueError where the last index is not what it was taken for.
    """
    old, digits = last.index.pages, digits_for(numbers.values())
    if len(numbers) != len(found) or digits != digits_for(page.number for page in old.values()):
        return None
    staying = {one.url for one in found if _stays(one, last, numbers[one.url])}
    changed, gone = [one for one in found if one.url not in staying], old.keys() - staying
    if max(len(changed), len(gone)) > max(len(found) // SHARE, FEW):
        return None
    shown = [read_record(folder.read(page_path(old[url], digits))) for url in gone]
    fresh = [one.page() for one in changed]
    went = {old[page.url].number: keys_of(page) for page in shown}
    come = {numbers[page.url]: keys_of(page) for page in fresh}
    pages = {url: old[url] for url in staying}
    for page in fresh:
        record = page.record()
        pages[page.url] = listed(page, numbers[page.url], record)
        folder.put(page_path(pages[page.url], digits), record)
    folder.keep(page_path(old[url], digits) for url in staying)
    return _with_words(replace(last.index, pages=pages), went, come, folder)


def _stays(one: Candidate, last: Kept, number: int) -> bool:
    known = last.index.pages.get(one.url)
    return bool(known and known.number == number and one.made_of and one.made_of == last.made_of[one.url])


def _with_words(index: Index, went: Numbered, come: Numbered, folder: IndexFolder) -> Index | None:
    """The index with the files of words that others became."""
    words, letters, keys = [*index.words], {*index.letters}, index.keys
    changed = dict[int, bytes]()
    for place, changes in changes_by_file(went, come, len(words)).items():
        changed[place], lost, new = spliced(folder.read(words_path(place, words[place])), changes)
        keys += len(new) - len(lost)
        letters -= {key.decode() for key in lost}
        letters |= {key.decode() for key in new} & _SIMPLIFIED
    postings = index.postings + sum(map(len, come.values())) - sum(map(len, went.values()))
    if count_files(keys, postings) != len(words):
        return None
    folder.keep(words_path(place, words[place]) for place in range(len(words)) if place not in changed)
    for place, content in changed.items():
        words[place] = mark(content)
        folder.put(words_path(place, words[place]), content)
    return replace(index, words=tuple(words), letters=frozenset(letters), keys=keys, postings=postings)
