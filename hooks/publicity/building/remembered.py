"""What a logger is told, kept to be told later: work done early, or in another process, speaks when its turn comes."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


@contextmanager
def remembered(name: str) -> Iterator[list[logging.LogRecord]]:
    """Give the list in which everything is kept that a logger would have handled meanwhile."""
    records: list[logging.LogRecord] = []
    logger = logging.getLogger(name)
    handlers, propagate = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [_Keeper(records)], False
    try:
        yield records
    finally:
        logger.handlers, logger.propagate = handlers, propagate


def replay(records: Iterable[logging.LogRecord]) -> None:
    """Have the loggers handle what they were told before."""
    for record in records:
        logging.getLogger(record.name).handle(record)


class _Keeper(logging.Handler):
    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__()
        self.records = records

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)
