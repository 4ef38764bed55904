"""The pictures of an article: in its HTML, so that copying takes them along, and as files for what does not arrive."""

import posixpath
from base64 import b64encode
from dataclasses import dataclass, field
from html import escape
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from publicity.archiving.media_types import media_type
from publicity.archiving.snapshot import Snapshot
from publicity.wechat import styles

TAKEN = (".png", ".jpg", ".jpeg", ".gif")  # what the editor accepts
MOST = 10 * 1024 * 1024  # bytes that it accepts of a picture


@dataclass
class Pictures:
    """Shows the pictures of the page at a path of a site, and keeps their bytes by name, in order."""

    path: str
    snapshot: Snapshot
    files: dict[str, bytes] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)

    def show(self, node: LexborNode) -> str:
        """A picture as HTML; its words where the site has no such file. Raises UnusableSiteError and OSError."""
        address, alt = node.attributes.get("src") or "", node.attributes.get("alt") or ""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), unquote(urlsplit(address).path)))
        file = None if urlsplit(address).scheme else self.snapshot.file(path)
        if file is None:
            return escape(alt)
        data = file.read()
        name = self._name(path, data)
        if not path.lower().endswith(TAKEN):
            self.told.append(f"{name}（{alt}）不是 JPG、PNG 或 GIF，公众号不收：另存为 PNG，插在写着“{name}”的地方")
            return escape(f"【此处插入{name}】")
        if len(data) > MOST:
            self.told.append(f"{name}（{alt}）超过 10 MB，公众号不收：缩小以后再插")
        inlined = f"data:{media_type(path)};base64,{b64encode(data).decode()}"
        return f'<img src="{inlined}" alt="{escape(alt)}" style="{styles.IMAGE}">'

    def _name(self, path: str, data: bytes) -> str:
        if path not in self._names:
            name = f"图{len(self._names) + 1}{posixpath.splitext(path)[1].lower()}"
            self._names[path], self.files[name] = name, data
        return self._names[path]
