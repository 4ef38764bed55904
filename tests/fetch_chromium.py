"""Bring Chromium as it was by npm: `tests/fetch_chromium.py VERSION FILE`. Any Python can run it, it needs no package.

npm's chrome-aws-lambda carries them, packed by brotli, which node can unpack. They run on x86-64 alone.
"""

import base64
import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# In which version of the package it is, that package's SHA-512, and the file's name there.
CARRIED = {
    "70": (
        "1.7.0",
        "AYOlhrTitaB3v5N1mnEzXdhKzGGLFtH/VDnsT0HK3Vvc9xFep+QP/TgXeDDPu+M+AyLNIkMYkhRZroIc9Kv6eA==",
        "chromium-70.0.3508.0.br",
    ),
    "83": (
        "3.1.1",
        "ikOcpFgobiiUvDXtBft+jxVz2CsauRV58owDtVyF1ocl/YN+/eqdIrrmbItm3yeJGnb9RtKxzFAqGcpBTQbTCA==",
        "chromium.br",
    ),
}
UNPACK = """const [packed, unpacked] = process.argv.slice(1), fs = require('fs');
fs.writeFileSync(unpacked, require('zlib').brotliDecompressSync(fs.readFileSync(packed)), {mode: 0o755});"""


def fetch(version: str, file: Path) -> None:
    """Put it into a file, whole or not at all; only what has the sum written here is taken."""
    number, known, member = CARRIED[version]
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent) as name:
        work = Path(name)
        command = ["npm", "pack", "--silent", f"chrome-aws-lambda@{number}", "--pack-destination", name]
        subprocess.run(command, cwd=work, check=True, stdout=subprocess.DEVNULL)
        (package,) = work.glob("*.tgz")
        if base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode() != known:
            sys.exit(f"{package.name} 和登记的校验值不一样，没有用它")
        shutil.unpack_archive(package, work)
        node = shutil.which("node") or "nodejs"
        subprocess.run([node, "-e", UNPACK, work / "package" / "bin" / member, work / "unpacked"], check=True)
        (work / "unpacked").replace(file)


if __name__ == "__main__":
    fetch(sys.argv[1], Path(sys.argv[2]))
