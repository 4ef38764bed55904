"""What tells a column from all others: an id that is written once and outlives every correction.

Before it is written it follows from the plan's office and day, which may need correcting: then every entry of a feed
and every event of a calendar would come to readers anew. So it is written down: by `publicity init`, or by `publicity
seal` for a column that has none.
"""

from collections.abc import Iterator
from uuid import UUID, uuid5

from publicity.plans.plan import Plan
from publicity.problems.problem import Severity
from publicity.texts.reading import Finding
from publicity.texts.source import Source
from publicity.texts.tree import parse

_COLUMNS = UUID("6f1d3c58-2b0e-4c0a-9a57-0f6b8c1e2d94")


def derived_id(organ: str, issued: object) -> UUID:
    """The id of a column that has none written; `issued` is a day, or one as ISO 8601 writes it."""
    return uuid5(_COLUMNS, f"{organ}\n{issued}")


def column_id(plan: Plan) -> UUID:
    """The id of the column with this plan."""
    return UUID(plan.id) if plan.id else derived_id(plan.organ, plan.issued)


def identity_notices(plan: Plan) -> Iterator[Finding]:
    """Yield what the office should know of its column's id. Readers are not told."""
    if plan.id is None:
        message = "专栏的标识（id）还没有写下来：改正 organ 或 issued，订阅和日历里的每一条都会变成新的"
        hint = "运行 publicity seal，它会在文件末尾添上一行 id"
        yield Finding(("issued",), message, hint, Severity.NOTICE)
    elif UUID(plan.id) != derived_id(plan.organ, plan.issued):
        message = "专栏的标识（id）不是按现在的 organ 和 issued 写的"
        hint = "改正过其中一样的，不用管；是从另一个专栏抄来的，删掉这一行，再运行 publicity seal"
        yield Finding(("id",), message, hint, Severity.NOTICE)


def id_line(id_: object) -> str:
    """The line of plan.yml that holds an id, without its end."""
    return f"id: {id_} # 专栏的标识：订阅、日历认它，建好以后不要改"


def with_id(source: Source, plan: Plan) -> str | None:
    """The text of plan.yml with the column's id as its last line; None where no line can be added to it."""
    end = "\r\n" if "\r\n" in source.text else "\n"
    above = source.text if source.text.endswith("\n") else source.text + end
    text = f"{above}{end}{id_line(column_id(plan))}{end}"
    before, _ = parse(source)
    after, problems = parse(Source(source.file, text))
    return text if not problems and after.data == {**before.data, "id": str(column_id(plan))} else None
