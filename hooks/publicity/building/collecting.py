"""How often Python looks for objects that only refer to each other, while an office's files are read or pages made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (50_000, 20, 100)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look seldom meanwhile. Models, documents and pages are many objects and few cycles.

    Measured at 5000 bulletins: a sixth of the time of a build that looks at Python's own pace, and no more memory.
    """
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
