"""Which versions are at work, in one line that an editor can send to whoever helps."""

import platform
from importlib.metadata import PackageNotFoundError, version


def versions() -> str:
    """The program's own version, Python's and MkDocs'."""
    own, mkdocs = _installed("publicity"), _installed("mkdocs")
    return f"专栏程序 publicity {own}，Python {platform.python_version()}，MkDocs {mkdocs}"


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "（没有安装）"
