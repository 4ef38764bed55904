"""The files of a new column. The same version and the same answers give the same bytes: an upgrade compares them."""

import re
from collections.abc import Mapping

from publicity.regex import regex
from publicity.starter.answers import DEMONSTRATED_DAY, FILE, UNFILLED, Answers
from publicity.starter.shipped import demonstration, own, shared

CONTENT = "docs/"  # what the office writes; the rest is what it runs the column with

# Where each file of the starter goes. Their own names begin with no dot, so that no tool passes them over.
_OWN = {
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".github/workflows/check.yml": "github/check.yml",
    ".github/workflows/publish.yml": "github/publish.yml",
    ".github/workflows/rollback.yml": "github/rollback.yml",
    "README.md": "README.md",
    "docs/plan.yml": "plan.yml",
    "mkdocs.yml": "mkdocs.yml",
    "requirements/publicity.txt": "publicity.txt",
}
# What is the same here and there, and so is kept once.
_SHARED = {
    "requirements/locked.txt": "requirements/site.txt",
    "deploy/nginx.conf": "deploy/nginx.conf",
    **{
        f".vscode/{name}": f".vscode/{name}"
        for name in (
            *("settings.json", "extensions.json", "publicity.code-snippets"),
            *(f"{model}.schema.json" for model in ("plan", "bulletin", "publication", "commitment", "settings")),
        )
    },
    **{f"docs/{name}.md": f"docs/{name}.md" for name in ("index", "plan", "timeline")},
}
_HANDBOOK = "编辑手册.md"
_MARK = regex(r"@@(\w+)@@")
_PICTURE = regex(r"^!\[[^\]]*\]\(screenshots/[^)]*\)\n\n?", re.MULTILINE)  # of the demonstration
_SIGNIFICANT = regex(r"([\\`*_{}\[\]<>()#+!|~$&-])")


def laid_down(answers: Answers, version: str) -> Mapping[str, bytes]:
    """The files by path from the column's folder, in order; lines end in a line feed."""
    words = _words(answers, version)
    made = {path: _filled(own(name), words).encode() for path, name in _OWN.items()}
    made |= {path: shared(name) for path, name in _SHARED.items()}
    made |= {
        FILE: answers.text(version).encode(),
        "overrides/.gitkeep": b"",  # mkdocs.yml names the folder
        _HANDBOOK: _PICTURE.sub("", shared(_HANDBOOK).decode()).encode(),
    }
    if answers.demonstration:
        made |= demonstration()
    return dict(sorted(made.items()))


def _words(answers: Answers, version: str) -> dict[str, str]:
    """What stands for the marks in the files."""
    pinned = f"  as_of: {DEMONSTRATED_DAY} # 演示停在这一天\n" if answers.demonstration else ""
    return {
        "title": _scalar(answers.title),
        "campaign": _scalar(answers.campaign),
        "organ": _scalar(answers.organ),
        "issued": answers.issued,
        "id": f"\nid: {answers.id} # 专栏的标识：订阅、日历认它，建好以后不要改\n" if answers.id else "",
        "period": _period(answers.period),
        "site_name": _scalar(answers.site_name),
        "description": _scalar(f"{answers.campaign}的方案、进程、公开事项和整改承诺"),
        "pinned": pinned,
        "heading": _SIGNIFICANT.sub(r"\\\1", answers.site_name),
        "version": version,
        "hash": f" --hash=sha256:{answers.wheel}" if answers.wheel else "",
    }


def _period(printed: str) -> str:
    if printed == UNFILLED:
        return f"  when: {UNFILLED}\n  undated: true # 填好上一行以后，删掉这一行"
    return f"  when: {_scalar(printed)}"


def _scalar(text: str) -> str:
    """A text as YAML writes it, quoted where it has to be."""
    import yaml  # here: `publicity upgrade --help` waits for none

    return yaml.safe_dump({"": text}, allow_unicode=True, width=float("inf")).partition(": ")[2].rstrip("\n")


def _filled(text: str, words: Mapping[str, str]) -> str:
    return _MARK.sub(lambda match: words[match[1]], text)
