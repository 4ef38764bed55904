"""What `publicity init` lays down: complete, explained, the same twice, and of commands that exist."""

import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import click
import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from publicity.articles.article import Bulletin, Publication
from publicity.column.settings_file import read_settings
from publicity.commands.program import main
from publicity.commitments.commitment import Commitment
from publicity.editing.kinds import KINDS
from publicity.editing.schemas import schema_of
from publicity.opendata.schemas import as_text
from publicity.plans.plan import Plan
from publicity.starter.answers import DEMONSTRATED_DAY, DEMONSTRATION, FILE, Answers, read_answers
from publicity.starter.laid_down import laid_down
from publicity.starter.laying import OccupiedError, lay_down
from publicity.texts.document import Document, read_document
from publicity.texts.source import INVISIBLE, Source
from tests.helpers.project import ROOT

pytestmark = pytest.mark.shipped

ANSWERS = Answers(
    "某县人大常委会机关工作方案", "转作风活动", "某县人大常委会机关", "2026-03-20", "转作风活动专栏", wheel="f" * 64
)
FILES = laid_down(ANSWERS, "1.2.3")
LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=200
).filter(lambda text: text.strip() and not INVISIBLE.search(text))


def text_of(name: str) -> str:
    return FILES[name].decode()


# -- the files -----------------------------------------------------------------------------------------


def test_there_are_few_files_and_the_settings_are_short() -> None:
    assert len(FILES) + 1 <= 40  # and the package in wheels/
    assert len(text_of("mkdocs.yml").splitlines()) <= 25
    assert not [name for name in FILES if name.startswith(("tests/", "hooks/")) or "sample" in name]


def test_nothing_is_of_the_demonstration_s_year() -> None:
    digests = re.compile(r"[0-9a-f]{40,64}")
    assert [name for name, content in FILES.items() if "2009" in digests.sub("", content.decode())] == []
    assert [
        name for name, content in FILES.items() if "sample: true\n" in content.decode() and name != "编辑手册.md"
    ] == []


def test_the_same_answers_give_the_same_bytes_without_a_carriage_return() -> None:
    assert dict(laid_down(ANSWERS, "1.2.3")) == dict(FILES)
    assert list(FILES) == sorted(FILES)
    assert [name for name, content in FILES.items() if b"\r" in content or b"@@" in content] == []


def test_the_answers_are_kept() -> None:
    assert read_answers(text_of(FILE)) == ("1.2.3", ANSWERS)
    later = json.loads(text_of(FILE))
    later["answers"]["something_new"] = 1
    assert read_answers(json.dumps(later)) == ("1.2.3", ANSWERS)
    for broken in ("", "[]", "{}", '{"version": "1", "answers": {}}'):
        with pytest.raises(ValueError, match=r"\.publicity\.json|Expecting"):
            read_answers(broken)


def test_one_number_says_the_version() -> None:
    named = [name for name, content in FILES.items() if b"1.2.3" in content]
    assert named == [FILE, "README.md", "requirements/publicity.txt"]
    assert f"publicity==1.2.3 --hash=sha256:{'f' * 64}" in text_of("requirements/publicity.txt")
    for line in text_of("requirements/locked.txt").splitlines():
        assert re.match(r"[a-z0-9._-]+==\S+( ;.*)? \\$|    --hash=sha256:[0-9a-f]{64}( \\)?$", line), line


def test_the_demonstration_is_what_its_answers_say() -> None:
    plan = yaml.safe_load((ROOT / "docs" / "plan.yml").read_text(encoding="utf-8"))
    said = (plan["title"], plan["campaign"], plan["organ"], str(plan["issued"]), plan["period"]["when"])
    assert said == (
        *(DEMONSTRATION.title, DEMONSTRATION.campaign, DEMONSTRATION.organ, DEMONSTRATION.issued),
        DEMONSTRATION.period,
    )
    settings = read_settings(ROOT / "mkdocs.yml", "mkdocs.yml").settings
    assert settings and (settings.site_name, str(settings.fixed)) == (DEMONSTRATION.site_name, DEMONSTRATED_DAY)
    files = laid_down(DEMONSTRATION, "1")
    docs = {
        path.relative_to(ROOT).as_posix(): path.read_bytes() for path in (ROOT / "docs").rglob("*") if path.is_file()
    }
    assert {name: content for name, content in files.items() if name.startswith("docs/")} == docs


