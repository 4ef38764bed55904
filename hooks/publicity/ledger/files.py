"""The ledger from the disk, held against what is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from publicity.ledger import earlier
from publicity.ledger.article_subject import PREFIX as ARTICLE
from publicity.ledger.commitment_subject import PREFIX as COMMITMENT
from publicity.ledger.ledger import FILE, Ledger, read_ledger
from publicity.ledger.line import Line
from publicity.ledger.plan_order import ORDER
from publicity.ledger.plan_subject import DECIDES_DAYS, WHOLE, PlanSubject
from publicity.ledger.rules import broken_seals, missing, unsealed_path
from publicity.ledger.subject import Subject
from publicity.ledger.subjects import Written
from publicity.ledger.words import ENTRIES, excerpt, key_noun, subject_title
from publicity.problems.problem import Problem, Severity, errors
from publicity.texts.reading import Finding
from publicity.texts.source import Source, decode

_SEAL = f"核对无误以后运行 publicity seal，把 docs/{FILE} 一起提交"


@dataclass(frozen=True)
class Kept:
    """What has been sealed, and what is written otherwise. `ledger` is None where it can't be read."""

    ledger: Ledger | None = field(default=None, repr=False)
    problems: tuple[Problem, ...] = ()


def hold_against(ledger: Ledger | Problem, written: Written, day: date | None) -> Kept:
    """Hold what is written against the ledger. `day` is the office's own, on which what is public has to be sealed."""
    if isinstance(ledger, Problem):
        return Kept(None, (ledger,))
    problems = [*ledger.problems]
    if ledger.lines:
        problems += _consequent(broken_seals(written.subjects, ledger))
        problems += _missing(written, ledger)
    if day and not errors([*written.commitments.problems, *problems]):
        problems += _unsealed(written, ledger, day)
    return Kept(ledger, tuple(problems))


def read_both(docs: Path, prefix: str) -> Ledger | Problem:
    """The ledger, with the lines that an earlier version of the program wrote; empty where nothing was sealed yet."""
    source = _source(docs / FILE, f"{prefix}/{FILE}")
    if isinstance(source, Problem):
        return source
    ledger = read_ledger(source)
    if not (docs / earlier.FILE).exists():
        return ledger
    old = _source(docs / earlier.FILE, f"{prefix}/{earlier.FILE}")
    if isinstance(old, Problem):
        return old
    carried = earlier.read_earlier(old)
    there = {line.hash for line in ledger.lines}
    placed = (*ledger.placed, *(one for one in carried.placed if one.line.hash not in there))
    return replace(
        ledger,
        source=ledger.source if ledger.placed else old,
        placed=placed,
        problems=(*ledger.problems, *carried.problems),
        damaged=ledger.damaged | carried.damaged,
        carried=True,
    )


