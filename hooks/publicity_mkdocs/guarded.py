"""What templates are given of the column, and who notices what they ask of it."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS
from jinja2.runtime import Context

from publicity_mkdocs.here import Here

# What says the same whatever changes in the column, or notes itself what it was asked (`asking.py`).
_GLOBALS = frozenset({*DEFAULT_NAMESPACE, "settings", "preview", "problems", "labels", "topic_key", "config"})
_GLOBALS |= {"shared", "shared_header"}
_FILTERS = frozenset({*FILTERS, "script_tag", "asset", "page", "url", "beside", "kind_and_size", "seen_at_once"})
_FILTERS |= {"anchor_of"}
_FILTERS |= {"day", "short_day", "near_day", "span", "short_span", "numbered", "audience", "data_span", "to_whom"}
_FILTERS |= {"moment", "tally", "draw", "code"}


class Guarded:
    """The column, or something made of all of it, for templates.

    Whatever a page asks of it beside what is `allowed` may change without the page's own article: such a page is made
    anew in every build. What an article shows comes from `shown` instead (publicity/pages/shown.py).
    """

    def __init__(self, whole: Any, here: Here, allowed: frozenset[str] = frozenset()) -> None:
        self._whole, self._here, self._allowed = whole, here, allowed

    def __getattr__(self, name: str) -> Any:
        if name not in self._allowed:
            self._here.wide = True
        return getattr(self._whole, name)

    def __getitem__(self, key: Any) -> Any:
        self._here.wide = True
        return self._whole[key]

    def __iter__(self) -> Iterator[Any]:
        self._here.wide = True
        return iter(self._whole)

    def __len__(self) -> int:
        self._here.wide = True
        return len(self._whole)

    def __contains__(self, key: object) -> bool:
        self._here.wide = True
        return key in self._whole

    def __bool__(self) -> bool:
        if hasattr(self._whole, "__len__"):
            self._here.wide = True
        return bool(self._whole)


def guard(env: Environment, here: Here) -> None:
    """Notice whatever templates ask for, by a name or a filter, that nobody has looked at: now or in times to come."""
    for name, value in env.globals.items():
        if name not in _GLOBALS and value is not None and not isinstance(value, Guarded):
            env.globals[name] = _noticed(value, here) if callable(value) else Guarded(value, here)
    for name, work in env.filters.items():
        if name not in FILTERS:
            env.filters[name] = _asked_each_time(work if name in _FILTERS else _noticed(work, here))


def _noticed(work: Callable[..., Any], here: Here) -> Callable[..., Any]:
    @wraps(work)
    def noticed(*arguments: Any, **more: Any) -> Any:
        here.wide = True
        return work(*arguments, **more)

    return noticed


def _asked_each_time(work: Callable[..., Any]) -> Callable[..., Any]:
    """The same, of which Jinja works out nothing when it translates a template: it would keep the answer."""
    if hasattr(work, "jinja_pass_arg"):
        return work

    @pass_context
    @wraps(work)
    def asked(_: Context, *arguments: Any, **more: Any) -> Any:
        return work(*arguments, **more)

    return asked
