"""A column's committed sources to a finished site, in a process of its own and out of the way of site/."""

from pathlib import Path

from publicity.building.generator import generate
from publicity.publishing.refusal import Refusal, RefusedError


def build(root: Path, site: Path) -> None:
    """Build strictly into a folder; what is wrong is told as MkDocs tells it. Raises RefusedError where it fails."""
    if generate(root, "build", "--strict", "-d", str(site)):
        raise RefusedError([Refusal("网站没有通过生成和检查（原因在上面）", "照提示改好，提交以后再发布")])
