"""The same form beside an office's repository on GitLab or GitHub: what Decap has to be told there."""

from typing import Any

import yaml

from publicity.editing.desk import Desk
from publicity.editing.form_config import local_config

_HEAD = """\
# 把表单放在 GitLab、GitHub 上用的配置：存成 edit/config.yml，和 decap-cms.js 放在一个文件夹里，只给编辑人员打开。
# 没有在真的服务器上试过。app_id、repo 和各网址要换成您那里的；GitLab 的应用选“授权码加 PKCE”，不要密钥。
# 这里没有本机表单的检查、封存和逐行改写：Decap 会重写文件开头，注释会丢。合并以前让 CI 运行 publicity check。
"""
_WIDGETS: dict[str, dict[str, Any]] = {
    "day": {"widget": "string", "pattern": [r"^\d{4}-\d{2}-\d{2}$", "写成 2026-04-22"]},
    "moment": {"widget": "string", "pattern": [r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$", "写成 2026-04-22 09:30"]},
    "suggested": {"widget": "string"},
    "names": {"widget": "list"},
    "numbers": {"widget": "list", "field": {"name": "n", "label": "数", "widget": "number", "value_type": "int"}},
    "column-file": {"widget": "file"},
    "column-text": {"widget": "markdown", "modes": ["raw"]},
}
_SERVICES = {
    "gitlab": {
        "name": "gitlab",
        "repo": "GROUP/COLUMN",
        "branch": "main",
        "auth_type": "pkce",
        "app_id": "APP_ID",
        "base_url": "https://gitlab.example",
        "api_root": "https://gitlab.example/api/v4",
        "auth_endpoint": "oauth/authorize",
    },
    "github": {
        "name": "github",
        "repo": "OWNER/COLUMN",
        "branch": "main",
        "auth_type": "pkce",
        "app_id": "APP_ID",
        "base_url": "https://login.example",
    },
}


def remote_config(desk: Desk, service: str) -> str:
    """The configuration as YAML with its warning, for `gitlab` or `github`."""
    made = local_config(desk, "/")
    for key in ("local_backend", "load_config_file"):
        made.pop(key)
    made["backend"] = _SERVICES[service]
    made["collections"] = [_collection(one) for one in made["collections"]]
    return _HEAD + yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=float("inf"))


def _collection(given: dict[str, Any]) -> dict[str, Any]:
    if "files" in given:
        files = [
            {**one, "file": "docs/plan.yml", "format": "yml", "fields": _fields(one["fields"])}
            for one in given["files"]
        ]
        return given | {"files": files}
    nested = {"path": "{{year}}/{{slug}}"} if given["name"] == "bulletins" else {}
    own = {"folder": f"docs/{given['folder']}", "extension": "md", "format": "yaml-frontmatter"}
    media = {"media_folder": "pictures", "public_folder": "pictures"}
    return given | own | nested | media | {"fields": _fields(given["fields"])}


def _fields(fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [_field(one) for one in fields if not one["name"].startswith("form_")]


def _field(given: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {key: value for key, value in given.items() if key != "suggestions"}
    kept |= _WIDGETS.get(given["widget"], {})
    return kept | {"fields": _fields(kept["fields"])} if "fields" in kept else kept
