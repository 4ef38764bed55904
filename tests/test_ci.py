"""What CI does for editors: the shipped pipelines run commands that exist, keep secrets, and point at lines."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from publicity.commands.program import main
from publicity.problems import github_report, gitlab_report
from publicity.problems.problem import Problem, Severity
from tests.helpers.project import ROOT, Project, clean_environment
from tests.helpers.repository import commit_all
from tests.provide import program

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
GITLAB_TESTS = ROOT / ".gitlab" / "tests.yml"
SERVICE = ROOT / "deploy" / "publicity.service"
PUBLISH = ROOT / "deploy" / "publish"
MANUALS = (ROOT / "README.md", ROOT / "编辑手册.md", *sorted((ROOT / "handbook").glob("*.md")))
SECRETS = {"PUBLICITY_SSH_KEY", "PUBLICITY_KNOWN_HOSTS", "PUBLICITY_RCLONE_CONF"}


def read(path: Path) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            yield f"{path.name}:{name}", job


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in jobs():
        for step in job["steps"]:
            yield name, step


def scripts() -> Iterator[tuple[str, str]]:
    """Every command line of every pipeline, and where it stands."""
    for name, step in steps():
        for line in step.get("run", "").splitlines():
            yield name, line
    for name, job in (read(GITLAB) | read(GITLAB_TESTS)).items():
        if isinstance(job, dict):
            for part in ("before_script", "script", "after_script"):
                yield from ((f"gitlab:{name}", line) for line in job.get(part, ()))
    for line in SERVICE.read_text(encoding="utf-8").splitlines():
        if line.startswith("ExecStart="):
            yield "systemd", line.removeprefix("ExecStart=")
    for line in PUBLISH.read_text(encoding="utf-8").splitlines():
        if line.strip().startswith(("make ", ".venv/")):
            yield PUBLISH.name, line.partition(" #")[0]
    for path in MANUALS:
        for fence in re.findall(r"^```(?:sh)?\n(.*?)^```", path.read_text(encoding="utf-8"), re.S | re.M):
            for line in fence.replace("\\\n", " ").splitlines():
                if line.startswith(("$ ", "make ", "publicity ")) or ".venv/bin/" in line:
                    yield path.name, re.split(r"\s#\s", line.removeprefix("$ "))[0]


def calls(line: str) -> Iterator[list[str]]:
    """The commands of a line as a shell would run them; variables stand for something or, if optional, for nothing."""
    line = re.sub(r'\$\{\w+:\+"[^"]*"\}', "", line)
    line = re.sub(r"\$(\w+|\{\w+(:-[^}]*)?\})", "x", line)
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    call: list[str] = []
    for token in (*lexer, ";"):
        if token not in ("&&", "||", ";", "{", "}"):
            call.append(token)
            continue
        call = call[: call.index(">")] if ">" in call else call
        while call and re.match(r"\w+=", call[0]):
            call = call[1:]
        if call:
            yield call
        call = []


def commands(program: str) -> list[Any]:
    """The arguments that pipelines and manuals give a program."""
    found = {}
    for place, line in scripts():
        for name, *arguments in calls(line):
            if Path(name).name == program:
                said = " ".join(arguments)
                found[said] = pytest.param(arguments, id=f"{place} {said}")
    return list(found.values())


# -- the commands exist --------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", commands("make"))
def test_make_knows_the_targets(arguments: list[str]) -> None:
    targets = [word for word in arguments if not word.startswith("-") and "=" not in word]
    done = subprocess.run(
        [program("make"), "--dry-run", *targets], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("arguments", commands("publicity"))
def test_publicity_knows_the_commands_and_their_options(arguments: list[str]) -> None:
    command: click.Command = main
    while isinstance(command, click.Group):
        name, *arguments = arguments
        found = command.get_command(click.Context(command), name)
        assert found, f"there is no {name}"
        command = found
    command.make_context(command.name, arguments)


def test_the_pipelines_publish_and_verify() -> None:
    found = {param.values[0][0] for param in commands("publicity")}
    assert {"check", "publish", "verify", "rollback", "releases"} <= found


def test_everything_that_publishes_does_the_same() -> None:
    found = {place for place, line in scripts() if re.search(r"(?:^|/)deploy/publish(?: |$)", line)}
    assert found == {"publish.yml:publish", "gitlab:publish", "systemd"}


def test_our_own_scripts_exist() -> None:
    for place, line in scripts():
        for name, *_ in calls(line):
            assert not name.startswith("deploy/") or os.access(ROOT / name, os.X_OK), place


# -- the program's own tests ---------------------------------------------------------------------------


def test_every_change_is_tested_on_the_oldest_python_and_the_newest() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        oldest = tomllib.load(file)["project"]["requires-python"].removeprefix(">=")
    told = read(ROOT / ".github" / "workflows" / "tests.yml")
    assert {"pull_request", "push"} <= told[True].keys()
    github = told["jobs"]["test"]
    (gitlab,) = read(GITLAB_TESTS)["test"]["parallel"]["matrix"]
    assert github["strategy"]["matrix"]["python"] == gitlab["SERIES"]
    assert gitlab["SERIES"][0] == oldest
    assert [step["run"] for step in github["steps"] if "run" in step] == read(GITLAB_TESTS)["test"]["script"]
    assert read(GITLAB)["include"] == GITLAB_TESTS.relative_to(ROOT).as_posix()


def test_torture_is_nightly_and_keeps_nothing_waiting() -> None:
    told = read(ROOT / ".github" / "workflows" / "tests.yml")
    assert "schedule" in told[True] and "schedule" in told["jobs"]["torture"]["if"]
    gitlab = read(GITLAB_TESTS)["torture"]
    assert (gitlab["stage"], gitlab["needs"]) == (".post", [])
    assert gitlab["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]


def test_ci_runs_the_two_commands_of_the_readme() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("make ")] == ["make site", "make test"]


# -- least privilege -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_only_read(path: Path) -> None:
    assert read(path)["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in read(path)["jobs"].values())


def test_actions_are_pinned_by_commit_with_their_version() -> None:
    for path in WORKFLOWS:
        for line in path.read_text(encoding="utf-8").splitlines():
            if "uses:" in line:
                assert re.search(r"uses: actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_checkouts_keep_no_token() -> None:
    for name, step in steps():
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False, name


def test_secrets_reach_one_step_and_no_command_line() -> None:
    for name, step in steps():
        given = {key for key, value in step.get("env", {}).items() if "secrets." in str(value)}
        assert given == (SECRETS if "deploy/credentials" in step.get("run", "") else set()), name
        assert "${{" not in step.get("run", ""), f"{name}: an expression in a script can be made to run as one"
    for name, line in scripts():
        assert not re.search(r"set -\w*x|xtrace|\bprintenv\b|\benv$", line), name
        assert not any(secret in line for secret in SECRETS), name


def test_pull_requests_see_no_secret() -> None:
    for path in WORKFLOWS:
        told = read(path)
        assert "pull_request_target" not in told[True]
        if "pull_request" in told[True]:
            assert "secrets." not in path.read_text(encoding="utf-8")
            assert "environment" not in str(told["jobs"])


def test_what_is_built_is_built_before_there_is_a_key() -> None:
    """Where content is read and built no secret is at hand, and where one is nothing is built."""
    shipped = ROOT / "hooks" / "publicity" / "starter" / "files"
    for path in (ROOT / ".github" / "workflows" / "publish.yml", shipped / "github" / "publish.yml"):
        runs = [step for step in read(path)["jobs"]["publish"]["steps"] if "run" in step]
        (building,) = [at for at, step in enumerate(runs) if "publicity prepare " in step["run"]]
        keyed = [at for at, step in enumerate(runs) if "secrets." in str(step.get("env"))]
        assert building < min(keyed) and "secrets." not in str(read(path)["jobs"]["publish"].get("env"))
        later = "\n".join(step["run"] for step in runs[building + 1 :])
        assert not re.search(r"publicity (?:build|check|prepare)|make site", later)
        assert "--prepared " in later or "deploy/publish " in later
    for path in (GITLAB, shipped / "gitlab-ci.yml"):
        told = read(path)
        assert "environment" not in told["prepare"] and told["publish"]["needs"] == ["prepare"]
        script = "\n".join(told["publish"]["script"])
        assert "prepared" in script and not re.search(r"publicity (?:build|check|prepare)|make site", script)


# -- when, and one at a time ---------------------------------------------------------------------------


def test_publishes_on_main_and_daily_at_ten_past_midnight_in_beijing() -> None:
    on = read(ROOT / ".github" / "workflows" / "publish.yml")[True]
    assert on["push"] == {"branches": ["main"]}
    assert on["schedule"] == [{"cron": "10 16 * * *"}]
    assert "OnCalendar=*-*-* 00:10:00 Asia/Shanghai" in (ROOT / "deploy" / "publicity.timer").read_text()
    assert "“10 0 * * *”、时区 Asia/Shanghai" in GITLAB.read_text(encoding="utf-8")


def test_one_publishes_at_a_time_and_none_is_cut_short() -> None:
    told = [read(ROOT / ".github" / "workflows" / f"{name}.yml") for name in ("publish", "rollback")]
    assert [it["concurrency"] for it in told] == [{"group": "publish", "cancel-in-progress": False}] * 2
    gitlab = read(GITLAB)
    assert all(gitlab[name]["extends"] == ".publisher" for name in ("publish", "rollback"))
    assert gitlab[".publisher"]["resource_group"] == "production"


def test_keys_are_taken_away_whatever_happened() -> None:
    for name, job in jobs():
        if any("deploy/credentials" in step.get("run", "") for step in job["steps"]):
            last = job["steps"][-1]
            assert last["if"] == "always()", name
            assert last["run"] == 'rm -rf "$RUNNER_TEMP/publicity"'
    assert read(GITLAB)[".publisher"]["after_script"] == ['rm -rf "$CI_PROJECT_DIR.keys"']


def test_actionlint_has_no_objection() -> None:
    if not (actionlint := shutil.which("actionlint")):
        pytest.skip("没有 actionlint，流水线只检查了结构")
    done = subprocess.run([actionlint, *WORKFLOWS], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_systemd_has_no_objection(tmp_path: Path) -> None:
    if not (analyze := shutil.which("systemd-analyze")):
        pytest.skip("没有 systemd-analyze，定时任务没有检查")
    place = tmp_path / "column" / "deploy" / "publish"
    place.parent.mkdir(parents=True)
    shutil.copy(PUBLISH, place)
    text = SERVICE.read_text(encoding="utf-8").replace("/srv/publicity/column", str(tmp_path / "column"))
    (tmp_path / SERVICE.name).write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "deploy" / "publicity.timer", tmp_path)
    units = [tmp_path / "publicity.service", tmp_path / "publicity.timer"]
    done = subprocess.run([analyze, "verify", *units], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


# -- the key, and the server's own ---------------------------------------------------------------------


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key without a passphrase, one with, and a server's line."""
    folder = tmp_path_factory.mktemp("keys")
    for name, passphrase in (("plain", ""), ("locked", "secret")):
        command = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", passphrase, "-f", str(folder / name)]
        subprocess.run(command, check=True)
    public = (folder / "plain.pub").read_text().split()
    (folder / "hosts").write_text(f"www.example.gov.cn {public[0]} {public[1]}\n")
    return folder


