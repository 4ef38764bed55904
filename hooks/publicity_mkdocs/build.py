"""What the parts of a build share: one object, kept in MkDocs' config under one key.

Parts are loaded by path, or imported by the plugin; this module is no part and is only ever imported.
"""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field

from mkdocs.config.defaults import MkDocsConfig

from publicity.building.follower import Work
from publicity.building.left import Asked, Offered
from publicity.building.notes import Notes
from publicity.building.room import Room
from publicity.building.second_process import SecondProcess
from publicity.building.workshop import Workshop
from publicity.column.column import Column
from publicity.column.settings import Settings
from publicity.feeds.atom import Feed
from publicity.finished.check import Outcome, SiteCheck
from publicity.finished.looks import Look
from publicity.manifests.commit import Commit, NoCommit
from publicity.manifests.hashes import Hashed
from publicity.manifests.last_site import Group, LastSite, MadePage
from publicity.manifests.layers import Layers
from publicity.markup.prose import Prose
from publicity.opendata.table import Written
from publicity.pages.downloads import Download, DownloadPage
from publicity.pages.kept_codes import KeptCodes
from publicity.pages.lists import Listing, ListPage
from publicity.pages.related import Related
from publicity.pages.updated import LastUpdates
from publicity.pictures.tags import Shown
from publicity.problems.problem import Problem
from publicity.search.findable import Findable
from publicity_mkdocs.addresses import Addresses
from publicity_mkdocs.files_to_make import Copying
from publicity_mkdocs.here import Here
from publicity_mkdocs.retold import Retold
from publicity_mkdocs.run import Run
from publicity_mkdocs.unchanged import Beginning

KEY = "publicity"


@dataclass
class Build:
    """One build. What has no value yet is not there: asking for it too early raises AttributeError.

    In the order of MkDocs' events; each group is there from its event on, set by the part that is named.
    Without a column, which only the preview can be, nothing after `second` is sure to be there.
    """

    # on_config
    run: Run
    column: Column | None  # read.py; None only in the preview of a column that was never without errors
    settings: Settings  # read.py
    problems: list[Problem]  # read.py; pictures.py adds its own: what the preview shows on top of every page
    second: SecondProcess  # read.py; second.py starts it in the last of on_nav and ends it in the last of on_post_build
    beginning: Beginning | None = None  # read.py: of a build whose site may stay as a whole next time
    falls_back: bool = False  # read.py: the column is the last good one
    notes: Notes = field(default_factory=Notes)  # what pages asked while they were made, whoever was asked
    workshop: Workshop | None = None  # placing.py: where the site is made, if it can be put in place as a whole
    room: Room | None = None  # placing.py: where the preview's site is made
    layers: Layers | None = None  # placing.py: the site in the making, there
    last: LastSite | None = None  # reuse.py: the last site, if it can be believed so far

    # on_files
    stylesheet: Asked[str] = field(init=False)  # theme.py
    pictures: Mapping[str, Shown] = field(init=False)  # pictures.py: those that pages may show, by path in the site
    converter: Prose = field(init=False)  # conversion.py
    led_to: Callable[[str], Set[str]] = field(init=False)  # conversion.py: where the text of a page leads, by path
    listings: dict[str, Listing] = field(default_factory=dict)  # pages.py, by key
    list_pages: dict[str, ListPage] = field(default_factory=dict)  # pages.py, by source path
    downloads: list[Download] = field(default_factory=list)  # pages.py
    download_pages: dict[str, DownloadPage] = field(default_factory=dict)  # pages.py, by source path
    related: Related = field(init=False)  # pages.py
    last_updates: LastUpdates = field(init=False)  # pages.py
    feeds: list[Feed] = field(default_factory=list)  # feeds.py
    data_files: Asked[dict[str, Written]] = field(init=False)  # opendata.py, by path in the site
    feed_files: Asked[dict[str, bytes]] = field(init=False)  # feeds.py, by path in the site
    share_files: Asked[dict[str, bytes]] = field(init=False)  # share.py, by path in the site

    # on_nav, when all files are known
    facts: str = ""  # reuse.py: what the column says beside its texts; nothing where that can't be told
    groups: dict[str, Group] = field(default_factory=dict)  # groups.py: files made together
    basis: str = ""  # reuse.py: what all pages rest on; nothing where that can't be told
    shown: Mapping[str, str] = field(default_factory=dict)  # reuse.py: what pages show, by path within docs/
    staying: Mapping[str, MadePage] = field(default_factory=dict)  # reuse.py: pages of the last site that stay
    copying: Copying | None = None  # reuse.py: what the preview's room has and need not be copied
    looks: Mapping[str, Look] = field(default_factory=dict)  # reuse.py: at pages that stay; check.py: at all
    others: list[SecondProcess] = field(default_factory=list)  # conversion.py; second.py starts them
    retold: Retold | None = None  # reuse.py: what is told of pages, those that stay too
    made: dict[str, str] = field(default_factory=dict)  # reuse.py: pages that may stay next time, with their paths
    addresses: Addresses = field(init=False)  # meta.py
    checking: SiteCheck | None = None  # check.py; in the process that `look` is done in
    look: Offered[[list[str]], None] = field(init=False)  # check.py: look at pages that are written
    judge: Offered[[list[str], Set[str]], Outcome] = field(init=False)  # check.py
    write_index: Offered[[list[Findable]], Set[str]] = field(init=False)  # search_index.py
    named: dict[str, str] = field(default_factory=dict)  # check.py: files of docs/ and overrides/ by path in the site
    unlooked: list[str] = field(default_factory=list)  # check.py: pages that are, or are about to be, written

    # on_env
    here: Here = field(init=False)  # templates.py
    assets: Mapping[str, str] = field(init=False)  # fingerprint.py: new paths by path in the theme
    findable: Callable[[], list[Findable]] = field(init=False)  # search_index.py, for when pages have their titles
    codes: KeptCodes = field(init=False)  # codes.py
    coded: set[str] = field(default_factory=set)  # codes.py: the addresses of all pages

    later: list[Work] = field(default_factory=list)  # what follows; placed by following.py
    followed: set[str] = field(default_factory=set)  # paths of what follows, or stays of what did

    # on_post_build
    commit: Commit | NoCommit | None = None  # manifest.py
    hashes: Mapping[str, Hashed] = field(default_factory=dict)  # check.py: of files in the site, by path

    @classmethod
    def of(cls, config: MkDocsConfig) -> "Build":
        """The build that a config belongs to, from read.py's on_config on. Raises KeyError before."""
        build: Build = config[KEY]
        return build

    def keep_in(self, config: MkDocsConfig) -> None:
        """Be the build of a config."""
        config[KEY] = self

    def leave(self, config: MkDocsConfig) -> None:
        """Be nobody's build."""
        del config[KEY]

    @property
    def preview(self) -> bool:
        """Whether this is for an editor's eyes only: `mkdocs serve`."""
        return self.run.preview

    @property
    def follows(self) -> bool:
        """Whether this is a preview in which there is a site already, so that what nobody looks at may come later."""
        return self.room is not None and bool(self.room.files) and self.run.follower.possible