def models(model: Any) -> Iterator[type[BaseModel]]:
    if isinstance(model, type) and issubclass(model, BaseModel):
        yield model
        for field in model.model_fields.values():
            yield from models(field.annotation)
    for part in get_args(model):
        yield from models(part)


def test_every_key_of_the_plan_is_shown() -> None:
    text = text_of("docs/plan.yml")
    for model in set(models(Plan)):
        for name in model.model_fields:
            assert re.search(rf"\b{name}:", text), f"{model.__name__}.{name}"


def test_the_commented_parts_of_the_plan_can_be_used(tmp_path: Path) -> None:
    """Taking away every `# ` before a key makes a plan that can be read."""
    lines = [re.sub(r"^( *)# (?=(  )*(?:- )?[a-z_]+:)", r"\1", line) for line in text_of("docs/plan.yml").splitlines()]
    text = "\n".join(line for line in lines if "undated" not in line).replace("待填", "3月至8月")
    text = text.replace("  dates: {start: 2026-03-01, end: 2026-08-31", "  dates: {start: 2026-03-01, end: 2026-08-31")
    text = text.replace("when: 时间，照抄原文", "when: 3月").replace("kind: 环节 ", "kind: 环节 ")
    source = Source("plan.yml", text)
    from publicity.plans.file import read_plan

    (tmp_path / "plan.yml").write_text(text, encoding="utf-8")
    found = read_plan(tmp_path / "plan.yml", "plan.yml")
    assert found.plan is not None, [problem.text() for problem in found.problems] + source.lines[:0]
    assert found.plan.duties and found.plan.quotas and found.plan.review and found.plan.batches and found.plan.phases


def test_every_setting_is_shown() -> None:
    from publicity.column.feedback import Feedback
    from publicity.column.settings import Footer, Reuse, Site

    shown = text_of("mkdocs.yml")
    for model in (Site, Footer, Feedback, Reuse):
        for name in model.model_fields:
            assert re.search(rf"\b{name}:", shown) or name == "sitemap", name


# -- the words of an office ------------------------------------------------------------------------------


@given(LINE, LINE, LINE, LINE)
def test_any_words_come_back_as_they_were_said(title: str, campaign: str, organ: str, name: str) -> None:
    said = [word.strip() for word in (title, campaign, organ, name)]
    files = laid_down(Answers(said[0], said[1], said[2], "2026-03-20", said[3]), "1")
    plan = yaml.safe_load(files["docs/plan.yml"])
    settings = yaml.safe_load(files["mkdocs.yml"])
    assert [plan["title"], plan["campaign"], plan["organ"], settings["site_name"]] == said
    assert files["README.md"].decode().startswith("# ")


# -- CI --------------------------------------------------------------------------------------------------


def command_lines() -> Iterator[tuple[str, str]]:
    for name in FILES:
        if name.startswith(".github/"):
            for job in yaml.safe_load(FILES[name])["jobs"].values():
                for step in job["steps"]:
                    yield from ((name, line) for line in step.get("run", "").splitlines())
    for job in yaml.safe_load(FILES[".gitlab-ci.yml"]).values():
        if isinstance(job, dict):
            for part in ("before_script", "script", "after_script"):
                yield from ((".gitlab-ci.yml", line) for text in job.get(part, ()) for line in text.splitlines())
    for name in ("README.md", "编辑手册.md"):
        for fence in re.findall(r"^```\n(.*?)^```", text_of(name), re.S | re.M):
            yield from ((name, line[2:].partition("  #")[0]) for line in fence.splitlines() if line.startswith("$ "))
        yield from ((name, said) for said in re.findall(r"`(publicity [a-z][^`…]*)`", text_of(name)))


CALLS = sorted(
    {
        (name, call)
        for name, line in command_lines()
        for call in re.findall(r"\bpublicity (?:init|[a-z]+)[^|&;#>]*", line.partition(" #")[0])
        if "==" not in call
    }
)


@pytest.mark.parametrize(("name", "call"), CALLS)
def test_the_commands_exist(name: str, call: str) -> None:
    call = re.sub(r'\$\{\w+:\+"[^"]*"\}', "", call)
    arguments = shlex.split(re.sub(r"\$(\w+|\{\w+(:-[^}]*)?\})", "x", call))[1:]
    command: click.Command = main
    while isinstance(command, click.Group):
        first, *arguments = arguments
        found = command.get_command(click.Context(command), first)
        assert found, f"{name}: there is no {first}"
        command = found
        if isinstance(command, click.Group) and not arguments:
            return
    context = command.make_context(command.name, list(arguments), resilient_parsing=True)
    assert context.args == [], f"{name}: {context.args}"


