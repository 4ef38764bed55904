"""How much a server may answer and how long it may take: what never ends, ends here."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from publicity.manifests.manifest import Entry

RECORD_MOST = 4 << 20  # bytes of a lock, a marker, a record of a release
MANIFEST_MOST = 16 << 20  # bytes; that of a column of 5000 bulletins has about 2 MB
ANSWER_MOST = 64 << 20  # bytes that a program may say of a target: five releases' records, a list of names
LOOK_SECONDS = 300  # to see what is there, or to fetch a manifest
_EACH, _BYTES = 0.2, 100_000  # seconds a file, bytes a second: far slower than any line on which a column is served
_LONGEST = 3 * 3600


@dataclass(frozen=True)
class Deadline:
    """A moment of the monotonic clock, in seconds, after which nobody waits."""

    end: float

    @property
    def left(self) -> float:
        """The seconds that are left, at least 0."""
        return max(0.0, self.end - time.monotonic())

    @property
    def passed(self) -> bool:
        """Whether nothing is left."""
        return not self.left


def within(seconds: float) -> Deadline:
    """A deadline from now on."""
    return Deadline(time.monotonic() + seconds)


def seconds_for(files: Mapping[str, Entry]) -> float:
    """How long it may take to read all files; a list that claims the impossible gets no more than hours."""
    return min(_LONGEST, 120 + len(files) * _EACH + sum(entry.size for entry in files.values()) / _BYTES)
