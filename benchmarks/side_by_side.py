"""Whole builds of the same bulletins, ours with all that belongs to a column beside those of other generators."""

from builds import AS_OF, ROOT, build, environment, make_ours, place
from costs import Cost, middle
from figures import Table
from generate import Article, articles
from peers import peers
from varied import varied

RUNS = 5
SEED = 20090422
PLAN = ROOT / "docs" / "plan.yml"


def texts(size: int) -> dict[str, list[Article]]:
    """So many bulletins of repeated sentences, and with hardly two sentences alike."""
    written = list(articles(size, PLAN))
    return {"repetitive": written, "varied": list(varied(written, ROOT / "docs", SEED))}


def measure(sizes: list[int]) -> None:
    """Measure clean builds in turn, and tell the medians."""
    with Table("builds") as table:
        for size in sizes:
            for kind, written in texts(size).items():
                _row(table, size, kind, written)


def _row(table: Table, size: int, kind: str, written: list[Article]) -> None:
    costs: dict[str, list[Cost]] = {}
    folder = place()
    ours = folder / "ours"
    make_ours(ours, written)
    others = [(peer, folder / peer.name) for peer in peers()]
    for peer, root in others:
        peer.lay_out(root, written)
    for _ in range(RUNS):
        costs.setdefault("ours", []).append(build(ours))
        for peer, root in others:
            costs.setdefault(peer.name, []).append(peer.build(root, environment(AS_OF)))
    told = {name: middle(some) for name, some in costs.items()}
    mine = told["ours"]
    for name, cost in told.items():
        ratio = f"{mine.seconds / cost.seconds:.2f}" if name != "ours" else ""
        figures = (f"{cost.seconds:.2f} s", ratio, f"{cost.memory / 1e6:.0f} MB", f"{cost.size / 1e6:.1f} MB")
        table.add(f"{size} {kind}, {name}", *figures, str(cost.files))
