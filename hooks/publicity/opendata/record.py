"""What every part of the published data is."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """Part of the published data."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
