"""Documents to bulletins: a file of the column each, its pictures beside it, what is doubtful marked."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from publicity.articles.article import Bulletin
from publicity.articles.placing import phases_on
from publicity.column.column import Column
from publicity.importing.blocks import Block, Paper, Paragraph, Picture
from publicity.importing.bulletin_found import Found
from publicity.importing.bulletin_frame import one_line, take_apart
from publicity.importing.markdown_text import markdown_of
from publicity.importing.naming import name_for
from publicity.importing.yaml_text import keyed
from publicity.regex import regex

_ATTACHED = regex(r"附件\s*\d*\s*[：:]")
_LONGEST_LINE, _LONGEST_SUMMARY, _MOST_OFFICES = 200, 120, 30


@dataclass(frozen=True)
class NewBulletin:
    """A file to be written, its pictures by their paths within docs/, and what is to be told of it in sentences."""

    uri: str
    text: str
    pictures: Mapping[str, bytes]
    told: tuple[str, ...] = ()
    number: int | None = None  # of the issue
    old_paths: tuple[str, ...] = ()


@dataclass
class Keys:
    """The keys of a bulletin in order, each with its doubts."""

    lines: list[str] = field(default_factory=list)

    def put(self, key: str, value: Any, *doubts: str) -> None:
        """Add a key, unless it says nothing and nothing is doubted."""
        if value in (None, "", [], {}):
            return
        if isinstance(value, str) and len(value) > _LONGEST_LINE:
            value, doubts = value[:_LONGEST_LINE], (*doubts, f"太长，只留了前 {_LONGEST_LINE} 个字：对照原件改短")
        self.lines.append(keyed(key, value, filter(None, doubts)))


def import_bulletin(paper: Paper, name: str, column: Column, taken: Container[str]) -> NewBulletin:
    """Make a bulletin of a document called `name`; `taken` are the paths in docs/ that other files have."""
    found = take_apart(paper.blocks, paper.facts.get("title", ""))
    day = found.day or column.as_of.own
    stem = name_of(found, day, taken)
    pictures: dict[str, bytes] = {}

    def placed(picture: Picture) -> str:
        if not picture.ending:
            return ""
        where = f"pictures/{PurePosixPath(stem).name}-{len(pictures) + 1}{picture.ending}"
        pictures[f"{PurePosixPath(stem).parent}/{where}"] = picture.data
        return where

    body = markdown_of(found.body, paper.notes, placed)
    keys = Keys()
    title = one_line(found.title)
    keys.put("title", title or re.sub(r"\.\w+$", "", name), "" if title else "没有看出标题，写的是文件名")
    keys.put("date", day, "" if found.day else "原件里没有看出日期，写的是专栏的日期")
    moment = f"{max(day, column.as_of.own)} 09:00"
    keys.put("published", moment, "原件里没有首次发布时间：改成真正上网的时间")
    keys.put("source", found.source or column.plan.organ, "" if found.source else "原件里没有看出稿件来源")
    put_rest(keys, found, column, day)
    keys.put("summary", *summary_of(found.body, title))
    keys.put("draft", True)
    attached = [text for block in found.body if isinstance(block, Paragraph) and _ATTACHED.match(text := block.text)]
    unplaced = [f"正文里写着“{text[:40]}”：文件放进 attachments 文件夹，写在 attachments 里" for text in attached]
    unplaced += [f"报头、版记里的“{line}”没有放进来：要的写在合适的地方" for line in dict.fromkeys(found.unplaced)]
    head = "".join([*keys.lines, *(f"# 请核对：{' '.join(doubt.split())}\n" for doubt in unplaced)])
    return NewBulletin(
        f"{stem}.md", f"---\n{head}---\n\n{body.text}", pictures, (*paper.told, *body.told), found.number
    )


def issue_numbers(column: Column) -> dict[int, str]:
    """The numbers that bulletins of a column bear, with their paths in docs/."""
    found = ((one.uri, one.entry) for one in column.archive.bulletins)
    return {entry.issue.number: uri for uri, entry in found if isinstance(entry, Bulletin) and entry.issue}


def put_rest(keys: Keys, found: Found, column: Column, day: date) -> None:
    """Add the people, the kind, the issue, and the phase where the day leaves it open."""
    for key in ("author", "editor", "reviewer"):
        keys.put(key, found.people.get(key, ""))
    keys.put("kind", "动态" if found.number is None else "简报")
    if found.number is not None:
        to = {key: [one for one in found.to[key] if len(one) <= _LONGEST_LINE][:_MOST_OFFICES] for key in found.to}
        lost = [one for key, listed in found.to.items() for one in listed if one not in to[key]]
        found.unplaced += lost
        signed = {"signed": found.people["signed"]} if "signed" in found.people else {}
        doubt = "签发写职务，不写姓名" if signed else ""
        keys.put(
            "issue", {"number": found.number, **signed, **{key: listed for key, listed in to.items() if listed}}, doubt
        )
    else:
        found.unplaced += [f"{label}：{'，'.join(listed)}" for label, listed in _named(found)]
    keys.put("phase", *phase_on(column, day))


def _named(found: Found) -> list[tuple[str, list[str]]]:
    words = {"report": "报", "send": "送", "distribute": "发"}
    signed = [("签发", [found.people["signed"]])] if "signed" in found.people else []
    return [*((words[key], listed) for key, listed in found.to.items()), *signed]


def phase_on(column: Column, day: date) -> tuple[str, str]:
    """The phase to be written, with its doubt; nothing where the day decides by itself."""
    holding = phases_on(column.schedule, day)
    if len(holding) == 1 or not column.phases:
        return "", ""
    open_to = [phase for phase in column.phases if not holding or phase.id in holding]
    names = "、".join(f"{phase.id}（{phase.name}）" for phase in open_to)
    why = "不在哪个阶段里" if not holding else "在几个阶段里"
    return open_to[0].id, f"{day} 这一天{why}，可写：{names}"


def name_of(found: Found, day: date, taken: Container[str]) -> str:
    """The path within docs/ without its ending, of a name that no file bears."""
    folder = f"bulletins/{day.year:04}/{day}"
    base = f"{folder}-jianbao-{found.number}" if found.number is not None else ""
    base = base or f"{folder}-{name_for(found.title or 'dong tai', ())}"
    stem, count = base, 1
    while f"{stem}.md" in taken:
        count += 1
        stem = f"{base}-{count}"
    return stem


def summary_of(body: Sequence[Block], title: str) -> tuple[str, str]:
    """The first sentence of the body, with its doubt where it had to be cut, or none was found."""
    texts = [one_line(one.words) for one in body if isinstance(one, Paragraph) and one.level is None]
    text = next((text for text in texts if "。" in text), next(iter(texts), ""))
    sentence = text.partition("。")[0] + ("。" if "。" in text else "")
    if not sentence:
        return title or "待填", "正文里没有找到一句话，摘要写的是标题"
    if len(sentence) <= _LONGEST_SUMMARY:
        return sentence, ""
    cut = max((sentence.rfind(sign, 0, _LONGEST_SUMMARY) for sign in "，；、"), default=-1)
    return f"{sentence[: cut if cut > 20 else _LONGEST_SUMMARY]}……", "摘要取自正文第一句，太长，截断了：改成一句话"
