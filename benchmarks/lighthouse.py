"""What Lighthouse says of the built site on a phone, of eight kinds of pages.

Run with `PYTHONPATH=. .venv/bin/python benchmarks/lighthouse.py` after `make site`. It comes by npm, for Node 22.

Scores of 100, the first contentful paint and what a first visit weighs, per page. Performance is simulated for a slow
phone on slow 4G, from what this machine did: on one that is busy with other work it comes out lower.
"""

import gzip
import json
import os
import subprocess
import sys
import threading
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from tests.helpers.browsing import HttpServer, Server
from tests.helpers.project import ROOT
from tests.provide import program

VERSION = "13.5.0"
KINDS = {
    "home": "index.html",
    "plan": "plan.html",
    "timeline": "timeline.html",
    "commitments": "commitments/index.html",
    "one commitment": "commitments/transferred-opinions.html",
    "article": "bulletins/2009/2009-05-26-democratic-meeting.html",
    "list": "bulletins/index.html",
    "search": "search.html?q=%E5%AD%A6%E4%B9%A0",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PACKED = (".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".ics", ".csv")


class Packing(Server):
    """Sends texts gzipped and lets browsers keep them, as deploy/nginx.conf does."""

    def send_head(self) -> BinaryIO | BytesIO | None:
        """Send what comes before the body, and give the body."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in PACKED or not path.is_file():
            return super().send_head()
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000" if "/assets/" in self.path else "max-age=300")
        self.end_headers()
        return BytesIO(body)


def measured(address: str) -> dict[str, Any]:
    """Lighthouse's report of a page."""
    tool = ["npm", "exec", "--yes", "--ignore-scripts", f"lighthouse@{VERSION}", "--"]
    asked = ["--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox", "--form-factor=mobile"]
    environment = os.environ | {"CHROME_PATH": program("chromium")}
    done = subprocess.run([*tool, address, *asked], env=environment, check=True, capture_output=True, text=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def main(site: Path) -> None:
    """Print a table, and below it what cost a page its hundred, performance apart."""
    server = HttpServer(("127.0.0.1", 0), partial(Packing, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("| page | performance | accessibility | best practices | SEO | first paint | weight |")
    print("|---|---|---|---|---|---|---|")
    wrong = []
    for kind, name in KINDS.items():
        report = measured(f"http://127.0.0.1:{server.server_port}/{name}")
        audits, categories = report["audits"], report["categories"]
        scores = [round(categories[category]["score"] * 100) for category in CATEGORIES]
        paint = audits["first-contentful-paint"]["numericValue"] / 1000
        weight = audits["total-byte-weight"]["numericValue"] / 1024
        print(f"| {kind} | {' | '.join(map(str, scores))} | {paint:.1f} s | {weight:.0f} KB |", flush=True)
        for category in CATEGORIES[1:]:
            weighed = [audits[it["id"]] for it in categories[category]["auditRefs"] if it["weight"]]
            wrong += [f"{kind}: {it['title']}" for it in weighed if it["score"] is not None and it["score"] < 1]
    print("\n".join(["", *wrong]))
    server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site")
