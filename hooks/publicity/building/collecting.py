"""What a build lets go of: how often Python looks for it, and that the system gets it back."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

SELDOM = (50_000, 20, 100)
_OWN_PIECE, _LARGE = -3, 1 << 20  # M_MMAP_THRESHOLD: glibc's malloc.h


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


def give_back() -> None:
    """Let the system have the memory that nobody uses any more; where its library can't, it stays ours."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)  # glibc's


def give_back_at_once() -> None:
    """Let the system have large pieces as soon as nobody uses them: its library keeps some for later, up to 32 MB."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_OWN_PIECE, _LARGE)
