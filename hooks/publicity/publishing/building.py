"""A commit's own tree to a finished site: what is ignored, left about or not yet committed has no part in it.

What builds it sees no more of the environment than a build needs: keys, tokens and agents are named in it.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from publicity.building.generator import generate
from publicity.manifests.commit import Commit
from publicity.publishing.checkout import checked_out
from publicity.publishing.kept import CACHE, SITE, Kept, Say, kept_for
from publicity.publishing.refusal import Refusal, RefusedError
from publicity.regex import regex

Judged = TypeVar("Judged")

_HARMLESS = regex(
    r"PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_[A-Z]+|TZ|TERM|COLUMNS|NO_COLOR|CI|GITHUB_ACTIONS|AS_OF"
    r"|TMPDIR|TEMP|TMP|VIRTUAL_ENV|PYTHON[A-Z]+|LD_LIBRARY_PATH|XDG_CACHE_HOME|NO_MKDOCS_2_WARNING"
    r"|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|USERPROFILE|APPDATA|LOCALAPPDATA",
    re.IGNORECASE,  # as Windows has them
)


@contextmanager
def built(root: Path, commit: Commit, say: Say, judge: Callable[[], Judged]) -> Iterator[tuple[Path, Judged]]:
    """The site of a commit, which nobody else touches meanwhile, and what was judged. Raises RefusedError.

    It is the last publication's site, brought up to date, or, where there is a doubt, built from nothing. `judge`
    raises what stands against it: it is called while the commit is being checked out, before anything is built.
    """
    with ExitStack() as stack:
        kept = stack.enter_context(kept_for(root, say))
        folder = kept.room if kept else Path(stack.enter_context(TemporaryDirectory(prefix="publicity-")))
        with ThreadPoolExecutor(1) as beside:
            tree = checked_out(root, commit, folder, kept.tree if kept else None)
            checkout = beside.submit(stack.enter_context, tree)
            judged = judge()
        column = checkout.result()
        site = _lent(kept, column, stack, say) if kept else None
        if site is None:
            site = folder / SITE
            if (root / CACHE).is_dir():
                with suppress(OSError):  # a system without links, or a commit that has one, makes everything anew
                    (column / CACHE).symlink_to((root / CACHE).resolve(), target_is_directory=True)
        build(column, site)
        yield site, judged


def _lent(kept: Kept, column: Path, stack: ExitStack, say: Say) -> Path | None:
    """Where the build can go on from the last publication's site, until the stack ends; None where it can't."""
    if committed := [name for name in (CACHE, SITE) if os.path.lexists(column / name)]:
        named = "、".join(committed)
        say(f"仓库里提交了 {named}，每次发布都要从头生成。写进 .gitignore，再用 git rm -r --cached 去掉。")
        return None
    try:
        return stack.enter_context(kept.lent(column))
    except OSError as error:
        say(f"上次发布留下的接不上（{error.strerror}），这一次从头生成，要慢一些。")
        return None


def build(root: Path, site: Path) -> None:
    """Build strictly into a folder; what is wrong is told as MkDocs tells it. Raises RefusedError where it fails."""
    if generate(root, "build", "--strict", "-d", str(site), environment=without_secrets(os.environ)):
        raise RefusedError([Refusal("网站没有通过生成和检查（原因在上面）", "照提示改好，提交以后再发布")])


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """What of an environment a build may see: an allow-list, for nobody knows what else is called a key somewhere."""
    return {name: value for name, value in environment.items() if _HARMLESS.fullmatch(name)}
