"""What is asked while a page is made: each kind of question by its name, and the files that answer."""

from collections.abc import Mapping

from mkdocs.structure.files import File, Files

FILE, PICTURE, SIZE = "file", "picture", "size"  # is it there; how it is shown; what a download says of itself


def there(found: bool) -> str:
    """The answer to whether there is a file."""
    return "yes" if found else "no"


class AskingFiles(Files):
    """Files that remember which of them a text has asked for."""

    def __init__(self, files: Files) -> None:
        super().__init__(())
        self.files = files
        self.asked: dict[str, bool] = {}

    @property
    def src_uris(self) -> Mapping[str, File]:
        """What can't be remembered is not to be asked for."""
        raise NotImplementedError

    def get_file_from_path(self, path: str) -> File | None:
        """The file at a path within docs/."""
        found = self.files.get_file_from_path(path)
        self.asked[path] = found is not None
        return found
