"""What must hold between the commitments as they are written and as they were sealed."""

from collections.abc import Container, Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath

from publicity.commitments.commitment import ABSENT, TERMS, Amendment, Commitment, Progress
from publicity.ledger.ledger import Ledger, Line, entry_hash
from publicity.problems.problem import Problem, Severity
from publicity.texts.document import Document
from publicity.texts.reading import Finding
from publicity.texts.source import Mark

_BACK = "用 git 恢复原来的内容；有新的情况，在末尾另加一条"
_NOUNS = {"history": "进展", "amended": "修改记录"}


def broken_seals(documents: Sequence[Document[Commitment]], ledger: Ledger, names: Container[str]) -> Iterator[Problem]:
    """Check the commitments against the ledger's lines. `names` are those of all files, readable or not."""
    versions = ledger.versions()
    for document in documents:
        entry = document.form.value
        sealed = versions.get(PurePosixPath(document.uri).stem)
        if entry and sealed and not document.form.problems:
            yield from _judge(document, entry, sealed, ledger)
    for name, sealed in versions.items():
        if name not in names:
            number, line = sealed[-1]
            at = Mark(number, ledger.source.lines[number].index('"id":'), len(f'"id": "{name}"'))
            message = f"封存过的承诺“{line.terms.get('item', name)}”（{name}）不见了：文件删了，或改了名字"
            hint = f"恢复 {name}.md；不再做的承诺写 state: 中止。清掉全部示例时，连 ledger.json 一起删"
            yield ledger.source.problem(at, message, hint)


def unsealed(documents: Sequence[Document[Commitment]], ledger: Ledger, day: date) -> Iterator[Problem]:
    """Yield a warning for each commitment of which something public on a day is not sealed."""
    versions = ledger.versions()
    for document in documents:
        entry, sealed = document.form.value, versions.get(PurePosixPath(document.uri).stem)
        if entry is None or not entry.public_on(day):
            continue
        path = unsealed_path(entry, sealed[-1][1] if sealed else None, day)
        if path is not None:
            what = "承诺" if path == ("id",) else f"新的{_NOUNS[str(path[0])]}"
            message = f"{what}还没有封存：运行 publicity seal"
            hint = "核对无误以后运行 publicity seal，把 ledger.json 一起提交"
            yield from document.form.locate([Finding(path, message, hint, Severity.WARNING)])


def unsealed_path(entry: Commitment, line: Line | None, day: date) -> tuple[str | int, ...] | None:
    """Where a commitment that is public on a day goes beyond its last line; None where it does not."""
    if line is None:
        return ("id",)
    if len(entry.history_by(day)) > len(line.history):
        return ("history", len(line.history))
    return ("amended", len(line.amended)) if len(entry.amended_by(day)) > len(line.amended) else None


def _judge(
    document: Document[Commitment], entry: Commitment, sealed: list[tuple[int, Line]], ledger: Ledger
) -> Iterator[Problem]:
    newest = sealed[-1][1]
    # Where lines are damaged, what seems to be new may have been sealed in one of them.
    findings = list(_findings(entry, newest, "" if ledger.problems else ledger.sealed))
    yield from document.form.locate(findings)
    if findings:
        return
    for number, line in sealed[:-1]:
        if any(_findings(entry, line, "")):
            column = max(0, ledger.source.lines[number].find('"version":'))
            message = f"“{line.id}”的第 {line.version} 版和后来封存的对不上"
            yield ledger.source.problem(Mark(number, column), message, "用 git 恢复原来的台账")
            return


def _findings(entry: Commitment, line: Line, sealed: str) -> Iterator[Finding]:
    """What of a commitment contradicts a line. `sealed` is the day of the last sealing of all, empty to skip that."""
    for key, taken in (("audience", entry.audience == "limited"), ("draft", entry.draft)):
        if taken:
            hint = f"改回原来的 {key}；不再做的承诺写 state: 中止"
            yield Finding((key,), "公开并封存过的承诺不能再收回", hint)
    yield from _entries("history", entry.history, line.history, sealed)
    broken = list(_entries("amended", entry.amended, line.amended, sealed))
    yield from broken
    yield from _terms(entry, line, any(finding.path[-1] != "date" for finding in broken))


def _entries(
    key: str, entries: Sequence[Progress] | Sequence[Amendment], sealed: list[str], day: str
) -> Iterator[Finding]:
    """Compare entries with their sealed hashes: they may only have grown at the end."""
    noun, now = _NOUNS[key], [entry_hash(entry) for entry in entries]
    differing = [i for i, before in enumerate(sealed) if i >= len(now) or now[i] != before]
    if not differing:
        for i in range(len(sealed), len(entries)):
            if day and entries[i].date.isoformat() < day:
                message = f"倒签：{day} 封存时还没有这条{noun}"
                hint = f"日期写 {day} 或以后；事情发生的日子写在文字里"
                yield Finding((key, i, "date"), message, hint)
        return
    first = differing[0]
    if set(sealed) <= set(now):
        if sorted(now[: len(sealed)]) == sorted(sealed):
            yield Finding((key, first), f"封存过的{noun}换了次序", _BACK)
        else:
            yield Finding((key, first), f"封存过的{noun}前面插进了一条", f"新的{noun}只能写在最后")
    elif len(now) < len(sealed) or _shifted(now, sealed, first):
        lost = sum(one not in now for one in sealed)
        path = (key, first) if first < len(now) else (key,)
        yield Finding(path, f"封存过的{noun}少了 {lost} 条，第 {first + 1} 条起对不上", _BACK)
    else:
        for i in differing:
            yield Finding((key, i), f"封存过的第 {i + 1} 条{noun}改过", _BACK)


def _shifted(now: list[str], sealed: list[str], first: int) -> bool:
    """Whether what stands at a place stood further down when it was sealed: something before it was taken out."""
    return now[first] in sealed[first + 1 :]


def _terms(entry: Commitment, line: Line, broken: bool) -> Iterator[Finding]:
    """Compare the terms, taken back to what they were after the sealed amendments."""
    count = len(entry.amended) if broken else len(line.amended)
    then = entry.terms_after(count).data()
    untold = {name for amendment in entry.amended for name in amendment.fields.names} if broken else set[str]()
    for name, noun in TERMS.items():
        if then.get(name) == line.terms.get(name) or name in untold:
            continue
        after = range(count, len(entry.amended))
        named = next((i for i in after if name in entry.amended[i].fields.names), None)
        was = _words(line.terms.get(name))
        if named is None:
            hint = f"改回“{was}”；真要修改，用 publicity amend {entry.id} --field {name} --to … --why …，原话会留下"
            yield Finding((name,), f"封存过的{noun}改了，没有留下原话", hint)
        else:
            path = ("amended", named, "fields", name)
            yield Finding(path, f"这里写的原话和封存的{noun}不同", f"照抄封存的原话：{was}")


def _words(data: object) -> str:
    """Terms in a line of text."""
    if data is None:
        return ABSENT
    if isinstance(data, list):
        return "、".join(map(_words, data)) or "（没有）"
    return " ".join(map(str, data.values())) if isinstance(data, dict) else str(data)