def test_keys_are_there_only_for_the_step_that_sends() -> None:
    for name in (".github/workflows/publish.yml", ".github/workflows/rollback.yml"):
        (job,) = yaml.safe_load(FILES[name])["jobs"].values()
        assert "secrets." not in json.dumps({key: value for key, value in job.items() if key != "steps"})
        with_keys = [step for step in job["steps"] if "secrets." in json.dumps(step)]
        assert len(with_keys) == 1 and not re.search("publicity (?:build|check|prepare)", with_keys[0]["run"])
        assert "publicity credentials" in with_keys[0]["run"]
        assert with_keys[0]["run"].startswith("trap 'rm -rf \"$KEYS\"' EXIT\n")
    told = yaml.safe_load(FILES[".gitlab-ci.yml"])
    assert told["publish"]["needs"] == ["prepare"] and "environment" not in told["prepare"]


def test_actions_are_pinned_as_in_this_repository() -> None:
    own = {
        line
        for path in (ROOT / ".github" / "workflows").glob("*.yml")
        for line in uses(path.read_text(encoding="utf-8"))
    }
    laid = {line for name in FILES if name.startswith(".github/") for line in uses(text_of(name))}
    assert laid and laid <= own


def uses(text: str) -> set[str]:
    return set(re.findall(r"uses: (\S+@[0-9a-f]{40} # v[\d.]+)", text))


def test_no_make_and_no_script_is_needed() -> None:
    assert [line for _, line in command_lines() if re.match(r"(?:make|\./|sh )", line.strip())] == []


# -- editors ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_are_those_of_the_models(kind: str) -> None:
    kept = (ROOT / ".vscode" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert kept == as_text(schema_of(kind)), f"run: publicity schema {kind} > .vscode/{kind}.schema.json"
    assert text_of(f".vscode/{kind}.schema.json") == kept
    jsonschema.Draft202012Validator.check_schema(schema_of(kind))
    assert re.findall(r'"description": "[A-Z][a-z ]+', kept) == [], "an editor reads Chinese"


def data(text: str) -> Any:
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


@pytest.mark.parametrize("kind", ["bulletin", "publication", "commitment"])
def test_all_that_the_demonstration_writes_is_within_the_schemas(kind: str) -> None:
    paths = sorted((ROOT / "docs" / f"{kind}s").rglob("*.md"))
    assert paths
    for path in paths:
        jsonschema.validate(data(path.read_text(encoding="utf-8").split("---\n")[1]), schema_of(kind))


def test_short_forms_are_within_the_schemas_and_mistakes_are_not() -> None:
    head = {"title": "t", "date": "2026-03-20", "published": "2026-03-20 09:00", "source": "s", "summary": "s"}
    jsonschema.validate(head | {"kind": "简报", "issue": 5, "attachments": ["a.pdf"]}, schema_of("bulletin"))
    for wrong in ({"kind": "新闻"}, {"kind": "动态", "titel": "x"}, {"kind": "动态", "draft": "yes"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(head | wrong, schema_of("bulletin"))
    jsonschema.validate(data(text_of("docs/plan.yml")), schema_of("plan"))
    jsonschema.validate(data(text_of("mkdocs.yml")), schema_of("settings"))


def test_the_snippets_make_files_that_can_be_read() -> None:
    snippets = json.loads(text_of(".vscode/publicity.code-snippets"))
    for name, model in {"动态": Bulletin, "简报": Bulletin, "公布的文件": Publication, "整改承诺": Commitment}.items():
        found = read_document(Source("x.md", expanded("\n".join(snippets[name]["body"]))), "x.md", model)
        assert isinstance(found, Document)
        assert found.form.value, [problem.text() for problem in found.form.problems]
        assert found.form.problems == []


def expanded(body: str) -> str:
    for variable, value in {"YEAR": "2026", "MONTH": "03", "DATE": "20"}.items():
        body = body.replace(f"$CURRENT_{variable}", value)
    body = body.replace("$TM_FILENAME_BASE", "meetings").replace("$0", "")
    body = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\}", r"\1", body)
    return re.sub(r"\$\{\d+:([^}]*)\}", r"\1", body)


# -- git --------------------------------------------------------------------------------------------------


def test_a_checkout_on_windows_has_the_same_bytes(tmp_path: Path) -> None:
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    files = dict(laid_down(DEMONSTRATION, "1")) | {"docs/publications/attachments/crlf.csv": b"a,b\r\n1,2\r\n"}
    lay_down(files, origin, lambda _: None)
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.cn"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *arguments], cwd=origin, check=True, capture_output=True)
    subprocess.run(
        [*git, "-c", "core.autocrlf=true", "clone", "-q", str(origin), str(clone)], check=True, capture_output=True
    )
    assert {name: (clone / name).read_bytes() for name in files} == files


def test_this_repository_checked_out_on_windows_has_the_same_bytes(tmp_path: Path) -> None:
    """Byte-equal working trees build byte-equal sites; what git keeps is compared with what it lays down."""
    clone = tmp_path / "clone"
    clean = ["git", "-c", "core.autocrlf=true", "clone", "-q", "--depth=1", f"file://{ROOT}", str(clone)]
    subprocess.run(clean, check=True, capture_output=True)

    def git(*arguments: str, given: str = "") -> list[str]:
        done = subprocess.run(["git", *arguments], cwd=clone, input=given, check=True, capture_output=True, text=True)
        return done.stdout.splitlines()

    kept = [line.split("\t", 1) for line in git("-c", "core.quotePath=false", "ls-tree", "-r", "HEAD")]
    assert len(kept) > 300
    laid_down = git("hash-object", "--no-filters", "--stdin-paths", given="".join(f"{name}\n" for _, name in kept))
    assert [name for (entry, name), found in zip(kept, laid_down, strict=True) if entry.split()[2] != found] == []


# -- laying down -------------------------------------------------------------------------------------------


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "信.txt").write_text("x", encoding="utf-8")
    with pytest.raises(OccupiedError, match=r"信\.txt"):
        lay_down(FILES, tmp_path / "x", lambda _: None)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OccupiedError, match="file"):
        lay_down(FILES, tmp_path / "file", lambda _: None)
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link", "x"]


