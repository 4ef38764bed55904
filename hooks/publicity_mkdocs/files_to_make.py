"""The files of a build, of which only those are made that are not there already."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from hashlib import sha256

from mkdocs.structure.files import File, Files, InclusionLevel

from publicity.building.room import Room, Source
from publicity.building.touched import untouched
from publicity.manifests.last_site import MadePage

Included = Callable[[InclusionLevel], bool]


class Copying:
    """The copying of a preview: what its room has is not copied again, nor what is `followed`.

    `copies` are all files that are to be there, by path, with what they are copies of. At `templates` something else
    is made.
    """

    def __init__(self, room: Room, followed: Set[str], templates: Iterable[str]) -> None:
        self.copies: dict[str, Source] = {}
        self._room, self._followed, self._overwritten = room, followed, {*templates}
        self._now = time.time_ns()

    def overwritten(self, pages: Iterable[str]) -> None:
        """Know at which paths there will be pages."""
        self._overwritten.update(pages)

    def wanted(self, file: File) -> bool:
        """Whether a file is to be copied; each is asked about once, in the order of copying."""
        path = file.dest_uri
        if path in self._followed:
            return False
        twice = path in self.copies or path in self._overwritten
        source = self.copies[path] = None if twice else self._source(file)
        return not self._room.has(path, source)

    def _source(self, file: File) -> Source:
        if file.abs_src_path is None:
            return sha256(file.content_bytes).hexdigest()
        return untouched(file.abs_src_path, self._now)


class FilesToMake(Files):
    """The files of a build. MkDocs, which says which it includes, is told only of pages that are to be made."""

    def __init__(self, files: Files) -> None:
        super().__init__(files)
        self.staying: Mapping[str, MadePage] = {}
        self.files_staying: Set[str] = frozenset()  # by their paths in the site
        self.copying: Copying | None = None
        self._pages: list[File] | None = None

    def settle(self) -> None:
        """Know which files are pages that go out: nobody changes that any more."""
        self._pages = [*super().documentation_pages()]

    def copy_static_files(self, dirty: bool = False, *, inclusion: Included = InclusionLevel.is_included) -> None:
        """Copy what is to be copied; of what a build has made in memory nothing stays there: it is read in the site."""
        pages, others = list[str](), list[File]()
        for file in self:
            if file.is_documentation_page():
                pages.append(file.dest_uri)
            elif inclusion(file.inclusion) and file.dest_uri not in self.files_staying:
                others.append(file)
        if self.copying:
            self.copying.overwritten(pages)
            others = [file for file in others if self.copying.wanted(file)]
        for file in others:
            file.copy_file(dirty)
            if file._content is not None and not self.copying:
                file._content, file.abs_src_path = None, file.abs_dest_path

    def documentation_pages(self, *, inclusion: Included | None = None) -> Sequence[File]:
        """The pages, all of them for whoever only asks for the pages."""
        if inclusion is None:
            return super().documentation_pages() if self._pages is None else self._pages
        known = self._pages if inclusion is InclusionLevel.is_included else None
        pages = super().documentation_pages(inclusion=inclusion) if known is None else known
        return [file for file in pages if file.src_uri not in self.staying]
