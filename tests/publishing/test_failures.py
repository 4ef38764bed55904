"""What goes wrong on the way: one clear sentence each, and what was served is served still."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from publicity.publishing.addressing import refuse_within, target_of
from publicity.publishing.pipeline import publish
from publicity.publishing.refusal import TargetError
from publicity.publishing.target_rules import Wishes
from publicity.publishing.telling import Teller
from publicity.publishing.tools import run
from tests.helpers.servers import Sshd
from tests.helpers.sites import make_site, shows
from tests.helpers.targets import Place

QUIET = Teller(quiet=True)
NOISE = os.urandom(1_500_000)  # does not compress
# Stands between ssh and sshd, and cuts the line after so many bytes towards the server.
CUT = """
import os, select, socket, sys
left, line = int(sys.argv[2]), socket.create_connection(("127.0.0.1", int(sys.argv[1])))
while True:
    for ready in select.select([0, line], [], [])[0]:
        data = os.read(0, 4096) if ready == 0 else line.recv(65536)
        if not data:
            sys.exit()
        if ready == 0:
            line.sendall(data[:left])
            left -= len(data)
            if left <= 0:
                sys.exit()
        else:
            os.write(1, data)
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("这里不能挂载小磁盘（要 root），没有检查磁盘满和只读的情形！")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fails(site: Path, place: Place) -> str:
    """What publishing says that can't."""
    with pytest.raises(TargetError) as told:
        publish(site, place.target, Wishes(), QUIET)
    return str(told.value)


@pytest.fixture(params=["local", "ssh"])
def on_small_disk(request: pytest.FixtureRequest, small_disk: Path) -> Place:
    folder = small_disk / "column"
    if request.param == "local":
        return Place(str(folder), folder, folder / "current")
    return Place(request.getfixturevalue("by_ssh").address(folder), folder, folder / "current")


def test_disk_full_and_then_read_only(on_small_disk: Place, small_disk: Path, tmp_path: Path) -> None:
    old, big = make_site(tmp_path / "1", 1), make_site(tmp_path / "2", 2, more={"film.bin": NOISE})
    publish(old, on_small_disk.target, Wishes(), QUIET)
    assert "磁盘满了" in (said := fails(big, on_small_disk)) and re.search(r"No space left|\(code 11\)", said)
    assert shows(on_small_disk.served, old)

    new = make_site(tmp_path / "3", 3)  # what the failed one had brought does not stand in the way
    publish(new, on_small_disk.target, Wishes(), QUIET)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert "没有写的权限" in fails(make_site(tmp_path / "4", 4), on_small_disk)
    assert shows(on_small_disk.served, new)


