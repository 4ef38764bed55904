"""A deadline as tables print it: a day, or words that fix none (长期坚持, 立行立改, 已完成, 每月底), or both.

Source: handbook/domain.md#commitments.
"""

from dataclasses import replace
from datetime import date

from publicity.commitments.commitment import Commitment
from publicity.commitments.progress import CLOSED
from publicity.regex import regex
from publicity.when.found import Field
from publicity.when.reading import Reading, Refusal

_NO_DAY = regex(
    r"(?:并|且|并且|后|再)?(?:"
    r"(?:长期|常年|持续|经常|始终|常态化?|一以贯之)(?:性?地?)?"
    r"(?:坚持|推进|开展|执行|实行|进行|抓好|抓|整改|落实|保持|巩固|跟进|做好|加强|完善)*"
    r"|坚持|立行立改|立整立改|立查立改|立知立改|立改立行|即知即改|即行即改|即查即改|边查边改|边学边改|边整边改|立即整改|立即改正|立即|马上整改"
    r"|(?:目前)?已经?(?:全部)?(?:完成|办结|落实|销号|整改)(?:整改|到位|完成|完毕|落实)?"
    r"|整改完成|完成整改|完成|办结|销号"
    r"|每(?:个|两|半)?(?:年|季度?|月|周|星期|日|天|旬)[^，。；;]{0,20}"
    r")(?:整改)?"
)
_BREAKS = regex(r"[，,、；;。()（）\s]+|(?<=[完成改])(?:后|并且|并|且)(?=长期|持续|常态|坚持|立)")


def read_deadline(words: str, day: date, *, may_be_over: bool = False) -> Reading | Refusal | None:
    """Read a deadline by the day on which it was promised; None where the words fix no day, as 长期坚持.

    It lies on that day or after it, unless it `may_be_over`: what a table says is done, and each of the measures.

    Words that fix none may stand beside a day: 立行立改，2026年6月底前 is due by the end of June.
    """
    from publicity.when.dates import read  # here: it takes a while to load, and what was judged is known

    pieces = [piece for piece in _BREAKS.split(words.strip()) if piece]
    dated = [piece for piece in pieces if not _NO_DAY.fullmatch(piece)]
    if pieces and not dated:
        return None
    beside = len(dated) < len(pieces)
    only = dated[0] if beside and len(dated) == 1 else words
    found = read(only, issued=day, field=Field.DEADLINE, may_be_over=may_be_over)
    if isinstance(found, Reading):
        if found.every:
            return None
        if found.points:
            return replace(found, end=found.points[-1])
        if found.end is None:
            event = "、".join(found.waits_for)
            return Refusal(words, f"要看“{event}”是哪一天" if event else "没有截止的日子")
    return found


def deadline_of(entry: Commitment, words: str, amendments: int) -> Reading | Refusal | None:
    """Read the deadline that a commitment has after so many amendments, by the day on which it was so promised."""
    day = promised_on(entry, amendments)
    return read_deadline(words, day, may_be_over=begins_closed(entry) and day == entry.history[0].date)


def promised_on(entry: Commitment, amendments: int) -> date:
    """The day on which the deadline came to be as so many amendments left it: the first report's, else the last's."""
    changed = [amendment.date for amendment in entry.amended[:amendments] if "deadline" in amendment.fields.names]
    return changed[-1] if changed else entry.history[0].date


def begins_closed(entry: Commitment) -> bool:
    """Whether the first report says that nothing more is to be done: then it was promised before that day."""
    return entry.history[0].state in (*CLOSED, "长期坚持")
