"""A build that would change nothing ends before it has begun: the same is told, with the same outcome.

Whatever is not as it was when the site was made, or can't be told, is a doubt: then the build goes on.
"""

import logging
import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler

import publicity
import publicity_mkdocs
from publicity.building.basis import basis
from publicity.building.fingerprints import fingerprint
from publicity.building.notes import Told
from publicity.building.touched import Look, Said, listed, look
from publicity.building.workshop import FOLDER, Workshop
from publicity.column.inputs import READ
from publicity.fields.moment import BEIJING
from publicity.manifests.commit import Commit, NoCommit, read_commit
from publicity.manifests.last_site import Output
from publicity.manifests.unchanged import Unchanged, as_made, known_as, made, read_unchanged, write_unchanged
from publicity_mkdocs.own import only_ours, own_folders

ALL = logging.getLogger("mkdocs")
log = logging.getLogger("mkdocs.publicity")


class Listening(logging.Handler):
    """Notes all that is told while a column is read, and then what is a warning at least."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.told: list[Told] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note it."""
        self.told.append((record.name, record.levelno, record.getMessage()))


@dataclass
class Beginning:
    """What a build found when it began: what it rests on, and what lies there to be read."""

    root: Path
    rests_on: str
    read: Look
    listening: Listening = field(default_factory=Listening)

    def keep(self, shop: Workshop, commit: Commit | NoCommit | None, outputs: dict[str, Output]) -> None:
        """Note of a site in its place what it was made of, if nobody wrote meanwhile. Raises OSError."""
        if look(self.root, listed(self.root, READ), self.read.fresh) == self.read:
            told = tuple(self.listening.told)
            kept = Unchanged(self.rests_on, self.read, known_as(commit), as_made(shop.folder, outputs), told)
            write_unchanged(shop.folder, kept)


def begin(config: MkDocsConfig) -> Beginning | None:
    """End a build that would change nothing: raises SystemExit, or Abort where warnings fail it.

    None where it can't be told later whether anything has changed.
    """
    root, site = Path(config.config_file_path).parent, Path(config.site_dir)
    usual = config.docs_dir == str(root / "docs") and site.parent == root
    if not usual or not only_ours(config) or os.environ.get("GITHUB_ACTIONS") == "true":  # to GitHub more is told
        return None
    with suppress(OSError):
        files, last = [*listed(root, READ)], read_unchanged(root / FOLDER / site.name)
        rests_on, now = _rests_on(config), look(root, files)
        if last and last.rests_on == rests_on and _stays(last, root, site, now, files):
            _end(last, site, strict=config.strict)
        return Beginning(root, rests_on, now)
    return None


def _stays(last: Unchanged, root: Path, site: Path, now: Look, files: list[tuple[str, Said]]) -> bool:
    """Whether everything is as it was. Raises OSError."""
    if last.read != now and not (last.read.fresh and last.read == look(root, files, last.read.fresh)):
        return False
    return last.made == made(root / FOLDER / site.name, site) and last.commit == known_as(read_commit(root))


def _end(last: Unchanged, site: Path, *, strict: bool) -> None:
    """Tell what was told, and end. MkDocs takes no word from its parts but this one that a build is done."""
    counter = CountHandler(level=logging.WARNING)
    ALL.addHandler(counter)
    for name, level, words in last.told:
        logging.getLogger(name).log(level, "%s", words)
    ALL.removeHandler(counter)
    log.info(f"什么都没有变，{site.name}/ 里就是最新的，不重做")
    if strict and (counts := counter.get_counts()):  # in the words of MkDocs
        raise Abort(f"Aborted with {', '.join(f'{n} {level.lower()}s' for level, n in counts)} in strict mode!")
    raise SystemExit(0)


def _rests_on(config: MkDocsConfig) -> str:
    """What a build rests on beside what it reads. Raises OSError."""
    programs = [Path(str(package.__file__)).parent for package in (publicity, publicity_mkdocs)]
    paths = (config.config_file_path, config.docs_dir, config.site_dir, config.theme.custom_dir)
    return fingerprint(
        (
            basis(programs, own_folders(config)),
            [str(path) for path in paths],
            (config.use_directory_urls, config.theme.name, config.site_url),
            [os.environ.get(name) for name in ("AS_OF", "SOURCE_DATE_EPOCH")],
            datetime.now(BEIJING).date(),
            max(log.getEffectiveLevel(), logging.INFO),  # what is not told can't be noted
        )
    )
