"""A regular expression is compiled when it is first used, and then does what Python's own does."""

import re

import pytest

from publicity.regex import regex


@pytest.mark.parametrize("text", ["第12期", "12", "", "期第"])
def test_it_finds_what_a_compiled_one_finds(text: str) -> None:
    lazy, compiled = regex(r"第?(?P<n>\d+)", re.ASCII), re.compile(r"第?(?P<n>\d+)", re.ASCII)
    for _ in range(2):  # when it is first used, and later
        assert [match.span("n") for match in lazy.finditer(text)] == [m.span("n") for m in compiled.finditer(text)]
        assert lazy.sub(r"<\g<n>>", text) == compiled.sub(r"<\g<n>>", text)
        assert (lazy.pattern, lazy.flags, lazy.groupindex) == (compiled.pattern, compiled.flags, compiled.groupindex)


def test_bytes_are_searched_too() -> None:
    assert regex(rb"\d+").findall(b"1 22") == [b"1", b"22"]


def test_a_slip_is_told_when_it_is_used() -> None:
    slip = regex("(")
    assert slip.pattern == "("
    for _ in range(2):
        with pytest.raises(re.error):
            slip.search("")


def test_what_a_compiled_one_has_not_it_has_not() -> None:
    assert not hasattr(regex("a"), "look")
