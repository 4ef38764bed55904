"""One term or two as days: a window, a deadline, a beginning, a range."""

from dataclasses import dataclass
from datetime import date, timedelta

from publicity.when.found import Field, Found
from publicity.when.glosses import Inner, check_glosses, check_length_of_one, check_length_of_pair, check_pair_glosses
from publicity.when.offsets import Offset
from publicity.when.phrase import Join, Phrase, Side
from publicity.when.refusal import Unreadable, Why
from publicity.when.term import Grain, Term
from publicity.when.words import Mark
from publicity.when.years import Context, Dated, date_both, date_term

_DAY = timedelta(days=1)
# 前 and 后 say which day only behind these; 6月前 may mean 05-31 or 06-30, 6月底前 may not.
EXACT = {
    Grain.DAY, Grain.MONTH_END, Grain.YEAR_END, Grain.QUARTER_END, Grain.WEEKDAY, Grain.FESTIVAL, Grain.FIVE_YEARS_END,
}  # fmt: skip
_WINDOW_KINDS = {
    Grain.DAY: "day",
    Grain.XUN: "single_xun",
    Grain.HALF_MONTH: "half_month",
    Grain.MONTH: "single_month",
    Grain.MONTH_START: "month_start",
    Grain.WEEKDAY: "nth_weekday",
    Grain.QUARTER: "quarter",
    Grain.HALF: "half_year",
    Grain.YEAR: "whole_year",
    Grain.FIVE_YEARS: "plan_period",
}


