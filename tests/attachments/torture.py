"""A hundred files made by LibreOffice: published and cleaned, then read again by LibreOffice and poppler.

Run by hand, from the root: `python -m tests.attachments.torture FOLDER`. It wants `soffice` and `pdftotext`.
"""

import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from publicity.attachments.cleaning import clean
from publicity.attachments.flaw import Flaw
from publicity.attachments.looking import look_into
from publicity.attachments.outgoing import publish_bytes

from .flat_sources import AUTHOR, SECRET, sources

FORMATS = {".fodt": ("odt", "docx", "doc"), ".fods": ("ods", "xlsx", "xls"), ".fodp": ("odp", "pptx", "ppt")}


def convert(folder: Path, out: Path, wanted: str, files: Iterable[Path]) -> None:
    """Let LibreOffice convert files."""
    given = [str(file) for file in files]
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", "--headless", profile, "--convert-to", wanted, "--outdir", str(out), *given]
    subprocess.run(command, check=True, capture_output=True, timeout=1500)


def said(pdf: Path) -> str:
    """The text of a PDF, as poppler reads it."""
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)
    return done.stdout.decode()


def everything(path: Path) -> bytes:
    """All bytes that can be had of a file, whatever they are packed in; UTF-16 as UTF-8."""
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as zipped:
            data += b"".join(zipped.read(name) + name.encode() for name in zipped.namelist())
    if path.suffix == ".pdf":
        for match in re.finditer(rb"stream\r?\n", data):
            try:
                data += zlib.decompressobj().decompress(data[match.end() :])
            except zlib.error:
                continue
        data += b"".join(
            bytes.fromhex(one.decode()) for one in re.findall(rb"<(FEFF[0-9A-F]+)>", data) if len(one) % 2 == 0
        )
    found = [text for text in (AUTHOR, SECRET) for code in ("utf-16-le", "utf-16-be") if text.encode(code) in data]
    return data + "".join(found).encode()


def make(folder: Path) -> list[Path]:
    """Make the files."""
    flat, made = folder / "flat", folder / "made"
    flat.mkdir(parents=True, exist_ok=True)
    made.mkdir(exist_ok=True)
    if any(made.iterdir()):
        return sorted(made.iterdir())
    for name, text in sources():
        (flat / name).write_text(text, encoding="utf-8")
    for suffix, formats in FORMATS.items():
        for wanted in (*formats, "pdf"):
            convert(folder, made, wanted, sorted(flat.glob(f"*{suffix}")))
            for file in made.glob("?[0-9].pdf"):
                file.rename(file.with_name(f"{file.stem}-made.pdf"))
    return sorted(made.iterdir())


def main(folder: Path) -> int:
    """Run it; the count of failures."""
    files = make(folder)
    wrong: list[str] = []
    counts: Counter[str] = Counter()
    sides = [folder / side for side in ("published", "cleaned")]
    for side in sides:
        side.mkdir(exist_ok=True)
    for file in files:
        wrong += one_file(file, *sides, counts)
    wrong += compare(folder, files)
    counts["files"] = len(files)
    print(dict(sorted(counts.items())))
    print("\n".join(wrong) or "nothing wrong")
    return len(wrong)


def one_file(file: Path, published: Path, cleaned: Path, counts: Counter[str]) -> list[str]:
    """Publish and clean a file; what is wrong with the results."""
    wrong = []
    found = look_into(file)
    if isinstance(found, Flaw):
        return [f"{file.name}: {found}"]
    raw = everything(file)
    counts[f"{file.suffix} with author"] += AUTHOR.encode() in raw
    counts[f"{file.suffix} with secrets"] += SECRET.encode() in raw
    counts[f"{file.suffix} told"] += bool(found.hidden)
    out = publish_bytes(file)
    if isinstance(out, Flaw) or out != publish_bytes(file):
        return [f"{file.name}: not the same bytes twice"]
    (published / file.name).write_bytes(out)
    again = look_into(published / file.name)
    if isinstance(again, Flaw) or list(again.visible) != list(found.visible):
        wrong.append(f"{file.name}: published says something else")
    if AUTHOR.encode() in everything(published / file.name):
        wrong.append(f"{file.name}: author in the published file")
    if SECRET.encode() in raw and not found.hidden:
        wrong.append(f"{file.name}: secrets not told")
    if file.suffix not in (".doc", ".xls", ".ppt"):
        wrong += cleaned_well(file, cleaned)
    return wrong


def cleaned_well(file: Path, cleaned: Path) -> list[str]:
    """What is wrong with the clean copy."""
    done = clean(file)
    if isinstance(done, Flaw):
        return [f"{file.name}: not cleaned: {done}"]
    path = cleaned / file.name
    path.write_bytes(done.content)
    wrong = [f"{file.name}: left {one.words}" for one in done.left]
    if SECRET.encode() in everything(path) or AUTHOR.encode() in everything(path):
        wrong.append(f"{file.name}: not clean")
    return wrong


def one_name(file: Path) -> str:
    """A name that files of several formats don't share."""
    return f"{file.stem}-{file.suffix[1:]}"


def show(folder: Path, side: str) -> Path:
    """Let LibreOffice show all files of a side as PDF; the folder with them."""
    out, given = folder / f"{side}-shown", folder / f"{side}-given"
    if side == "made" and out.is_dir():
        return out
    shutil.rmtree(given, ignore_errors=True)
    shutil.rmtree(out, ignore_errors=True)
    given.mkdir()
    for file in (folder / side).iterdir():
        if file.suffix != ".pdf":
            shutil.copy(file, given / f"{one_name(file)}{file.suffix}")
    convert(folder, out, "pdf", sorted(given.iterdir()))
    return out


def compare(folder: Path, files: list[Path]) -> list[str]:
    """Files that LibreOffice, or poppler, shows otherwise than before."""
    shown = {side: show(folder, side) for side in ("made", "published", "cleaned")}
    wrong = []
    for file in files:
        before = said(file) if file.suffix == ".pdf" else said(shown["made"] / f"{one_name(file)}.pdf")
        for side in ("published", "cleaned"):
            there = folder / side / file.name
            if not there.exists():
                continue
            after = said(there) if file.suffix == ".pdf" else said(shown[side] / f"{one_name(file)}.pdf")
            if side == "cleaned":
                before, after = before.replace(f"{SECRET}删掉", ""), after.replace(f"{SECRET}删掉", "")
                before, after = "".join(before.split()), "".join(after.split())
            if before != after:
                wrong.append(f"{file.name}: {side} is shown otherwise")
    return wrong


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1]).absolute()), 100))
