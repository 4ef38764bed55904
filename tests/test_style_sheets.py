"""The style sheets: what engines of 2018 to 2020 do not know is not counted upon."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
import tinycss2

from tests.helpers.old_chromium import old_chromium
from tests.helpers.project import ROOT

SHEETS = sorted((ROOT / "overrides" / "assets" / "stylesheets").glob("*.css"))
NEW_ENGINES = "not (inset: 0)"


def rules(sheet: str, within: str = "") -> Iterator[tuple[str, str, dict[str, str]]]:
    """Each rule: the condition it stands under, a selector, what it declares."""
    for rule in tinycss2.parse_rule_list(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            declared = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            said: dict[str, str] = {}
            for it in declared:
                if it.type == "declaration":  # the first of a name: what follows is for engines that know more
                    said.setdefault(it.name, tinycss2.serialize(it.value).strip())
            for selector in tinycss2.serialize(rule.prelude).split(","):
                yield within, " ".join(selector.split()), said
        elif rule.content is not None and rule.lower_at_keyword in ("media", "supports", "container"):
            yield from rules(tinycss2.serialize(rule.content), tinycss2.serialize(rule.prelude).strip())


EVERY = [(path.name, *rule) for path in SHEETS for rule in rules(path.read_text(encoding="utf-8"))]


def test_sides_are_written_as_old_engines_know_them() -> None:
    """Chrome before 87 and Safari before 14.1 drop `padding-inline` and its like, and with them every margin."""
    found = [
        (selector, name) for _, _, selector, said in EVERY for name in said if name.endswith(("-inline", "-block"))
    ]
    assert found == []


def test_gaps_have_a_margin_where_there_are_none() -> None:
    instead = {selector for _, within, selector, _ in EVERY if within == NEW_ENGINES}
    flexible = {selector for _, _, selector, said in EVERY if "flex" in said.get("display", "")}
    flexible |= {".choices", ".filters"}  # made so by `.js .needs-script`
    gapped = {selector for _, _, selector, said in EVERY if said.get("gap", "0") != "0" and selector in flexible}
    assert gapped
    assert {f"{selector} > :not(:last-child)" for selector in gapped} - instead == set()


# What an engine of 2018 leaves out without anybody missing it.
HARMLESS = {
    *("border-bottom-color", "color-scheme", "container", "container-type", "forced-color-adjust", "overflow-wrap"),
    *("content-visibility", "list-style", "list-style-type", "mask-image"),  # the arrow of what can be unfolded
    *("page", "print-color-adjust", "text-autospace", "text-decoration-thickness", "text-spacing-trim"),
    *("text-underline-offset", "text-wrap"),
}
UNKNOWN = "(all => all.filter(it => { try { document.querySelector(it); } catch (e) { return true; } }))(%s)"
UNSUPPORTED = "(all => all.filter(([name, value]) => !name.startsWith('--') && !CSS.supports(name, value)))(%s)"


@pytest.mark.parametrize("version", [70, 83])
def test_an_old_engine_leaves_out_only_what_nobody_misses(tmp_path: Path, version: int) -> None:
    """A declaration that it does not know is skipped; a selector that it does not know costs those beside it."""
    pairs = {pair for *_, said in EVERY for pair in said.items()}
    selectors = {selector for _, _, selector, _ in EVERY}
    with old_chromium(version, tmp_path) as engine:
        left_out = engine.run(UNSUPPORTED % json.dumps(sorted(pairs)))
        unknown = set(engine.run(UNKNOWN % json.dumps(sorted(selectors))))
    assert {f"{name}: {value}" for name, value in left_out if name not in HARMLESS} == set()
    assert {it for it in unknown if not re.search(r":has\(|:focus-visible|::marker|::details-content", it)} == set()
    rows: dict[int, set[str]] = defaultdict(set)
    for _, _, selector, said in EVERY:
        rows[id(said)].add(selector)
    assert [row for row in rows.values() if row & unknown and row - unknown] == []


# -- marks and drawings, told apart in every palette ------------------------------------------------------

LIGHT = {"md-default-bg-color": "#fff", "md-default-fg-color": "#212121"}
DRAWN = [  # what is drawn on what; WCAG 1.4.11 asks for 3:1, of words 1.4.3 for 4.5:1
    ("column-edge", "md-default-bg-color", 3),
    ("column-red", "md-default-bg-color", 3),
    ("column-fill", "md-default-bg-color", 3),
    ("column-muted", "md-default-bg-color", 4.5),
    ("column-now", "md-default-bg-color", 4.5),
    ("column-now", "column-near", 3),
    ("md-default-fg-color", "column-near", 4.5),
    ("md-default-fg-color", "column-past", 4.5),
    ("column-on-fill", "column-fill", 4.5),
    ("column-frame-line", "column-frame", 3),
    ("column-red", "column-red-tint", 4.5),
    ("column-muted", "column-foot", 4.5),
]


def colours(name: str) -> dict[str, str]:
    """The colours that a sheet gives to names."""
    sheet = (ROOT / "overrides" / "assets" / "stylesheets" / f"{name}.css").read_text(encoding="utf-8")
    return {
        key.removeprefix("--"): value
        for _, selector, said in rules(sheet)
        if selector == ":root"
        for key, value in said.items()
        if re.fullmatch(r"#(?:[0-9a-f]{3}){1,2}", value)
    }


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2)."""
    digits = colour.lstrip("#")
    long = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    parts = [int(long[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", ["light", "dark", "contrast"])
def test_what_is_drawn_is_told_from_its_ground(palette: str) -> None:
    told = LIGHT | colours("column") | (colours(palette) if palette != "light" else {})
    weak = {}
    for drawn, ground, least in DRAWN:
        lighter, darker = sorted((luminance(told[drawn]), luminance(told[ground])), reverse=True)
        if (found := (lighter + 0.05) / (darker + 0.05)) < least:
            weak[drawn, ground] = round(found, 2)
    assert weak == {}
