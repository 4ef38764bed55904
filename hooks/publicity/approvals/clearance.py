"""How far a text has come through the rounds: each must have approved what the text says now.

The rounds go in order: none counts before the one before it. What was changed has to begin anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from publicity.approvals.register import Register, Registered
from publicity.approvals.rounds import Round


@dataclass(frozen=True)
class Passage:
    """One round of one text: the approval that counts, or whether there was one of other words, which is void."""

    round: Round
    approval: Registered | None = None
    void: bool = False


@dataclass(frozen=True)
class Clearance:
    """All rounds of a text, first to last. `digest` is that of what it says now."""

    digest: str
    passages: tuple[Passage, ...]

    @property
    def complete(self) -> bool:
        """Whether it may be public."""
        return all(passage.approval for passage in self.passages)

    @property
    def missing(self) -> tuple[Passage, ...]:
        """The rounds that it still has to pass."""
        return tuple(passage for passage in self.passages if passage.approval is None)

    @property
    def lacks(self) -> str:
        """What is missing, in words; empty where nothing is."""
        if self.complete:
            return ""
        said = [f"缺{'、'.join(passage.round.name for passage in self.missing)}"]
        if void := [passage.round.name for passage in self.missing if passage.void]:
            said.append(f"{'、'.join(void)}以后又改过，作废了")
        return "，".join(said)


def clearance(register: Register, uri: str, digest: str) -> Clearance:
    """Tell how far the file at a path within docs/ has come, by the digest of what it says now."""
    lines = register.of(uri)
    same = [line for line in lines if line.sha256 == digest]
    counting = _counting(register.rounds.rounds, same, (), different=register.rounds.different)
    passages = []
    for i, one in enumerate(register.rounds.rounds):
        approval = counting[i] if i < len(counting) else None
        void = approval is None and any(line.round == one.name and line.sha256 != digest for line in lines)
        passages.append(Passage(one, approval, void))
    return Clearance(digest, tuple(passages))


def ever_complete(register: Register, uri: str) -> bool:
    """Whether the file at a path has passed all rounds at any time, whatever it said then."""
    digests = dict.fromkeys(line.sha256 for line in register.of(uri))
    return any(clearance(register, uri, digest).complete for digest in digests)


def _counting(
    rounds: Sequence[Round], lines: Sequence[Registered], before: tuple[Registered, ...], *, different: bool
) -> tuple[Registered, ...]:
    """The longest row of approvals, one a round from the first on, each by who may and none before the last one."""
    if len(before) == len(rounds):
        return before
    now, best = rounds[len(before)], before
    for line in lines:
        if line.round != now.name or (now.by and line.by not in now.by):
            continue
        if before and line.on < before[-1].on:
            continue
        if different and line.by in (earlier.by for earlier in before):
            continue
        found = _counting(rounds, lines, (*before, line), different=different)
        best = max(best, found, key=len)
    return best
