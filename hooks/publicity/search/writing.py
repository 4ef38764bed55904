"""The index of a site, from what its pages say and, as far as it can be believed, from the index of the last site."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256

from publicity.building.collecting import give_back
from publicity.search.candidates import Candidate
from publicity.search.edited import edited_index
from publicity.search.facets import Facet
from publicity.search.files import INDEX, index_file, letters_file, letters_path, mark
from publicity.search.folder import IndexFolder
from publicity.search.index import Index
from publicity.search.kept import Kept
from publicity.search.numbers import numbers_of
from publicity.search.texts import Texts


def write_index(
    found: Sequence[Candidate], facets: Sequence[Facet], texts: Texts, folder: IndexFolder, last: Kept | None = None
) -> tuple[Kept, str]:
    """Write the index of what was found, in order of time; what it was made of, and the digest of its index.json.

    The same files come from any last index, and from none. Raises OSError.
    """
    numbers = numbers_of(one.url for one in found)
    index = _edited(last, found, numbers, folder) if last else None
    if index is None:
        from publicity.search.whole import whole_index  # loads numpy, which little else needs

        folder.clear()
        index = whole_index(found, numbers, texts, folder)
        give_back()  # what it took is more than what follows needs
    letters = letters_file(index.letters.union(*(line for page in index.pages.values() for line in page.about)))
    folder.put(letters_path(mark(letters)), letters)
    pages, values = [index.pages[one.url] for one in found], [one.facets for one in found]
    content = index_file(pages, values, index.words, mark(letters), facets)
    folder.put(INDEX, content)
    return Kept(index, {one.url: one.made_of for one in found}), sha256(content).hexdigest()


def _edited(last: Kept, found: Sequence[Candidate], numbers: Mapping[str, int], folder: IndexFolder) -> Index | None:
    """The index made of the last one; None where that can't be done, or a file is not what it was taken for."""
    folder.clear()
    with suppress(OSError, ValueError, LookupError):
        return edited_index(last, found, numbers, folder)
    return None
