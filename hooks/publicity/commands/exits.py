"""How commands end: the one list of exit codes, which the manual has to agree with."""

from collections.abc import Mapping
from enum import IntEnum


class Exit(IntEnum):
    """What a command ends with. Those from 70 on are numbered as in BSD's <sysexits.h>, 130 as shells do."""

    DONE = 0
    ERRORS = 1
    WRONG_USE = 2
    REFUSED = 3
    URGENT = 4
    FAULT = 70
    UNWRITABLE = 74
    INTERRUPTED = 130


MEANINGS: Mapping[Exit, str] = {
    Exit.DONE: "办好了；检查类的命令：没有错误",
    Exit.ERRORS: "有错误，没有办；verify：网站和发布的不一样",
    Exit.WRONG_USE: "命令或选项写错了，或者不在专栏的文件夹里；verify：没法核对",
    Exit.REFUSED: "when：时间读不出来",
    Exit.URGENT: "status、inspect：有急事，或者有超限的项目",
    Exit.FAULT: "程序自己出错了",
    Exit.UNWRITABLE: "文件读写不了，或者结果写不出去（磁盘满了、没有权限、对方不再读）",
    Exit.INTERRUPTED: "中途按了 Ctrl-C，或者没有答完就关了",
}
