"""What a column says beside the bodies of its articles, in one line: while that stays, so does all that tells of them.

Feeds, calendars, open data and fragments print no body; what else they print follows from these, the plan, the settings
and the day.
"""

from publicity.building.fingerprints import fingerprint
from publicity.column.column import Column


def facts(column: Column) -> str:
    """The fingerprint; nothing where an article comes from no file."""
    promises = [(one.uri, one.text, one.entry.model_dump_json()) for one in column.promises]
    try:
        return fingerprint(
            (
                [(*item.told_by, *(link.target for link in item.links)) for item in column.archive.items],
                {uri: hold.name for uri, hold in column.held.items()},
                promises,
                [line.hash for line in column.every_line],
            )
        )
    except TypeError:
        return ""
