"""An old column's pages to bulletins of this one, with the addresses that they had (`old_paths`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urljoin

from pydantic import TypeAdapter, ValidationError

from publicity.articles.article import OldPath
from publicity.attachments.kinds import KINDS, PICTURES
from publicity.column.column import Column
from publicity.importing.blocks import Block, Paragraph, Picture, Run
from publicity.importing.bulletin_found import Found
from publicity.importing.bulletin_frame import one_line, take_apart
from publicity.importing.bulletins_in import Keys, NewBulletin, name_of, put_rest, summary_of
from publicity.importing.markdown_text import markdown_of
from publicity.importing.old_pages import OldPage, linked_files
from publicity.importing.saved_pages import Saved, old_path_of
from publicity.regex import regex

_OLD_PATH = TypeAdapter(OldPath)
_PLAIN_NAME = regex(r"[^\w.()（）-]+")


@dataclass
class OldColumn:
    """The pages on their way in. `taken` are the paths in docs/ that other files have."""

    column: Column
    saved: Saved
    hour: str | None  # for pages that print none
    taken: set[str]
    homes: dict[Path, str] = field(default_factory=dict)  # where in docs/ each page goes

    def bring_in(self, olds: list[OldPage]) -> list[tuple[str, NewBulletin]]:
        """The bulletins, each with the name of its page; links between the pages lead to the new ones."""
        parts = [(old, self._found(old)) for old in olds]
        for old, found in parts:
            stem = name_of(found, found.day or self.column.as_of.own, self.taken)
            self.taken.add(f"{stem}.md")
            self.homes |= {page.path.resolve(): f"{stem}.md" for page in old.pages}
        return [(old.page.path.name, self._bulletin(old, found)) for old, found in parts]

    def _found(self, old: OldPage) -> Found:
        """The article taken apart; what the page says of itself goes before what the text says."""
        facts = old.paper.facts
        found = take_apart(old.paper.blocks, facts.get("title", ""))
        day, _, hour = facts.get("date", "").partition(" ")
        found.day = date.fromisoformat(day) if day else found.day
        found.time = hour
        found.source = facts.get("source", "") or found.source
        for key in ("author", "editor", "reviewer"):
            if key in facts:
                found.people[key] = facts[key]
        return found

    def _bulletin(self, old: OldPage, found: Found) -> NewBulletin:
        uri = self.homes[old.page.path.resolve()]
        files, listed, links, told = self._files(old, uri)
        told += [*old.paper.told]
        blocks = tuple(self._relinked(block, old, links, told) for block in found.body)

        def placed(picture: Picture) -> str:
            if not picture.ending:
                return ""
            where = f"pictures/{PurePosixPath(uri).stem}-{len(files) + 1}{picture.ending}"
            files[f"{PurePosixPath(uri).parent}/{where}"] = picture.data
            return where

        body = markdown_of(blocks, old.paper.notes, placed)
        keys = Keys()
        self._head(keys, old, found)
        keys.put("attachments", listed)
        old_paths, doubt = _old_paths(old, told)
        keys.put("old_paths", old_paths, doubt)
        head = "".join(keys.lines)
        unplaced = [
            f"# 请核对：页面上的“{' '.join(line.split())}”没有放进来\n" for line in dict.fromkeys(found.unplaced)
        ]
        text = f"{head}{''.join(unplaced)}"
        draft = "draft: true\n" if "请核对：" in text + body.text else ""
        whole = f"---\n{text}{draft}---\n\n{body.text}"
        return NewBulletin(uri, whole, files, (*told, *body.told), found.number, tuple(old_paths))

    def _head(self, keys: Keys, old: OldPage, found: Found) -> None:
        title, own = one_line(found.title), self.column.as_of.own
        keys.put("title", title or old.page.path.stem, "" if title else "页面上没有看出标题，写的是文件名")
        day = found.day or own
        keys.put("date", day, "" if found.day else "页面上没有看出日期，写的是专栏的日期")
        hour = found.time or self.hour
        keys.put("published", f"{day} {hour or '09:00'}", "" if hour else "页面上只有日期，没有几点几分")
        source = found.source
        keys.put("source", source or self.column.plan.organ, "" if source else "页面上没有看出稿件来源")
        put_rest(keys, found, self.column, day)
        summary, doubt = summary_of(found.body, title)
        said = old.paper.facts.get("summary", "")
        of_the_text = 10 < len(said) <= 300 and "".join(said.split()) in old.words  # not a list of keywords
        keys.put("summary", said if of_the_text else summary, "" if of_the_text else doubt)

    def _files(self, old: OldPage, uri: str) -> tuple[dict[str, bytes], list[Any], dict[str, str], list[str]]:
        """The attachments: bytes by path in docs/, the key's entries, where links lead now, and what is told."""
        files: dict[str, bytes] = {}
        listed: list[Any] = []
        links: dict[str, str] = {}
        told: list[str] = []
        for address, words, path in linked_files(old, self.saved):
            kind = KINDS.get(path.suffix.lower())
            if address in links or path.resolve() in self.homes or kind is None or kind.content in PICTURES:
                continue
            name = f"attachments/{PurePosixPath(uri).stem}-{_PLAIN_NAME.sub('-', path.name)}"
            files[f"{PurePosixPath(uri).parent}/{name}"] = path.read_bytes()
            links[address] = name
            listed.append({"file": name, "title": words[:200]} if words else name)
        return files, listed, links, told

    def _relinked(self, block: Block, old: OldPage, links: Mapping[str, str], told: list[str]) -> Block:
        if not isinstance(block, Paragraph) or not any(run.link for run in block.runs):
            return block
        return replace(block, runs=tuple(self._relinked_run(run, old, links, told) for run in block.runs))

    def _relinked_run(self, run: Run, old: OldPage, links: Mapping[str, str], told: list[str]) -> Run:
        if not run.link or run.link in links:
            return replace(run, link=links.get(run.link, ""))
        own = self.homes[old.page.path.resolve()]
        for _, _, path in linked_files(
            replace(old, paper=replace(old.paper, blocks=(Paragraph((run,), ""),))), self.saved
        ):
            if home := self.homes.get(path.resolve()):
                up = "../" * (len(PurePosixPath(own).parts) - 1)
                return replace(run, link=f"{up}{home}")
        address = urljoin(old.page.address, run.link) if "://" in old.page.address else run.link
        if re.match(r"https?://|mailto:|tel:", address):
            return replace(run, link=address)
        told.append(f"链接“{run.text.strip()[:20]}”指向没有存下来的 {run.link[:60]}，只留了字")
        return replace(run, link="")


def _old_paths(old: OldPage, told: list[str]) -> tuple[list[str], str]:
    """The addresses that the page had, those that can be led on, with a doubt."""
    paths: list[str] = []
    for page in old.pages:
        path = old_path_of(page.address)
        try:
            paths.append(_OLD_PATH.validate_python(path))
        except ValidationError:
            told.append(f"旧网址 {page.address[:100]} 转不到新的：不是 .html 结尾的网址，要在服务器上转")
    sure = all(page.sure for page in old.pages)
    return list(dict.fromkeys(paths)), "" if sure else "旧网址照文件夹里的位置写的"
