"""The site generator in a process of its own: the program that runs it knows no more of it than its command line."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def generate(
    root: Path, *arguments: str, quiet_input: bool = True, environment: Mapping[str, str] | None = None
) -> int:
    """Run a command of MkDocs on a column, with what it says in sight; its exit code.

    `environment` is all that it sees of one; this process's own unless it is given.
    Ctrl-C ends it as it ends a terminal's own command: its exit code is 130 then.
    """
    command, *options = arguments
    whole = [sys.executable, "-m", "mkdocs", command, *options, "-f", str(root / "mkdocs.yml")]
    seen = (os.environ if environment is None else dict(environment)) | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    stdin = subprocess.DEVNULL if quiet_input else None
    with subprocess.Popen(whole, cwd=root, env=seen, stdin=stdin) as process:  # noqa: S603 - ours
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.wait()  # it was told too, and has something to finish
            return 130
