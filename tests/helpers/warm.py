"""`python -m …` without the second that importing the program, numpy and MkDocs takes: what has done so forks.

What runs is a process of its own with its own environment, folder and streams, as if it had been started. It shares
only what importing leaves behind, and `test_nothing_at_import.py` holds that to be nothing. Python's own settings
(PYTHON…) are read when it starts, so where they are other than usual it is started anew. How people start it is tried
by `test_init.py`, `test_command_line.py` and `test_exits.py`.
"""

import json
import os
import pkgutil
import runpy
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

HERE = Path(__file__)
MOST = 1 << 20  # bytes that are taken at once
# What builds import late, besides the program itself.
LATE = ("mkdocs.commands.build", "material.templates", "publicity_mkdocs.build", "icalendar", "numpy", "pymdownx.tilde")


def python(*arguments: str, cwd: Path, env: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run a module with arguments, with nothing to read; how it ended and what it said, in UTF-8."""
    command = [sys.executable, "-m", *arguments]
    usual = os.environ | {"PYTHONUTF8": "1"}
    if _settings(env) != _settings(usual):
        return subprocess.run(
            command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
        )
    channel = _forker()
    (out, out_end), (err, err_end), nothing = os.pipe(), os.pipe(), os.open(os.devnull, os.O_RDONLY)
    socket.send_fds(
        channel, [json.dumps([arguments, str(cwd), dict(env)]).encode() + b"\n"], [nothing, out_end, err_end]
    )
    for end in (nothing, out_end, err_end):
        os.close(end)
    said, complained = _hear(out, err)
    return subprocess.CompletedProcess(command, int(channel.recv(MOST)), said, complained)


def _hear(*ends: int) -> list[str]:
    """All that comes out of some pipes, until nobody holds their other ends any more."""
    heard = {end: bytearray() for end in ends}
    with selectors.DefaultSelector() as listening:
        for end in ends:
            listening.register(end, selectors.EVENT_READ)
        while listening.get_map():
            for key, _ in listening.select():
                if piece := os.read(key.fd, MOST):
                    heard[key.fd] += piece
                else:
                    listening.unregister(key.fd)
                    os.close(key.fd)
    return [bytes(all_of_it).decode("utf-8") for all_of_it in heard.values()]


def _settings(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith("PYTHON")}


@cache
def _forker() -> socket.socket:
    """The way to the process that forks; it ends when this one does."""
    ours, its = socket.socketpair()
    with its:
        subprocess.Popen(
            [sys.executable, str(HERE), str(its.fileno())],
            pass_fds=[its.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for whoever asks
            env=os.environ | {"PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"},
        )
    return ours


def _fork(channel: socket.socket) -> list[str]:
    """Fork for each request; in the child, which has become what was asked for, the module and its arguments."""
    while True:
        asked, streams, _, _ = socket.recv_fds(channel, MOST, 3)
        while asked and not asked.endswith(b"\n"):
            asked += channel.recv(MOST)
        if not asked:
            sys.exit()
        if child := os.fork():
            for stream in streams:
                os.close(stream)
            _, status = os.waitpid(child, 0)
            channel.send(str(os.waitstatus_to_exitcode(status)).encode())
            continue
        channel.close()
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", 1, "utf-8", "surrogateescape", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", 1, "utf-8", "backslashreplace", closefd=False)  # noqa: SIM115
        arguments, folder, environment = json.loads(asked)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        time.tzset()
        sys.path[0] = folder
        return list(arguments)


if __name__ == "__main__":
    publicity = import_module("publicity")
    for module in pkgutil.walk_packages(publicity.__path__, "publicity."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for name in LATE:
        import_module(name)
    sys.argv[1:] = _fork(socket.socket(fileno=int(sys.argv[1])))
    runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
