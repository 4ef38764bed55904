"""What an edit costs: one letter of one bulletin more, in a process that begins anew, beside what others do then."""

from pathlib import Path
from statistics import median

from builds import AS_OF, build, environment, make_ours, place
from figures import Table
from generate import Article
from peers import peers
from side_by_side import texts

EDITS = 5


def measure(sizes: list[int]) -> None:
    """Measure and tell the medians."""
    with Table("edits") as table:
        for size in sizes:
            for kind, written in texts(size).items():
                _rows(table, f"{size} {kind}", written)


def _rows(table: Table, what: str, written: list[Article]) -> None:
    edited = [written[number * len(written) // EDITS] for number in range(EDITS)]
    folder = place()
    ours = folder / "ours"
    make_ours(ours, written)
    build(ours)
    taken = []
    for article in edited:
        _edit(ours / "docs" / article.uri)
        taken.append(build(ours, anew=False))
    mine = median(cost.seconds for cost in taken)
    table.add(f"{what}, ours", f"{mine:.2f} s", "", f"{max(cost.memory for cost in taken) / 1e6:.0f} MB")
    for peer in peers():
        root = folder / peer.name
        peer.lay_out(root, written)
        peer.build(root, environment(AS_OF))
        theirs = []
        for article in edited:
            _edit(root / peer.docs / article.uri)
            theirs.append(peer.build(root, environment(AS_OF), anew=False).seconds)
        table.add(f"{what}, {peer.name}", f"{median(theirs):.2f} s", f"{mine / median(theirs):.2f}", "")


def _edit(source: Path) -> None:
    """Write one sentence more at its end."""
    with source.open("a", encoding="utf-8") as file:
        file.write("\n另有一名代表补充了意见。\n")
