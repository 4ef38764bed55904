"""The style sheets: what engines of 2018 to 2020 do not know is not counted upon."""

from collections.abc import Iterator

import tinycss2

from tests.helpers.project import ROOT

SHEETS = sorted((ROOT / "overrides" / "assets" / "stylesheets").glob("*.css"))
NEW_ENGINES = "not (inset: 0)"


def rules(sheet: str, within: str = "") -> Iterator[tuple[str, str, dict[str, str]]]:
    """Each rule: the condition it stands under, a selector, what it declares."""
    for rule in tinycss2.parse_rule_list(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            declared = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            said = {it.name: tinycss2.serialize(it.value).strip() for it in declared if it.type == "declaration"}
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
    assert {f"{selector} > *" for selector in gapped} - instead == set()
