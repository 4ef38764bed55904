"""The commands that the form has buttons for: approve, seal, amend. Each runs as it would in a terminal."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publicity.editing.desk import DOCS, Desk, RefusedError
from publicity.editing.keeping import commit, is_kept
from publicity.editing.sheets import BY_NAME, stems

_LABELS = {"seal": "封存", "approve": "审签", "amend": "调整"}


def done(desk: Desk, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Run a command; what it printed, and whether it did it. Its files are committed. Raises RefusedError."""
    what = str(asked.get("what"))
    if what not in _LABELS:
        raise RefusedError("表单没有这个按钮。")
    command = [sys.executable, "-m", "publicity", what, "--root", str(desk.root)]
    command += _arguments(what, desk, asked)
    with desk.lock:
        before = _changed(desk.root)
        ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)  # noqa: S603
        said = (ran.stdout + ran.stderr).strip()
        paths = sorted(_changed(desk.root) - before)
        if not ran.returncode and paths:
            said = f"{said}\n{commit(desk.root, paths, _LABELS[what])}".strip()
    return {"said": said, "done": not ran.returncode}


def _arguments(what: str, desk: Desk, asked: Mapping[str, Any]) -> list[str]:
    def given(key: str, label: str) -> str:
        value = str(asked.get(key) or "").strip()
        if not value:
            raise RefusedError(f"“{label}”没有填。")
        return value

    if what == "seal":
        return []
    kind, stem = BY_NAME.get(str(asked.get("collection"))), str(asked.get("stem"))
    uri = stems(kind, desk.docs).get(stem) if kind else None
    if kind is None or uri is None:
        raise RefusedError("先打开一份存过的稿件，再按这个按钮。")
    if what == "approve":
        return [f"--as={given('round', '哪一审')}", f"--by={given('by', '职务')}", "--", str(desk.docs / uri)]
    if kind.name not in ("plan", "commitments"):
        raise RefusedError("“调整”只用于整改承诺和工作方案；动态写错了，直接改，在“更新时间”里写明。")
    to = str(asked.get("to") or "").strip()
    why = f"--why={given('why', '为什么改')}"
    return [*([f"--to={to}"] if to else []), why, "--", stem, given("path", "改哪一项")]


def _changed(root: Path) -> set[str]:
    """The files of the content that git sees as changed or new, with what they hold."""
    if not is_kept(root):
        return set()
    command = ["git", "-C", str(root), "status", "--porcelain", "-z", "--untracked-files=all", "--", DOCS]
    listed = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False).stdout  # noqa: S603
    return {one[3:] for one in listed.split("\0") if len(one) > 3}
