"""What an editor may write, as JSON Schemas by which editors' programs complete and check."""

from typing import Any

from publicity.articles.article import Bulletin, Publication
from publicity.column.settings import OF_THE_THEME, Settings
from publicity.commitments.commitment import Commitment
from publicity.opendata.schemas import plan_schema, written_schema


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of one of KINDS: plan.yml, the front matter of the three sorts of file, mkdocs.yml."""
    match kind:
        case "bulletin":
            return written_schema(Bulletin, "动态和简报开头的信息")
        case "publication":
            return written_schema(Publication, "公布的文件开头的信息")
        case "commitment":
            return written_schema(Commitment, "整改承诺开头的信息")
        case "settings":
            return _settings()
    return plan_schema()


def _settings() -> dict[str, Any]:
    """The settings' schema: of mkdocs.yml the most is the site generator's, and part of `extra` the theme's."""
    schema = written_schema(Settings, "专栏的设置")
    schema["$defs"]["Extra"]["properties"] |= {name: {} for name in sorted(OF_THE_THEME)}
    for part, described in schema["$defs"]["Extra"]["properties"].items():
        if "$ref" in described or part == "outside_trusted":  # all that stands under it may be commented out
            schema["$defs"]["Extra"]["properties"][part] = {"anyOf": [described, {"type": "null"}]}
    return schema
