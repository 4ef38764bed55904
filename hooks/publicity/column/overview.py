"""All commitments at a glance: counts that add up, departments, what changed lately."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from publicity.commitments.commitment import WANTED
from publicity.commitments.progress import UNKNOWN, UNPROVED, Progress
from publicity.commitments.state import Standing

# In order, from done to not begun. 逾期 and 临期 are computed and go before the written state.
STATES = ("已完成", UNPROVED, "长期坚持", "推进中", "调整", "临期", "逾期", "未启动", UNKNOWN, "中止")


@dataclass(frozen=True)
class Share:
    """How many of all are in a state."""

    state: str
    count: int
    total: int


@dataclass(frozen=True)
class Change:
    """One report on one commitment."""

    standing: Standing
    progress: Progress


@dataclass(frozen=True)
class Department:
    """A leading department and what it has promised."""

    name: str
    commitments: tuple[Standing, ...]

    @property
    def path(self) -> str:
        """The source path of its page."""
        return department_path(self.name)

    @property
    def key(self) -> str:
        """What its page and the files that go with it are called."""
        return self.path.removeprefix("lists/").removesuffix(".md")


def department_path(name: str) -> str:
    """A short, stable path for a department's Chinese name."""
    return f"lists/department-{sha256(name.encode()).hexdigest()[:8]}.md"


def shown_state(standing: Standing) -> str:
    """The state that readers see: 逾期 and 临期 where the deadline says so, else the reported one.

    What is said to be completed and proved by nothing has a state of its own, and so a count of its own.
    """
    return "逾期" if standing.overdue else "临期" if standing.due_soon else standing.latest.told


@dataclass(frozen=True)
class Overview:
    """What there is to say of the commitments together."""

    commitments: tuple[Standing, ...]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.commitments)

    @property
    def shares(self) -> list[Share]:
        """The states that occur; their counts add up to the total."""
        shown = [shown_state(standing) for standing in self.commitments]
        return [Share(state, count, self.total) for state in STATES if (count := shown.count(state))]

    @property
    def overdue(self) -> tuple[Standing, ...]:
        """What should have been done by now and is not."""
        return tuple(standing for standing in self.commitments if standing.overdue)

    def longest_overdue(self, count: int) -> list[Standing]:
        """What has been overdue for longest."""
        return sorted(self.overdue, key=lambda standing: str(standing.due))[:count]

    @property
    def departments(self) -> list[Department]:
        """The leading departments, the one with the most commitments first."""
        names = dict.fromkeys(standing.terms.lead for standing in self.commitments if standing.terms.lead)
        found = [Department(n, tuple(s for s in self.commitments if s.terms.lead == n)) for n in names]
        return sorted(found, key=lambda department: (-len(department.commitments), department.name))

    @property
    def leaderless(self) -> int:
        """How many name no leading department: with those of the departments they are all."""
        return sum(not standing.terms.lead for standing in self.commitments)

    @property
    def absent(self) -> dict[str, int]:
        """How many lack what a commitment should say, by the key of what is lacking; nothing that none lacks."""
        return {name: count for name in WANTED if (count := sum(name in s.absent for s in self.commitments))}

    @property
    def unproved(self) -> tuple[Standing, ...]:
        """What is said to be completed and proved by nothing."""
        return tuple(standing for standing in self.commitments if standing.unproved)

    def changes(self) -> Iterator[Change]:
        """Every visible report, newest first."""
        every = [Change(standing, progress) for standing in self.commitments for progress in standing.history]
        yield from sorted(every, key=lambda c: (c.progress.date, c.standing.id), reverse=True)

    def latest(self, count: int) -> list[Change]:
        """The newest reports."""
        return list(self.changes())[:count]
