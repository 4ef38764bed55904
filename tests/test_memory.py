"""What is known of texts from the last time: the same is told with it as without, whatever became of it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from publicity.articles.article import Bulletin
from publicity.column.files import read_column
from publicity.column.inputs import Known, inputs
from publicity.commands.checked import answer
from publicity.commands.program import main
from publicity.finished.sources import source_problems
from publicity.ledger.ledger import FILE
from publicity.problems.form import Answer, Form
from publicity.texts import file_memory, remembering
from publicity.texts.document import Document, read_document
from publicity.texts.entries import Inventory
from publicity.texts.file_memory import FileMemory
from publicity.texts.memory import Memory, key
from publicity.texts.reading import Finding
from publicity.texts.remembering import Folder
from publicity.texts.source import Source
from tests.helpers.project import Project, make_project

pytestmark = pytest.mark.shipped
HELD = Path(".cache", "texts")
ARTICLE = Path("docs/bulletins/2009/2009-04-13-study-week.md")


def told(root: Path) -> list[str]:
    """Everything that `check` tells of a column, with its memory."""
    found = read_column(root / "mkdocs.yml", root / "docs")
    problems = [*found.problems]
    if found.column:
        problems += source_problems(found.column, root / "docs", "docs", FileMemory.of(root, "pages"))
    return [repr(problem) for problem in problems]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make_project(tmp_path_factory.mktemp("checked"))
    told(project.root)
    return project


SLIPS: dict[str, Callable[[str], str]] = {
    "nothing": lambda text: text,
    "a time that can't be": lambda text: text.replace("published: 2009-04", "published: 2009-14"),
    "an unknown phase": lambda text: text.replace("\ntitle:", "\nphase: nowhere\ntitle:"),
    "a file that is not there": lambda text: text.replace("\n---\n", "\npicture: {file: no.png, alt: 无}\n---\n", 1),
    "a number that must not be told": lambda text: f"{text}\n身份证号 11010519491231002X\n",
    "a dead link": lambda text: f"{text}\n[没有](nowhere.md)\n",
    "two first headings": lambda text: f"{text}\n# 又一个\n",
    "an unknown tag": lambda text: f"{text}\n<marquee>滚动</marquee>\n",
    "a mark of doubt": lambda text: f"{text}\n<!-- 请核对：人数 -->\n",
    "no front matter": lambda text: text.removeprefix("---"),
    "a control character": lambda text: f"{text}\u200b",
}


@pytest.mark.parametrize("slip", SLIPS)
def test_the_same_is_told_with_a_memory_as_without(checked: Project, tmp_path: Path, slip: str) -> None:
    root = tmp_path / "column"
    shutil.copytree(checked.root, root)
    article = root / ARTICLE
    written = article.read_text(encoding="utf-8")
    changed = SLIPS[slip](written)
    assert (changed == written) == (slip == "nothing")
    article.write_text(changed, encoding="utf-8")
    known = [told(root), told(root)]
    shutil.rmtree(root / HELD)
    assert known == [told(root)] * 2
    article.write_text(written, encoding="utf-8")
    assert told(root) == told(checked.root)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_process_that_reads_again_finds_the_same(checked: Project, tmp_path: Path, slip: str) -> None:
    root = tmp_path / "column"
    shutil.copytree(checked.root, root)
    before, article = read_column(root / "mkdocs.yml", root / "docs"), root / ARTICLE
    written = article.read_text(encoding="utf-8")
    article.write_text(SLIPS[slip](written), encoding="utf-8")
    after = read_column(root / "mkdocs.yml", root / "docs", before=before.memory)
    assert after.memory is before.memory
    assert after.problems == read_column(root / "mkdocs.yml", root / "docs").problems
    article.write_text(written, encoding="utf-8")
    again = read_column(root / "mkdocs.yml", root / "docs", before=before.memory)
    assert again.problems == before.problems and again.column is not None and before.column is not None
    assert again.column.archive == before.column.archive


def test_a_process_goes_on_only_from_what_it_knows_of_the_same_column(checked: Project, tmp_path: Path) -> None:
    root = tmp_path / "column"
    shutil.copytree(checked.root, root)
    elsewhere = read_column(checked.root / "mkdocs.yml", checked.root / "docs").memory
    here = read_column(root / "mkdocs.yml", root / "docs", before=elsewhere).memory
    assert here is not elsewhere
    (root / "wrong_forms.yml").write_text("forms:\n  - {wrong: 代表之嫁, right: 代表之家}\n", encoding="utf-8")
    assert read_column(root / "mkdocs.yml", root / "docs", before=here).memory is not here


def test_what_is_known_is_not_read_again(checked: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    read = list[str]()

    def noted(source: Source, uri: str, model: type[Bulletin]) -> object:
        read.append(uri)
        return read_document(source, uri, model)

    monkeypatch.setattr(remembering, "read_document", noted)
    before = told(checked.root)
    assert len(list((checked.root / "docs" / "bulletins").rglob("*.md"))) > 15
    assert len(read) < 5, "those of which something is told"
    assert told(checked.root) == before


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:-1], lambda data: b"x" + data[1:], lambda _: b"", lambda d: d * 2]
)
@pytest.mark.parametrize("kind", ["documents", "pages"])
def test_a_memory_that_rots_is_none(
    checked: Project, tmp_path: Path, kind: str, spoil: Callable[[bytes], bytes]
) -> None:
    shutil.copytree(checked.root / HELD, tmp_path / HELD)
    place = tmp_path / HELD / kind
    place.write_bytes(spoil(place.read_bytes()))
    memory = Memory.of(tmp_path, kind)
    memory.keep(key(b"new"), 1)
    memory.save()
    assert Memory.of(tmp_path, kind).recall(key(b"new")) == 1


def test_what_another_program_made_is_not_known(tmp_path: Path) -> None:
    memory = Memory.of(tmp_path, "documents", "this lexicon")
    memory.keep(key(b"text"), "made")
    memory.save()
    assert Memory.of(tmp_path, "documents", "this lexicon").recall(key(b"text")) == "made"
    assert Memory.of(tmp_path, "documents", "another lexicon").recall(key(b"text")) is None


def test_what_was_kept_is_not_changed_by_what_is_done_to_it(tmp_path: Path) -> None:
    memory = Memory.of(tmp_path, "pages")
    memory.keep(key(b"text"), made := ["a"])
    made.append("b")
    memory.save()
    again = Memory.of(tmp_path, "pages")
    again.recall(key(b"text")).append("c")  # type: ignore[union-attr]
    assert again.recall(key(b"text")) == ["a"]


def test_a_folder_that_takes_nothing_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file", encoding="utf-8")
    memory = Memory.of(tmp_path, "pages")
    memory.keep(key(b"text"), 1)
    memory.save()
    assert Memory.of(tmp_path, "pages").recall(key(b"text")) is None


def test_a_finding_in_a_known_text_has_its_place(checked: Project, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes((checked.root / ARTICLE).read_bytes())
    files = Folder(Inventory.of(tmp_path, "docs"))
    document, problems = files.document("a.md", Bulletin, lambda _: [])
    first = read_document(Source("docs/a.md", (tmp_path / "a.md").read_text(encoding="utf-8")), "a.md", Bulletin)
    assert isinstance(first, Document) and problems == []
    assert (known := document) and type(known.form) is not type(first.form)
    assert (known.form.value, known.links, known.body_from, known.text) == (
        first.form.value,
        first.links,
        first.body_from,
        first.text,
    )
    for path in [("title",), ("topics", 0), ("nowhere",), ()]:
        findings = [Finding(path, "说法")]
        assert known.form.locate(findings) == first.form.locate(findings) != []
    assert known.form.tree.data == first.form.tree.data


def checked_by_command(root: Path, *options: str, **environment: str | None) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["check", "--root", str(root), *options], env=environment)
    return done.exit_code, done.output


@pytest.mark.parametrize("form", [form.value for form in Form])
def test_the_same_answer_is_given_again(checked: Project, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = checked_by_command(checked.root, "--format", form)
    with monkeypatch.context() as nothing_is_read:
        nothing_is_read.setattr("publicity.commands.checked.answer", None)
        assert checked_by_command(checked.root, "--format", form) == first
    shutil.rmtree(checked.root / HELD)
    assert checked_by_command(checked.root, "--format", form) == first


CHANGES: dict[str, Callable[[Path], object]] = {
    "a letter": lambda root: (root / ARTICLE).write_bytes((root / ARTICLE).read_bytes().replace(b"a", b"e", 1)),
    "the same length, the same time": lambda root: rewritten(root / ARTICLE),
    "a new file": lambda root: (root / "docs" / "new.txt").write_bytes(b""),
    "a new folder": lambda root: (root / "docs" / "new").mkdir(),
    "a hidden file": lambda root: (root / "docs" / ".new").write_bytes(b""),
    "a file less": lambda root: (root / ARTICLE).unlink(),
    "another name": lambda root: (root / ARTICLE).rename(root / "docs" / "a.md"),
    "another mode": lambda root: (root / ARTICLE).chmod(0o600),
    "a picture": lambda root: next((root / "docs").rglob("*.png")).write_bytes(b"none"),
    "the settings": lambda root: (root / "mkdocs.yml").open("a").write("\n"),
    "words of the office": lambda root: (root / "wrong_forms.yml").write_text("names: []\n", encoding="utf-8"),
    "a template": lambda root: (root / "overrides" / "own.html").write_bytes(b""),
}


def rewritten(path: Path) -> None:
    status = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_read_is_among_what_an_answer_rests_on(checked: Project, tmp_path: Path, change: str) -> None:
    root = tmp_path / "column"
    shutil.copytree(checked.root, root)
    before = inputs(root)
    assert before == inputs(root) is not None
    CHANGES[change](root)
    assert inputs(root) not in (before, None)


@pytest.mark.parametrize("change", CHANGES)
def test_contents_decide_whatever_is_known_of_files(
    checked: Project, tmp_path: Path, change: str, clock: Callable[[int], None]
) -> None:
    root, known = tmp_path / "column", Known()
    shutil.copytree(checked.root, root)
    clock(3)
    before = inputs(root)
    assert before == inputs(root, known) == inputs(root, known) and "mkdocs.yml" in known
    CHANGES[change](root)
    assert inputs(root, known) == inputs(root) != before


def test_a_file_that_nobody_touched_is_not_read_for_an_answer(
    checked: Project, tmp_path: Path, clock: Callable[[int], None]
) -> None:
    root, known = tmp_path / "column", Known()
    shutil.copytree(checked.root, root)
    before = inputs(root, known)
    assert not known, "all of it was written a moment ago: the next moment may look the same"
    clock(3)
    assert inputs(root, known) == before
    known.update({path: (stamp, b"what is known") for path, (stamp, _) in known.items()})
    assert inputs(root, known) != before
    for path in (root / "docs").rglob("*.*"):
        os.utime(path)
    os.utime(root / "mkdocs.yml")
    assert "mkdocs.yml" in known and inputs(root, known) != before, "templates are still as they were"
    shutil.copytree(root, tmp_path / "copy")
    (root.rename(tmp_path / "old"), (tmp_path / "copy").rename(root))
    assert inputs(root, known) == before, "a fresh copy: content decides"


def test_an_answer_rests_on_the_day(checked: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AS_OF", raising=False)
    before = inputs(checked.root)
    monkeypatch.setenv("AS_OF", "2009-05-01")
    assert inputs(checked.root) != before


def test_no_answer_is_kept_where_a_link_leads_elsewhere(checked: Project, tmp_path: Path) -> None:
    root = tmp_path / "column"
    shutil.copytree(checked.root, root)
    (root / "docs" / "link.txt").symlink_to(tmp_path)
    assert inputs(root) is None
    assert checked_by_command(root)[0] == 1


def test_an_answer_is_not_kept_where_somebody_wrote_meanwhile(
    checked: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "column"
    shutil.copytree(checked.root, root)
    shutil.rmtree(root / HELD)
    article = root / ARTICLE
    written = article.read_bytes()

    def meanwhile(folder: Path, form: Form) -> Answer:
        article.write_bytes(b"nothing")
        return answer(folder, form)

    monkeypatch.setattr("publicity.commands.checked.answer", meanwhile)
    assert checked_by_command(root)[0] == 1
    monkeypatch.undo()
    article.write_bytes(written)
    assert checked_by_command(root)[0] == 0


# -- files that nobody touched -------------------------------------------------------------------------


def looked(folder: Path, file: Path) -> tuple[object, bool]:
    """What is known of a file, and whether it was read for that; what it holds is kept."""
    memory = FileMemory.of(folder, "files")
    look = memory.look("a", str(file), "a")
    if look.made is None:
        memory.keep_of(look, look.data)
    memory.save()
    return look.made, look.data is not None


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    real = file_memory.time.time_ns

    def later(seconds: int) -> None:
        monkeypatch.setattr(file_memory.time, "time_ns", lambda: real() + seconds * 10**9)

    return later


def test_a_file_that_nobody_touched_is_not_read_again(tmp_path: Path, clock: Callable[[int], None]) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"one")
    assert looked(tmp_path, file) == (None, True)
    assert looked(tmp_path, file) == (b"one", True), "it was written a moment ago: the next moment may look the same"
    clock(3)
    assert looked(tmp_path, file) == (b"one", True)
    assert looked(tmp_path, file) == (b"one", False)
    os.utime(file)
    assert looked(tmp_path, file) == (b"one", True), "a fresh copy: content decides"


def test_content_decides_whatever_the_time_says(tmp_path: Path, clock: Callable[[int], None]) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"one")
    clock(3)
    assert looked(tmp_path, file) == (None, True)
    before = file.stat()
    file.write_bytes(b"two")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert looked(tmp_path, file) == (None, True), "the same length, the same time"
    assert looked(tmp_path, file)[0] == b"two"


# -- the plan, and pictures ----------------------------------------------------------------------------

PLAN_SLIPS: dict[str, Callable[[str], str]] = {
    "nothing": lambda text: text,
    "another name": lambda text: text.replace("title:", "title: 又一个", 1),
    "a time that can't be": lambda text: text.replace("issued: 2009", "issued: 2009-99", 1),
    "a key of nobody": lambda text: f"{text}\nnobody: 1\n",
    "a mark of doubt": lambda text: f"{text}\n# 请核对：人数\n",
    "a number that must not be told": lambda text: f"{text}\n# 身份证号 11010519491231002X\n",
    "something to fill in": lambda text: text.replace("title:", "title: 待填 ", 1),
}


@pytest.mark.parametrize("day", ["2009-04-01", "2009-09-01"], ids=["before it was amended", "after"])
@pytest.mark.parametrize("slip", PLAN_SLIPS)
def test_of_a_plan_the_same_is_told_with_a_memory_as_without(
    checked: Project, tmp_path: Path, slip: str, day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AS_OF", day)
    root = tmp_path / "column"
    shutil.copytree(checked.root, root)
    before, plan = told(root), root / "docs" / "plan.yml"
    written = plan.read_text(encoding="utf-8")
    plan.write_text(PLAN_SLIPS[slip](written), encoding="utf-8")
    known = [told(root), told(root)]
    shutil.rmtree(root / HELD)
    assert known == [told(root)] * 2
    plan.write_text(written, encoding="utf-8")
    assert told(root) == before


def test_a_known_plan_is_not_put_on_the_calendar_again(checked: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_column(checked.root / "mkdocs.yml", checked.root / "docs")
    monkeypatch.setattr("publicity.plans.remembering.plan_in", None)
    monkeypatch.setattr("publicity.plans.file.schedule", None)
    again = read_column(checked.root / "mkdocs.yml", checked.root / "docs")
    assert again.problems == first.problems and again.column is not None and first.column is not None
    assert again.column.schedule == first.column.schedule and again.column.plan is again.column.newest_plan
    assert {id(phase.entry) for phase in again.column.schedule.phases} == set(map(id, again.column.plan.phases))


# -- the settings --------------------------------------------------------------------------------------

SETTINGS_SLIPS: dict[str, Callable[[str], str]] = {
    "nothing": lambda text: text,
    "another name": lambda text: text.replace("site_name: ", "site_name: 某某主题教育"),
    "a key of nobody": lambda text: f"{text}\nnobody: 1\n",
    "a page that is not there": lambda text: text.replace("  - 工作方案: plan.md", "  - 工作方案: plans.md"),
    "a page that is not named": lambda text: text.replace("  /glossary.md\n", ""),
    "a day of another campaign": lambda text: text.replace("as_of: 2009-06-15", "as_of: 2019-06-15"),
    "a day that can't be": lambda text: text.replace("as_of: 2009-06-15", "as_of: 2009-06-35"),
    "something to fill in": lambda text: text.replace("site_name: ", "site_name: 待填"),
    "no YAML": lambda text: f"{text}\n: [\n",
    "an office more": lambda text: text.replace("  # site:\n", "  site: {name: 某区人大, id_code: '1234567890'}\n"),
}


@pytest.mark.parametrize("slip", SETTINGS_SLIPS)
def test_of_settings_the_same_is_told_with_a_memory_as_without(
    checked: Project, tmp_path: Path, slip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AS_OF", raising=False)
    root = tmp_path / "column"
    shutil.copytree(checked.root, root)
    before, settings = told(root), root / "mkdocs.yml"
    written = settings.read_text(encoding="utf-8")
    changed = SETTINGS_SLIPS[slip](written)
    assert (changed == written) == (slip == "nothing")
    settings.write_text(changed, encoding="utf-8")
    known = [told(root), told(root)]
    assert (known[0] == before) == (slip == "nothing")
    shutil.rmtree(root / HELD)
    assert known == [told(root)] * 2
    settings.write_text(written, encoding="utf-8")
    assert told(root) == before


def test_known_settings_are_not_read_again(checked: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_column(checked.root / "mkdocs.yml", checked.root / "docs")
    monkeypatch.setattr("publicity.column.settings_file.parse", None)
    again = read_column(checked.root / "mkdocs.yml", checked.root / "docs")
    assert again.problems == first.problems and again.settings == first.settings


# -- what was promised, and sealed ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make_project(tmp_path_factory.mktemp("sealed"), sealed=True)
    told(project.root)
    return project


PROMISE_SLIPS: dict[str, Callable[[str], str]] = {
    "nothing": lambda text: text,
    "a deadline that can't be read": lambda text: text.replace("deadline: 8月14日前", "deadline: 8月34日前"),
    "an old deadline before the promise": lambda text: text.replace("deadline: 7月20日", "deadline: 2009年5月20日"),
    "no last day": lambda text: text.replace("deadline: 8月14日前", "deadline: 长期坚持"),
    "another promise": lambda text: text.replace("走访20家企业", "走访10家企业"),
    "another report": lambda text: text.replace("方案公布，走访名单", "走访名单"),
    "a report less": lambda text: text.replace("  - date: 2009-06-22\n    state: 推进中\n", "  - date: 2009-06-22\n"),
    "a problem of no plan": lambda text: text.replace("problem: confidence", "problem: nowhere"),
    "another text": lambda text: f"{text}\n又一句。\n",
    "a number that must not be told": lambda text: f"{text}\n身份证号 11010519491231002X\n",
}


@pytest.mark.parametrize("slip", PROMISE_SLIPS)
def test_of_a_promise_the_same_is_told_with_a_memory_as_without(sealed: Project, tmp_path: Path, slip: str) -> None:
    root = tmp_path / "column"
    shutil.copytree(sealed.root, root)
    before, promise = told(root), root / "docs" / "commitments" / "enterprise-visits.md"
    written = promise.read_text(encoding="utf-8")
    changed = PROMISE_SLIPS[slip](written)
    assert (changed == written) == (slip == "nothing")
    promise.write_text(changed, encoding="utf-8")
    known = [told(root), told(root)]
    assert (known[0] == before) == (slip == "nothing")
    shutil.rmtree(root / HELD)
    assert known == [told(root)] * 2
    promise.write_text(written, encoding="utf-8")
    assert told(root) == before


def test_what_a_column_demands_of_promises_is_asked_of_known_ones_too(sealed: Project, tmp_path: Path) -> None:
    root = tmp_path / "column"
    shutil.copytree(sealed.root, root)
    promise = root / "docs" / "commitments" / "enterprise-visits.md"
    text = promise.read_text(encoding="utf-8").replace("accept: 领导小组办公室\n", "")
    promise.write_text(text, encoding="utf-8")
    settings = root / "mkdocs.yml"
    strict = settings.read_text(encoding="utf-8")
    settings.write_text(strict.replace("strict_commitments: true", "strict_commitments: false"), encoding="utf-8")
    assert not any("缺少“accept”" in problem for problem in told(root))
    settings.write_text(strict, encoding="utf-8")
    assert any("缺少“accept”" in problem for problem in told(root))


@pytest.mark.parametrize("kind", ["plan/", "commitment/", "article/"])
def test_what_is_known_is_held_against_the_ledger_as_it_is_now(sealed: Project, tmp_path: Path, kind: str) -> None:
    root = tmp_path / "column"
    shutil.copytree(sealed.root, root)
    before, ledger = told(root), root / "docs" / FILE
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    ledger.write_text("".join(line for line in lines if f'"subject": "{kind}' not in line), encoding="utf-8")
    known = told(root)
    assert known != before
    shutil.rmtree(root / HELD)
    assert told(root) == known


def test_what_is_known_of_promises_and_the_plan_is_not_worked_out_again(
    sealed: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_column(sealed.root / "mkdocs.yml", sealed.root / "docs")
    for name in ("commitments.rules.read_deadline", "when.dates.read"):
        monkeypatch.setattr(f"publicity.{name}", None)
    for name in ("plan_subject.schedule", "commitment_subject.entry_data"):
        monkeypatch.setattr(f"publicity.ledger.{name}", None)
    assert read_column(sealed.root / "mkdocs.yml", sealed.root / "docs").problems == first.problems


def test_the_words_of_an_office_are_looked_for_as_they_are_now(checked: Project, tmp_path: Path) -> None:
    root = tmp_path / "column"
    shutil.copytree(checked.root, root)
    before, own = told(root), root / "wrong_forms.yml"
    for words in ("- {wrong: 供水, right: 给水}", "- {wrong: 走访, right: 探访}", "- {wrong: 走访}", "又一个"):
        own.write_text(f"forms:\n  {words}\n", encoding="utf-8")
        known = [told(root), told(root)]
        shutil.rmtree(root / HELD)
        assert known == [told(root)] * 2 and known[0] != before, words
    own.write_text("", encoding="utf-8")
    assert told(root) == told(root) != before
    own.unlink()
    assert told(root) == before


def test_a_known_list_of_words_is_not_read_again(checked: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_column(checked.root / "mkdocs.yml", checked.root / "docs").problems
    monkeypatch.setattr("publicity.screening.wrong_forms.read_forms", None)
    monkeypatch.setattr("publicity.screening.wrong_forms.shipped", None)
    assert read_column(checked.root / "mkdocs.yml", checked.root / "docs").problems == first


def test_a_picture_is_looked_at_again_when_it_was_touched(
    checked: Project, tmp_path: Path, clock: Callable[[int], None]
) -> None:
    root = tmp_path / "column"
    shutil.copytree(checked.root, root)
    picture = next((root / "docs").rglob("*.png"))
    clock(3)
    before, status, data = told(root), picture.stat(), picture.read_bytes()
    picture.write_bytes(b"x" * len(data))
    os.utime(picture, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert any("不是图片" in problem for problem in told(root)) and told(root) != before
    picture.write_bytes(data)
    assert told(root) == before
