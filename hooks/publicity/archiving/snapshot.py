"""A built site as it lies on the disk: every file with its checksum, and what the site says of itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, ValidationError

from publicity.column.identity import identity
from publicity.plans.plan import Plan
from publicity.regex import regex

ABOUT = "data/plan.json"
_UNSAFE = regex(r'[\x00-\x20\x7f/\\:*?"<>|.]+')  # what some file system or command does not take in a name


class UnusableSiteError(ValueError):
    """The folder is no site that can be archived. The message is Chinese and says what to do."""


class About(BaseModel):
    """What a built site tells of its column in data/plan.json."""

    title: str
    campaign: str
    organ: str
    issued: date
    as_of: date


@dataclass(frozen=True)
class SiteFile:
    """A file of the site: its path within it, its size in bytes and its SHA-256 in hexadecimal."""

    path: str
    file: Path
    size: int
    digest: str

    @property
    def is_page(self) -> bool:
        """Whether a browser opens it as a page."""
        return self.path.endswith(".html")

    def read(self) -> bytes:
        """Its bytes. Raises UnusableSiteError where they are no longer those that were counted, and OSError."""
        data = self.file.read_bytes()
        if sha256(data).hexdigest() != self.digest:
            raise UnusableSiteError(f"{self.path} 正在变，可能有人同时在生成网站；等它完了再归档")
        return data


@dataclass(frozen=True)
class Snapshot:
    """A whole site of a column as of a day, files in the order of their paths."""

    about: About
    plan: Plan
    files: tuple[SiteFile, ...]

    @property
    def name(self) -> str:
        """What archives of it are called: the campaign, a short id of the column, the day."""
        campaign = _UNSAFE.sub("-", self.about.campaign)[:40].strip("-")
        return f"{campaign}-{identity(self.plan, 'column', '').hex[:8]}-{self.about.as_of}"

    @property
    def size(self) -> int:
        """All files together, in bytes."""
        return sum(file.size for file in self.files)

    @cached_property
    def fingerprint(self) -> str:
        """One checksum over all paths and contents."""
        return sha256("".join(f"{file.digest} {file.path}\n" for file in self.files).encode()).hexdigest()

    def id(self, kind: str, name: str) -> UUID:
        """The id of one thing of this very archive: other bytes have other ids, the same ones the same."""
        return identity(self.plan, "archive", f"{self.fingerprint}/{kind}/{name}")

    def file(self, path: str) -> SiteFile | None:
        """The file at a path within the site."""
        return next((file for file in self.files if file.path == path), None)


def take(site: Path, plan: Plan) -> Snapshot:
    """Take stock of a built site of the column with this plan. Raises UnusableSiteError and OSError."""
    if not site.is_dir():
        raise UnusableSiteError(f"没有 {site.name}/ 这个文件夹；先运行 publicity build，或用 --site 指明")
    if not (site / ABOUT).is_file() or not (site / "index.html").is_file():
        raise UnusableSiteError(
            f"{site.name}/ 不是本程序生成的网站（没有 {ABOUT} 或 index.html）；先运行 publicity build"
        )
    try:
        about = About.model_validate_json((site / ABOUT).read_bytes())
    except ValidationError:
        raise UnusableSiteError(f"{site.name}/{ABOUT} 读不出来，网站可能没有生成完；重新运行 publicity build") from None
    if (about.organ, about.issued) != (plan.organ, plan.issued):
        raise UnusableSiteError(
            f"{site.name}/ 是另一个专栏的网站（{about.organ}，方案成文 {about.issued}）；先运行 publicity build"
        )
    return Snapshot(about, plan, tuple(sorted(_files(site), key=lambda file: file.path)))


def _files(site: Path) -> Iterator[SiteFile]:
    for place in site.rglob("*"):
        path = place.relative_to(site).as_posix()
        if place.is_symlink() or not (place.is_file() or place.is_dir()):
            raise UnusableSiteError(f"网站里的 {path} 不是普通的文件；删掉它，重新运行 publicity build")
        if place.is_file():
            data = place.read_bytes()
            yield SiteFile(path, place, len(data), sha256(data).hexdigest())
