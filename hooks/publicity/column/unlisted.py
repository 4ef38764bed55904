"""What lies in docs/ and goes nowhere: it is not published, and told, for somebody may think that it is.

What goes out of docs/ is a page of the column, or a file that a public page names (handbook/domain.md#gate).
"""

from collections.abc import Iterable, Iterator, Set

from pathspec.gitignore import GitIgnoreSpec

from publicity.problems.problem import Problem, Severity
from publicity.texts.beside import KEPT_IN
from publicity.texts.document import links
from publicity.texts.entries import Inventory
from publicity.texts.paths import FOLDERS, linked_path
from publicity.texts.source import Source, load


def private_paths(files: Iterable[str], patterns: Iterable[str]) -> frozenset[str]:
    """Which of the files of docs/ mkdocs.yml lists under `private`, as .gitignore writes them: they never go out."""
    if not (listed := list(patterns)):
        return frozenset()
    return frozenset(GitIgnoreSpec.from_lines(listed).match_files(files))


def named_by_pages(there: Inventory) -> frozenset[str]:
    """The paths within docs/ that the pages beside the articles (docs/index.md and such) link to or show."""
    found: set[str] = set()
    for uri in there.beside:
        source = load(there.docs / uri, uri)
        if isinstance(source, Source):
            found |= {linked_path(uri, link.target) for link in links(source)}
    return frozenset(found)


def unlisted_problems(there: Inventory, named: Set[str], private: Set[str]) -> Iterator[Problem]:
    """Yield a warning for every file that is no page, is named by no page, public or not, and is not private.

    What is an article or a commitment says itself whether it is public.
    """
    kept, prefix = {str(path) for path in KEPT_IN}, there.prefix
    for uri in there.files:
        if uri.endswith(".md") or uri in named or uri in private or uri in kept:
            continue
        message = "没有哪一页用到这个文件，不会公开"
        hint = "要公开的，在文章里链接它，或写进 attachments；不公开的，移出 docs/，或写进 mkdocs.yml 的 private"
        yield Problem(f"{prefix}/{uri}", 0, 0, message, hint, Severity.WARNING)
    for uri in sorted(one for one in private if one.endswith(".md") and one.startswith(FOLDERS)):
        message = "mkdocs.yml 的 private 里有这一篇：文章和承诺公开不公开，由它自己写"
        hint = "在 private 里去掉它；没有定的写 draft: true，公布过的要撤下写 expires"
        yield Problem(f"{prefix}/{uri}", 0, 0, message, hint)
    for uri in sorted(one for one in private & named if not one.endswith(".md") or not one.startswith(FOLDERS)):
        message = "mkdocs.yml 的 private 里有这个文件，文章里却用到它"
        yield Problem(f"{prefix}/{uri}", 0, 0, message, "两处去掉一处；不公开的文件读者打不开")
