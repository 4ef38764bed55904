"""sitemap.xml, and robots.txt that leads to it, only where they can be true: both need the column's own address.

MkDocs writes the map, of every page that goes out with the day it last changed; without an address it would be empty.
"""

from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from publicity_mkdocs.build import Build

MAP, ROBOTS = "sitemap.xml", "robots.txt"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave the map out where no public address is known; lead to it where robots look: at the root of a host only."""
    if not config.site_url or Build.of(config).preview:
        config.theme.static_templates.discard(MAP)
    elif urlsplit(config.site_url).path in ("", "/"):
        said = f"User-agent: *\nDisallow:\n\nSitemap: {urljoin(config.site_url, MAP)}\n"
        files.append(File.generated(config, ROBOTS, content=said))
    return files
