"""A recorded exception: somebody answers for what is hidden in a file or can't be read in it, this very file only."""

import hashlib
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from publicity.fields.day import MiswrittenError
from publicity.fields.entry import Entry, Line

SHOWN = 16  # hexadecimal digits: enough to tell files of one column apart


def _code(given: Any) -> Any:
    if not isinstance(given, str) or not re.fullmatch(f"[0-9a-f]{{{SHOWN},64}}", given):
        raise MiswrittenError(
            f"校验码是 {SHOWN} 个以上的数字和 a 到 f，现为“{str(given)[:30]}”", "校验码", "照抄检查提示里的"
        )
    return given


Code = Annotated[str, BeforeValidator(_code), StringConstraints(pattern=r"^[0-9a-f]{16,64}$")]


class HiddenParts(Entry):
    """Why an attachment goes out with what readers don't see or the program can't read, and who agreed."""

    reason: Line = Field(description="为什么可以公开；扫描件、音像写谁看过")
    by: Line = Field(description="谁同意的（职务或部门）")
    file: Code = Field(description="文件的校验码（SHA-256 的前 16 位以上）；文件一改，例外就作废")

    def is_for(self, data: bytes) -> bool:
        """Whether it was recorded for a file of these bytes."""
        return hashlib.sha256(data).hexdigest().startswith(self.file)


def code_of(data: bytes) -> str:
    """A file's code as an exception names it."""
    return hashlib.sha256(data).hexdigest()[:SHOWN]
