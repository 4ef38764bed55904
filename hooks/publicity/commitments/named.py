"""The files of docs/ that a commitment names: its evidence, and what its text links to or shows."""

from collections.abc import Iterable

from publicity.commitments.progress import Progress
from publicity.texts.document import Link
from publicity.texts.paths import leads_elsewhere, linked_path


def files_of_commitment(uri: str, history: Iterable[Progress], links: Iterable[Link]) -> set[str]:
    """Their paths within docs/, whether they are there or not; evidence is that of these reports."""
    evidence = (link for progress in history for link in progress.evidence if not leads_elsewhere(link))
    named = {linked_path(uri, link) for link in evidence}
    return named | {linked_path(uri, link.target) for link in links}
