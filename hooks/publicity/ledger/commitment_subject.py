"""A commitment as it is sealed: all that its page says, the reports and amendments, the content of its evidence."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from publicity.commitments.commitment import Amendment, Commitment
from publicity.commitments.progress import Progress
from publicity.ledger.file_contents import Hash, content_of
from publicity.ledger.line import Line, digest
from publicity.ledger.renamed import Renamed
from publicity.ledger.subject import Once, Said, Subject
from publicity.ledger.words import excerpt, key_noun
from publicity.problems.problem import Problem
from publicity.texts.document import Document, Link
from publicity.texts.paths import leads_elsewhere, linked_path, resolve
from publicity.texts.reading import Finding
from publicity.texts.source import Mark
from publicity.texts.tree import Path

PREFIX = "commitment/"


class CommitmentSubject(Subject):
    """A commitment. `hash_of` reads the files that it gives as evidence; some of the articles may have been renamed."""

    def __init__(
        self, document: Document[Commitment], entry: Commitment, hash_of: Hash, renamed: Renamed, once: Once
    ) -> None:
        self.document, self.entry, self.form, self.hash_of = document, entry, document.form, hash_of
        self.renamed, self._once = renamed, once
        self.uri, self.key, self.title = document.uri, f"{PREFIX}{entry.id}", f"承诺“{entry.item}”"
        self.gains = frozenset(("evidence", "files"))  # of reports, and of the text, which tell of them
        self.lasting = {"history": "进展", "amended": "修改记录"}

    @cached_property
    def entries(self) -> Mapping[str, Sequence[Any]]:
        """Its reports and amendments."""
        return {"history": self._history, "amended": self._amended}

    @cached_property
    def _history(self) -> list[Any]:
        history = self.entry.history
        made: list[Any] = self._once("history", lambda: [entry_data(one) for one in history])
        return [self.renamed.as_sealed(self.uri, one, data) for one, data in zip(history, made, strict=True)]

    @cached_property
    def _amended(self) -> list[Any]:
        made: list[Any] = self._once("amended", lambda: [entry_data(one) for one in self.entry.amended])
        return made

    @cached_property
    def _digests(self) -> list[str]:
        return [digest(one) for one in self._amended]

    def on(self, day: date) -> Said | None:
        """What its page says on a day."""
        entry = self.entry
        if not entry.public_on(day):
            return None
        history, amended = entry.history_by(day), entry.amended_by(day)
        says = self._says(frozenset(range(len(amended)))) | {"evidence": dict(self._evidence(history))} | self._files
        entries = {
            "history": [said for one, said in zip(entry.history, self._history, strict=True) if one.date <= day],
            "amended": [said for one, said in zip(entry.amended, self._amended, strict=True) if one.date <= day],
        }
        return Said({key: value for key, value in says.items() if value not in ({}, "")}, entries)

    def _says(self, made: frozenset[int]) -> dict[str, Any]:
        terms: dict[str, Any] = self._once(f"terms with {sorted(made)}", lambda: self.entry.terms_with(made).data())
        return terms | {"text": self.entry.text_with(made, self.document.text)}

    def _evidence(self, history: Sequence[Progress]) -> Iterator[tuple[str, str]]:
        for progress in history:
            for named in progress.evidence:
                if not named.startswith(("http://", "https://")) and not named.endswith(".md"):
                    path = resolve(self.document.uri, named)
                    if found := self.hash_of(path):
                        yield path, found

    def said_with(self, line: Line) -> Mapping[str, Any]:
        """Its words with the amendments taken back that were not sealed then; evidence as it is now."""
        sealed = line.entries.get("amended", [])
        made = frozenset(i for i, one in enumerate(self._digests) if one in sealed)
        files = {path: self.hash_of(path) for path in line.says.get("evidence", {})}
        return self._says(made) | {"evidence": files, "files": self._still_shown(line.says.get("files", {}))}

    @property
    def _files(self) -> dict[str, Any]:
        """The content of what its text shows and offers."""
        return content_of((linked_path(self.uri, link.target) for link in self._links), self.hash_of)

    @property
    def _links(self) -> Sequence[Link]:
        return [link for link in self.document.links if not leads_elsewhere(link.target)]

    def _still_shown(self, sealed: Mapping[str, str]) -> dict[str, str | None]:
        """What lies now in the files that were sealed; that the text shows one no more, the text tells."""
        shown = {linked_path(self.uri, link.target) for link in self._links}
        return {path: self.hash_of(path) if path in shown else hash_ for path, hash_ in sealed.items()}

    def untold(self, line: Line) -> frozenset[str]:
        """What amendments name that were tampered with."""
        if set(line.entries.get("amended", [])) <= set(self._digests):
            return frozenset()
        return frozenset(name for amendment in self.entry.amended for name in amendment.fields.names)

    def changed(self, key: str, line: Line) -> list[Problem]:
        """Tell of changed words, with the old ones; of a changed file at the report that names it."""
        if key == "files":
            return [self._other_file(line.says[key])]
        if key == "evidence":
            return self.form.locate([self._other_content(line)])
        noun, old = key_noun(self.key, key), line.says.get(key)
        sealed = line.entries.get("amended", [])
        unsealed = (i for i, one in enumerate(self._digests) if one not in sealed)
        named = next((i for i in unsealed if key in self.entry.amended[i].fields.names), None)
        if named is not None:
            message = f"这里写的原话和封存的{noun}不同"
            hint = f"照抄封存的原话：{excerpt(old)}"
            return self.form.locate([Finding(("amended", named, "fields", key), message, hint)])
        now = self._says(frozenset(range(len(self._digests)))).get(key)
        to = "" if key == "text" else " --to …"
        how = f"publicity amend {self.entry.id} --field {key}{to} --why …"
        back = "删掉它" if old is None else f"改回“{excerpt(old, now)}”"
        hint = f"{back}；真要修改，用 {how}，原话会留下"
        message = f"封存过的{noun}改了，没有留下原话"
        if key == "text":
            return [self.document.source.problem(self._differing(old or ""), message, hint)]
        return self.form.locate([Finding((key,), message, hint)])

    def _differing(self, old: str) -> Mark:
        """Where the text is first another."""
        first = self.document.body_from
        body = self.document.source.lines[first:]
        blank = next((i for i, line in enumerate(body) if line.strip()), 0)
        now, before = [line.rstrip() for line in body[blank:]], old.split("\n")
        number = next((i for i, one in enumerate(now) if i >= len(before) or one != before[i]), max(0, len(now) - 1))
        one, other = (now[number], before[number]) if now and number < len(before) else ("", "")
        shorter = min(len(one), len(other))
        column = next((i for i in range(shorter) if one[i] != other[i]), shorter)
        return Mark(first + blank + number, column)

    def _other_content(self, line: Line) -> Finding:
        old = line.says["evidence"]
        lost = next(path for path in old if self.hash_of(path) != old[path])
        named = (
            ("history", i, "evidence", j)
            for i, progress in enumerate(self.entry.history)
            for j, given in enumerate(progress.evidence)
            if resolve(self.document.uri, given) == lost
        )
        what = "的内容改了" if self.hash_of(lost) else "不见了"
        hint = f"用 git 恢复 docs/{lost}；新的材料另用文件名，在末尾另加一条进展"
        return Finding(next(named, ("history",)), f"封存过的依据“{lost.rpartition('/')[2]}”{what}", hint)

    def _other_file(self, sealed: Mapping[str, str]) -> Problem:
        now = self._still_shown(sealed)
        path = next(path for path in sealed if now[path] != sealed[path])
        mark = next(link.mark for link in self._links if linked_path(self.uri, link.target) == path)
        message = f"封存过的正文里，“{path.rpartition('/')[2]}”{'的内容改了' if now[path] else '不见了'}"
        return self.document.source.problem(mark, message, f"用 git 恢复 docs/{path}；新的材料另用文件名，并修改正文")

    def at(self, key: str, index: int) -> Path:
        """Where a report or an amendment stands."""
        return (key, index)

    def withdrawn(self) -> Finding | None:
        """A promise stays."""
        for key, taken in (("audience", self.entry.audience == "limited"), ("draft", self.entry.draft)):
            if taken:
                hint = f"改回原来的 {key}；不再做的承诺写 state: 中止"
                return Finding((key,), "公开并封存过的承诺不能再收回", hint)
        return None


def entry_data(entry: Progress | Amendment) -> Any:
    """What a report or an amendment says, as plain data: not how it is laid out."""
    return entry.model_dump(mode="json", exclude_defaults=True)
