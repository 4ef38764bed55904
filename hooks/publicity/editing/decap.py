"""The form's own program, Decap CMS: which one, where it lies, and how it comes there, once, by npm.

In a checkout it lies in .cache; in the wheel, beside this module, with its licences. What npm brings is taken only when
its sum is the one written here.
"""

import base64
import shutil
import subprocess
import tarfile
import tempfile
from hashlib import sha512
from pathlib import Path, PurePosixPath

from publicity.texts import whole_file

PACKAGE, VERSION = "decap-cms", "3.16.3"
SUM = "hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw=="  # SHA-512
PROGRAM = "decap-cms.js"
BUNDLED = Path(__file__).parent / "decap"
LICENCE = Path(__file__).parent / "form" / "decap-cms.LICENSE.txt"


class NoFormError(Exception):
    """Why there is no form, in a Chinese sentence without its full stop."""


def form_program(cache: Path) -> Path:
    """The folder that holds Decap: the wheel's, else the cache's, filled where it is empty. Raises NoFormError."""
    for folder in (BUNDLED, cache / f"decap-{VERSION}"):
        if (folder / PROGRAM).is_file():
            return folder
    return _fetched(cache / f"decap-{VERSION}")


def _fetched(folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise NoFormError("表单的程序还没有取来，要用 npm 取一次：装上 Node.js（带 npm）再运行，或者安装带表单的安装包")
    with tempfile.TemporaryDirectory() as work:
        command = [npm, "pack", "--silent", f"{PACKAGE}@{VERSION}", "--pack-destination", work]
        done = subprocess.run(command, cwd=work, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603
        packed = list(Path(work).glob("*.tgz"))
        if done.returncode or not packed:
            raise NoFormError(f"表单的程序没有取到（npm pack {PACKAGE}@{VERSION} 没有办成），检查网络再试")
        unpack(packed[0], folder)
    return folder


def unpack(archive: Path, folder: Path) -> None:
    """Lay what the form needs of an npm package into a folder. Raises NoFormError where it is not the one known."""
    if base64.b64encode(sha512(archive.read_bytes()).digest()).decode() != SUM:
        raise NoFormError(f"取来的 {PACKAGE} {VERSION} 和登记的校验值不一样，没有用它：可能被人换过")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(LICENCE, folder / "LICENSE.txt")
    with tarfile.open(archive) as tar:
        for member in tar:
            name = PurePosixPath(member.name).name
            taken = name.endswith((f".{PROGRAM}", f"{PROGRAM}.LICENSE.txt", ".wasm"))
            if member.isfile() and taken and (stream := tar.extractfile(member)):
                whole_file.replace(folder / name, stream.read(), lasting=False)
            elif member.isfile() and name == PROGRAM and (stream := tar.extractfile(member)):
                program = stream.read()
    whole_file.replace(folder / PROGRAM, program, lasting=False)  # last: where it lies, all lies
