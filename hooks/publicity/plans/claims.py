"""What the plan says of itself, beside what can be counted in it (handbook/domain.md#plan)."""

from dataclasses import dataclass

from publicity.plans.plan import Plan


@dataclass(frozen=True)
class Claim:
    """One claimed number and the count. `unnumbered` are further items that bear no printed number."""

    key: str
    unit: str
    claimed: int
    counted: int
    unnumbered: int = 0


def claims_beside_counts(plan: Plan) -> list[Claim]:
    """Compare the claims that the plan makes with what it contains.

    A phase counts when the plan calls it 阶段; a step when the plan numbers it, or, where it numbers none,
    every step.
    """
    found: list[Claim] = []
    if plan.claims.phases is not None:
        called = [phase for phase in plan.phases if phase.kind == "阶段"]
        found.append(Claim("phases", "阶段", plan.claims.phases, len(called)))
    if plan.claims.steps is not None:
        steps = [step for phase in plan.phases for step in phase.steps]
        numbered = [step for step in steps if step.label] or steps
        found.append(Claim("steps", "环节", plan.claims.steps, len(numbered), len(steps) - len(numbered)))
    return found
