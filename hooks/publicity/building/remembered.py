"""What a logger is told, kept to be told later: work done early, or in another process, speaks when its turn comes."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def remembered(name: str) -> Iterator[list[logging.LogRecord]]:
    """Give the list in which everything is kept that a logger would have handled meanwhile."""
    told: list[logging.LogRecord] = []
    logger = logging.getLogger(name)
    handlers, propagate = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [_Keeper(told)], False
    try:
        yield told
    finally:
        logger.handlers, logger.propagate = handlers, propagate


class _Keeper(logging.Handler):
    def __init__(self, told: list[logging.LogRecord]) -> None:
        super().__init__()
        self.told = told

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record)
