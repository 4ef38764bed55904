"""Importing a module of either package does nothing but define things: whoever imports decides what happens when.

What a command needs for its work, it loads when it works: whoever asks for help, or mistypes an option, waits for none.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.project import ROOT, clean_environment

PACKAGES = ("publicity", "publicity_mkdocs")
HOOKS = ROOT / "hooks"
MODULES = [
    ".".join(path.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__")
    for package in PACKAGES
    for path in sorted((HOOKS / package).rglob("*.py"))
    if path.name != "__main__.py"  # which is the command
]

# What a process is like beside its modules, and what it has begun meanwhile.
LOOK = """
import gc, importlib, json, logging, os, signal, sys, threading, warnings
from contextlib import suppress

begun = []
BEGINS = ("os.fork", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "subprocess.", "socket.", "ctypes.dlopen")
sys.addaudithook(lambda event, _: begun.append(event) if event.startswith(BEGINS) else None)

def look():
    names = [None, *sorted(logging.root.manager.loggerDict)]
    loggers = {name: logging.getLogger(name) for name in names}
    return {
        "gc": [gc.get_threshold(), gc.isenabled()],  # what was loaded may be set apart: only time tells
        "warnings": [warnings.filters, warnings.showwarning],
        "signals": {number: signal.getsignal(number) for number in signal.valid_signals()},
        "logging": [
            (name, it.level, it.handlers, it.filters, it.propagate, it.disabled)
            for name, it in loggers.items()
            if name is None or it.level or it.handlers or it.filters or not it.propagate or it.disabled
        ],
        "threads": [thread.name for thread in threading.enumerate()],
        "begun": begun,
        "process": [os.getcwd(), dict(os.environ), sys.path, sys.excepthook, sys.getrecursionlimit()],
    }

def freeze(looked):
    return {what: repr(value) for what, value in looked.items()}

def changed(names):
    before = freeze(look())
    for name in names:
        importlib.import_module(name)
    after = freeze(look())
    return [what for what in before if before[what] != after[what]]
"""


def run(script: str, path: Path) -> object:
    environment = clean_environment() | {"PYTHONPATH": f"{HOOKS}:{path}"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The modules of others that ours import, in order: what those do at import is not ours to answer for."""
    imports = f"import importlib, json, sys\nfor name in {MODULES}: importlib.import_module(name)\n"
    found = run(imports + "print(json.dumps([*sys.modules]))", tmp_path_factory.mktemp("nothing"))
    assert isinstance(found, list)
    return [name for name in found if name.partition(".")[0] not in PACKAGES and name != "__main__"]


def changes(names: list[str], others: list[str], path: Path) -> object:
    before = f"for name in {others}:\n    with suppress(Exception):\n        importlib.import_module(name)\n"
    return run(f"{LOOK}\n{before}\nbegun.clear()\nprint(json.dumps(changed({names})))", path)


def test_importing_every_module_changes_nothing(others: list[str], tmp_path: Path) -> None:
    assert len(MODULES) > 150
    assert changes(MODULES, others, tmp_path) == []


@pytest.mark.parametrize(
    ("planted", "what"),
    [
        ("import gc; gc.set_threshold(50_000, 20, 100)", ["gc"]),
        ("import warnings; warnings.filterwarnings('ignore', module='PIL')", ["warnings"]),
        ("import signal; signal.signal(signal.SIGTERM, signal.default_int_handler)", ["signals"]),
        ("import logging; logging.getLogger('mkdocs.publicity').addHandler(logging.NullHandler())", ["logging"]),
        ("import logging; logging.getLogger().setLevel(10)", ["logging"]),
        ("import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()", ["threads"]),
        ("import subprocess; subprocess.run(['true'])", ["begun"]),
        ("import os; os.environ['TZ'] = 'Asia/Shanghai'", ["process"]),
    ],
)
def test_what_a_module_would_do_is_seen(planted: str, what: list[str], tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text(planted, encoding="utf-8")
    seen = changes(["planted"], [], tmp_path)
    assert isinstance(seen, list)
    assert set(what) <= set(seen)


def test_no_regular_expression_is_compiled_at_import_and_all_can_be(tmp_path: Path) -> None:
    script = f"""
import gc, importlib, json, re
modules = [importlib.import_module(name) for name in {MODULES}]
from publicity.regex import _Unused, _Used
at_import = [f"{{module.__name__}}.{{name}}" for module in modules for name, it in vars(module).items()
             if isinstance(it, re.Pattern | _Used) and not isinstance(it, _Unused)]
gc.unfreeze()  # where nothing is found
unused = [it for it in gc.get_objects() if type(it) is _Unused]
slips = []
for it in unused:
    try:
        it.match
    except re.error as error:
        slips.append([repr(it.pattern), str(error)])
print(json.dumps([at_import, slips, len(unused)]))
"""
    found = run(script, tmp_path)
    assert isinstance(found, list)
    at_import, slips, count = found
    assert (at_import, slips) == ([], [])
    assert count > 300


def test_help_loads_no_library_and_reads_no_column(tmp_path: Path) -> None:
    """But click, and what reads version numbers: of the rest some take longer to load than most commands to work."""
    loading = """
import json, sys
before = {*sys.modules}
from publicity.commands.import_ import import_
from publicity.commands.new import new
from publicity.commands.program import COMMANDS
for lazy in (*COMMANDS.values(), *new.lazy.values(), *import_.lazy.values()):
    lazy.load()
print(json.dumps(sorted({*sys.modules} - before)))
"""
    loaded = run(loading, tmp_path)
    assert isinstance(loaded, list)
    others = {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names - {"publicity"}
    assert others == {"click", "packaging"}
    assert not [name for name in loaded if name.startswith(("publicity.column.files", "publicity.screening."))]
