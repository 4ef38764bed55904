"""What lies in the files that something sealed shows or offers: by content, so that none is exchanged unseen."""

from collections.abc import Callable, Iterable
from typing import Any

Hash = Callable[[str], str | None]  # the SHA-256 of a file of docs/ by its path, None where there is none


def content_of(paths: Iterable[str], hash_of: Hash) -> dict[str, Any]:
    """The files that are no pages, each with its hash, as a key of what is sealed; no key where there are none."""
    files = {path: found for path in sorted(set(paths)) if not path.endswith(".md") and (found := hash_of(path))}
    return {"files": files} if files else {}
