"""What was found in attachments, and what was made of them, kept in a folder that may vanish or rot at any time.

Only the time to do it again is lost: what is not there whole is not trusted. Nothing here loads a reader of files
before one is needed.
"""

import hashlib
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter

from publicity.attachments.examined import Examined
from publicity.attachments.flaw import Flaw, UnreadableError, attempt, read
from publicity.building.pruning import used
from publicity.screening.wrong_forms import Lexicon
from publicity.texts import whole_file

READERS = ("lxml", "olefile", "pikepdf", "pillow", "pypdfium2")
_CODE = ("attachments", "pictures", "screening")  # the folders whose code decides


@dataclass(frozen=True)
class Outgoing:
    """A file as it goes out: on the disk, or where the disk takes nothing, in memory. `size` is in bytes."""

    content: Path | bytes
    size: int

    @property
    def there(self) -> bool:
        """Whether it can still be had."""
        return isinstance(self.content, bytes) or self.content.is_file()


@dataclass(frozen=True)
class Store:
    """A folder of findings, named by everything that they come from.

    `lexicon` are the wrong forms of names that are looked for. What this process had before is not looked into again
    until the file changes.
    """

    folder: Path
    lexicon: Lexicon = field(compare=False)

    @cached_property
    def words(self) -> str:
        """The lexicon as a digest."""
        listed = repr((sorted(self.lexicon.wrong.items(), key=lambda one: one[0]), sorted(self.lexicon.correct)))
        return hashlib.sha256(listed.encode()).hexdigest()

    def examined(self, path: Path, shown: str) -> Examined:
        """What is to be said of a file, as `examine` says it."""
        try:
            status = path.stat()
            return _examined(self, self.words, path, status.st_mtime_ns, status.st_size, shown)
        except (OSError, UnreadableError):
            return _anew(path, shown, self.lexicon)  # which says what is the matter


def outgoing(folder: Path, path: Path) -> Outgoing | Flaw:
    """A file as it goes out, made if it isn't kept whole in a folder; or why it can't go out."""
    try:
        status = path.stat()
    except OSError:
        return Flaw("附件打不开", "检查文件名，以及文件和它所在文件夹的权限")
    had_by = (folder, path, status.st_mtime_ns, status.st_size)
    made = attempt(lambda: _outgoing(*had_by))
    if isinstance(made, Outgoing) and not made.there:
        _outgoing.cache_clear()
        made = attempt(lambda: _outgoing(*had_by))
    return made


@lru_cache(maxsize=10_000)
def _examined(store: Store, words: str, path: Path, changed: int, size: int, shown: str) -> Examined:
    given = (_digest(read(path)), path.name, shown, words)
    place = store.folder / f"{_key(*given)}.json"
    known = _read(place)
    if known is not None:
        try:
            return _form().validate_json(known)
        except ValueError:
            pass  # written by another version; found again
    found = _anew(path, shown, store.lexicon)
    _write(place, _form().dump_json(found))
    return found


@lru_cache(maxsize=10_000)
def _outgoing(folder: Path, path: Path, changed: int, size: int) -> Outgoing | Flaw:
    data = read(path)
    place = folder / f"{_key(_digest(data), path.name)}.out"
    if (known := _read(folder / f"{place.name}.sha256")) is not None:
        whole = path if known.decode() == _digest(data) else place
        content = _bytes(whole)
        if content is not None and _digest(content) == known.decode():
            return Outgoing(whole, len(content))
    from publicity.attachments.outgoing import publish_bytes

    made = publish_bytes(path)
    if isinstance(made, Flaw):
        return made
    kept = made == data or _put(place, made)
    _write(folder / f"{place.name}.sha256", _digest(made).encode())
    return Outgoing(path if made == data else place if kept else made, len(made))


def _anew(path: Path, shown: str, lexicon: Lexicon) -> Examined:
    from publicity.attachments.examining import examine

    return examine(path, shown, lexicon)


@cache
def _form() -> TypeAdapter[Examined]:
    return TypeAdapter(Examined)


@cache
def _makers() -> str:
    """The program and the libraries that find and make: what another one said is not known of this one."""
    code = hashlib.sha256()
    for folder in _CODE:
        for path in sorted((Path(__file__).parent.parent / folder).glob("*.py")):
            code.update(path.read_bytes())
    return repr((code.hexdigest(), *map(version, READERS)))


def _key(*given: str) -> str:
    return _digest("\n".join((*given, _makers())).encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _read(path: Path) -> bytes | None:
    """What `_write` has written, if it is whole: the first line is the digest of the rest."""
    digest, _, rest = (_bytes(path) or b"").partition(b"\n")
    if digest != _digest(rest).encode():
        return None
    used(path)
    return rest


def _write(path: Path, content: bytes) -> None:
    _put(path, _digest(content).encode() + b"\n" + content)


def _put(path: Path, content: bytes) -> bool:
    """Write a file at one stroke, for another build may write the same or this one be killed; whether it could."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole_file.replace(path, content, lasting=False)
        path.chmod(0o644)  # copied to the site with it
    except OSError:
        return False
    return True
