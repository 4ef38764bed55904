"""Work in a second process comes to the same as work in the first, whatever becomes of the process; why, is said."""

import logging
import os
import resource
import signal
import sys
from collections.abc import Callable
from multiprocessing import active_children
from pathlib import Path

import pytest

from publicity.building import second_process, sharing
from publicity.building.remembered import remembered, replay
from publicity.building.second_process import SecondProcess
from publicity.building.sharing import AHEAD, FEW, Shared, more_processes
from tests.helpers.pages import differences
from tests.helpers.project import Project, make_project

HERE = os.getpid()
REST = "；剩下的由第一个进程做，结果一样，只是慢些"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def second(said: list[str], monkeypatch: pytest.MonkeyPatch) -> SecondProcess:
    monkeypatch.setattr(second_process, "processors", lambda: 2)
    return SecondProcess(said.append)


def elsewhere() -> bool:
    return os.getpid() != HERE


def only_elsewhere(work: Callable[[], object]) -> str:
    if elsewhere():
        work()
    return "made here"


def test_work_is_done_elsewhere_in_the_order_of_asking(second: SecondProcess, said: list[str]) -> None:
    made: list[str] = []

    def make(name: str) -> tuple[list[str], bool, bytes]:
        made.append(name)
        return made[:], elsewhere(), b"x" * 1_000_000

    a, _, c = (second.ask(name, lambda name=name: make(name)) for name in "abc")  # type: ignore[misc]
    second.start()
    assert c.take()[:2] == (["a", "b", "c"], True)
    assert a.take()[:2] == (["a"], True)
    assert not made
    second.end()
    assert not said, "its end was our wish"


def test_what_is_told_is_done_before_what_is_called(second: SecondProcess, said: list[str]) -> None:
    heard: list[str] = []
    second.ask("unwanted", lambda: b"x" * 1_000_000)  # larger than what a pipe holds
    hear = second.offer("hear", heard.extend)
    tell = second.offer("heard", lambda ending: ("".join(heard) + ending, elsewhere()))
    second.start()
    hear.tell(["a", "b"])
    hear.tell(["c"])
    assert tell.call("!") == ("abc!", True)
    assert tell.call(ending="?") == ("abc?", True)
    second.end()
    assert not said


@pytest.mark.parametrize("started", [False, True])
def test_without_it_the_first_does_the_work(second: SecondProcess, said: list[str], started: bool) -> None:
    where, there = second.ask("where", elsewhere), second.offer("there", elsewhere)
    if started:
        second.start()
        assert where.take() is True
        second.end()
    else:
        assert where.take() is False
    assert there.call() is False
    assert not said


def test_one_processor_has_one_process(said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_process, "processors", lambda: 1)
    alone = SecondProcess(said.append)
    where = alone.ask("where", elsewhere)
    alone.start()
    assert where.take() is False
    assert not said, "nothing went wrong"


# -- pieces that are shared ---------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("fails", [None, 70])
def test_every_piece_is_made_whoever_makes_it(
    second: SecondProcess, said: list[str], number: int, fails: int | None
) -> None:
    def make(some: range) -> list[tuple[int, bool]]:
        if fails in some and elsewhere():
            os.kill(os.getpid(), signal.SIGKILL)
        return [(one, elsewhere()) for one in some]

    processes = [second, SecondProcess(said.append, "另一个进程")][:number]
    shared = Shared(100, [one.offer("pieces", make) for one in processes])
    for one in processes:
        one.start()
    while (shared._end > FEW and any(one.runs for one in processes)) or (fails and not said):
        shared.take(0)  # as often as it takes the others, and until it is noticed that one of them is no more
    found = [shared.take(piece) or make(range(piece, piece + 1))[0] for piece in range(100)]
    for one in processes:
        one.end()
    assert [piece for piece, _ in found] == [*range(100)]
    there = [piece for piece, is_elsewhere in found if is_elsewhere]
    assert fails or len(there) >= 100 - FEW - number * AHEAD * FEW, "the last ones sent are not waited for"
    assert len(said) == (0 if fails is None else 1)


@pytest.mark.parametrize(("processors", "pieces", "more"), [(1, 5000, 0), (2, 5000, 0), (4, 20, 0), (4, 5000, 2)])
def test_a_process_more_must_be_worth_its_start(
    monkeypatch: pytest.MonkeyPatch, processors: int, pieces: int, more: int
) -> None:
    monkeypatch.setattr(sharing, "processors", lambda: processors)
    assert more_processes(pieces) == more


# -- why it ended --------------------------------------------------------------------------------------


def test_no_room_for_a_process_is_said(second: SecondProcess, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    where = second.ask("where", elsewhere)
    monkeypatch.setattr(os, "fork", full)
    second.start()
    assert where.take() is False
    (sentence,) = said
    assert sentence.startswith("开不出第二个进程（BlockingIOError: [Errno 11] Resource temporarily unavailable）；")


def test_no_room_for_a_pipe_is_said(second: SecondProcess, said: list[str]) -> None:
    where = second.ask("where", elsewhere)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.dup(0)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, hard))
    try:
        second.start()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert where.take() is False
    assert [sentence.partition("（")[0] for sentence in said] == ["开不出第二个进程"]
    assert "Too many open files" in said[0]


