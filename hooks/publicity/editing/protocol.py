"""What Decap asks of the server beside a folder of files, answered: its `proxy` protocol, as far as the form uses it.

Decap takes each file for JSON; the names that it knows files by are those of `sheets.stems`.
"""

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from publicity.editing.desk import VERSION, Desk, RefusedError
from publicity.editing.form_data import Data
from publicity.editing.keeping import editor_name
from publicity.editing.sheets import BY_NAME, Kind

NOT_OFFERED = "表单不做这件事：请维护人员在文件夹里办。"


def answer(desk: Desk, asked: Mapping[str, Any]) -> Any:
    """The answer to a request, as plain data. Raises RefusedError, in Chinese, for what is not done."""
    action, params = asked.get("action"), asked.get("params") or {}
    match action:
        case "info":
            return {"repo": desk.root.name, "publish_modes": ["simple"], "type": "local_git"}
        case "entriesByFolder":
            kind = _kind(params.get("folder"))
            return [_entry(kind, stem, data) for stem, data in desk.entries(kind)]
        case "entriesByFiles":
            return [_one(desk, file["path"]) for file in params.get("files", [])]
        case "getEntry":
            return _one(desk, params.get("path"))
        case "persistEntry":
            return _persist(desk, params)
        case "getMedia" | "unpublishedEntries":
            return []
        case "getDeployPreview":
            return None
        case "unpublishedEntry":
            raise RefusedError("没有这一稿。")
    raise RefusedError(NOT_OFFERED)


def _kind(name: Any) -> Kind:
    if not isinstance(name, str) or name not in BY_NAME:
        raise RefusedError(NOT_OFFERED)
    return BY_NAME[name]


def _place(path: Any) -> tuple[Kind, str]:
    """The kind and the name that a path of the form means."""
    pure = PurePosixPath(str(path))
    if pure.suffix != ".json" or len(pure.parts) > 2:
        raise RefusedError(NOT_OFFERED)
    return _kind("plan" if len(pure.parts) == 1 and pure.stem == "plan" else pure.parts[0]), pure.stem


def _one(desk: Desk, path: Any) -> dict[str, Any]:
    kind, stem = _place(path)
    data = desk.entry(kind, stem)
    if data is None:
        return {"data": None, "file": {"path": path, "id": None}}
    return _entry(kind, stem, data)


def _entry(kind: Kind, stem: str, data: Data) -> dict[str, Any]:
    path = f"{kind.folder}/{stem}.json" if kind.folder else "plan.json"
    file = {"path": path, "label": kind.label, "id": data[VERSION]}
    return {"data": json.dumps(data, ensure_ascii=False), "file": file}


def _persist(desk: Desk, params: Mapping[str, Any]) -> dict[str, Any]:
    files = params.get("dataFiles") or [params.get("entry")]
    if len(files) != 1 or not isinstance(files[0], dict):
        raise RefusedError(NOT_OFFERED)
    kind, stem = _place(files[0].get("path"))
    new = files[0].get("newPath")
    if new and new != files[0].get("path"):
        raise RefusedError("没有保存：文件名存过以后不能再改。")
    try:
        given = json.loads(files[0]["raw"])
    except (ValueError, KeyError, TypeError):
        given = None
    if not isinstance(given, dict):
        raise RefusedError("没有保存：表单送来的内容读不出来，刷新网页再试。")
    remark, notices = desk.save(kind, stem, given, editor_name(desk.root))
    return {"message": "entry persisted", "remark": remark, "problems": notices}
