"""Checksum lists that `sha256sum -c` checks (GNU coreutils)."""


def line(digest: str, name: str) -> str:
    """One file's line: a name with a line break or a backslash is written as coreutils writes it."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == name else chr(92)}{digest}  {escaped}\n"
