"""What is published is read and built before anything secret is at hand; later it is only sent."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from publicity.publishing.building import without_secrets
from tests.helpers.project import Project, clean_environment
from tests.helpers.repository import commit_all
from tests.helpers.sites import contents
from tests.helpers.warm import python

pytestmark = pytest.mark.shipped

SECRET = "zhx-key-of-the-tests"
NAMES = (
    "PUBLICITY_SSH_KEY PUBLICITY_RCLONE_CONF RCLONE_CONFIG_PASS AWS_SECRET_ACCESS_KEY SSH_AUTH_SOCK GITHUB_TOKEN "
    "CI_JOB_TOKEN MY_OWN_PASSWORD HTTPS_PROXY"
)
SECRETS = dict.fromkeys(NAMES.split(), SECRET)
SPY = """\
import json, os
from pathlib import Path

def on_config(config):
    with Path({seen!r}).open("a") as file:
        file.write(json.dumps(dict(os.environ)) + "\\n")
    return config
"""


@pytest.fixture
def spied(project: Project, tmp_path: Path) -> Project:
    """A committed column whose office has a hook that writes down what it sees of the environment."""
    (project.root / "hooks" / "spy.py").write_text(SPY.format(seen=str(tmp_path / "seen")), encoding="utf-8")
    project.edit("mkdocs.yml", "hooks:\n", "hooks:\n  - hooks/spy.py\n")
    (project.root / ".gitignore").write_text("/site/\n__pycache__/\n.cache/\n")
    commit_all(project.root)
    return project


def run(column: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    return python(
        "publicity", *arguments, "--root", str(column.root), cwd=column.root, env=clean_environment() | SECRETS
    )


def test_what_is_prepared_is_sent_as_it_is(spied: Project, tmp_path: Path) -> None:
    ready, target, seen = tmp_path / "ready", tmp_path / "served", tmp_path / "seen"
    done = run(spied, "prepare", str(ready), "--allow-samples", "--allow-pinned")
    assert done.returncode == 0, done.stdout + done.stderr
    (environment,) = seen.read_text().splitlines()
    assert SECRET not in environment and json.loads(environment)["PATH"] == os.environ["PATH"]

    kept = tmp_path / "manifest.json"
    done = run(spied, "publish", str(target), "--prepared", str(ready), "--keep", str(kept))
    assert done.returncode == 0, done.stdout + done.stderr
    assert contents(target / "current/") == contents(ready / "site")
    assert kept.read_bytes() == (ready / "site" / "manifest.json").read_bytes()
    assert len(seen.read_text().splitlines()) == 1  # nothing was built again

    (spied.root / "docs" / "timeline.md").open("a", encoding="utf-8").write("\n又一句。\n")
    commit_all(spied.root)
    done = run(spied, "publish", str(target), "--prepared", str(ready))
    assert done.returncode == 1 and "重新运行 publicity prepare" in done.stderr
    done = run(spied, "publish", str(target), "--prepared", str(tmp_path / "nothing"))
    assert done.returncode == 1 and "没有准备好的网站" in done.stderr and "Traceback" not in done.stderr
    done = run(spied, "publish", str(target), "--prepared", str(ready), "--allow-samples")
    assert done.returncode == 2
    done = run(spied, "prepare", str(ready))
    assert done.returncode == 1 and "不是空的文件夹" in done.stderr


def test_a_build_sees_no_more_than_it_needs() -> None:
    needed = {"PATH": "/bin", "LC_ALL": "C.UTF-8", "PYTHONPATH": "x", "Path": r"C:\bin"}
    assert without_secrets(needed | SECRETS) == needed
