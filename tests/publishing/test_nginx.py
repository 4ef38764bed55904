"""The sample configuration of nginx, asked as browsers ask."""

import gzip
from collections.abc import Callable
from pathlib import Path

import requests

from tests.helpers.browsing import policy
from tests.helpers.project import Project
from tests.helpers.sites import make_site

PROTECTING = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


FRAMED = "/fragments/frame.html"


def test_the_sample_configuration(tmp_path: Path, nginx: Callable[..., str]) -> None:
    more: dict[str, str | bytes] = {
        "404.html": "没有这个网页",
        "calendar.ics": "BEGIN:VCALENDAR",
        "data/list.csv": "表",
        "search/words/1f-abcdef.bin": "x",
        "long.html": "长" * 2000,
        "big.txt": "plain",
        "big.txt.gz": gzip.compress(b"plain, but made before"),
        ".git/config": "secret",
        ".well-known/security.txt": "Contact",
    }
    site = make_site(tmp_path / "site", 1, more=more)
    (tmp_path / "current").symlink_to(site)
    address = nginx(tmp_path / "current")

    def get(path: str, **headers: str) -> requests.Response:
        answer = requests.get(f"{address}/{path}", headers=headers, timeout=20)
        assert answer.headers["Content-Security-Policy"] == policy(), path
        assert PROTECTING.items() <= dict(answer.headers).items(), path
        assert answer.headers["Server"] == "nginx"
        return answer

    assert get("search/words/1f-abcdef.bin").headers["X-Robots-Tag"] == "noindex"
    page = get("")
    assert "X-Robots-Tag" not in page.headers
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-cache"
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    again = get("", **{"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304 and not again.content

    css = next(path.relative_to(site).as_posix() for path in site.glob("assets/*.css"))
    assert get(css).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "immutable" in get("search/words/1f-abcdef.bin").headers["Cache-Control"]
    lost = get("assets/column.00000000.css")
    assert lost.status_code == 404 and lost.headers["Cache-Control"] == "no-cache"  # not for a year
    assert lost.content.decode() == "没有这个网页"

    types = {"calendar.ics": "text/calendar", "data/list.csv": "text/csv", "feeds/all.xml": "application/atom+xml"}
    for path, kind in (types | {"data/plan.json": "application/json"}).items():
        assert get(path).headers["Content-Type"] == f"{kind}; charset=utf-8", path

    assert get("long.html").headers["Content-Encoding"] == "gzip"
    assert get("big.txt").text == "plain, but made before"
    assert get("big.txt", **{"Accept-Encoding": "identity"}).text == "plain"
    assert get(".git/config").status_code == 404
    assert get(".well-known/security.txt").status_code == 200
    assert get("bulletins/").status_code in (403, 404)  # no list of files
    assert requests.post(address, timeout=20).status_code == 405


def test_who_may_read_by_script_and_who_may_frame(nginx: Callable[..., str], official: Project) -> None:
    address = nginx(official.root / "site")
    open_to_all = ("data/plan.json", "data/duties.csv", "feeds/all.xml", "calendar.ics", "fragments/latest.html")
    for path in (*open_to_all, "fragments/standing.json", "index.html", "plan.html", "search/index.json"):
        answer = requests.get(f"{address}/{path}", headers={"Origin": "https://any.example"}, timeout=20)
        allowed = path.startswith(("data/", "feeds/", "calendar", "fragments/"))
        assert answer.headers.get("Access-Control-Allow-Origin") == ("*" if allowed else None), path
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Content-Security-Policy"].endswith("; frame-ancestors 'none'"), path
    framed = requests.get(f"{address}{FRAMED}", timeout=20).headers
    assert "X-Frame-Options" not in framed
    assert framed["Content-Security-Policy"].endswith("; frame-ancestors 'self' https://www.example.gov.cn")
