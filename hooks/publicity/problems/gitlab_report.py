"""GitLab's code quality report: it shows problems beside the lines of a merge request."""

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from publicity.problems.problem import Problem, Severity

_RANKS = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTICE: "info"}


def report(problems: Iterable[Problem]) -> str:
    """Write the report (GitLab's documentation, “Code Quality report format”); without problems an empty list.

    A problem keeps its fingerprint when lines move, so that GitLab tells old problems from new ones.
    """
    seen: Counter[str] = Counter()
    entries = []
    for problem in problems:
        what = f"{problem.file}\n{problem.message}\n{problem.source.strip()}"
        seen[what] += 1
        entries.append(
            {
                "description": f"{problem.severity.value}：{problem.advice}",
                "check_name": "publicity",
                "fingerprint": sha256(f"{what}\n{seen[what]}".encode(errors="surrogatepass")).hexdigest(),
                "severity": _RANKS[problem.severity],
                "location": {"path": problem.file, "lines": {"begin": max(1, problem.line)}},
            }
        )
    return json.dumps(entries, ensure_ascii=False, indent=2)
