"""QR codes that are kept from one build to the next: a code is dear to make, and an address has always the same."""

import json
import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from publicity.pages import code


class KeptCodes:
    """Makes codes, or takes them from a file; into it go back those of the addresses that there are.

    The file may be deleted at any time. What can't be read is made anew, what can't be kept is made again next time.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._kept = _read(file) if file else {}
        self._made: dict[str, code.Rows] = {}

    def drawn(self, address: str) -> str:
        """The code of an address, as SVG."""
        self._made[address] = self._kept.get(address) or code.rows(address)
        return code.drawing(self._made[address])

    def keep(self, addresses: Collection[str]) -> None:
        """Write the file, unless it says the same already; a page that stays asks for no code, and its code stays."""
        known = {address: dots for address, dots in (self._kept | self._made).items() if address in addresses}
        if self._file and known != self._kept:
            _write(self._file, known)


def _read(file: Path) -> dict[str, code.Rows]:
    try:
        kept = json.loads(file.read_bytes())
        if kept["by"] == code.VERSION:
            return {str(address): tuple(map(int, dots)) for address, dots in kept["codes"].items()}
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        pass
    return {}


def _write(file: Path, codes: Mapping[str, code.Rows]) -> None:
    part = file.with_name(f".{file.name}.{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        part.write_text(json.dumps({"by": code.VERSION, "codes": codes}, separators=(",", ":")), encoding="utf-8")
        part.replace(file)