@pytest.mark.parametrize("place", ["ssh"], indirect=True)
def test_the_line_is_cut(place: Place, sshd: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, big = make_site(tmp_path / "1", 1), make_site(tmp_path / "2", 2, more={"film.bin": NOISE})
    publish(old, place.target, Wishes(), QUIET)
    (tmp_path / "cut.py").write_text(CUT)
    for size in (900, 400_000):  # in the greeting, in the middle of the transfer
        proxy = f"-o 'ProxyCommand={sys.executable} {tmp_path}/cut.py {sshd.port} {size}'"
        with monkeypatch.context() as patch:
            patch.setenv("PUBLICITY_SSH", sshd.command(proxy))
            assert "网络中断" in fails(big, place)
        assert shows(place.served, old)
    publish(big, place.target, Wishes(), QUIET)
    assert shows(place.served, big)


@pytest.mark.parametrize("place", ["ssh"], indirect=True)
def test_not_let_in_and_not_the_server(
    place: Place, sshd: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(tmp_path / "1", 1)
    monkeypatch.setenv("PUBLICITY_SSH", sshd.command(key="stranger"))
    assert "不让登录" in (said := fails(site, place)) and "publickey" in said
    monkeypatch.setenv("PUBLICITY_SSH", sshd.command(known="wrong_hosts"))
    assert "主机密钥" in fails(site, place)
    assert not place.folder.exists()


@pytest.mark.parametrize(("code", "cause"), [(11, "磁盘满了"), (12, "连不上"), (30, "连不上"), (23, "操作没有成功")])
def test_what_rsync_ends_with_when_its_words_are_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, cause: str
) -> None:
    (tmp_path / "rsync").write_text(f"#!/bin/sh\nexit {code}\n")
    (tmp_path / "rsync").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(TargetError, match=f"服务器：{cause}"):
        run("服务器", ["rsync"])


def test_programs_that_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    site = make_site(tmp_path / "1", 1)
    for address, name in (("user@127.0.0.1:/srv/column", "ssh"), ("box:column", "rclone")):
        with pytest.raises(TargetError, match=f"没有 {name}。装上"):
            publish(site, target_of(address), Wishes(), QUIET)


@pytest.mark.usefixtures("remotes")
def test_remotes_that_are_not_there(tmp_path: Path) -> None:
    site = make_site(tmp_path / "1", 1)
    for address, said in (("gone:column", "连不上"), ("nobody:column", "没有这个名字的远端")):
        with pytest.raises(TargetError, match=said):
            publish(site, target_of(address), Wishes(), QUIET)


WHOLE_DISKS = ("/", "//", "/srv/../", "~", "user@host:/", "dav:", "dav:/", "user@host:..", "user@host:~", "")
SLIPS = (
    *("user@host", "user@host:", "user@host: ", "user@host: /srv", "user@", "@host:/srv", "user@:/srv", ":/srv/column"),
    *("user@ho st:/srv", "us er@host:/srv", "user@host:/srv/../etc", "user@@host:/srv", "user@host;id:/srv"),
    *("user@host\\:/srv", "user@host：/srv", "用户@host:/srv", "user@host:\n/srv", "user@host:/srv\x1b[2J", "host:"),
    *(
        "https://example.gov.cn/",
        "user@[::1:/srv",
        "user@$(id):/srv",
        "user@host:22:/srv",
        "ssh://user@host/srv",
        "nobody-here@x",
    ),
)
OPTIONS = ("-oProxyCommand=x@host:/srv", "user@-oProxyCommand=x:/srv", "-rf", "--help", "user@host:-rf", "-L:x")


@pytest.mark.parametrize("address", [*WHOLE_DISKS, *SLIPS, *OPTIONS])
def test_what_is_no_target(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above all it does not become a folder of this machine."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TargetError) as told:
        target_of(address)
    assert str(told.value).isprintable() and "写成" in str(told.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("address", "kind", "name"),
    [
        ("user@host:/srv/column", "SshFolder", "user@host:/srv/column"),
        ("user@host:column", "SshFolder", "user@host:column"),
        ("user@host:~/column", "SshFolder", "user@host:column"),
        ("web_1.user@www.example.gov.cn:/srv/专栏", "SshFolder", "web_1.user@www.example.gov.cn:/srv/专栏"),
        ("user@[2001:db8::1]:/srv/column", "SshFolder", "user@[2001:db8::1]:/srv/column"),
        ("my store:bucket/column/", "RcloneRemote", "my store:bucket/column"),
        ("./user@host", "LocalFolder", "/here/user@host"),
        ("专栏/网站", "LocalFolder", "/here/专栏/网站"),
        ("/srv/a:b@c", "LocalFolder", "/srv/a:b@c"),
    ],
)
def test_what_is_one(address: str, kind: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    target = target_of(address)
    assert (type(target).__name__, target.name.replace(str(tmp_path), "/here")) == (kind, name)


def test_targets_in_the_own_repository(tmp_path: Path) -> None:
    root = tmp_path / "repository" / "column"
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (root / "docs").mkdir(parents=True)
    (tmp_path / "outside").symlink_to(root / "docs")
    for folder in (root, root / "docs" / "x", root / "site", root.parent / "y", tmp_path, tmp_path / "outside" / "z"):
        with pytest.raises(TargetError, match="自己的仓库"):
            refuse_within(target_of(str(folder)), root)
    refuse_within(target_of(str(tmp_path / "repository-2")), root)
    refuse_within(target_of("user@host:/srv"), root)


@pytest.mark.parametrize("place", ["local", "ssh"], indirect=True)
def test_what_stands_in_the_place_of_ours_on_a_server(place: Place, tmp_path: Path) -> None:
    """A folder for the link, a link for the folder: told or swept away, and nothing outside is touched."""
    publish(make_site(tmp_path / "1", 1), place.target, Wishes(), QUIET)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "kept.txt").write_text("kept")
    shutil.rmtree(place.folder / "incoming", ignore_errors=True)
    (place.folder / "incoming").symlink_to(tmp_path / "outside")
    assert publish(make_site(tmp_path / "2", 2), place.target, Wishes(), QUIET).published
    assert [path.name for path in (tmp_path / "outside").iterdir()] == ["kept.txt"]
    whole = place.served.resolve()
    place.served.unlink()
    shutil.copytree(whole, place.served)
    with pytest.raises(TargetError, match="current 不是链接"):
        publish(make_site(tmp_path / "3", 3), place.target, Wishes(), QUIET)
