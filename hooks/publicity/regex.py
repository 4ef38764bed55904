"""Regular expressions that are compiled when they are first used: no command needs a third of all there are."""

import re
from typing import Any, AnyStr, cast

_METHODS = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, later: the first use raises what that would, and every other costs the same as there."""
    return cast("re.Pattern[AnyStr]", _Unused(pattern, flags))


class _Used:
    """Answers by the methods of the compiled pattern, which it has as its own."""


class _Unused(_Used):
    def __init__(self, pattern: object, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(cast("str", self.pattern), self._flags)
        self.__class__ = _Used  # type: ignore[assignment]  # without `__getattr__`, which would slow down each use
        self.__dict__.update({name: getattr(compiled, name) for name in _METHODS})
        return getattr(self, name)
