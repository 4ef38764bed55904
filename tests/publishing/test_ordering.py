"""Replacing file by file: at every moment whatever readers can get to has all that it refers to."""

from collections.abc import Mapping
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from publicity.manifests.manifest import NAME, Entry
from publicity.publishing.ordering import steps

PATHS = ["index.html", "a.html", "b.html", "c.html", "x.1.css", "x.2.css", "p.png", "d.json", "feed.xml"]
Site = dict[str, tuple[str, frozenset[str]]]  # what a file says, and what it refers to


@st.composite
def sites(draw: st.DrawFn) -> Site:
    """A site whose pages refer to files of the same site."""
    paths = ["index.html", *sorted(draw(st.sets(st.sampled_from(PATHS[1:]))))]
    return {
        path: (
            draw(st.sampled_from("12")),
            frozenset(draw(st.sets(st.sampled_from(paths), max_size=4))) if path.endswith(".html") else frozenset(),
        )
        for path in [*paths, NAME]
    }


def entries(site: Site) -> dict[str, Entry]:
    return {path: Entry(f"{text} {sorted(leads)}", 1) for path, (text, leads) in site.items()}


def lacks(served: Mapping[str, tuple[str, frozenset[str]]]) -> set[str]:
    """What readers who start at the first page are led to and do not find."""
    seen, todo = set[str](), ["index.html"]
    while todo:
        path = todo.pop()
        if path not in seen:
            seen.add(path)
            todo += served[path][1] if path in served else ()
    return seen - served.keys()


@given(sites(), sites(), st.integers())
def test_nothing_is_missing_at_any_moment(old: Site, new: Site, seed: int) -> None:
    served, random, made = dict(old), Random(seed), steps(entries(old), entries(new))
    for step in made:
        for path in random.sample(step.paths, len(step.paths)):
            if step.removes:
                del served[path]
            else:
                served[path] = new[path]
            assert not lacks(served)
    assert served == new


@given(sites(), sites(), sites(), st.integers())
def test_what_was_left_half_done_comes_right(old: Site, middle: Site, new: Site, seed: int) -> None:
    served, random = dict(old), Random(seed)
    begun = [(step, path) for step in steps(entries(old), entries(middle)) for path in step.paths]
    for step, path in begun[: random.randint(0, len(begun))]:
        if step.removes:
            del served[path]
        else:
            served[path] = middle[path]
    unsure = {path for path in old.keys() | middle.keys() if entries(old).get(path) != entries(middle).get(path)}
    for step in steps(entries(old), entries(new), unsure):
        for path in step.paths:
            if step.removes:
                served.pop(path, None)
            else:
                served[path] = new[path]
    assert served == new
