"""`publicity` as a process: what a command loads, what it says where it can't go on, and how it ends."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from publicity.commands.exits import MEANINGS, Exit
from publicity.commands.helping import ChineseCommand
from publicity.commands.lazy import LazyGroup
from publicity.commands.program import main
from tests.helpers.project import ROOT, Project, clean_environment
from tests.helpers.warm import python

pytestmark = pytest.mark.shipped

PUBLICITY = [sys.executable, "-m", "publicity"]
EVERY = ["check", "status --json", "schema", "when 3月 --year 2009", "--help"]
FULL = Path("/dev/full")


def run(command: str, cwd: Path = ROOT, user: int | None = None, **more: str) -> subprocess.CompletedProcess[bytes]:
    if user is None and not more:
        done = python("publicity", *command.split(), cwd=cwd, env=clean_environment())
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.encode(), done.stderr.encode())
    return subprocess.run(
        [*PUBLICITY, *command.split()],
        cwd=cwd,
        env=clean_environment() | more,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        user=user,
        group=user,
        extra_groups=None if user is None else [],
    )


def commands(group: click.Command = main, path: str = "publicity") -> Iterator[tuple[str, click.Command]]:
    """Every command by its path; groups too."""
    yield path, group
    if isinstance(group, LazyGroup):
        for name in group.list_commands(click.Context(group)):
            found = group.get_command(click.Context(group), name)
            assert found
            yield from commands(found, f"{path} {name}")


# -- loaded when called --------------------------------------------------------------------------------


def first_sentence(command: click.Command) -> str:
    help_ = (command.help or "").split("\n\n")[0]
    return help_[: help_.index("。") + 1]


def test_the_list_says_what_the_commands_say_themselves() -> None:
    for path, group in commands():
        if isinstance(group, LazyGroup):
            for name, lazy in group.lazy.items():
                assert lazy.help == first_sentence(lazy.load()), f"{path} {name}"


def test_every_command_speaks_chinese_and_bears_its_name() -> None:
    for path, command in commands():
        assert isinstance(command, ChineseCommand), path
        assert command.name == path.split()[-1].replace("publicity", "main")
        done = CliRunner().invoke(command, ["--help"])
        assert not re.search(r"Usage|Options|Commands|Show", done.output), path
        for parameter in command.params:
            assert isinstance(parameter, click.Argument) or parameter.help, f"{path} {parameter.name}"


MODELS = {"pydantic", "yaml", "PIL", "icalendar", "selectolax", "tinycss2", "requests", "warcio", "mkdocs"}


@pytest.mark.parametrize(
    ("command", "loads"),
    [
        ("--help", set()),
        ("--version", set()),
        ("new --help", set()),
        ("when 3月 --year 2009", set()),
        ("releases --help", set()),
        ("rollback --help", set()),
        ("verify --help", set()),
        ("schema", {"pydantic", "yaml"}),
        ("new bulletin --help", {"pydantic", "yaml"}),
        ("amend --help", {"pydantic", "yaml"}),
        ("publish --help", {"pydantic", "yaml"}),
        ("archive --help", {"pydantic", "yaml"}),
        ("check", {"pydantic", "yaml", "PIL", "selectolax"}),  # texts are converted as a build does
        ("status", {"pydantic", "yaml", "PIL"}),
        ("inspect", {"pydantic", "yaml", "PIL", "selectolax"}),
    ],
)
def test_a_command_loads_what_it_needs_and_nothing_else(command: str, loads: set[str]) -> None:
    code = (
        "import sys, atexit\n"
        "from publicity.commands.program import main\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "main(sys.argv[1:], prog_name='publicity')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command.split()],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        check=False,
    )
    loaded = {name.partition(".")[0] for name in done.stderr.decode().split()}
    assert "click" in loaded
    assert loaded & MODELS <= loads


def test_version_in_one_line() -> None:
    done = run("--version", cwd=Path("/"))
    assert re.fullmatch(r"专栏程序 publicity [\d.]+\S*，Python 3\.[\d.]+\S*，MkDocs 1\.[\d.]+\n", done.stdout.decode())


# -- ends ----------------------------------------------------------------------------------------------


def test_the_manual_lists_the_exit_codes() -> None:
    manual = (ROOT / "编辑手册.md").read_text(encoding="utf-8")
    listed = {int(code): meaning for code, meaning in re.findall(r"^\| (\d+) \| (.+?) \|$", manual, re.MULTILINE)}
    assert listed == {int(code): meaning for code, meaning in MEANINGS.items()}
    assert set(MEANINGS) == set(Exit)


def sound(done: subprocess.CompletedProcess[bytes], code: Exit) -> str:
    """What was complained of, one or more Chinese sentences; nothing else went wrong on the way."""
    said = done.stderr.decode()
    assert done.returncode == code, said
    assert "Traceback" not in said + done.stdout.decode(errors="replace")
    assert "Exception ignored" not in said
    assert not re.search(r"^(Error|Usage|Aborted)", said, re.MULTILINE)
    return said


@pytest.mark.parametrize("command", ["check", "status", "inspect", "seal", "new bulletin", "archive", "publish /x"])
def test_outside_a_column(command: str, tmp_path: Path) -> None:
    assert "没有 mkdocs.yml" in sound(run(command, cwd=tmp_path), Exit.WRONG_USE)
    assert "没有 mkdocs.yml" in sound(run(f"{command} --root {tmp_path / 'no'}", cwd=tmp_path), Exit.WRONG_USE)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("chek", "没有“chek”这个命令，是不是 check？"),
        ("nothing-like-it", "可写：init、serve"),
        ("new buletin", "是不是 bulletin？"),
        ("check --fromat json", "没有 --fromat 这个选项，是不是 --format？"),
        ("check --format xml", "--format 不对，可写：text、github、gitlab、json"),
        ("check --format", "--format 后面要写内容"),
        ("check --output .", "--output 不对，要写一个用得了的文件"),
        ("check too much", "多写了“too much”"),
        ("status --within 900", "--within 不对，要写 0 到 366 的整数"),
        ("status --json=yes", "--json 后面不能写内容"),
        ("when 3月 --year zwei", "--year 不对，要写整数"),
        ("when", "要读哪个时间"),
        ("amend", "没有写"),
        ("amend x --field leadr --to a --why b", "--field 不对，可写：item、goal"),
        ("verify", "没有写 TARGET"),
        ("schema plam", "可写：plan、bulletin"),
    ],
)
def test_wrong_use(command: str, told: str) -> None:
    said = sound(run(command), Exit.WRONG_USE)
    assert told in said
    assert said.count("\n") == 1


def test_a_group_alone_shows_its_help() -> None:
    assert "bulletin" in sound(run("new"), Exit.WRONG_USE)
    assert "check" in sound(run(""), Exit.WRONG_USE)


@pytest.mark.skipif(not FULL.exists(), reason="没有 /dev/full")
@pytest.mark.parametrize("command", [*EVERY, "--version", "chek"])
def test_a_full_disk(command: str) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [*PUBLICITY, *command.split()],
            cwd=ROOT,
            env=clean_environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
        assert done.returncode == (Exit.WRONG_USE if command == "chek" else Exit.UNWRITABLE)
        said = done.stderr.decode()
        assert "Traceback" not in said and "Exception ignored" not in said
        assert command == "chek" or "结果写不出去（系统错误 28" in said
        blind = subprocess.run(
            [*PUBLICITY, *command.split()], cwd=ROOT, env=clean_environment(), stdout=full, stderr=full, check=False
        )
        assert blind.returncode == done.returncode


@pytest.mark.parametrize("command", EVERY)
def test_a_reader_that_has_gone(command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*PUBLICITY, *command.split()],
        cwd=ROOT,
        env=clean_environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (Exit.UNWRITABLE, b"")


@pytest.mark.parametrize("closed", ["1>&-", "0<&-", "2>&-", "0<&- 1>&- 2>&-"])
@pytest.mark.parametrize("command", ["check", "when --batch", "when 3月 --year 2009 --json", "--help"])
def test_streams_that_were_closed_from_the_start(command: str, closed: str) -> None:
    line = f'"$0" -m publicity {command} {closed}'
    done = subprocess.run(
        ["sh", "-c", line, sys.executable],
        cwd=ROOT,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["gbk", "latin-1", "ascii:strict", "cp437", "utf-16"])
def test_terminals_that_do_not_speak_utf8(encoding: str) -> None:
    more = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    assert run("check", **more).returncode == Exit.DONE
    assert run("chek", **more).returncode == Exit.WRONG_USE
    assert run("--help", **more).returncode == Exit.DONE
    assert json.loads(run("check --format json", **more).stdout.decode("utf-8"))["problems"]
    assert json.loads(run("status --json", **more).stdout.decode("utf-8"))["matters"]
    assert "🌾" in json.loads(run("when 三月🌾 --json", **(more | {"PYTHONUTF8": "1"})).stdout.decode("utf-8"))["text"]


@pytest.mark.parametrize("words", ["when", "new bulletin --topics", "amend x --field item --to a --why"])
def test_what_is_no_text_at_all(words: str) -> None:
    done = subprocess.run(
        [*PUBLICITY, *words.split(), b"\xff\xfe"], cwd=ROOT, env=clean_environment(), capture_output=True, check=False
    )
    assert "不是文字" in sound(done, Exit.WRONG_USE)


def test_lines_that_are_no_text_at_all() -> None:
    lines = b'\xff\xfe\n{"text": "3\xe6\x9c\x88", "year": 1e400}\n{"text": "3\xe6\x9c\x88", "year": 2009}\n'
    done = subprocess.run(
        [*PUBLICITY, "when", "--batch"], input=lines, env=clean_environment(), capture_output=True, check=False
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert ["reason" in answer for answer in answers] == [True, True, False]


def test_ctrl_c_at_a_question(project: Project) -> None:
    """At a real terminal, which turns the key into the signal."""
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [*PUBLICITY, "new", "bulletin"],
        cwd=project.root,
        env=clean_environment(),
        stdin=child,
        stdout=child,
        stderr=child,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a runner in the background ignores it
    )
    os.close(child)
    said = b""
    while "种类".encode() not in said and select.select([parent], [], [], 60)[0]:
        said += os.read(parent, 4096)
    for _ in range(20):  # a key that comes just before the terminal is read is not seen by readline: people press again
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(3)
            break
    assert process.poll() == Exit.INTERRUPTED
    try:
        while more := os.read(parent, 4096):
            said += more
    except OSError:  # the other end is closed
        pass
    os.close(parent)
    assert "中断了。" in said.decode()
    assert "Traceback" not in said.decode()


@pytest.mark.parametrize("command", ["new bulletin", "new commitment"])
def test_nobody_there_to_be_asked(command: str) -> None:
    assert "这里不是终端" in sound(run(command), Exit.WRONG_USE)


def test_a_fault_of_the_program_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(*_: object) -> None:
        raise LookupError("x")

    monkeypatch.setattr("publicity.commands.check._answer", fall)
    done = CliRunner().invoke(main, ["check", "--root", str(ROOT)])
    assert done.exit_code == Exit.FAULT
    assert done.stderr.startswith("程序自己出错了，不是您写错了：LookupError: x\n")


# -- files that may not be read ------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "status", "seal"])
@pytest.mark.parametrize("name", ["docs", "docs/bulletins/2009"])
def test_a_folder_that_the_system_does_not_open(
    name: str, command: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the tests run as root every folder opens, so the system's answer is given for it."""
    monkeypatch.setattr(os, "access", lambda path, how: how == os.F_OK or Path(path) != project.root / name)
    done = CliRunner().invoke(main, [command, "--root", str(project.root)])
    assert done.exit_code == Exit.ERRORS
    assert f"{name}: 错误：没有权限看这个文件夹里有什么" in done.stdout
    assert "共 1 个错误" in done.stdout


