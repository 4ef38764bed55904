"""What a process lets go of: how often Python looks for it, and that the system gets it back."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

SELDOM = (50_000, 20, 100)
_OWN_PIECE, _LARGE = -3, 1 << 18  # M_MMAP_THRESHOLD: glibc's malloc.h


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


@contextmanager
def loading() -> Iterator[None]:
    """Load modules meanwhile: what is there when they are loaded stays, and is not looked through, now or later.

    Measured: a sixth of the time that loading the program takes, the end of the process included.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if looking:
            gc.enable()


def end_without_looking() -> None:
    """Have the process end without another look: the system gets all of it."""
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def settle() -> None:
    """Look through everything once more, and then never again: what is there now stays.

    In a process that goes on for hours each look costs no more than what has come since.
    """
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """Let the system have the memory that nobody uses any more; where its library can't, it stays ours."""
    import ctypes  # here and below: commands that only look seldom need none of it

    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)  # glibc's


def give_back_at_once() -> None:
    """Let the system have large pieces as soon as nobody uses them: its library keeps some for later, up to 32 MB."""
    import ctypes

    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_OWN_PIECE, _LARGE)
