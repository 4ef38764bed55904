"""What must hold between what is written and what was sealed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from publicity.ledger.ledger import Ledger, tips
from publicity.ledger.line import Line, digest
from publicity.ledger.subject import Subject
from publicity.ledger.words import ENTRIES
from publicity.problems.problem import Problem
from publicity.texts.reading import Finding
from publicity.texts.source import Mark

_BACK = "用 git 恢复原来的内容；有新的情况，在末尾另加一条"


def broken_seals(subjects: Iterable[Subject], ledger: Ledger) -> Iterator[Problem]:
    """Check what is written against the ledger's lines."""
    judged = [one for one in subjects if one.key in ledger.by_subject and not one.form.problems]
    wrong: set[str] = set()  # kinds of subjects: what is wrong in one part of the plan moves the days of others
    for subject in judged:
        if found := list(_judge(subject, ledger)):
            wrong.add(subject.key.partition("/")[0])
            yield from found
    for subject in (one for one in judged if one.key.partition("/")[0] not in wrong):
        yield from _older(subject, ledger)


def missing(ledger: Ledger, known: Iterable[str], prefix: str) -> list[Line]:
    """The last lines of sealed subjects of a kind that are not there any more."""
    gone = ledger.by_subject.keys() - set(known)
    return [ledger.by_subject[key][-1].line for key in sorted(gone) if key.startswith(prefix)]


def unsealed_path(subject: Subject, lines: Sequence[Line], day: date) -> tuple[str, int] | None:
    """Where what is public of a subject on a day goes beyond its lines; None where it does not.

    An entry by its key and index; words by their key and -1; a subject that was never sealed by "" and -1.
    """
    said = subject.on(day)
    if said is None:
        return None
    if not lines:
        return "", -1
    last = tips(list(lines))
    for key, entries in said.entries.items():
        sealed = {one for line in last for one in line.entries.get(key, [])}
        for i, entry in enumerate(entries):
            if digest(entry) not in sealed:
                return key, i
    for key, value in said.says.items():
        if not any(line.says.get(key) == value for line in last):
            return key, -1
    return None


def _judge(subject: Subject, ledger: Ledger) -> Iterator[Problem]:
    """Compare a subject with its last lines."""
    lines = ledger.of(subject.key)
    last = tips(lines)
    # Where lines are damaged, what seems to be new may have been sealed in one of them.
    day = "" if ledger.problems else ledger.sealed
    found = dict.fromkeys(problem for line in last for problem in _told(subject, line, lines, day))
    if withdrawn := subject.withdrawn():
        found.update(dict.fromkeys(subject.form.locate([withdrawn])))
    yield from found


def _older(subject: Subject, ledger: Ledger) -> Iterator[Problem]:
    """Compare a subject with the lines before its last ones; the first that it contradicts."""
    lines = ledger.of(subject.key)
    last = tips(lines)
    for one in ledger.by_subject[subject.key]:
        if one.line not in last and any(_told(subject, one.line, lines, "")):
            column = max(one.mark.column, ledger.source.lines[one.mark.line].find('"version":', one.mark.column))
            message = f"{subject.title}的第 {one.line.version} 版和后来封存的对不上"
            yield ledger.source.problem(Mark(one.mark.line, column), message, "用 git 恢复原来的台账")
            return


def _told(subject: Subject, line: Line, lines: list[Line], day: str) -> Iterator[Problem]:
    """What of a subject contradicts a line. `day` is that of the last sealing of all, empty to skip that."""
    for key, contents in subject.entries.items():
        yield from _entries(subject, key, contents, line, lines, day)
    now, untold = subject.said_with(line), subject.untold(line)
    for key, value in line.says.items():
        if key not in untold and now.get(key) != value:
            yield from subject.changed(key, line)
    for key, value in now.items():
        if key not in line.says and value and not (line.carried or key in subject.gains or key in untold):
            yield from subject.changed(key, line)


def _entries(
    subject: Subject, key: str, contents: Sequence[Any], line: Line, lines: list[Line], day: str
) -> Iterator[Problem]:
    """Compare entries with their sealed digests: they may only have grown at the end.

    What other branches had sealed does not count as inserted: it may stand among those of the line, in any place.
    """
    sealed = line.entries.get(key, [])
    everywhere = {one for other in lines for one in other.entries.get(key, [])}
    mine = everywhere.intersection(sealed)
    now = [(i, one) for i, one in enumerate(map(digest, contents)) if one in mine or one not in everywhere]
    yield from subject.form.locate(_compared(subject, key, contents, (now, sealed), lines, day))


def _compared(
    subject: Subject,
    key: str,
    contents: Sequence[Any],
    pair: tuple[list[tuple[int, str]], list[str]],
    lines: list[Line],
    day: str,
) -> Iterator[Finding]:
    (placed, sealed), noun = pair, ENTRIES[key]
    now = [one for _, one in placed]
    differing = [i for i, before in enumerate(sealed) if i >= len(now) or now[i] != before]
    if not differing:
        for i, _ in placed[len(sealed) :]:
            dated = str(contents[i].get("date") or contents[i].get("at", ""))[:10]
            if day and dated < day:
                message = f"倒签：{day} 封存时还没有这条{noun}"
                hint = f"日期写 {day} 或以后；事情发生的日子写在文字里"
                yield Finding((*subject.at(key, i), "date" if key != "updated" else "at"), message, hint)
        return
    first = differing[0]
    if set(sealed) <= set(now):
        path = subject.at(key, placed[first][0])
        if sorted(now[: len(sealed)]) == sorted(sealed):
            yield Finding(path, f"封存过的{noun}换了次序", _BACK)
        else:
            yield Finding(path, f"封存过的{noun}前面插进了一条", f"新的{noun}只能写在最后")
    elif len(now) < len(sealed) or now[first] in sealed[first + 1 :]:
        lost = [one for one in sealed if one not in now]
        path = subject.at(key, placed[first][0]) if first < len(placed) else (key,)
        message = f"封存过的{noun}少了 {len(lost)} 条，第 {first + 1} 条起对不上"
        yield Finding(path, message, f"{_BACK}{_words(lost, key, lines)}")
    else:
        for i in differing:
            hint = f"{_BACK}{_words([sealed[i]], key, lines)}"
            yield Finding(subject.at(key, placed[i][0]), f"封存过的第 {i + 1} 条{noun}改过", hint)


def _words(lost: Sequence[str], key: str, lines: list[Line]) -> str:
    """The words of entries that are no longer there, as far as some line has them in full."""
    known = {digest(content): content for line in lines for content in line.new.get(key, [])}
    told = [known[one] for one in lost if one in known]
    words = [str(one.get("note") or one.get("why") or one.get("state", "")) for one in told]
    return f"；原来写的是“{'”“'.join(words)}”" if words else ""