NOBODY = 65534


@pytest.fixture
def shut(project: Project) -> Project:
    """A column that somebody without rights looks at. Only root can become that somebody."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("要有 root 权限才能换成别的用户")
    for folder in (project.root, *project.root.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o111)
    try:
        able = run("--version", project.root, NOBODY).returncode == 0
    except PermissionError:
        able = False
    if not able:
        pytest.skip("别的用户不能运行这里的 Python")
    return project


@pytest.mark.parametrize(
    ("name", "mode", "command"),
    [
        *(("docs/bulletins/2009", mode, "check") for mode in (0o000, 0o600, 0o711)),
        *((name, 0, "check") for name in ("docs", "docs/publications")),
        *(("docs/commitments", 0o600, command) for command in ("status", "inspect", "seal", "new bulletin")),
    ],
)
def test_a_folder_that_is_shut(name: str, mode: int, command: str, shut: Project) -> None:
    (shut.root / name).chmod(mode)
    done = run(command, shut.root, NOBODY)
    (shut.root / name).chmod(0o755)
    sound(done, Exit.ERRORS)
    assert f"{name}: 错误：没有权限看这个文件夹里有什么" in done.stdout.decode()


@pytest.mark.parametrize("name", ["mkdocs.yml", "docs/plan.yml", "docs/ledger.jsonl", "docs/index.md"])
def test_a_file_that_is_shut(name: str, shut: Project) -> None:
    (shut.root / name).chmod(0)
    done = run("check", shut.root, NOBODY)
    sound(done, Exit.DONE if name == "docs/index.md" else Exit.ERRORS)
    assert name == "docs/index.md" or f"{name}: 错误" in done.stdout.decode()
