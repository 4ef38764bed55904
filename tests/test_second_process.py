"""Work in a second process comes to the same as work in the first, whatever becomes of the process."""

import logging
import os
import signal
from pathlib import Path

import pytest

from publicity.building import second_process
from publicity.building.remembered import remembered
from publicity.building.second_process import SecondProcess
from tests.helpers.pages import differences
from tests.helpers.project import Project, make_project

HERE = os.getpid()


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> SecondProcess:
    monkeypatch.setattr(second_process, "_processors", lambda: 2)
    return SecondProcess()


def elsewhere() -> bool:
    return os.getpid() != HERE


def test_work_is_done_elsewhere_in_the_order_of_asking(second: SecondProcess) -> None:
    made: list[str] = []
    for name in ("a", "b", "c"):
        second.ask(name, lambda name=name: made.append(name) or (made[:], elsewhere(), b"x" * 1_000_000))  # type: ignore[misc]
    second.start()
    assert second.take("c")[:2] == (["a", "b", "c"], True)
    assert second.take("a")[:2] == (["a"], True)
    assert not made
    second.end()


def test_what_is_told_is_done_before_what_is_called(second: SecondProcess) -> None:
    heard: list[str] = []
    second.ask("unwanted", lambda: b"x" * 1_000_000)  # larger than what a pipe holds
    second.offer("hear", heard.extend)
    second.offer("heard", lambda ending: ("".join(heard) + ending, elsewhere()))
    second.start()
    second.tell("hear", ["a", "b"])
    second.tell("hear", ["c"])
    assert second.call("heard", "!") == ("abc!", True)
    assert second.call("heard", "?") == ("abc?", True)
    second.end()


@pytest.mark.parametrize("started", [False, True])
def test_without_it_the_first_does_the_work(second: SecondProcess, started: bool) -> None:
    second.ask("where", elsewhere)
    second.offer("there", elsewhere)
    if started:
        second.start()
        second.take("where")
        second.end()
    else:
        assert second.take("where") is False
    assert second.call("there") is False


def test_one_processor_has_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_process, "_processors", lambda: 1)
    alone = SecondProcess()
    alone.ask("where", elsewhere)
    alone.start()
    assert alone.take("where") is False


def test_without_room_for_it_the_first_does_the_work(second: SecondProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    second.ask("where", elsewhere)
    monkeypatch.setattr(os, "fork", full)
    second.start()
    assert second.take("where") is False


def test_work_that_fails_fails_in_the_first(second: SecondProcess) -> None:
    def fail() -> None:
        raise ValueError("不行")

    second.ask("fails", fail)
    second.ask("after", elsewhere)
    second.start()
    with pytest.raises(ValueError, match="不行"):
        second.take("fails")
    assert second.take("after") is False


def test_what_cannot_be_sent_is_made_here(second: SecondProcess) -> None:
    second.ask("function", lambda: elsewhere)
    second.start()
    assert second.take("function") is elsewhere


def test_a_killed_process_is_made_up_for(second: SecondProcess) -> None:
    second.ask("lost", lambda: os.kill(os.getpid(), signal.SIGKILL) if elsewhere() else "made here")
    second.offer("there", elsewhere)
    second.start()
    second.tell("there")
    assert second.take("lost") == "made here"
    assert second.call("there") is False


def test_what_a_logger_is_told_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    with remembered("mkdocs") as told:
        logging.getLogger("mkdocs.structure").warning("later")
    assert [record.getMessage() for record in told] == ["later"]
    assert not caplog.records
    logging.getLogger("mkdocs.structure").warning("now")
    assert [record.getMessage() for record in caplog.records] == ["now"]


# -- in a build ----------------------------------------------------------------------------------------

BULLETINS = "docs/bulletins/2009"


def with_hook(project: Project, text: str) -> None:
    (project.root / "hooks" / "extra.py").write_text(text, encoding="utf-8")
    project.edit(
        "mkdocs.yml", "  - hooks/publicity_mkdocs/second.py", "  - hooks/extra.py\n  - hooks/publicity_mkdocs/second.py"
    )


def test_one_processor_makes_the_same_site(project: Project, shipped: Path) -> None:
    with_hook(project, "import os\n\ndef on_startup(command, dirty):\n    os.sched_setaffinity(0, {0})\n")
    assert not differences(shipped, project.build())


two_processors = pytest.mark.skipif(second_process._processors() < 2, reason="只有一个处理器，没有第二个进程")

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
def test_a_killed_second_process_changes_nothing(project: Project, shipped: Path, event: str) -> None:
    with_hook(project, "from pathlib import Path" + KILL.format(event=event))
    site = project.build()
    assert (project.root / "hooks" / "killed").exists()
    assert not differences(shipped, site)


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
            path.write_text(
                path.read_text(encoding="utf-8") + f"\n[无此页](missing-{path.stem}.md)\n", encoding="utf-8"
            )
        if processors == "1":
            with_hook(project, "import os\n\ndef on_startup(command, dirty):\n    os.sched_setaffinity(0, {0})\n")
        done = project.mkdocs("build", "--strict")
        assert done.returncode == 1
        said.append([line for line in done.stderr.splitlines() if "missing-" in line and "Doc file" in line])
    assert len(said[0]) > 20
    assert said[0] == said[1]
