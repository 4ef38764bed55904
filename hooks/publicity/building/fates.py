"""How a process or a work of it ended, in words for the log."""

import signal
from multiprocessing.process import BaseProcess

PATIENCE = 10  # seconds for a process to be gone that has closed its end of the pipe


def described(error: BaseException) -> str:
    """An exception in one line: its type, and its message if it has one."""
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def fate_of(process: BaseProcess) -> str:
    """How a process ended that said nothing."""
    process.join(PATIENCE)
    code = process.exitcode
    if code is None:
        return "不再回答"
    if code >= 0:
        return f"自己退出了（退出码 {code}）"
    likely = "，多半是内存不够" if -code == signal.SIGKILL else ""
    return f"被信号 {_name(-code)}结束了{likely}"


def _name(number: int) -> str:
    try:
        return f"{number}（{signal.Signals(number).name}）"
    except ValueError:  # a real-time signal
        return f"{number} "
