"""To put a plan on the calendar, when one has to be: one that is known lies there already."""

from publicity.plans.plan import Plan
from publicity.plans.scheduled import Schedule


def schedule(plan: Plan) -> Schedule:
    """Put a plan on the calendar. What can't be read is a finding, and its span stays unknown."""
    from publicity.plans.scheduler import Scheduler  # here: what reads times takes a while to load

    return Scheduler(plan).run()
