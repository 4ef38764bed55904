"""The four kinds of file that the form opens, each as one mapping: what stands at its head and, as `body`, below."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel

from publicity.articles.article import Bulletin, Publication
from publicity.commitments.commitment import Commitment
from publicity.editing.form_data import Data, Field, meant, shown
from publicity.editing.form_fields import fields_of
from publicity.editing.merging import merged
from publicity.editing.names import Names
from publicity.editing.yaml_words import pair
from publicity.plans.plan import Plan
from publicity.texts.document import body as body_of
from publicity.texts.entries import files_in
from publicity.texts.source import Source
from publicity.texts.tree import parse

PLAN = "plan.yml"


@dataclass(frozen=True)
class Kind:
    """A kind of file: its folder within docs/ ("" for the plan's one file), what it is called, its model."""

    name: str
    label: str
    folder: str
    model: type[BaseModel]


KINDS = (
    Kind("bulletins", "动态和简报", "bulletins", Bulletin),
    Kind("publications", "公布的文件", "publications", Publication),
    Kind("commitments", "整改承诺", "commitments", Commitment),
    Kind("plan", "工作方案", "", Plan),
)
BY_NAME: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}


def fields_for(kind: Kind, names: Names) -> list[Field]:
    """The fields of a kind's files."""
    body = {"name": "body", "label": "正文", "hint": "图片和附件拖进来就行", "required": False, "widget": "column-text"}
    return fields_of(kind.model, names) + ([body] if kind.folder else [])


def stems(kind: Kind, docs: Path) -> dict[str, str]:
    """The paths within docs/ of a kind's files by the names that the form calls them by."""
    if not kind.folder:
        return {"plan": PLAN}
    found: dict[str, str] = {}
    for uri in files_in(docs):
        if uri.startswith(f"{kind.folder}/") and uri.endswith(".md") and PurePosixPath(uri).name != "index.md":
            stem = PurePosixPath(uri).stem
            inner = uri.removeprefix(f"{kind.folder}/").removesuffix(".md").replace("/", "--")
            found[inner if stem in found else stem] = uri
    return found


def as_form(text: str, kind: Kind, fields: list[Field]) -> Data:
    """A file's text as the form shows it; only the body of one whose head can't be read."""
    head, body = _parts(text, kind)
    tree, _ = parse(Source("", head))
    data = shown(tree.data, [field for field in fields if field["name"] != "body"])
    return data | ({"body": _trimmed(body)} if kind.folder else {})


def with_changes(text: str, after: Mapping[str, Any], kind: Kind, fields: list[Field]) -> str:
    """A file's text with what the form changed. Raises CannotMergeError."""
    head, body = _parts(text, kind)
    made = merged(head, dict(after), [field for field in fields if field["name"] != "body"])
    if not kind.folder:
        return made
    newline = "\r\n" if "\r\n" in text else "\n"
    new = _trimmed(str(after.get("body") or ""))
    if new != _trimmed(body):
        led = body[: len(body) - len(body.lstrip("\r\n"))] or newline
        trail = body[len(body.rstrip("\r\n")) :] if body.strip("\r\n") else newline
        body = (led + new.replace("\n", newline) + (trail or newline)) if new else ""
    start = text.index("\n") + 1
    between = text[start + len(head) : len(text) - len(_parts(text, kind)[1])]
    return text[:start] + made + between + body


def new_text(after: Mapping[str, Any], kind: Kind, fields: list[Field]) -> str:
    """The text of a new file."""
    head = meant(after, [field for field in fields if field["name"] != "body"])
    head = {key: head[key] for key in sorted(head, key=lambda key: key != "id")}  # as in the files that are written
    body = _trimmed(str(after.get("body") or ""))
    return f"---\n{''.join(pair(key, value, 0) for key, value in head.items())}---\n" + (f"\n{body}\n" if body else "")


def head_of(text: str, kind: Kind) -> tuple[str, int]:
    """The YAML of a file, and the line with which it begins, counted from 0."""
    return _parts(text, kind)[0], 1 if kind.folder else 0


def _parts(text: str, kind: Kind) -> tuple[str, str]:
    """The YAML and the body of a file, as they stand."""
    if not kind.folder:
        return text, ""
    body = body_of(text)
    if len(body) == len(text):
        return "", text
    head = text[text.index("\n") + 1 : len(text) - len(body)]
    closing = head.rstrip("\r\n").rfind("\n") + 1
    return head[:closing], body


def _trimmed(body: str) -> str:
    return body.replace("\r\n", "\n").strip("\n")
