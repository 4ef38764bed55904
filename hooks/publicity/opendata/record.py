"""What every part of the published data is."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

RELATIVE, FULL = "相对于专栏首页", "完整的网址"

# Where a page or file of the column is: in full where mkdocs.yml says `site_url`, else seen from the home page.
Place = Annotated[str, Field(description=f"网页地址，{RELATIVE}", json_schema_extra={"format": "uri-reference"})]


class Record(BaseModel):
    """Part of the published data."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def as_published(description: str, full: bool) -> str:
    """What a description says of addresses; `full`: the column's own is known, and stands before each."""
    return description.replace(RELATIVE, FULL) if full else description