@dataclass(frozen=True)
class Spans:
    """Turns the terms of a phrase into days, in a context and a field."""

    context: Context
    field: Field
    inner: Inner

    # -- two terms ---------------------------------------------------------------------------------

    def pair(self, phrase: Phrase, right: Side) -> Found:
        """The days of two terms. Raises Unreadable."""
        left = phrase.left
        first, last = date_both(left.term, right.term, self.context)
        if (
            phrase.lead.until
            or left.marks & {Mark.BEFORE, Mark.END}
            or (Mark.AFTER in left.marks and left.term.grain is not Grain.FESTIVAL)
            or left.term.offset
            or right.term.offset
            or right.marks & {Mark.START, Mark.AFTER}
        ):
            raise Unreadable("时间前后的字（前、起、至、结束）互相矛盾，没有读懂")
        lengths = check_pair_glosses(left, right, first, last, self.inner)
        inferred = ["year"] if first.year_supplied or last.year_supplied else []
        notes: list[str] = []
        if phrase.join is Join.LIST and first.window[1] + _DAY != last.window[0]:
            raise Unreadable("并列的两个时间不相连，请分开写或写起止日期", Why.AMBIGUOUS)
        if Mark.BEFORE in right.marks:
            needs_exact_day(right.term, "前")
        if left.during or left.between:
            raise Unreadable("“期间”后面又有一个时间，没有读懂")
        if first.term.grain is Grain.MONTH_END:
            notes.append("月底作为开始，按当月最后一天")
        if last.term.grain is Grain.MONTH_START:
            notes.append("月初作为结束，按当月10日")
        end = last.window[1]
        if last.term.grain is Grain.FESTIVAL and Mark.BEFORE in right.marks:
            end -= _DAY
        for length in [*lengths, *([phrase.duration] if phrase.duration else [])]:
            check_length_of_pair(length, first, last, notes)
        if first.term.grain is Grain.NOW:
            inferred.append("start")
            return Found(first.window[0], end, "doc_anchored_range", inferred, [*notes, "从成文日期算起"])
        start = first.window[0] + _DAY if Mark.AFTER in left.marks else first.window[0]
        return Found(start, end, "range", inferred, notes)

    # -- one term ----------------------------------------------------------------------------------

    def single(self, phrase: Phrase) -> Found:
        """The days of a term that stands alone. Raises Unreadable."""
        side = phrase.left
        term, marks = side.term, side.marks
        if term.grain is Grain.NUMBER:
            raise Unreadable(f"“{term.first}”后面没有写单位（年、月、日）")
        placed = date_term(term, self.context)
        if term.offset:
            return self._counted(phrase, placed, term.offset)
        check_glosses(side, placed, self.inner)
        end = placed.window[1]
        inferred = ["year"] if placed.year_supplied else []
        if Mark.BEFORE in marks:
            return self._before(phrase, end, inferred)
        if Mark.AFTER in marks:
            return self._after(phrase, end, inferred)
        begins = Mark.START in marks or (phrase.lead.begins and Mark.EVENT in marks)
        if begins or (
            phrase.duration and phrase.duration.days and phrase.duration.days > 1 and term.grain is Grain.DAY
        ):
            return self._from(phrase, placed, inferred, begins=begins)
        if phrase.lead.begins and phrase.lead.until:
            raise Unreadable("开始的那件事没有印日期，请写从哪天起", Why.AMBIGUOUS)
        if phrase.lead.begins:
            raise Unreadable("只写了从何时开始，没有写“起”，也没有写到何时", Why.AMBIGUOUS)
        if phrase.duration:
            check_length_of_one(phrase.duration, placed)
        due = phrase.lead.due or self.field is Field.DEADLINE
        if due or phrase.lead.until or Mark.END in marks or term.within:
            if term.grain in (Grain.YEAR_START, Grain.NOW, Grain.FESTIVAL):
                raise Unreadable("这个说法不能当期限，请写具体日期", Why.AMBIGUOUS)
            return Found(None, end, "deadline", inferred)
        return self._window(term, placed, inferred, event=Mark.EVENT in marks or phrase.lead.phase)

    def _counted(self, phrase: Phrase, placed: Dated, offset: Offset) -> Found:
        """春节前10天, 国庆节后一周内: counted from a festival."""
        lead = phrase.lead
        if phrase.left.marks - {Mark.END, Mark.EVENT} or phrase.left.glosses or phrase.duration or lead.until:
            raise Unreadable("从某日算起的期限，前后还有别的字，没有读懂", Why.AMBIGUOUS)
        start, end = offset.days_from(placed.window[0])
        inferred = ["year"] if placed.year_supplied else []
        return Found(start, end, "range" if start else "deadline", inferred, [f"从{placed.window[0]}算起"])

    def _before(self, phrase: Phrase, end: date, inferred: list[str]) -> Found:
        """X前."""
        term = phrase.left.term
        needs_exact_day(term, "前")
        if term.midnight:
            raise Unreadable("零时之前不含当日，请写到前一天", Why.AMBIGUOUS)
        if phrase.left.marks & {Mark.START, Mark.AFTER} or phrase.lead.begins:
            raise Unreadable("又是“前”又是“起”，没有读懂")
        if term.grain is Grain.FESTIVAL:
            return Found(None, end - _DAY, "deadline", inferred, ["按节日前一天"])
        return Found(None, end, "deadline", inferred)

    def _after(self, phrase: Phrase, end: date, inferred: list[str]) -> Found:
        """X以后: from that day on, or from the day after a festival."""
        term = phrase.left.term
        needs_exact_day(term, "后")
        if Mark.START in phrase.left.marks:
            raise Unreadable("又是“起”又是“后”，没有读懂")
        if phrase.left.marks & {Mark.END} or phrase.lead.until or phrase.lead.due or self.field is Field.DEADLINE:
            raise Unreadable("“后”字说的是开始，没有写到何时完成", Why.AMBIGUOUS)
        if phrase.duration:
            raise Unreadable("由时长推算的结束日期不确定，请写结束日期", Why.AMBIGUOUS)
        if term.grain is Grain.FESTIVAL:
            return Found(end + _DAY, None, "open_ended", inferred, ["按节日后一天"])
        return Found(end, None, "open_ended", inferred, ["“以后”按含当日"])

    def _window(self, term: Term, placed: Dated, inferred: list[str], *, event: bool) -> Found:
        """A term that stands alone, with nothing said about before or after."""
        start, end = placed.window
        match term.grain:
            case Grain.YEAR_START | Grain.NOW | Grain.FESTIVAL:
                raise Unreadable("只有一个大概的时点，请写具体日期", Why.AMBIGUOUS)
            case Grain.MONTH_END | Grain.YEAR_END | Grain.QUARTER_END | Grain.FIVE_YEARS_END if (
                self.field is Field.PHASE
            ):
                return Found(None, end, "deadline", inferred)
            case Grain.MONTH_END:
                return Found(end.replace(day=25), end, "month_end", inferred, ["月底单独用，按25日至月末"])
            case Grain.YEAR_END | Grain.QUARTER_END | Grain.FIVE_YEARS_END:
                raise Unreadable("不知是一段时间还是期限；期限请写“…前”", Why.AMBIGUOUS)
            case Grain.MONTH | Grain.YEAR if not (term.marked or event or self.field is Field.PHASE) and _dated(term):
                raise Unreadable(
                    f"只写到{'月' if term.month else '年'}，不知是整段时间还是期限；"
                    "整段请写“…月份”“…全年”，期限请写“…底前”",
                    Why.AMBIGUOUS,
                )
        two = term.grain is Grain.XUN and term.first != term.last
        return Found(start, end, "two_xun" if two else _WINDOW_KINDS[term.grain], inferred)

    def _from(self, phrase: Phrase, placed: Dated, inferred: list[str], *, begins: bool) -> Found:
        """X起, with or without a length of time; X, 为期N天."""
        start = placed.window[0]
        if Mark.END in phrase.left.marks or phrase.lead.until:
            raise Unreadable("又是“起”又是“止”，没有读懂")
        if placed.term.grain is Grain.NOW:
            inferred = [*inferred, "start"]
        length = phrase.duration
        if begins and length is None:
            return Found(start, None, "open_ended", inferred)
        if placed.term.grain is not Grain.DAY or length is None or length.days is None:
            raise Unreadable("由时长推算的结束日期不确定，请写结束日期", Why.AMBIGUOUS)
        end = start + timedelta(days=length.days - 1)
        return Found(start, end, "range_by_duration", [*inferred, "end"], [f"结束日期由“{length.text}”推出，含首日"])


def needs_exact_day(term: Term, word: str) -> None:
    """Raise Unreadable where 前 or 后 stands behind a stretch of time."""
    if term.grain not in EXACT:
        raise Unreadable(f"“{word}”字前面是一段时间，不知含不含这一段；请写到某日{word}或某月底{word}", Why.AMBIGUOUS)


def _dated(term: Term) -> bool:
    """Whether the year is printed: 2020年12月 alone is how columns of deadlines print them too."""
    return bool(term.year or term.year_word)
