"""A file written whole or not at all: what it keeps, what it never overwrites, and what a killed writer leaves."""

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from publicity.texts import whole_file
from publicity.texts.whole_file import create, replace, settle, write_part, writer

NAMES = ["台账.json", ".gitignore", "a.b.c", "no-suffix", "文" * 85, "with space", "-dash", "a.1-2"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content", ["一\r\n二\n", b"\x00\xff", ""])
def test_both_write_what_they_are_given(name: str, content: str | bytes, tmp_path: Path) -> None:
    data = content.encode() if isinstance(content, str) else content
    create(tmp_path / name, content)
    assert (tmp_path / name).read_bytes() == data
    replace(tmp_path / name, b"other")
    replace(tmp_path / name, content, lasting=False)
    assert (tmp_path / name).read_bytes() == data
    assert names(tmp_path) == [name]


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_modes_are_kept_and_new_files_are_as_any_other(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for mode in (0o600, 0o640, 0o755, 0o444):
        path.write_text("old")
        path.chmod(mode)
        replace(path, "new")
        assert stat.S_IMODE(path.stat().st_mode) == mode
        path.unlink()
    (tmp_path / "any").write_text("")
    replace(tmp_path / "replaced", "")
    create(tmp_path / "created", "")
    assert len({(tmp_path / name).stat().st_mode for name in ("any", "replaced", "created")}) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old")
    os.chown(path, 65534, 65534)
    replace(path, "new")
    assert (path.stat().st_uid, path.stat().st_gid) == (65534, 65534)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "file").write_text("old")
    (tmp_path / "link").symlink_to("there/file")
    replace(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "file").read_text() == "new"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="there are devices only elsewhere")
def test_devices_and_pipes_are_written_to_not_replaced(tmp_path: Path) -> None:
    replace(Path("/dev/null"), "gone")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    with pytest.raises(OSError, match="28"):
        replace(Path("/dev/full"), "too much")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
    replace(pipe, "through")
    assert reader.communicate()[0] == b"through"


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("theirs")
    (tmp_path / "folder").mkdir()
    (tmp_path / "dangling").symlink_to("nowhere")
    before = names(tmp_path)
    for name in before:
        with pytest.raises(FileExistsError):
            create(tmp_path / name, "ours")
    assert names(tmp_path) == before
    assert (tmp_path / "file").read_text() == "theirs"


def test_one_of_many_makes_it(tmp_path: Path) -> None:
    made: list[int] = []
    gate = threading.Barrier(8)

    def try_it(number: int) -> None:
        gate.wait()
        try:
            create(tmp_path / "a", str(number) * 10_000)
        except FileExistsError:
            return
        made.append(number)

    threads = [threading.Thread(target=try_it, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert (tmp_path / "a").read_text() == str(made[0]) * 10_000
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EACCES])
def test_where_there_are_no_hard_links(code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", refuse)
    create(tmp_path / "a", "first")
    with pytest.raises(FileExistsError):
        create(tmp_path / "a", "second")
    assert (tmp_path / "a").read_text() == "first"
    assert names(tmp_path) == ["a"]


def test_where_there_are_no_hard_links_a_failure_leaves_no_empty_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no")

    part = write_part(tmp_path / "a", lambda stream: stream.write(b"x"))
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        settle(part, tmp_path / "a")
    assert names(tmp_path) == [part.name]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(errno.ENOSPC, "full")])
@pytest.mark.parametrize("moment", ["fsync", "replace", "link"])
def test_a_failure_leaves_what_was_there(
    moment: str, error: type[BaseException] | OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise error

    (tmp_path / "a").write_text("old")
    monkeypatch.setattr(Path if moment == "replace" else whole_file.os, moment, die)
    if moment != "link":
        with pytest.raises((OSError, KeyboardInterrupt)):
            replace(tmp_path / "a", "new")
    if moment != "replace":
        with pytest.raises((OSError, KeyboardInterrupt)):
            create(tmp_path / "b", "new")
    monkeypatch.undo()
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_text() == "old"


KILLED = """
import sys, time
from pathlib import Path
from publicity.texts.whole_file import write_part
def write(stream):
    stream.write(b"half"); stream.flush(); print("now", flush=True); time.sleep(600)
write_part(Path(sys.argv[1]), write)
"""


@pytest.mark.parametrize("name", NAMES)
def test_what_a_killed_writer_leaves_tells_whose_it_was(name: str, tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", KILLED, tmp_path / name], stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    (part,) = tmp_path.iterdir()
    assert part.name[0] == "."
    found = writer(part)
    assert found
    assert name.startswith(found[0]) and found[1] == process.pid
    assert found[0] == name or len(part.name.encode()) > 250


def test_other_dot_files_are_nobodys(tmp_path: Path) -> None:
    for name in (".gitignore", ".a.zip", ".a.4711", ".a.b-1", "a.4711-0"):
        assert writer(tmp_path / name) is None


def test_folders_and_missing_folders_are_told_by_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory"):
        replace(tmp_path, "x")
    for write in (replace, create):
        with pytest.raises(FileNotFoundError):
            write(tmp_path / "no" / "a", "x")
        with pytest.raises(OSError, match="too long"):
            write(tmp_path / ("a" * 300), "x")
    assert names(tmp_path) == []
    assert not [path for path in tmp_path.parent.iterdir() if path.name.startswith(f".{tmp_path.name}")]
