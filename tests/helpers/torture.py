"""How much is tried: some in `make test`, TORTURE times as much in `make torture`, from the seed in SEED."""

import os
from collections.abc import Callable
from typing import Any

from hypothesis import settings

TORTURE = int(os.environ.get("TORTURE") or 1)
SEED = int(os.environ.get("SEED") or 2009)
CI = os.environ.get("CI") == "true"


def times(few: int) -> int:
    """So many in an ordinary run."""
    return few * TORTURE


def examples(few: int) -> Callable[[Any], Any]:
    """A property that is tried on so many examples in an ordinary run, where hypothesis would try 100."""
    return settings(max_examples=times(few))


def load_profile() -> None:
    """No example has a deadline: a slow machine is no defect. CI tries the same ones each time, but for torture."""
    name = f"torture {TORTURE}" if TORTURE > 1 else "ci" if CI else "here"
    settings.register_profile(
        name,
        deadline=None,
        max_examples=times(100),
        derandomize=CI and TORTURE == 1,
        print_blob=True,
    )
    settings.load_profile(name)