def _source(path: Path, name: str) -> Source | Problem:
    """The file; it outgrows what an editor's file may hold."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Problem(name, 0, 0, "没有这个文件", "用 git 恢复它") if path.is_symlink() else Source(name, "")
    except OSError as error:
        return Problem(name, 0, 0, f"台账打不开（系统错误 {error.errno}）", "检查文件和它所在文件夹的权限")
    return decode(data, name)


def _consequent(told: Iterable[Problem]) -> list[Problem]:
    """Leave out the days that moved only because words that decide them were changed."""
    problems = list(told)
    nouns = [f"封存过的{key_noun(WHOLE, key)}改了" for key in DECIDES_DAYS]
    nouns += [f"这里写的原话和封存的{key_noun(WHOLE, key)}不同" for key in DECIDES_DAYS]
    moved = [problem for problem in problems if _IS_MOVED in problem.message]
    if not moved or not any(noun in problem.message for noun in nouns for problem in problems):
        return problems
    first = next(i for i, problem in enumerate(problems) if any(noun in problem.message for noun in nouns))
    message = f"{problems[first].message}，另有 {len(moved)} 处日期跟着变了"
    problems[first] = replace(problems[first], message=message)
    return [problem for problem in problems if problem not in moved]


_IS_MOVED = "的日期变了：封存时是"


def _missing(written: Written, ledger: Ledger) -> Iterator[Problem]:
    """What was sealed and is not written any more."""
    for line in missing(ledger, written.keys, COMMITMENT):
        name = line.subject.removeprefix(COMMITMENT)
        message = f"封存过的{subject_title(line.subject, line.says)}（{name}）不见了：文件删了，或改了名字"
        hint = f"恢复 {name}.md；不再做的承诺写 state: 中止。清掉全部示例时，连 {FILE} 一起删"
        yield _at_line(ledger, line, message, hint)
    for line in missing(ledger, written.keys, ARTICLE):
        message = f"公布并封存过的{subject_title(line.subject, line.says)} 不见了：文件删了，或改了名字"
        hint = "恢复文件；改了名字的，在 old_paths 里写旧网址；要撤下的写 expires，不删文件"
        yield _at_line(ledger, line, message, hint)
    if (state := written.plan_state) is None:
        return
    for line in missing(ledger, written.keys, WHOLE):
        above, inside, _ = line.subject.removeprefix("plan/").rpartition(".steps.")
        if inside and any(one.subject == f"plan/{above}" for one in missing(ledger, written.keys, WHOLE)):
            continue  # that what it stood in is gone says it
        title = subject_title(line.subject, line.says)
        field_ = line.subject.removeprefix("plan/")
        cancel = f"；义务不再要求的，用 publicity amend plan {field_} --cancel --why …" if "duties." in field_ else ""
        message = f"封存过的{title}（{field_}）不见了：删了，或改了标识"
        finding = Finding(state.place(line.subject), message, f"照原来的恢复：{excerpt(line.says)}{cancel}")
        yield from state.form.locate([finding])


def _at_line(ledger: Ledger, line: Line, message: str, hint: str) -> Problem:
    placed = next(one for one in ledger.placed if one.line is line)
    return ledger.source.problem(placed.mark, message, hint)


def _unsealed(written: Written, ledger: Ledger, day: date) -> Iterator[Problem]:
    """Tell what is public on a day and not sealed: a promise, a plan or a report as a warning.

    Articles come out by themselves, on their day: that stops nobody.
    """
    if not ledger.lines:
        if written.plan_state:
            hint = "第一次公布以前运行 publicity seal：公众看到的从此不能悄悄改"
            message = "方案、承诺和文章还没有封存过"
            finding = Finding(("title",), message, hint, Severity.NOTICE)
            yield from written.plan_state.form.locate([finding])
        return
    if ledger.carried:
        message = "这是以前版本的台账，还没有接过来：运行 publicity seal"
        hint = f"publicity seal 会把每一行核对后转进 docs/{FILE}，两个文件的改动一起提交"
        yield Problem(_old_name(ledger), 1, 1, message, hint, Severity.WARNING)
    articles: list[tuple[Subject, Finding]] = []
    for subject in written.subjects:
        path = unsealed_path(subject, ledger.of(subject.key), day)
        if path is None or path[0] == ORDER:
            continue  # a new part tells of itself
        finding = _to_seal(subject, *path)
        if subject.key.startswith(ARTICLE):
            articles.append((subject, finding))
        elif not ledger.carried:
            yield from subject.form.locate([finding])
    if articles:
        subject, finding = articles[0]
        more = f"等 {len(articles)} 篇文章" if len(articles) > 1 else ""
        message = f"{subject.title}{more}已经公布，还没有封存：运行 publicity seal"
        yield from subject.form.locate([replace(finding, message=message, severity=Severity.NOTICE)])


def _old_name(ledger: Ledger) -> str:
    return f"{ledger.source.file.partition('/')[0]}/{earlier.FILE}"


def _to_seal(subject: Subject, key: str, index: int) -> Finding:
    if index >= 0:
        return Finding(subject.at(key, index), _not_yet(f"新的{ENTRIES[key]}"), _SEAL, Severity.WARNING)
    if key:
        path = subject.state.place(subject.key) if isinstance(subject, PlanSubject) else ("id",)
        what = f"{subject.title}的{key_noun(subject.key, key)}"
        return Finding(path, _not_yet(what), _SEAL, Severity.WARNING)
    if isinstance(subject, PlanSubject):
        return Finding(subject.state.place(subject.key), _not_yet(subject.title), _SEAL, Severity.WARNING)
    return Finding(("id",), _not_yet("承诺"), _SEAL, Severity.WARNING)


def _not_yet(what: str) -> str:
    return f"{what}还没有封存：运行 publicity seal"
