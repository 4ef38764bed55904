"""What the form changed, written into the text that an editor wrote: all else keeps its every byte.

Comments, order, quotes, blank lines and keys that the form does not know stay. What was written is read again before
anybody gets it; where it does not say exactly what the form said, nothing is written.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from json import dumps
from typing import Any

import yaml

from publicity.editing.form_data import Data, Field, meant, shown
from publicity.editing.yaml_words import flow, item, lines, pair, scalar
from publicity.texts.source import Source
from publicity.texts.tree import parse


class CannotMergeError(ValueError):
    """Why a change can't be written into the file, in a Chinese sentence without its full stop."""


def merged(text: str, after: Data, fields: Sequence[Field]) -> str:
    """A YAML mapping with what the form says in it. Raises CannotMergeError."""
    before, wanted = meant(shown(_data(text), fields), fields), meant(after, fields)
    if before == wanted:
        return text
    merger = _Merger(text)
    merger.mapping(merger.root, before, wanted, fields)
    made = merger.text()
    if meant(shown(_data(made), fields), fields) != wanted or _others(made, fields) != _others(text, fields):
        raise CannotMergeError("这次的改动没法准确地写进文件，没有保存：请维护人员在文件里改")
    return made


def _data(text: str) -> Any:
    tree, problems = parse(Source("", text))
    if not isinstance(tree.data, dict):
        told = f"（{problems[0].message}）" if problems else ""
        raise CannotMergeError(f"文件开头的信息读不出来{told}，没法用表单改：请维护人员在文件里改好")
    return tree.data


def _others(text: str, fields: Sequence[Field]) -> Data:
    """What stands under keys that the form does not know."""
    known = {field["name"] for field in fields}
    return {key: value for key, value in _data(text).items() if key not in known}


