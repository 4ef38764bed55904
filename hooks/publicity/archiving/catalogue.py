"""The catalogue of an archive: what DA/T 80-2019 wants known of archived pages, in Chinese keys, as JSON.

The elements follow that guide's practice (参照): who answers for the pages, where they stood, of what day they
are, with what and how they were collected, and for each file its title, time, source, format, size and checksum.
"""

import json
from importlib.metadata import version
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from publicity.archiving.listed import manifest
from publicity.archiving.media_types import media_type
from publicity.archiving.snapshot import SiteFile, Snapshot

SOFTWARE = ("publicity", "warcio")
_TOLD = {"发布时间": "PubDate", "来源": "ContentSource"}  # the meta tags of Chinese government pages


def software() -> str:
    """The programs that make archives, each with its version."""
    return " ".join(f"{name}/{version(name)}" for name in SOFTWARE)


def catalogue(snapshot: Snapshot, url: str) -> str:
    """Write the catalogue; of the site's own manifest, if it has one, what it says beside the list of files."""
    about = snapshot.about
    told: dict[str, Any] = {
        "题名": f"{about.campaign}专栏",
        "立档单位": about.organ,
        "方案": about.title,
        "方案成文日期": str(about.issued),
        "网址": url,
        "内容截至": str(about.as_of),
        "采集方式": "由生成网站的程序直接写出，不经网络抓取；WARC-Date 取内容截至日",
        "采集软件": software(),
        "文件数": len(snapshot.files),
        "字节数": snapshot.size,
        "总校验（SHA-256）": snapshot.fingerprint,
        "文件": [_entry(file) for file in snapshot.files],
    }
    if listed := manifest(snapshot):
        told["发布清单"] = listed.facts
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _entry(file: SiteFile) -> dict[str, Any]:
    about = page(file.read()) if file.is_page else {}
    return about | {
        "路径": file.path,
        "格式": media_type(file.path),
        "字节数": file.size,
        "SHA-256": file.digest,
    }


def page(data: bytes) -> dict[str, str]:
    """Take from a page what it says of itself: its title, when and from where it was published."""
    html = LexborHTMLParser(data)
    title = html.css_first("title")
    told = {"题名": title.text(strip=True)} if title else {}
    for key, name in _TOLD.items():
        meta = html.css_first(f'meta[name="{name}"]')
        if meta and (content := meta.attributes.get("content")):
            told[key] = content
    return told
