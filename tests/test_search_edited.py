"""An index made of the last one has the same bytes as one made whole; what can't be believed makes it whole."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.building import ahead
from publicity.search import whole, words
from publicity.search.facets import Facet
from publicity.search.kept import Kept, forget_others, read_kept
from publicity.search.page import SearchPage, read_record
from publicity.search.sounds import learn, remembered, sounds
from publicity.search.splicing import Change, spliced
from publicity.search.texts import Texts
from publicity.search.writing import write_index
from tests.helpers.searching import LETTERS, SOUNDS, Held, candidate
from tests.helpers.torture import SEED, examples, times

FACETS = (Facet("kind", "种类", ("甲", "乙")),)
CHARACTERS = [chr(0x4E00 + number) for number in range(900)] + [*"學習實踐·a4.%😀\n，"]
Pages = Mapping[str, SearchPage]


def page(url: str, title: str, text: str, names: list[str], sounds: list[str], day: int) -> SearchPage:
    kinds = {"kind": ("甲", "乙", "丙")[day % 3 :][:2]}
    when = date(2009, 4, 1) + timedelta(day)
    about = ("来源：办公室", title[:day])[: day % 3]
    return SearchPage(
        url, title, "动态", when, kinds, text, tuple(names), tuple(sounds), day % 5 > 0, title[:day], about
    )


def written(pages: Pages, last: Held | None = None, kept: Kept | None = None) -> tuple[Held, Kept, str]:
    """The index of pages, from a last one or from nothing."""
    held = Held(last.all() if last else None)
    found = sorted(pages.values(), key=lambda page: (page.day, page.url))
    made, digest = write_index([*map(candidate, found)], FACETS, Texts(Path()), held, kept)
    return held.take(), made, digest


EDITS = st.lists(
    st.dictionaries(
        st.integers(0, 24),
        st.none()
        | st.tuples(LETTERS, LETTERS, st.lists(LETTERS, max_size=2), st.lists(SOUNDS, max_size=2), st.integers(0, 9)),
        max_size=6,
    ),
    min_size=2,
    max_size=5,
)


@given(EDITS)
@examples(20)
def test_any_series_of_edits_gives_the_bytes_of_a_whole_index(edits: list[dict[int, Any]]) -> None:
    pages, held, kept = dict[str, SearchPage](), None, None
    for edit in edits:
        for number, content in edit.items():
            pages.pop(f"{number}.html", None)
            if content:
                pages[f"{number}.html"] = page(f"{number}.html", *content)
        held, kept, digest = written(pages, held, kept)
        complete, made, said = written(pages)
        assert held.all() == complete.files
        assert (kept, digest) == (made, said)


def longer(random: Random, url: str) -> SearchPage:
    return page(url, "".join(random.choices(CHARACTERS, k=9)), "".join(random.choices(CHARACTERS, k=300)), [], [], 1)


def test_a_long_series_writes_little(tmp_path: Path) -> None:
    random = Random(SEED)
    pages = {f"{number}.html": longer(random, f"{number}.html") for number in range(120)}
    held, kept, digest = written(pages)
    for count in range(times(12)):
        url, kind = random.choice([*pages]), count % 5
        before, new = pages[url], longer(random, f"new{count}.html")
        if kind == 0:
            pages[url] = replace(before, text=before.text + random.choice(CHARACTERS))
        elif kind == 1:
            pages[new.url] = new
        elif kind == 2:
            pages[f"moved{count}.html"] = replace(pages.pop(url), url=f"moved{count}.html")
        elif kind == 3:
            pages[url] = replace(before, day=before.day + timedelta(random.randint(-9, 9)), title=new.title)
        else:
            del pages[url]
        kept.write(tmp_path, digest)
        held, kept, digest = written(pages, held, read_kept(tmp_path, digest))
        complete, made, _ = written(pages)
        assert held.all() == complete.files, (count, kind)
        assert kept == made
        assert len(held.kept) > 100 and (kind or len(held.files) < 9)


def leb128(number: int) -> bytes:
    return bytes([number & 127 | 128]) + leb128(number >> 7) if number > 127 else bytes([number])


def file_of_words(entries: Mapping[bytes, set[int]]) -> bytes:
    content = b""
    for key, postings in sorted(entries.items()):
        listed = b"".join(leb128(number - before) for before, number in pairwise([0, *sorted(postings)]))
        content += leb128(len(key)) + key + leb128(len(listed)) + listed if listed else b""
    return content


@pytest.mark.parametrize("most", [200, 20_000, 2**34])
def test_any_postings_come_and_go_in_a_long_file(most: int) -> None:
    """Keys of every kind, where they are and where they are not; lists of few and many numbers, small and large."""
    random = Random(SEED + most)
    letters = ["a", "1", "%", "é", "ü", "\u0600", "一", "丁", "人", "龥", "㐀", "가", "😀", "𠮷", *CHARACTERS[:150]]
    keys = [*{"".join(random.choices(letters, k=random.choice([1, 2, 2, 2]))).encode() for _ in range(900)}]
    for _ in range(times(15)):
        entries = {
            key: {random.randrange(most) for _ in range(random.choice([1, 1, 1, 2, 9, 150, 3000 if key < b"b" else 1]))}
            for key in random.sample(keys, 500)
        }
        changes = dict[bytes, Change]()
        for key in random.sample(keys, 12):
            there = entries.get(key, set())
            come = {random.randrange(most) for _ in range(random.randrange(4))} - there
            gone = {*random.sample(sorted(there), random.choice([0, min(2, len(there)), len(there)]))}
            if come or gone:
                changes[key] = Change(gone, come)
        after = {key: entries.get(key, set()) for key in keys}
        after |= {key: after[key] - it.gone | it.come for key, it in changes.items()}
        made, gone_keys, new_keys = spliced(file_of_words(entries), changes)
        assert made == file_of_words(after)
        assert gone_keys == {key for key in entries if not after[key]}
        assert new_keys == {key for key in keys if after[key] and key not in entries}


def test_pages_that_changed_without_being_known_are_all_taken_again() -> None:
    random = Random(SEED)
    pages = {f"{number}.html": longer(random, f"{number}.html") for number in range(40)}
    held, kept, _ = written(pages)
    unknown = replace(kept, made_of=dict.fromkeys(kept.made_of, ""))
    for last in (unknown, replace(kept, index=replace(kept.index, words=kept.index.words[:1]))):
        again, made, _ = written(pages, held, last)
        assert again.all() == held.files and made == kept


def test_an_index_of_other_files_than_it_says_is_made_whole() -> None:
    random = Random(SEED)
    pages = {f"{number}.html": longer(random, f"{number}.html") for number in range(40)}
    held, kept, _ = written(pages)
    edited = {**pages, "1.html": longer(random, "1.html")}
    complete, *_ = written(edited)
    for spoil in (lambda _: b"", lambda content: content[: len(content) // 2], lambda content: content[::-1]):
        spoilt = Held(held.files)
        spoilt.files = {path: spoil(content) for path, content in held.files.items()}
        again, *_ = written(edited, spoilt, kept)
        assert again.all() == complete.files
    gone = Held()
    again, *_ = written(edited, gone, kept)
    assert again.all() == complete.files


@pytest.mark.parametrize("change", [Change({5}, set()), Change(set(), {4}), Change({4, 5}, {7})])
def test_a_file_of_words_that_is_another_is_refused(change: Change) -> None:
    content = "\x03人\x01\x04".encode()
    with pytest.raises(ValueError, match="another"):
        spliced(content, {"人".encode(): change})


def test_what_was_kept_is_read_as_it_was_written(tmp_path: Path) -> None:
    random = Random(SEED)
    _, kept, digest = written({f"{number}.html": longer(random, f"{number}.html") for number in range(9)})
    kept.write(tmp_path, digest)
    assert read_kept(tmp_path, digest) == kept
    assert read_kept(tmp_path, "0" * 64) is None
    path = tmp_path / digest
    text = path.read_text(encoding="utf-8")
    for spoilt in ("", "{}", "[]", "\n", text[:-9], text.replace("0.html", "1.html"), "\0" * 99):
        path.write_text(spoilt, encoding="utf-8")
        assert read_kept(tmp_path, digest) is None, spoilt
    kept.write(tmp_path, "1" * 64)
    forget_others(tmp_path, {"1" * 64})
    assert [one.name for one in tmp_path.iterdir()] == ["1" * 64]


def test_a_record_says_all_that_a_page_is_found_by() -> None:
    one = page("a.html", "题目", "正文\n二", ["名"], ["ming"], 7)
    shown = read_record(one.record())
    assert shown == replace(one, facets={}, text=one.said, summary="", about=())
    assert shown.record() == one.record()
    for spoilt in (b"", b"[]", b"{}", b"1", b"\xff"):
        with pytest.raises(ValueError, match=r"record|value|decode"):
            read_record(spoilt)


@pytest.fixture
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publicity.search.sounds._known", {})


@pytest.mark.usefixtures("nothing_known")
def test_how_names_are_read_is_known_from_the_last_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sounds("公开清单") == "gong kai qing dan"
    _, kept, digest = written({"1.html": longer(Random(SEED), "1.html")})
    kept.write(tmp_path, digest)
    monkeypatch.setattr("publicity.search.sounds._known", {})
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    assert read_kept(tmp_path, digest) == kept
    assert sounds("公开清单") == "gong kai qing dan"


@pytest.mark.usefixtures("nothing_known")
def test_many_names_are_looked_up_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publicity.search.sounds.MANY", 2)
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "pypinyin", None)
        learn(["银行", "绿园区", "银行", "No 1"])
        assert [*map(sounds, ("银行", "绿园区", "No 1"))] == ["yin hang", "lv yuan qu", ""]
        with pytest.raises(ImportError):
            learn(["一个"])
    monkeypatch.setattr(sys, "executable", "/nowhere")
    learn(["长春", "行走"])
    assert [*map(sounds, ("长春", "行走"))] == ["chang chun", "xing zou"]


@pytest.mark.usefixtures("nothing_known")
def test_what_copies_ask_of_names_is_known_to_the_next_build(monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(SEED)
    pages = [longer(random, f"{number}.html") for number in range(40)]
    found = [replace(candidate(page), read=(page.title,), page=partial(_heard, page)) for page in pages]
    monkeypatch.setattr(ahead, "processors", lambda: 3)
    monkeypatch.setattr(whole, "FILES", 5)
    write_index(found, FACETS, Texts(Path()), Held())
    assert remembered().keys() == {page.title for page in pages}


def _heard(page: SearchPage) -> SearchPage:
    return replace(page, sounds=(sounds(page.title),))


@pytest.mark.parametrize("fails", ["", "_put_pages", "_put_words", "_code"])
def test_any_number_of_processes_writes_the_same_index(monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    """Whatever becomes of the others."""
    random = Random(SEED)
    pages = {f"{number}.html": longer(random, f"{number}.html") for number in range(60)}
    monkeypatch.setattr(ahead, "processors", lambda: 1)
    alone, kept, digest = written(pages)
    here = os.getpid()

    def fail_elsewhere(work: Callable[..., Any]) -> Callable[..., Any]:
        def done(*args: Any) -> Any:
            if os.getpid() != here:
                os._exit(1)
            return work(*args)

        return done

    monkeypatch.setattr(ahead, "processors", lambda: 3)
    monkeypatch.setattr(whole, "FILES", 5)
    monkeypatch.setattr(words, "BLOCKS", 1)
    monkeypatch.setattr("publicity.search.gathered.BLOCK", 1000)
    if fails:
        owner = words.WordFiles if fails == "_code" else whole
        monkeypatch.setattr(owner, fails, fail_elsewhere(getattr(owner, fails)))
    together, made, said = written(pages)
    assert together.files == alone.files
    assert (made, said) == (kept, digest)
    assert together.hashes.keys() == together.files.keys()
