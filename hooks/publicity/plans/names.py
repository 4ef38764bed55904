"""What the parts of a plan are called, so that readers tell one from another (handbook/domain.md#plan)."""

import re
from collections import Counter

from publicity.plans.plan import Batch, Plan


def short_title(batch: Batch) -> str:
    """The name of a batch without what stands in brackets behind it: 第一批."""
    return re.sub(r"(?<=.)[（(].*[）)]$", "", batch.title)


def told_apart(plan: Plan) -> dict[str, str]:
    """What is added to the names of phases that are called alike: their batch. By id; only those that need it."""
    batches = {batch.id: short_title(batch) for batch in plan.batches}
    names = Counter(phase.name for phase in plan.phases)
    alike = [phase for phase in plan.phases if names[phase.name] > 1]
    return {phase.id: f"（{batches[phase.batch]}）" for phase in alike if phase.batch in batches}
