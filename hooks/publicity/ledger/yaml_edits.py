"""Changes of a few values in a YAML text that an editor wrote: comments, order and layout of all else stay."""

from collections.abc import Iterable
from typing import Any

import yaml

Edit = tuple[int, int, str]


class CannotAmendError(ValueError):
    """Why it is not done, in a Chinese sentence without its full stop."""


class YamlEdits:
    """The edits of a YAML text; where it begins with dashes, of what stands between them. `text` makes them all."""

    def __init__(self, text: str) -> None:
        if "\n" not in text:
            raise CannotAmendError("文件的换行是旧式的（只有回车），请用编辑器另存为普通的换行")
        self._front = text.startswith("---")
        self._start = text.index("\n") + 1 if self._front else 0
        self._above, self._body = text[: self._start], text[self._start :]
        self._edits: list[Edit] = []
        self.root: Any = yaml.compose(self._yaml(), Loader=yaml.SafeLoader)
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def _yaml(self) -> str:
        """The YAML up to the closing dashes."""
        lines = self._body.splitlines(keepends=True)
        ends = (i for i, line in enumerate(lines) if self._front and line.rstrip() in ("---", "..."))
        return "".join(lines[: next(ends, len(lines))])

    def text(self) -> str:
        """The text with all changes."""
        body = self._body
        for first, last, words in sorted(self._edits, key=lambda edit: edit[:2], reverse=True):
            body = body[:first] + words.replace("\n", self.newline) + body[last:]
        return self._above + body

    def replace(self, node: yaml.Node, words: str) -> None:
        """Put words, on one line, in the place of a value."""
        self._edits.append((node.start_mark.index, self._end(node), words))

    def insert(self, mapping: Any, key: str, words: str, after: Iterable[str]) -> None:
        """Add a key to a mapping: behind the last of some keys that it has, else behind its first."""
        if mapping.flow_style:
            at = mapping.end_mark.index - 1
            self._edits.append((at, at, f"{', ' if mapping.value else ''}{key}: {words}"))
            return
        there = pairs(mapping)
        before = [name for name in after if name in there] or list(there)[:1]
        at = self._line_end(self._end(there[before[-1]]))
        indent = " " * mapping.start_mark.column
        self._edits.append((at, at, self._begun(at, f"{indent}{key}: {words}\n")))

    def append(self, key: str, item: list[str], after: str | None) -> None:
        """Add an item to a list at the top, or begin the list: behind a key, or at the end."""
        there = pairs(self.root)
        listed = there.get(key)
        if listed is None:
            at = self._line_end(self._end(there[after])) if after else len(self._yaml())
            lines = f"{key}:\n" + "".join(f"  {line}\n" for line in item)
            self._edits.append((at, at, self._begun(at, lines if after else f"\n{lines}")))
        elif not isinstance(listed, yaml.SequenceNode) or not listed.value:
            self.replace(listed, "\n" + "\n".join(f"  {line}" for line in item))
        elif listed.flow_style:
            raise CannotAmendError(f"{key} 写在了一行的方括号里，请改成每条以“- ”开头的几行")
        else:
            at = self._line_end(self._end(listed))
            indent = " " * listed.start_mark.column
            self._edits.append((at, at, self._begun(at, "".join(f"{indent}{line}\n" for line in item))))

    def _begun(self, at: int, lines: str) -> str:
        """Lines to be put at a place, which a text that does not end its last line has yet to end."""
        return f"\n{lines}" if at and self._body[at - 1] not in "\r\n" else lines

    def _end(self, node: yaml.Node) -> int:
        """Where the last character of a value stands; YAML counts the lines after a block to it."""
        if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        return len(self._body[: node.end_mark.index].rstrip())

    def _line_end(self, at: int) -> int:
        """The start of the line after a place."""
        end = self._body.find("\n", at)
        return len(self._body) if end < 0 else end + 1


def pairs(node: Any) -> dict[str, Any]:
    """The values of a mapping by their keys."""
    return {key.value: value for key, value in node.value}


def flow(words: object) -> str:
    """Text, or plain data, as YAML on one line, quoted where it has to be."""
    if isinstance(words, list):
        return f"[{', '.join(map(flow, words))}]"
    if isinstance(words, dict):
        return f"{{{', '.join(f'{key}: {flow(value)}' for key, value in words.items())}}}"
    written = yaml.safe_dump([words], allow_unicode=True, width=float("inf"), default_flow_style=True)
    return written.strip()[1:-1]
