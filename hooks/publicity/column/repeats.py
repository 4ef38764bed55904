"""What a commitment promises again and again: its measures and its deadline, with their days within the campaign.

Source: handbook/domain.md#commitments.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from publicity.commitments.state import Standing
from publicity.plans.span import Span, span_of
from publicity.when.found import Field
from publicity.when.reading import Reading


@dataclass(frozen=True)
class Repeat:
    """A printed time that falls due more than once, and what for."""

    number: int  # of the measure, from 1; 0 is the deadline of the commitment itself
    text: str
    when: str
    span: Span


def repeats(standing: Standing, campaign: Span) -> Iterator[Repeat]:
    """Yield what recurs, or lists its days, from the day it was promised to the campaign's last."""
    from publicity.when.dates import read  # here: it takes a while to load, and a check has no need of it

    terms = standing.terms
    printed = [(0, terms.item, terms.deadline)]
    printed += [(number, measure.text, measure.when) for number, measure in enumerate(terms.measures, 1)]
    for number, text, when in printed:
        if not when:
            continue
        found = read(when, issued=standing.published, field=Field.DEADLINE, may_be_over=True)
        if isinstance(found, Reading) and (found.every or found.points):
            span = span_of(found, Span(standing.published, campaign.end))
            if span.times:
                yield Repeat(number, text, when, span)
