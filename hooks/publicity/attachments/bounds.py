"""How much of a file is looked at; beyond it a file is refused.

By counts and never by the clock: a build on a slow machine says the same as one on a fast machine.
"""

from publicity.attachments.flaw import UnreadableError

MEGABYTE = 1024 * 1024
LARGEST = 200 * MEGABYTE  # a file, as it lies there
UNPACKED = 256 * MEGABYTE  # everything in a zip, its zips included
PART = 64 * MEGABYTE  # one XML part, or one stream of a PDF
MEMBERS = 10_000  # of a zip
DEPTH = 3  # zips in zips
MENDED = 10 * MEGABYTE  # the largest broken PDF that is put together again
OBJECTS = 300_000  # of a PDF
PAGES = 3_000  # of a PDF
LETTERS = 20_000_000  # of text in one file


class Allowance:
    """What may still be unpacked of a file and of the files in it."""

    def __init__(self, size: int = UNPACKED) -> None:
        self.left = size

    def take(self, size: int) -> None:
        """Count bytes. Raises UnreadableError when it is too many."""
        self.left -= size
        if self.left < 0:
            hint = "拆成几个文件，图片先缩小；来历不明的文件不要用"
            raise UnreadableError(f"文件解开后超过 {UNPACKED // MEGABYTE} MB", hint)