def end_by(number: int) -> None:
    """Be ended by a signal, which whoever started the tests may have been told to ignore, as by nohup."""
    if number != signal.SIGKILL:
        signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


@pytest.mark.parametrize(
    ("number", "how"),
    [
        (signal.SIGKILL, "被信号 9（SIGKILL）结束了，多半是内存不够"),
        (signal.SIGTERM, "被信号 15（SIGTERM）结束了"),
        (signal.SIGHUP, "被信号 1（SIGHUP）结束了"),
        (signal.SIGRTMIN + 3, f"被信号 {signal.SIGRTMIN + 3} 结束了"),
    ],
)
def test_a_killed_process_is_made_up_for(second: SecondProcess, said: list[str], number: int, how: str) -> None:
    lost = second.ask("lost", lambda: only_elsewhere(lambda: end_by(number)))
    there = second.offer("there", elsewhere)
    second.start()
    there.tell()
    assert lost.take() == "made here"
    assert there.call() is False
    second.end()
    assert said == [f"第二个进程{how}{REST}"]


@pytest.mark.parametrize("then", ["take", "tell", "call", "end"])
def test_it_is_said_whatever_is_wanted_next(second: SecondProcess, said: list[str], then: str) -> None:
    where, there = second.ask("where", elsewhere), second.offer("there", elsewhere)
    also = second.ask("also", elsewhere)
    others = active_children()  # of the tests before, which may still be ending
    second.start()
    assert also.take() is True
    (process,) = [child for child in active_children() if child not in others]
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    wanted = {"take": where.take, "tell": there.tell, "call": there.call, "end": second.end}
    for want in (wanted[then], *wanted.values()):
        want()
    assert said == [f"第二个进程被信号 9（SIGKILL）结束了，多半是内存不够{REST}"]


def eat_memory() -> None:
    """Until there is none: what may be used is little more than what is used."""
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + 20_000_000, used + 20_000_000))
    bytes(100_000_000)


class Unreadable:
    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return int, ("不是数",)


def fail() -> None:
    raise ValueError("第一行\n第二行")


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (fail, "做“某事”时出错（ValueError: 第一行 第二行）"),
        (eat_memory, "做“某事”时出错（MemoryError）"),
        (lambda: sys.exit(3), "做“某事”时出错（SystemExit: 3）"),
        (lambda: os._exit(3), "自己退出了（退出码 3）"),
    ],
    ids=["exception", "memory", "exit", "sudden exit"],
)
def test_work_that_fails_elsewhere_is_done_here(
    second: SecondProcess, said: list[str], work: Callable[[], object], why: str
) -> None:
    before, some = second.ask("before", elsewhere), second.ask("某事", lambda: only_elsewhere(work))
    after = second.ask("after", elsewhere)
    second.start()
    assert some.take() == "made here"
    assert after.take() is False
    assert before.take() is True or why.startswith("自己"), "what was made before is not lost"
    assert said == [f"第二个进程{why}{REST}"]


def test_a_call_that_fails_elsewhere_is_done_here(second: SecondProcess, said: list[str]) -> None:
    some = second.offer("某事", lambda: only_elsewhere(fail))
    second.start()
    assert some.call() == "made here"
    assert said == [f"第二个进程做“某事”时出错（ValueError: 第一行 第二行）{REST}"]


def test_work_that_fails_fails_in_the_first(second: SecondProcess, said: list[str]) -> None:
    fails = second.ask("fails", fail)
    second.start()
    with pytest.raises(ValueError, match="第二行"):
        fails.take()
    assert len(said) == 1


def test_what_cannot_be_sent_is_made_here(second: SecondProcess, said: list[str]) -> None:
    function = second.ask("某事", lambda: elsewhere if not elsewhere() else lambda: None)
    second.start()
    assert function.take() is elsewhere
    (sentence,) = said
    assert sentence.startswith("第二个进程的“某事”送不过来（")
    assert "pickle" in sentence
    assert sentence.endswith(REST)


def test_what_cannot_be_read_is_made_here(second: SecondProcess, said: list[str]) -> None:
    some = second.ask("某事", lambda: Unreadable() if elsewhere() else "made here")
    second.start()
    assert some.take() == "made here"
    (sentence,) = said
    assert sentence.startswith("第二个进程送来的东西读不出来（ValueError: ")


# -- what loggers are told -----------------------------------------------------------------------------


def test_what_a_logger_is_told_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    with remembered("mkdocs") as records:
        logging.getLogger("mkdocs.structure").warning("later")
    assert [record.getMessage() for record in records] == ["later"]
    assert not caplog.records
    logging.getLogger("mkdocs.structure").warning("now")
    replay(records)
    assert [record.getMessage() for record in caplog.records] == ["now", "later"]


