"""What a publication costs: one bulletin more, a day later, nothing new; and what verifying costs."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from builds import AS_OF, ROOT, build, environment, make_ours, place, write
from costs import cost_of
from figures import Table
from generate import articles

sys.path.insert(0, str(ROOT))  # the servers are those of the tests

from tests.helpers.servers import run_nginx, run_sshd
from tests.provide import MissingProgramError

from publicity.commands.verify import Trust, judge
from publicity.manifests.manifest import NAME, read_manifest
from publicity.publishing.addressing import target_of
from publicity.publishing.pipeline import check, publish
from publicity.publishing.target_rules import Wishes
from publicity.publishing.telling import Teller

QUIET = Teller(quiet=True)
_SENT = re.compile(r"Transferred: sent (\d+), received (\d+) bytes")


@dataclass(frozen=True)
class Sites:
    """Three builds: so many bulletins less one, all of them, and all of them a day later."""

    before: Path
    after: Path
    later: Path


def sites(size: int) -> Sites:
    """Build them."""
    written, next_day = list(articles(size, ROOT / "docs" / "plan.yml")), date.fromisoformat(AS_OF) + timedelta(1)
    folder, made = place(), []
    for name, some, day in (
        ("before", written[:-1], AS_OF),
        ("after", written, AS_OF),
        ("later", written, next_day),
    ):
        project = folder / name
        make_ours(project, some)
        build(project, str(day))
        made.append(project / "site")
    return Sites(*made)


def committed(size: int) -> None:
    """Measure and tell what one bulletin more costs from its commit until it is verified, in a folder."""
    written = list(articles(size, ROOT / "docs" / "plan.yml"))
    folder = place()
    project, target = folder / "column", folder / "served"
    make_ours(project, written[:-1])
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(settings.replace("as_of: 2009-06-15", "as_of: 2009-08-31"), encoding="utf-8")
    (project / ".gitignore").write_text("site/\n.cache/\n__pycache__/\n")
    _git(project, "init", "--quiet")
    for article in (None, written[-1]):
        if article:
            write(project / "docs", {article.uri: article.text()})
        _git(project, "add", "--all")
        _git(project, "commit", "--quiet", "--message", "示例")
        command = [str(Path(sys.executable).with_name("publicity")), "publish", str(target)]
        cost = cost_of(
            [[*command, "--allow-samples", "--allow-pinned"]], project, target / "current", environment(None)
        )
    with Table("publication") as table:
        table.add(str(size), f"{cost.seconds:.2f} s", f"{cost.memory / 1e6:.0f} MB")


def _git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=示例", "-c", "user.email=office@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True)


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(size: int) -> None:
    """Measure and print it for so many bulletins."""
    committed(size)
    built, folder = sites(size), place()
    with ExitStack() as stack:
        manifest = read_manifest((built.after / NAME).read_bytes())
        print(f"\nPublishing {size} bulletins: {len(manifest.files) + 1} files, {manifest.size / 1e6:.1f} MB (one run)")
        _row("local folder", str(folder / "local"), built, lambda: "")
        if shutil.which("nginx"):
            address = stack.enter_context(run_nginx(folder / "nginx", folder / "local" / "current"))
            print(
                f"  verify over HTTP{seconds(lambda: judge(address, Trust(None, None, None), 'bench', QUIET)):31.2f} s",
                flush=True,
            )
        try:
            sshd = stack.enter_context(run_sshd(_made(folder / "sshd")))
        except MissingProgramError as missing:
            print(f"  ssh: not measured, {missing} is not installed")
            return
        log = folder / "log"
        os.environ["PUBLICITY_SSH"] = sshd.command(f"-v -E {log}")
        _row("ssh on loopback", sshd.address(folder / "far"), built, lambda: _transferred(log))


def _row(name: str, address: str, built: Sites, transferred: Callable[[], str]) -> None:
    steps = (("first publication", built.before), ("one bulletin more", built.after), ("nothing changed", built.after))
    for what, site in (*steps, ("a day later", built.later)):
        took = seconds(lambda site=site: publish(site, target_of(address), Wishes(), QUIET))  # type: ignore[misc]
        print(f"  {name}: {what:<22}{took:10.2f} s{transferred()}", flush=True)
    print(
        f"  {name}: {'verify':<22}{seconds(lambda: check(target_of(address), lambda served: served, QUIET)):10.2f} s",
        flush=True,
    )


def _transferred(log: Path) -> str:
    """What ssh says that it sent and received since last asked."""
    found = [tuple(map(int, match)) for match in _SENT.findall(log.read_text())]
    log.write_text("")
    sent, received = (sum(one[i] for one in found) for i in (0, 1))
    return f"{sent / 1000:12.1f} KB sent{received / 1000:10.1f} KB received, {len(found)} connections"


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
