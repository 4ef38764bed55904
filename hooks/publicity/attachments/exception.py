"""A recorded exception: somebody answers for publishing a file with its hidden parts, this very file and no other."""

import hashlib
from typing import Annotated

from pydantic import Field, StringConstraints

from publicity.fields.entry import Entry, Line

SHOWN = 16  # hexadecimal digits: enough to tell files of one column apart


class HiddenParts(Entry):
    """Why an attachment keeps what readers don't see, and who agreed."""

    reason: Line = Field(description="为什么保留隐藏的内容")
    by: Line = Field(description="谁同意的（职务或部门）")
    file: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16,64}$")] = Field(
        description="文件的校验码（SHA-256 的前 16 位以上）；文件一改，例外就作废"
    )

    def is_for(self, data: bytes) -> bool:
        """Whether it was recorded for a file of these bytes."""
        return hashlib.sha256(data).hexdigest().startswith(self.file)


def code_of(data: bytes) -> str:
    """A file's code as an exception names it."""
    return hashlib.sha256(data).hexdigest()[:SHOWN]
