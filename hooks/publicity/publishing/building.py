"""A column's committed sources to a finished site, in a process of its own and out of the way of site/."""

import os
import subprocess
import sys
from pathlib import Path

from publicity.publishing.refusal import Refusal, RefusedError


def build(root: Path, site: Path) -> None:
    """Build strictly into a folder; what is wrong is told as MkDocs tells it. Raises RefusedError where it fails."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(root / "mkdocs.yml"), "-d", str(site)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=root, env=environment, stdin=subprocess.DEVNULL, check=False)  # noqa: S603 - ours
    if done.returncode:
        raise RefusedError([Refusal("网站没有通过生成和检查（原因在上面）", "照提示改好，提交以后再发布")])
