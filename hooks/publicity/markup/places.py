"""What a heading's place is called, to which links may lead."""

from markdown.extensions.toc import unique
from pymdownx.slugs import slugify

SLUG = slugify(case="lower")
_SEPARATOR = "-"  # Markdown's own


def place_of(title: str, taken: set[str]) -> str:
    """The name of the place of a heading beside those that are `taken`, which it joins."""
    return unique(SLUG(" ".join(title.split()), _SEPARATOR), taken)
