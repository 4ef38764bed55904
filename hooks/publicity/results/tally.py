"""Results as they are shown: counts, percentages, sums and the grade by the declared rule, with small counts hidden."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from publicity.results.percent import half_up, share
from publicity.results.results import Answers, Results
from publicity.results.suppression import hidden

WITHHELD = "不单列"
NONE_REACHED = "未达到各等次"


@dataclass(frozen=True)
class Cell:
    """How many chose an option. `count` and `percent` are None where they are not shown; `shown` is what is."""

    option: str
    count: int | None
    percent: Decimal | None
    shown: str


@dataclass(frozen=True)
class Row:
    """A question. `positive` is the share of those who were satisfied, `verdict` the grade: None where none is said."""

    text: str
    cells: tuple[Cell, ...]
    positive_count: int | None
    positive: Decimal | None
    verdict: str | None


@dataclass(frozen=True)
class Tally:
    """A table of results. Every percentage is of `results.valid`."""

    results: Results
    rows: tuple[Row, ...]

    @property
    def hides(self) -> bool:
        """Whether any count is not shown."""
        return any(cell.count is None for row in self.rows for cell in row.cells)


def tally(results: Results) -> Tally:
    """Compute everything that is shown. Nothing of a hidden count is left in the rows."""
    return Tally(results, tuple(_row(results, answers) for answers in results.questions))


def _row(results: Results, answers: Answers) -> Row:
    votes, below = results.votes(answers), results.hide_below or 0
    concealed = hidden(votes, results.hide_below)
    cells = [
        Cell(option, None, None, f"<{below}" if count < below else WITHHELD)
        if i in concealed
        else Cell(option, count, half_up(share(count, results.valid)), str(count))
        for i, (option, count) in enumerate(zip(results.options, votes, strict=True))
    ]
    places = {results.grades.index(grade) for grade in results.rule.positive}
    # The sum over some of the hidden ones would be one more equation to solve for them.
    told = bool(places) and (not concealed & places or concealed <= places)
    count = sum(votes[i] for i in places) if told else None
    if count is None:
        return Row(answers.text, tuple(cells), None, None, WITHHELD if results.rule.at_least else None)
    exact = share(count, results.valid)
    return Row(answers.text, tuple(cells), count, half_up(exact), _verdict(results, exact))


def _verdict(results: Results, reached: Fraction) -> str | None:
    """The highest grade whose bound is reached, judged by the exact share and not by the printed one."""
    bounds = sorted(results.rule.at_least.items(), key=lambda pair: pair[1], reverse=True)
    if not bounds:
        return None
    return next((name for name, bound in bounds if reached >= Fraction(bound)), NONE_REACHED)