@pytest.mark.parametrize("existing", [False, True])
def test_what_is_refused_or_cut_off_leaves_nothing(tmp_path: Path, existing: bool) -> None:
    folder = tmp_path / "a" / "column"
    if existing:
        (folder / ".git").mkdir(parents=True)

    class RefusedError(Exception):
        """For the test."""

    def refuse(column: Path) -> None:
        assert (column / "mkdocs.yml").is_file()
        raise RefusedError

    with pytest.raises(RefusedError):
        lay_down(FILES, folder, refuse)
    left = [path.name for path in (folder if existing else tmp_path / "a").iterdir()]
    assert left == ([".git"] if existing else [])
    lay_down(FILES, folder, lambda _: None)
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == set(FILES)


def test_a_move_that_fails_half_way_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, count = Path.rename, iter(range(100))

    def failing(self: Path, target: Path) -> Path:
        if next(count) == 4:
            raise OSError(28, "full")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="full"):
        lay_down(FILES, tmp_path, lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_what_a_kill_left_is_cleared_and_a_whole_column_never_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(BaseException):
        """As if the process were gone: nothing is cleared up."""

    real, count = Path.rename, iter(range(100))

    def killed(self: Path, target: Path) -> Path:
        if next(count) == 4:
            monkeypatch.setattr("shutil.rmtree", lambda *_, **__: None)
            monkeypatch.setattr("publicity.starter.laying._remove", lambda _: None)
            raise KilledError
        return real(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", killed)
        with pytest.raises(KilledError):
            lay_down(FILES, tmp_path, lambda _: None)
    monkeypatch.undo()
    assert not (tmp_path / "mkdocs.yml").exists() and len(list(tmp_path.iterdir())) == 5
    lay_down(FILES, tmp_path, lambda _: None)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == set(FILES)
    (tmp_path / ".publicity-unfinished").mkdir()
    everything = "\n".join(sorted(path.name for path in tmp_path.iterdir()))
    (tmp_path / ".publicity-unfinished" / "names").write_text(everything, encoding="utf-8")
    with pytest.raises(OccupiedError):
        lay_down(FILES, tmp_path, lambda _: None)
