"""`publicity init`: one command, and the column checks, builds and publishes; or nothing is left."""

import os
import pty
import select
import signal
import subprocess
import sys
import venv
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from publicity.column.files import read_column
from publicity.commands.program import main
from publicity.plans.file import read_plan
from publicity.problems.problem import Severity
from tests.helpers.project import ROOT, clean_environment
from tests.helpers.warm import python

pytestmark = pytest.mark.shipped

SAID = {
    "title": "某县人大常委会机关开展“抓整改、提效能、促发展”专项行动的实施方案",
    "campaign": "“抓整改、提效能、促发展”专项行动",
    "organ": "某县人大常委会机关",
    "issued": "2026-03-20",
}
PUBLICITY = [sys.executable, "-m", "publicity"]
IDENTITY = {f"GIT_{who}_{what}": "t@example.cn" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def flags(said: dict[str, str]) -> list[str]:
    return [f"--{key}={value}" for key, value in said.items()]


def init(folder: Path, *more: str, **said: str) -> Result:
    return CliRunner().invoke(main, ["init", str(folder), *flags(SAID | said), *more])


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return python("publicity", *arguments, cwd=cwd, env=clean_environment() | IDENTITY | environment)


def files_of(folder: Path) -> list[str]:
    """But for those of git, and of what the check remembers, which git ignores."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if path.parts[0] not in (".git", ".cache"))


# -- from nothing to a public page -----------------------------------------------------------------------


def test_a_column_is_begun_checked_built_and_published(tmp_path: Path) -> None:
    column = tmp_path / "我的 专栏"
    done = run("init", str(column), *flags(SAID), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "第一次提交了" in done.stdout and "接下来：" in done.stdout and "共 3 处" in done.stdout
    assert len(files_of(column)) <= 40
    assert list(tmp_path.iterdir()) == [column]

    done = run("check", cwd=column)
    assert done.returncode == 0 and "错误" not in done.stdout and "警告" not in done.stdout
    assert done.stdout.count("还没有填") == 3
    done = run("build", cwd=column)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("WARNING") == 0
    home = (column / "site" / "index.html").read_text(encoding="utf-8")
    assert "“抓整改、提效能、促发展”专项行动" in home
    assert "活动的时间未定。" in home and "各阶段的时间未定。" in home and "正在进行" not in home

    done = run("publish", str(tmp_path / "served"), cwd=column)
    assert done.returncode == 0, done.stderr
    assert "注意：还没有填，公众看到的网页上印着“待填”：docs/plan.yml:" in done.stderr and "共 3 处" in done.stderr
    assert (tmp_path / "served" / "current" / "index.html").is_file()
    status = subprocess.run(["git", "status", "--porcelain"], cwd=column, capture_output=True, text=True, check=True)
    assert status.stdout == "", "what is made is not to be committed"

    done = run("new", "bulletin", "--kind=简报", "--title=动员会召开", "--date=2026-03-21", "--source=办公室",
               "--summary=会议召开。", "--phase=phase-1", cwd=column)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    sheet = next((column / "docs" / "bulletins").rglob("*.md"))
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("draft: true\n", ""), encoding="utf-8")
    done = run("build", cwd=column)
    assert done.returncode == 1 and "还没有换成正文" in done.stderr
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("在这里写正文。", "会议召开。"), encoding="utf-8")
    done = run("build", "--site", str(tmp_path / "elsewhere"), cwd=column)
    assert done.returncode == 0 and "会议召开。" in "".join(
        path.read_text(encoding="utf-8") for path in (tmp_path / "elsewhere" / "bulletins").rglob("*.html")
    )


def test_the_demonstration(tmp_path: Path, shipped: Path) -> None:
    done = run("init", str(tmp_path / "demo"), "--demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert run("check", cwd=tmp_path / "demo").returncode == 0
    done = run("build", cwd=tmp_path / "demo")
    assert done.returncode == 0, done.stderr
    ours, theirs = (folder / "bulletins" / "2009" for folder in (tmp_path / "demo" / "site", shipped))
    name = "2009-03-23-party-group-meeting.html"
    assert len(list(ours.iterdir())) == len(list(theirs.iterdir()))
    assert "2009" in (ours / name).read_text(encoding="utf-8")


# -- answers ---------------------------------------------------------------------------------------------

ODD = [
    {"title": "- 以横线开头: 有冒号 #有井号"},
    {"title": "“中文引号”与'单引号'与\"双引号\"", "organ": "某市人大常委会（机关）"},
    {"campaign": "@#$%^&*[]{}|>!`~=+?\\/", "site-name": "<script>alert(1)</script>"},
    {"campaign": "2026", "organ": "null", "site-name": "yes"},
    {"title": "1.5", "campaign": "~", "organ": "0x1F", "site-name": "2026-03-20"},
    {"title": "🎉 转作风 👨‍👩‍👧 专项行动".replace("\u200d", ""), "campaign": "🎉"},
    {"title": "长" * 200, "campaign": "短" * 200, "organ": "机" * 200},
    {"title": "  两头有空格　", "campaign": "中间 有 空格"},
    {"title": "*强调* _下划线_ [链接](x) ![图](y)", "site-name": "{{ config }} {% raw %} @@title@@ $KEYS"},
    {"title": "行内：冒号、“引号”；分号", "campaign": "key: value", "organ": "[列表]", "site-name": "{映射: 1}"},
    {"organ": "&锚 *别名 !标签", "campaign": "%指令", "site-name": "| 竖线"},
]
# Titles, organs and times as published: ahsxrd.gov.cn (two), renda.jinshan.gov.cn, wsllz.henanrd.gov.cn (two), yzdb.cn,
# 7rdy.cn, a page on 延平区, the provincial news of Jilin 2014, the seed of the demonstration.
REAL = [
    {"title": "县人大常委会机关形式主义、官僚主义专项整治工作实施方案", "campaign": "形式主义、官僚主义专项整治"},
    {"title": "县人大常委会机关开展“抓整改、提效能、促发展”专项行动的实施方案", "issued": "2018-11-27"},
    {
        "title": "关于组织开展2021年第二次市人大代表集中联系社区活动有关事项的通知",
        "campaign": "市人大代表集中联系社区活动",
        "organ": "市人大常委会代表资格审查（人事任免工作）委员会和常委会代表工作委员会",
        "issued": "2021-09-28",
        "period": "10月中旬至11月中旬",
    },
    {
        "title": "大营镇人大代表联络站关于开展2025年下半年人大代表小组活动日活动的通知",
        "campaign": "2025年下半年人大代表小组活动日活动",
        "organ": "大营镇人大代表联络站",
        "issued": "2025-07-18",
        "period": "2025年11月20日",
    },
    {"title": "涧河街道人大工委开展“代表小组活动日”实施方案", "issued": "2017-11-01", "period": "11月8日(星期三)"},
    {"campaign": "代表联系选民活动", "organ": "晋州市人大常委会", "issued": "2022-06-07"},
    {
        "title": "2019年代表联系群众工作方案",
        "campaign": "代表联系群众主题活动",
        "period": "2019年全年",
        "issued": "2019-03-01",
    },
    {"campaign": "纪念地方人大设立常委会30周年“五个一”系列活动", "issued": "2009-05-20", "period": "6至10月份"},
    {
        "campaign": "第二批党的群众路线教育实践活动",
        "issued": "2014-01-24",
        "period": "从1月开始,到9月基本结束",
    },
    {
        "title": "绿园区人大机关开展深入学习实践科学发展观活动工作方案",
        "organ": "绿园区人大机关",
        "issued": "2009-04-22",
        "period": "2009年3月开始至2009年8月完成",
    },
]


@pytest.mark.parametrize("said", [*ODD, *REAL], ids=range(len(ODD) + len(REAL)))
def test_words_of_every_kind(said: dict[str, str], tmp_path: Path) -> None:
    done = init(tmp_path / "x", "--no-git", **said)
    assert done.exit_code == 0, done.output
    found = read_plan(tmp_path / "x" / "docs" / "plan.yml", "plan.yml")
    wanted = SAID | said
    assert found.plan, [problem.text() for problem in found.problems]
    assert (found.plan.title, found.plan.campaign, found.plan.organ) == tuple(
        wanted[key].strip() for key in ("title", "campaign", "organ")
    )
    settings = yaml.safe_load((tmp_path / "x" / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_name"] == wanted.get("site-name", f"{wanted['campaign'].strip()}专栏")[:200]
    column = read_column(tmp_path / "x" / "mkdocs.yml", tmp_path / "x" / "docs")
    assert [p.text() for p in column.problems if p.severity is not Severity.NOTICE] == []
    assert sum(problem.unfinished for problem in column.problems) == (2 if "period" in said else 3)


def test_the_oddest_words_build_and_run_nothing(tmp_path: Path) -> None:
    odd = {key: value for said in ODD[:3] for key, value in said.items()}
    assert init(tmp_path / "x", "--no-git", **odd).exit_code == 0
    done = run("build", cwd=tmp_path / "x")
    assert done.returncode == 0, done.stderr
    assert "<script>alert" not in (tmp_path / "x" / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"title": ""}, "--title：没有内容"),
        ({"organ": " 　"}, "--organ：没有内容"),
        ({"title": "长" * 201}, "--title：太长，最多 200 个字"),
        ({"campaign": "两\n行"}, "--campaign：这里只能写一行"),
        ({"organ": "看不见\u200b的"}, "--organ：有看不见的控制字符（U+200B）"),
        ({"issued": "2026年3月20日"}, "--issued：日期要写成"),
        ({"issued": "2026-02-30"}, "--issued：没有 2026-02-30 这一天"),
        ({"period": "马上"}, "--period：没有读出来"),
        ({"period": "9月31日前"}, "--period：没有读出来"),
        ({"site-name": "名" * 201}, "--site-name：太长"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_made(said: dict[str, str], why: str, tmp_path: Path) -> None:
    done = init(tmp_path / "x", **said)
    assert done.exit_code == 2 and why in done.output
    assert list(tmp_path.iterdir()) == []


def test_what_is_missing_is_told_where_nobody_can_be_asked(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["init", str(tmp_path / "x"), "--title", "方案"])
    assert done.exit_code == 2
    assert all(f"--{key}（" in done.output for key in ("campaign", "organ", "issued")) and "--period" not in done.output
    closed = subprocess.run(
        ["sh", "-c", '"$@" <&-', "sh", *PUBLICITY, "init", str(tmp_path / "x")],
        env=clean_environment(), capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert closed.returncode == 2 and "缺少 --title" in closed.stderr and "Traceback" not in closed.stderr
    assert list(tmp_path.iterdir()) == []


def typed(arguments: list[str], answers: list[str], cwd: Path) -> tuple[int, str]:
    """What a program says to somebody at a terminal who gives these answers, and its exit code."""
    process, terminal = pty.fork()
    if process == 0:  # pragma: no cover
        os.chdir(cwd)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a runner in the background ignores it
        os.execvpe(sys.executable, [*PUBLICITY, *arguments], clean_environment() | IDENTITY)
    said, waiting = b"", iter(answers)
    while True:
        ready, _, _ = select.select([terminal], [], [], 60)
        try:
            new = os.read(terminal, 65536) if ready else b""
        except OSError:
            new = b""
        if not ready:
            os.kill(process, signal.SIGKILL)  # it waits for what nobody says
        if not new:
            break
        said += new
        if said.rstrip(b"\r\n").endswith("：".encode()) and (answer := next(waiting, None)) is not None:
            os.write(terminal, f"{answer}\n".encode())
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), said.decode(errors="replace")


def test_somebody_at_a_terminal_is_asked_again_until_it_can_be(tmp_path: Path) -> None:
    answers = [SAID["title"], "", SAID["campaign"], SAID["organ"], "3月20日", "2026-03-20", "马上", "3月至8月", ""]
    code, said = typed(["init", "x"], answers, tmp_path)
    assert code == 0, said
    assert said.count("请再写一次") == 2 and "[“抓整改、提效能、促发展”专项行动专栏]" in said
    plan = read_plan(tmp_path / "x" / "docs" / "plan.yml", "plan.yml").plan
    assert plan and (plan.title, plan.period.when) == (SAID["title"], "3月至8月")


def test_yes_takes_the_usual_answers(tmp_path: Path) -> None:
    code, said = typed(["init", "x", "--yes", *flags(SAID)], [], tmp_path)
    assert code == 0 and "：" in said and "[待填]" not in said


def test_leaving_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    code, said = typed(["init", "x"], [SAID["title"], "\x03"], tmp_path)
    assert code == 130 and "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


# -- the place -------------------------------------------------------------------------------------------


def test_a_folder_in_use_is_refused_at_once(tmp_path: Path) -> None:
    assert init(tmp_path / "x", "--no-git").exit_code == 0
    before = files_of(tmp_path / "x")
    for _ in range(2):
        done = init(tmp_path / "x")
        assert done.exit_code == 1 and "已经有东西" in done.output and "等 " in done.output
    assert files_of(tmp_path / "x") == before


def test_a_bare_repository_is_a_fine_place(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "-b", "trunk", str(tmp_path / "x")], check=True)
    done = run("init", ".", *flags(SAID), cwd=tmp_path / "x")
    assert done.returncode == 0 and "第一次提交了" in done.stdout, done.stdout + done.stderr
    head = subprocess.run(
        ["git", "branch", "--show-current"], cwd=tmp_path / "x", capture_output=True, text=True, check=True
    )
    assert head.stdout == "trunk\n"


def test_another_repository_around_is_left_alone(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    done = run("init", "x", *flags(SAID), cwd=tmp_path)
    assert done.returncode == 0 and "在另一个 git 仓库里" in done.stdout
    assert not (tmp_path / "x" / ".git").exists()


def test_git_is_not_needed_nor_a_name(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    done = run("init", "x", *flags(SAID), cwd=tmp_path, PATH=str(tmp_path / "bin"))
    assert done.returncode == 0 and "没有 git 这个程序" in done.stdout
    nobody = dict.fromkeys(IDENTITY, "") | {"HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}
    done = run("init", "y", *flags(SAID), cwd=tmp_path, **nobody)
    assert done.returncode == 0 and "git 不知道您是谁" in done.stdout, done.stdout
    assert len(files_of(tmp_path / "y")) == len(files_of(tmp_path / "x"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = init(tmp_path / "x")
    assert done.exit_code == 74 and "写不进去" in done.output


@pytest.mark.parametrize("existing", [False, True])
def test_killed_at_any_moment_it_can_be_done_again(tmp_path: Path, existing: bool) -> None:
    """SIGKILL when the first, the tenth, the last file has been written."""
    for number, wanted in enumerate((1, 10, 24)):
        folder = tmp_path / f"{number}" / "x"
        (folder if existing else folder.parent).mkdir(parents=True)
        code = (
            "import os, signal, sys\nfrom pathlib import Path\nwhole, count = Path.write_bytes, [0]\n"
            "def write(self, data):\n    count[0] += 1\n"
            f"    if count[0] == {wanted}: os.kill(os.getpid(), signal.SIGKILL)\n    return whole(self, data)\n"
            "Path.write_bytes = write\nfrom publicity.commands.program import main\nmain(sys.argv[1:])\n"
        )
        killed = subprocess.run(
            [sys.executable, "-c", code, "init", str(folder), "--no-git", *flags(SAID)],
            env=clean_environment(),
            check=False,
        )
        assert killed.returncode == -signal.SIGKILL
        assert not (folder / "mkdocs.yml").exists()
        done = init(folder, "--no-git")
        assert done.exit_code == 0, done.output
        assert len(files_of(folder)) == 26


# -- without this repository -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment that holds the wheel, what it depends on, and nothing of this checkout."""
    folder = tmp_path_factory.mktemp("alone")
    source = folder / "source"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if not name.startswith(("tests/", "benchmarks/", "screenshots/")) and (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    wheel = [
        *pip,
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        str(folder / "wheels"),
        str(source),
    ]
    subprocess.run(wheel, check=True, capture_output=True)
    venv.create(folder / "venv", symlinks=True)
    (site,) = (folder / "venv" / "lib").glob("python3*/site-packages")
    lent = [path for path in sys.path if path.endswith("site-packages")]
    packages = folder / "lent"
    packages.mkdir()
    for path in Path(lent[0]).iterdir():
        if not path.name.startswith(("__editable__", "publicity", "_virtualenv", "distutils-precedence")):
            (packages / path.name).symlink_to(path)
    (site / "lent.pth").write_text(f"{packages}\n", encoding="utf-8")
    (package,) = (folder / "wheels").glob("*.whl")
    install = [
        *pip,
        "--python",
        str(folder / "venv" / "bin" / "python"),
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        str(package),
    ]
    subprocess.run(install, check=True, capture_output=True)
    return folder / "venv" / "bin"


def test_the_wheel_alone_begins_and_builds_a_column(alone: Path, tmp_path: Path) -> None:
    environment = clean_environment() | IDENTITY
    environment.pop("PYTHONPATH", None)

    def call(*arguments: str, cwd: Path) -> str:
        done = subprocess.run(
            [str(alone / "publicity"), *arguments], cwd=cwd, env=environment,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    where = subprocess.run(
        [str(alone / "python"), "-c", "import publicity, publicity_mkdocs; print(publicity.__file__)"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert str(ROOT) not in where.stdout
    said = call("init", "x", *flags(SAID), cwd=tmp_path)
    assert "安装包没有找到" not in said
    assert len(files_of(tmp_path / "x")) == 27
    pin = (tmp_path / "x" / "requirements" / "publicity.txt").read_text(encoding="utf-8")
    assert "--hash=sha256:" in pin
    call("check", cwd=tmp_path / "x")
    call("build", cwd=tmp_path / "x")
    assert (tmp_path / "x" / "site" / "assets" / "stylesheets").is_dir()
    call("init", "demo", "--demo", cwd=tmp_path)
    call("check", cwd=tmp_path / "demo")

    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(alone / "python")]
    pinned = ["install", "-q", "--no-deps", "--force-reinstall", "-r", "requirements/publicity.txt"]
    subprocess.run([*pip, *pinned], cwd=tmp_path / "x", check=True, capture_output=True)
    (package,) = (tmp_path / "x" / "wheels").iterdir()
    package.write_bytes(package.read_bytes() + b"\0")
    done = subprocess.run([*pip, *pinned], cwd=tmp_path / "x", check=False, capture_output=True, text=True)
    assert done.returncode == 1 and "DO NOT MATCH THE HASHES" in done.stderr
