"""What stands in the form, as readers will see its text: converted as a build converts it, pictures and all."""

from collections.abc import Mapping
from html import escape
from typing import Any

from markdown import Markdown

from publicity.editing.desk import Desk
from publicity.editing.sheets import BY_NAME, stems
from publicity.markup.column_text import extensions
from publicity.regex import regex
from publicity.texts.paths import resolve

_SOURCE = regex(r'(<img\b[^>]*?\bsrc=")(?![a-z]+:|/)([^"]+)"')


def previewed(desk: Desk, asked: Mapping[str, Any], media_at: str) -> dict[str, str]:
    """The HTML of a title, a lead picture and a body; pictures are asked for below an address."""
    collection, stem = str(asked.get("collection")), str(asked.get("stem"))
    kind = BY_NAME.get(collection)
    uri = stems(kind, desk.docs).get(stem) if kind else None
    folder = (uri or f"{collection}/{str(asked.get('date') or '')[:4]}/x").rpartition("/")[0]
    html = Markdown(extensions=extensions()).convert(str(asked.get("body") or ""))
    lead, alt = str(asked.get("picture") or ""), str(asked.get("alt") or "")
    shown = f'<p><img src="{escape(lead)}" alt="{escape(alt)}"></p>' if lead else ""
    title = f"<h1>{escape(str(asked.get('title') or ''))}</h1>"
    return {"html": _SOURCE.sub(rf'\g<1>{media_at}{folder}/\g<2>"', title + shown + html)}


def media(desk: Desk, path: str) -> bytes | None:
    """A picture by its path within docs/, saved or still to be saved."""
    uri = resolve("", path)
    if (staged := desk.staged.get("/".join(uri.rsplit("/", 2)[-2:]))) is not None:
        return staged
    file = (desk.docs / uri).resolve()
    return file.read_bytes() if file.is_relative_to(desk.docs.resolve()) and file.is_file() else None