def lay(folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in clean_environment().items() if not key.startswith("PUBLICITY_")}
    command = [str(ROOT / "deploy" / "credentials"), str(folder)]
    return subprocess.run(command, env=environment | given, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("way", ["text", "windows", "file"])
def test_the_key_is_laid_where_only_the_job_reads_it(tmp_path: Path, keys: Path, way: str) -> None:
    key, hosts = (keys / "plain").read_text(), (keys / "hosts").read_text()
    given = {"text": (key.rstrip("\n"), hosts), "windows": (key.replace("\n", "\r\n"), hosts.replace("\n", "\r\n"))}
    pair = given.get(way, (str(keys / "plain"), str(keys / "hosts")))
    folder = tmp_path / "a folder"
    folder.mkdir()
    (folder / "key").write_text("an old one")
    done = lay(folder, PUBLICITY_SSH_KEY=pair[0], PUBLICITY_KNOWN_HOSTS=pair[1])
    assert done.returncode == 0, done.stderr
    assert (folder / "key").read_text().rstrip("\n") == key.rstrip("\n")
    assert {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()} == dict.fromkeys(
        ("key", "known_hosts", "config"), 0o600
    )
    assert folder.stat().st_mode & 0o777 == 0o700
    assert not any(line in done.stdout + done.stderr for line in key.splitlines()[1:-1])
    asked = subprocess.run(
        [program("ssh"), "-F", str(folder / "config"), "-G", "www.example.gov.cn"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert "stricthostkeychecking true" in asked
    assert f"userknownhostsfile {folder / 'known_hosts'}" in asked
    assert [line for line in asked if line.startswith("identityfile")] == [f"identityfile {folder / 'key'}"]


def test_a_configuration_of_rclone_will_do(tmp_path: Path) -> None:
    assert lay(tmp_path / "keys", PUBLICITY_RCLONE_CONF="[oss]\ntype = s3").returncode == 0
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["rclone.conf"]
    assert (tmp_path / "keys" / "rclone.conf").read_text() == "[oss]\ntype = s3\n"


@pytest.mark.parametrize(
    ("key", "hosts", "told"),
    [
        ("", "hosts", "没有密钥"),
        ("plain", "", "没有 PUBLICITY_KNOWN_HOSTS"),
        ("locked", "hosts", "不是一个没有口令的 SSH 私钥"),
        ("plain.pub", "hosts", "不是一个没有口令的 SSH 私钥"),
        ("plain", "plain", "没有主机公钥"),
    ],
)
def test_what_is_no_key_is_told_before_anything_is_published(
    tmp_path: Path, keys: Path, key: str, hosts: str, told: str
) -> None:
    given = {"PUBLICITY_SSH_KEY": key, "PUBLICITY_KNOWN_HOSTS": hosts}
    done = lay(tmp_path / "keys", **{name: (keys / file).read_text() for name, file in given.items() if file})
    assert done.returncode == 1
    assert told in done.stderr


# -- what runs every night -----------------------------------------------------------------------------


@pytest.fixture
def office(project: Project, tmp_path: Path) -> Project:
    """A column in git, with commands as they are set up here and a `make` that sets up nothing."""
    project.write_nothing()
    project.unpin()
    shutil.copytree(ROOT / "deploy", project.root / "deploy")
    shutil.copy(ROOT / ".gitignore", project.root)
    run = f'exec "{sys.executable}" -m publicity "$@"'
    make = f'[ "$2" = setup ] || exec "{sys.executable}" -m mkdocs build -q --strict'
    for place, line in ((project.root / ".venv" / "bin" / "publicity", run), (tmp_path / "bin" / "make", make)):
        place.parent.mkdir(parents=True)
        place.write_text(f"#!/bin/sh\n{line}\n")
        place.chmod(0o755)
    commit_all(project.root)
    return project


def publish(office: Project, target: Path) -> subprocess.CompletedProcess[str]:
    path = f"{office.root.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = clean_environment() | {"PUBLICITY_TARGET": str(target), "PUBLICITY_URL": "", "PATH": path}
    command = [str(office.root / "deploy" / "publish")]
    return subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, check=False)


def test_a_tampered_site_is_mended_and_told_of(office: Project, tmp_path: Path) -> None:
    target = tmp_path / "www"
    first = publish(office, target)
    assert first.returncode == 0, first.stderr
    assert publish(office, target).returncode == 0
    office.edit("mkdocs.yml", "site_description: ", "site_description: 新的")
    commit_all(office.root)
    page = (target / "current").resolve() / "plan.html"
    page.write_text(f"{page.read_text(encoding='utf-8')}<script src=x.js></script>", encoding="utf-8")
    told = publish(office, target)
    assert told.returncode == 1
    assert "plan.html" in told.stdout
    assert "网站被人改动过" in told.stderr
    assert "x.js" not in (target / "current" / "plan.html").read_text(encoding="utf-8")
    assert "x.js" in page.read_text(encoding="utf-8"), "the evidence is still there"
    assert publish(office, target).returncode == 0


def test_says_what_is_missing_before_it_does_anything(office: Project) -> None:
    environment = clean_environment()
    environment.pop("PUBLICITY_TARGET", None)
    done = subprocess.run([office.root / "deploy" / "publish"], env=environment, capture_output=True, text=True)
    assert done.returncode != 0
    assert "PUBLICITY_TARGET" in done.stderr
    assert not (office.root / "site").exists()


# -- problems beside the lines -------------------------------------------------------------------------


def check(project: Project, *arguments: str, **environment: str | None) -> Result:
    return CliRunner().invoke(main, ["check", "--root", str(project.root), *arguments], env=environment)


def spoilt_line(project: Project) -> int:
    project.edit("docs/plan.yml", "verb: 公示", "verb: 公式")
    lines = project.plan.read_text(encoding="utf-8").splitlines()
    return next(number for number, text in enumerate(lines, 1) if "公式" in text)


def test_check_annotates_under_github(project: Project) -> None:
    line = spoilt_line(project)
    done = check(project, GITHUB_ACTIONS="true")
    assert done.exit_code == 1
    assert f"::error file=docs/plan.yml,line={line},col=" in done.output
    assert "::error" not in check(project, GITHUB_ACTIONS=None).output


def test_check_reports_to_gitlab_even_when_it_fails(project: Project, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    assert check(project, "--format", "gitlab", "--output", str(report)).exit_code == 0
    notices = json.loads(report.read_text(encoding="utf-8"))
    assert {entry["severity"] for entry in notices} == {"info"}
    line = spoilt_line(project)
    assert check(project, "--format", "gitlab", "--output", str(report)).exit_code == 1
    (error,) = (e for e in json.loads(report.read_text(encoding="utf-8")) if e["severity"] == "critical")
    assert error["location"] == {"path": "docs/plan.yml", "lines": {"begin": line}}
    assert error["check_name"]
    assert "公示" in error["description"]


def test_a_report_that_cannot_be_written_is_told(project: Project, tmp_path: Path) -> None:
    done = check(project, "--format", "json", "--output", str(tmp_path / "nowhere" / "report.json"))
    assert done.exit_code == 1
    assert "写不进去" in done.output


def test_fingerprints_tell_problems_apart_and_outlive_a_moved_line() -> None:
    def prints(*lines: int) -> list[str]:
        found = [Problem("docs/plan.yml", line, 1, "写错了", source="  title: 甲") for line in lines]
        return [entry["fingerprint"] for entry in json.loads(gitlab_report.report(found))]

    assert len(set(prints(3, 9))) == 2
    assert prints(3, 9) == prints(4, 10)
    assert json.loads(gitlab_report.report([])) == []


def test_a_file_name_cannot_end_an_annotation_early() -> None:
    problem = Problem("docs/a,b:c%\n.md", 1, 1, "坏\n名字", severity=Severity.WARNING)
    assert github_report.annotation(problem) == "::warning file=docs/a%2Cb%3Ac%25%0A.md,line=1,col=1::坏%0A名字"
