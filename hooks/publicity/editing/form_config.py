"""The form's configuration, as Decap reads it: a collection for each kind of file, and where the files lie."""

from typing import Any

from publicity.column.column import Column
from publicity.column.files import ColumnFiles
from publicity.editing.desk import STEM, VERSION, Desk
from publicity.editing.form_data import Field
from publicity.editing.sheets import KINDS, Kind, stems

_FIRST = (
    "id",
    "title",
    "kind",
    "date",
    "published",
    "phase",
    "source",
    "summary",
    "body",
    "picture",
    "attachments",
    "issue",
    "draft",
)


def local_config(desk: Desk, address: str) -> dict[str, Any]:
    """The configuration of the form on one's own machine; `address` answers its requests."""
    found = desk.read()
    return {
        "backend": {"name": "proxy", "proxy_url": address, "branch": "main"},
        "local_backend": False,
        "load_config_file": False,
        "locale": "zh_Hans",
        "publish_mode": "simple",
        "media_folder": "docs",
        "public_folder": "",
        "show_preview_links": False,
        "slug": {"encoding": "unicode", "clean_accents": False},
        "collections": [_collection(kind, desk, found) for kind in KINDS],
    }


def _collection(kind: Kind, desk: Desk, found: ColumnFiles) -> dict[str, Any]:
    fields = [_plain(field) for field in desk.fields(kind, found)]
    hidden = {"name": VERSION, "label": "版本", "widget": "hidden", "required": False}
    preview = {"editor": {"preview": bool(kind.folder)}}
    if not kind.folder:
        file = {"name": "plan", "label": kind.label, "file": "plan.json", "fields": [*fields, hidden], "format": "json"}
        return {"name": kind.name, "label": kind.label, "files": [file], **preview}
    if kind.name == "commitments":
        slug, first = "{{fields.id}}", []
    else:
        slug = f"{{{{fields.{STEM}}}}}"
        first = [_file_name(kind, desk, found.readable)]
    own = {field["name"]: field for field in fields}
    if found.readable:
        _begin(own, kind, found.readable)
    return {
        "name": kind.name,
        "label": kind.label,
        "label_singular": kind.label,
        "folder": kind.folder,
        "create": True,
        "delete": False,
        "extension": "json",
        "format": "json",
        "slug": slug,
        "identifier_field": "item" if kind.name == "commitments" else "title",
        "summary": "{{item}}" if kind.name == "commitments" else "{{date}}　{{title}}",
        "fields": [*sorted(own.values(), key=_rank), *first, hidden],
        **preview,
    }


def _plain(field: Field, *, within: bool = False) -> Field:
    """A field as Decap takes it: what an object must say it must say only where it is there, which `check` sees to."""
    required = field["required"] and not within
    if "fields" not in field:
        return field | {"required": required}
    within = field["widget"] == "object" and not required
    return field | {"required": required, "fields": [_plain(one, within=within) for one in field["fields"]]}


def _rank(field: Field) -> int:
    """What every text needs comes first; the rest in the model's order."""
    return _FIRST.index(field["name"]) if field["name"] in _FIRST else len(_FIRST)


def _file_name(kind: Kind, desk: Desk, column: Column | None) -> Field:
    taken = stems(kind, desk.docs)
    stem = f"{column.as_of.own}-dongtai" if column and kind.name == "bulletins" else kind.name
    number = next(i for i in range(1, len(taken) + 2) if f"{stem}-{i}" not in taken)
    hint = "网址要用：小写字母、数字和连字符。存过以后不能再改，不改就用这里写好的"
    pattern = [r"^[\w-]+$", "只能用字母、数字和连字符"]
    default = f"{stem}-{number}"
    return {"name": STEM, "label": "文件名", "hint": hint, "widget": "string", "default": default, "pattern": pattern}


def _begin(fields: dict[str, Field], kind: Kind, column: Column) -> None:
    """What a new file begins with: the column's day, the source of the last article."""
    day = column.as_of.own.isoformat()
    defaults = {"date": day, "published": f"{day} 09:00", "kind": "动态"} if kind.name == "bulletins" else {}
    if kind.name != "commitments":
        defaults["source"] = next(iter(fields["source"].get("suggestions", [])), "")
    for key, value in defaults.items():
        if value:
            fields[key] = fields[key] | {"default": value}
