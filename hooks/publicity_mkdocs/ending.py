"""How a build ends that the disk does not let go on: with a sentence, and no traceback."""

from mkdocs.exceptions import Abort


def on_build_error(error: Exception) -> None:
    """Say in Chinese what the system refused. The site may be half written: nothing publishes it."""
    if isinstance(error, OSError):
        where = f"{error.filename} " if error.filename else ""
        why = f"系统错误 {error.errno}：{error.strerror}"
        raise Abort(f"{where}读写不了（{why}），没有生成完。看看磁盘满没满、文件夹有没有权限") from error