class _Merger:
    """The edits of a text, made all at once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._edits: list[tuple[int, int, str]] = []
        self.root: Any = yaml.compose(text, Loader=yaml.BaseLoader)

    def text(self) -> str:
        """The text with all changes."""
        text = self._text
        for start, end, words in sorted(self._edits, key=lambda edit: edit[:2], reverse=True):
            text = text[:start] + words.replace("\n", self._newline) + text[end:]
        return text

    def mapping(self, node: Any, before: Data, after: Data, fields: Sequence[Field]) -> None:
        """Change what differs between two mappings."""
        if node.flow_style:
            self._flow(node, after, fields)
            return
        there = {key.value: (key, value) for key, value in node.value}
        order = [field["name"] for field in fields]
        for field in fields:
            name = field["name"]
            old, new = before.get(name), after.get(name)
            if old == new:
                continue
            if name not in there:
                self._insert(node, name, new, order)
            elif new is None:
                self._remove(node, name)
            else:
                self._value(there[name][1], old, new, field)

    def _value(self, node: Any, before: Any, after: Any, field: Field) -> None:
        if isinstance(node, yaml.MappingNode) and isinstance(before, dict) and isinstance(after, dict):
            self.mapping(node, before, after, field["fields"])
        elif isinstance(node, yaml.SequenceNode) and isinstance(before, list) and isinstance(after, list):
            self._sequence(node, before, after, field)
        else:
            self._replace(node, after)

    def _sequence(self, node: Any, before: list[Any], after: list[Any], field: Field) -> None:
        if node.flow_style or len(node.value) != len(before):
            self._replace(node, after)
            return
        for kind, first, last, new_first, new_last in _steps(before, after):
            if kind == "equal":
                continue
            both = min(last - first, new_last - new_first)
            for i in range(both):
                self._value(node.value[first + i], before[first + i], after[new_first + i], field)
            for i in range(first + both, last):
                self._edits.append((*self._item_region(node.value[i]), ""))
            if added := after[new_first + both : new_last]:
                self._add_items(node, first + both, added)

    def _add_items(self, node: Any, at: int, added: list[Any]) -> None:
        dash = self._dash(node.value[0])
        indent = dash - self._line_start(dash)
        words = "".join(item(one, indent) for one in added)
        place = self._after(node.value[at - 1]) if at else self._line_start(dash)
        self._edits.append((place, place, self._begun(place, words)))

    def _flow(self, node: Any, after: Data, fields: Sequence[Field]) -> None:
        """A mapping within braces is written anew, with the keys in it that the form does not know."""
        known = {field["name"] for field in fields}
        unknown = {key.value: _plain(value) for key, value in node.value if key.value not in known}
        self._edits.append((node.start_mark.index, self._end(node), flow(after | unknown)))

    def _replace(self, node: Any, after: Any) -> None:
        start, end = node.start_mark.index, self._end(node)
        if isinstance(after, (list, dict)):
            self._edits.append((start, end, flow(after)))
            return
        indent = self._indent(start) + 2
        quote = node.style if isinstance(node, yaml.ScalarNode) and node.style in ("'", '"') else ""
        words = scalar(after, quote=quote, within=True) if quote else lines(after, indent)
        before = self._text[start - 1 : start]  # an empty value stands right behind the colon
        self._edits.append((start, end, f" {words}" if before == ":" else words))

    def _insert(self, node: Any, name: str, value: Any, order: Sequence[str]) -> None:
        above = set(order[: order.index(name)])
        indent = node.start_mark.column
        earlier = [one for key, one in node.value if key.value in above]
        place = self._after(earlier[-1]) if earlier else node.value[0][0].start_mark.index
        if not earlier:  # before the first key, which may stand behind a dash
            self._edits.append((place, place, pair(name, value, indent)[indent:] + " " * indent))
            return
        self._edits.append((place, place, self._begun(place, pair(name, value, indent))))

    def _remove(self, node: Any, name: str) -> None:
        at = next(i for i, (key, _) in enumerate(node.value) if key.value == name)
        key, value = node.value[at]
        start = key.start_mark.index
        if not self._text[self._line_start(start) : start].strip():
            self._edits.append((self._line_start(start), self._after(value, key), ""))
        elif at + 1 < len(node.value):  # behind the dash: the next key takes its place
            self._edits.append((start, node.value[at + 1][0].start_mark.index, ""))
        else:
            self._edits.append((start, self._end(value), "{}"))

    def _item_region(self, node: Any) -> tuple[int, int]:
        return self._line_start(self._dash(node)), self._after(node)

    def _dash(self, node: Any) -> int:
        return self._text.rindex("-", 0, node.start_mark.index)

    def _indent(self, at: int) -> int:
        """The blanks and dashes before the key that stands first on a line."""
        line = self._text[self._line_start(at) : at]
        return len(line) - len(line.lstrip(" -"))

    def _line_start(self, at: int) -> int:
        return self._text.rfind("\n", 0, at) + 1

    def _after(self, node: Any, key: Any = None) -> int:
        """The start of the line after a value, or after its key where the value is empty."""
        end = max(self._end(node), key.end_mark.index if key else 0)
        found = self._text.find("\n", end)
        return len(self._text) if found < 0 else found + 1

    def _begun(self, at: int, words: str) -> str:
        """Lines put at the end of a text that does not end its last one."""
        return f"\n{words}".removesuffix("\n") if at and self._text[at - 1] != "\n" else words

    def _end(self, node: Any) -> int:
        """Where the last character of a value stands; YAML counts the lines after a block to it."""
        if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        start: int = node.start_mark.index
        return max(len(self._text[: node.end_mark.index].rstrip()), start)


def _steps(before: list[Any], after: list[Any]) -> Iterator[tuple[str, int, int, int, int]]:
    """How one list becomes the other, item by item."""
    old, new = ([dumps(one, sort_keys=True) for one in items] for items in (before, after))
    yield from SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _plain(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    return [_plain(one) for one in node.value] if isinstance(node, yaml.SequenceNode) else node.value
