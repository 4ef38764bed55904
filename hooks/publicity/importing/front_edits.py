"""Keys of a file's front matter, or of plan.yml, set, taken out and added to; all else stays as its editor wrote it."""

from collections.abc import Sequence
from typing import Any

import yaml

from publicity.importing.grid import CannotImportError

Edit = tuple[int, int, str]


class FrontEdits:
    """Changes of the top keys of a YAML text, made all at once by `text`. Raises CannotImportError where it can't."""

    def __init__(self, text: str, order: Sequence[str]) -> None:
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._text = text.replace("\r\n", "\n")
        self._start = self._text.index("\n") + 1 if self._text.startswith("---") else 0
        self._order = list(order)
        end = self._text.find("\n---", self._start)
        yaml_text = self._text[self._start : end + 1 if self._start and end >= 0 else None]
        root: Any = yaml.compose(yaml_text, Loader=yaml.SafeLoader)
        if not isinstance(root, yaml.MappingNode) or root.flow_style:
            raise CannotImportError("开头的信息不是一行行“键: 值”，没法改")
        self._pairs: dict[str, tuple[Any, Any]] = {key.value: (key, value) for key, value in root.value}
        self._edits: list[Edit] = []

    def set(self, key: str, lines: str) -> None:
        """Put these lines in the place of a key and its value, or where the key belongs."""
        if key in self._pairs:
            begin, end = self._region(key)
            self._edits.append((begin, end, lines))
        else:
            self._insert(key, lines)

    def remove(self, key: str) -> None:
        """Take a key out with its value."""
        if key in self._pairs:
            self._edits.append((*self._region(key), ""))

    def append(self, key: str, items: str) -> None:
        """Add items, lines that begin with `- `, at the end of a list that stands line by line, or begin it."""
        value = self._pairs[key][1] if key in self._pairs else None
        if value is None:
            self._insert(key, f"{key}:\n{_indented(items, 2)}")
        elif not isinstance(value, yaml.SequenceNode) or not value.value:
            self.set(key, f"{key}:\n{_indented(items, 2)}")
        elif value.flow_style:
            raise CannotImportError(f"{key} 写在了一行的方括号里，请改成每条以“- ”开头的几行")
        else:
            end = self._region(key)[1]
            self._edits.append((end, end, _indented(items, value.start_mark.column)))

    def text(self) -> str:
        """The text with all changes."""
        text = self._text
        for begin, end, words in sorted(self._edits, key=lambda edit: edit[:2], reverse=True):
            text = text[:begin] + words + text[end:]
        return text.replace("\n", self._newline)

    def _insert(self, key: str, lines: str) -> None:
        at = self._order.index(key)
        before = [name for name in self._order[:at] if name in self._pairs]
        place = max((self._region(name)[1] for name in before), default=self._start)
        self._edits.append((place, place, lines))

    def _region(self, key: str) -> tuple[int, int]:
        """From the start of the key's line to the start of the line after the last of its value."""
        name, value = self._pairs[key]
        last = (
            self._start
            + name.start_mark.index
            + len(self._text[self._start + name.start_mark.index : self._end(value)])
        )
        end = self._text.find("\n", max(last - 1, 0))
        return self._start + name.start_mark.index, len(self._text) if end < 0 else end + 1

    def _end(self, node: Any) -> int:
        """Where the last character of a value stands; YAML counts blank lines and comments after a block to it."""
        if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        return len(self._text[: self._start + node.end_mark.index].rstrip())


def _indented(lines: str, indent: int) -> str:
    return "".join(f"{' ' * indent}{line}\n" for line in lines.splitlines())
