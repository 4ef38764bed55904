"""What was found in a file: what it says of itself, what lies hidden in it, what could not be seen, and its text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from publicity.attachments import bounds
from publicity.attachments.flaw import UnreadableError


class Sort(Enum):
    """A sort of things that readers of a file don't see, or shouldn't; the name and what it is counted in."""

    COMMENT = ("批注", "条")
    REVISION = ("修订记录", "处")
    TEXT = ("隐藏的文字", "处")
    ROW = ("隐藏的行", "行")
    COLUMN = ("隐藏的列", "列")
    CELL = ("显示不出来的单元格", "个")
    SHEET = ("隐藏的工作表", "张")
    SLIDE = ("隐藏的幻灯片", "张")
    NOTES = ("演讲者备注", "页")
    SHAPE = ("隐藏的图形", "个")
    EMBEDDED = ("嵌入的文件", "个")
    LINKED = ("引用的外部文件", "处")
    SOURCE = ("数据来源的缓存（透视表、外部数据）", "份")
    SCRIPT = ("程序（JavaScript 或自动动作）", "处")
    FORM = ("隐藏的表单内容", "处")
    LAYER = ("隐藏的图层", "个")
    VERSION = ("旧版本", "个")
    SIGNED = ("签名保护着、去不掉的文件信息", "项")

    @property
    def words(self) -> str:
        """Its name."""
        return self.value[0]


@dataclass(frozen=True)
class Fact:
    """What a file says of itself (作者, 单位 …). It stays behind when the file goes out."""

    name: str
    value: str


@dataclass(frozen=True)
class Hidden:
    """Things of one sort. `place` is where the first is; not `removable`: only a person can take it out."""

    sort: Sort
    count: int
    place: str
    removable: bool = True

    @property
    def words(self) -> str:
        """`批注 3 条（第 2 段）`."""
        name, unit = self.sort.value
        return f"{name} {self.count} {unit}" + (f"（{self.place}）" if self.place else "")


@dataclass(frozen=True)
class Passage:
    """A piece of text and where it stands, in words (`第 3 段`, `工作表“名册” B7`). `hidden`: readers don't see it."""

    place: str
    text: str
    hidden: bool = False


@dataclass(frozen=True)
class Contents:
    """Everything found in a file. `unseen`: sentences on what a person has to look at; then nothing calls it clean."""

    about: tuple[Fact, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    unseen: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    signed: bool = False  # bytes must stay as they are, or the signature is void

    @property
    def visible(self) -> Iterator[Passage]:
        """What readers see."""
        return (passage for passage in self.passages if not passage.hidden)


@dataclass
class Found:
    """Contents while they are being gathered."""

    about: list[Fact] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    signed: bool = False
    _letters: int = 0

    def say(self, place: str, text: str, hidden: bool = False) -> None:
        """Add text, if it has any. Raises UnreadableError when a file has more text than a person would read."""
        if text := text.strip():
            self._letters += len(text)
            if self._letters > bounds.LETTERS:
                raise UnreadableError(f"文件的文字超过 {bounds.LETTERS // 10_000} 万字", "拆成几个文件")
            self.passages.append(Passage(place, text, hidden))

    def tell(self, name: str, value: str | None) -> None:
        """Add what the file says of itself, if it says anything."""
        if value and (line := " ".join(value.split())):
            self.about.append(Fact(name, line[:200]))

    def hide(self, sort: Sort, place: str, count: int = 1, removable: bool = True) -> None:
        """Add hidden things; those of one sort are counted together."""
        for at, known in enumerate(self.hidden):
            if known.sort is sort and known.removable is removable:
                self.hidden[at] = Hidden(sort, known.count + count, known.place, removable)
                return
        if count:
            self.hidden.append(Hidden(sort, count, place, removable))

    def within(self, name: str, inner: Contents) -> None:
        """Add what was found in a file inside this one."""
        self.about += inner.about
        for one in inner.hidden:
            self.hide(one.sort, _in(name, one.place), one.count, one.removable)
        self.unseen += [f"{name}：{sentence}" for sentence in inner.unseen]
        for passage in inner.passages:
            self.say(_in(name, passage.place), passage.text, passage.hidden)

    def contents(self) -> Contents:
        """What was gathered."""
        return Contents(
            tuple(dict.fromkeys(self.about)),
            tuple(self.hidden),
            tuple(dict.fromkeys(self.unseen)),
            tuple(self.passages),
            self.signed,
        )


def _in(name: str, place: str) -> str:
    return f"{name}，{place}" if place else name