# -- in a build ----------------------------------------------------------------------------------------

BULLETINS = "docs/bulletins/2009"


@pytest.fixture
def sealed(tmp_path: Path) -> Project:
    """The column as it is shipped, with its ledger."""
    return make_project(tmp_path / "column", sealed=True)


def with_hook(project: Project, text: str) -> None:
    (project.root / "hooks" / "extra.py").write_text(text, encoding="utf-8")
    project.edit(
        "mkdocs.yml", "  - hooks/publicity_mkdocs/second.py", "  - hooks/extra.py\n  - hooks/publicity_mkdocs/second.py"
    )


MANY = """
from publicity.building import second_process, sharing

def on_startup(command, dirty):
    second_process.processors = sharing.processors = lambda: {processors}
    sharing.FEW, sharing.WORTH = 1, 5
"""


@pytest.mark.parametrize("processors", [1, 3])
def test_any_number_of_processors_makes_the_same_site(sealed: Project, shipped: Path, processors: int) -> None:
    with_hook(sealed, MANY.format(processors=processors))
    assert not differences(shipped, sealed.build())


two_processors = pytest.mark.skipif(second_process.processors() < 2, reason="只有一个处理器，没有第二个进程")

KILL = """
import os, signal
from multiprocessing import active_children

def {event}(*_, **__):
    for child in active_children():
        os.kill(child.pid, signal.SIGKILL)
        (Path(__file__).parent / "killed").touch()
"""


@two_processors
@pytest.mark.parametrize("event", ["on_pre_page", "on_env", "on_post_page"])
def test_a_killed_second_process_changes_nothing(sealed: Project, shipped: Path, event: str) -> None:
    with_hook(sealed, "from pathlib import Path" + KILL.format(event=event))
    done = sealed.mkdocs("build", "--strict")
    assert done.returncode == 0, done.stderr  # nothing is wrong with the site
    assert (sealed.root / "hooks" / "killed").exists()
    assert not differences(shipped, sealed.root / "site")
    told = [line for line in done.stderr.splitlines() if "第二个进程" in line]
    assert told == [f"INFO    -  第二个进程被信号 9（SIGKILL）结束了，多半是内存不够{REST}"]


FAIL = """
import os
from publicity_mkdocs.build import Build

HERE = os.getpid()

def fail():
    if os.getpid() != HERE:
        raise MemoryError

def on_files(files, config):
    Build.of(config).second.ask("试验", fail)
"""


@two_processors
def test_a_work_that_fails_in_the_second_process_changes_nothing(sealed: Project, shipped: Path) -> None:
    with_hook(sealed, FAIL)
    done = sealed.mkdocs("build", "--strict")
    assert done.returncode == 0, done.stderr
    assert not differences(shipped, sealed.root / "site")
    assert done.stderr.count("第二个进程") == 1
    assert f"INFO    -  第二个进程做“试验”时出错（MemoryError）{REST}\n" in done.stderr


def test_of_a_second_process_that_did_its_work_nothing_is_said(project: Project) -> None:
    assert "第二个进程" not in project.mkdocs("build", "--strict").stderr


@two_processors
def test_a_killed_build_leaves_no_process(project: Project) -> None:
    """The second sees the end of the first, even of one that could say nothing more."""
    kill = "\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    with_hook(project, f"import os, signal\n\ndef on_env(*_, **__):{kill}")
    done = project.mkdocs("build")  # comes back only when no process has its output open any more
    assert done.returncode == -signal.SIGKILL


def test_text_that_a_hook_changes_is_what_gets_converted(project: Project) -> None:
    with_hook(project, "def on_page_markdown(markdown, page, **_):\n    return markdown + '\\n\\n**加在后面**\\n'\n")
    site = project.build()
    articles = list((project.root / BULLETINS).glob("*.md"))
    written = [site / "bulletins" / "2009" / f"{path.stem}.html" for path in articles]
    assert len([path for path in written if path.exists()]) > 20
    for path in written:
        assert not path.exists() or "<strong>加在后面</strong>" in path.read_text(encoding="utf-8"), path


@pytest.mark.shipped
def test_warnings_of_the_second_process_count_and_keep_their_order(tmp_path: Path) -> None:
    said = []
    for processors in ("1", "all"):
        project = make_project(tmp_path / processors)
        for path in sorted((project.root / BULLETINS).glob("*.md")):
            path.write_text(path.read_text(encoding="utf-8") + f"\n**没有收尾{path.stem}\n", encoding="utf-8")
        if processors == "1":
            with_hook(project, "import os\n\ndef on_startup(command, dirty):\n    os.sched_setaffinity(0, {0})\n")
        done = project.mkdocs("build", "--strict")
        assert done.returncode == 1
        said.append([line for line in done.stderr.splitlines() if "网页上会看到“**”" in line])
    assert len(said[0]) > 20
    assert said[0] == said[1]
