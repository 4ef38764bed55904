"""From a phrase to days: what the words mean in a year and in the place where they stand, or why not."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum

from publicity.when.durations import Duration, parse_duration
from publicity.when.phrase import Join, Phrase, Side, parse
from publicity.when.refusal import Unreadable, Why
from publicity.when.term import WEEKDAYS, Grain, Term
from publicity.when.words import Mark
from publicity.when.years import Context, Dated, date_both, date_term


class Field(Enum):
    """Where the expression stands. It decides what a bare 2009年3月 or 4月末 is."""

    ANY = "any"
    PHASE = "phase"  # a bare month is the month; a bare month end is a deadline (handbook/domain.md#plan)
    DEADLINE = "deadline"  # whatever stands alone is done by its last day (整改时限)


@dataclass(frozen=True)
class Found:
    """The days that a phrase means, what of them was supplied, and what a careful reader would note."""

    start: date | None
    end: date | None
    kind: str
    inferred: list[str]
    notes: list[str] = field(default_factory=list)


def sense(plain: str, context: Context, place_of: Field) -> Found:
    """Find the days that a uniform text means. Raises Unreadable."""
    try:
        return _Sense(context, place_of).of(parse(plain))
    except Unreadable as refused:
        return _by_gloss(plain, context, place_of, refused)


class _Sense:
    """Turns a phrase into days, in a context and a field."""

    def __init__(self, context: Context, field: Field) -> None:
        self.context = context
        self.field = field

    def of(self, phrase: Phrase) -> Found:
        found = self._pair(phrase, phrase.right) if phrase.right else self._single(phrase)
        start, end, notes = found.start, found.end, found.notes
        if start and end and start > end:
            raise Unreadable(f"结束（{end}）早于开始（{start}）", Why.INCONSISTENT)
        if any(side.term.timed for side in (phrase.left, phrase.right) if side):
            notes.append("印的钟点没有计入")
        if phrase.lead.sitting and start != end:
            notes.append("会议的日子没有印，按印的整段时间")
        if phrase.rolling:
            notes.append("另印有长期坚持，没有截止日期")
        return found

    # -- two terms ---------------------------------------------------------------------------------

    def _pair(self, phrase: Phrase, right: Side) -> Found:
        left = phrase.left
        first, last = date_both(left.term, right.term, self.context)
        if phrase.lead.until or Mark.BEFORE in left.marks or Mark.END in left.marks or Mark.START in right.marks:
            raise Unreadable("时间前后的字（前、起、至、结束）互相矛盾，没有读懂")
        lengths = self._check_pair_glosses(left, right, first, last)
        inferred = ["year"] if first.year_supplied or last.year_supplied else []
        notes: list[str] = []
        if phrase.join is Join.POINTS:
            points = f"{first.window[1].isoformat()}、{last.window[1].isoformat()}"
            return Found(first.window[1], last.window[1], "multi_points", inferred, [f"两个时点：{points}"])
        side_by_side = phrase.join is Join.LIST
        if side_by_side and (
            Grain.MONTH_END in (first.term.grain, last.term.grain)
            or first.window[1] + timedelta(days=1) != last.window[0]
        ):
            raise Unreadable("并列的两个时间不相连，请分开写或写起止日期", Why.AMBIGUOUS)
        if Mark.BEFORE in right.marks:
            self._needs_exact_day(right.term)
        if left.during:
            raise Unreadable("“期间”后面又有一个时间，没有读懂")
        if first.term.grain is Grain.MONTH_END:
            notes.append("月底作为开始，按当月最后一天")
        if last.term.grain is Grain.MONTH_START:
            notes.append("月初作为结束，按当月10日")
        end = last.window[1]
        if last.term.grain is Grain.FESTIVAL and Mark.BEFORE in right.marks:
            end -= timedelta(days=1)
        for length in [*lengths, *([phrase.duration] if phrase.duration else [])]:
            _check_duration(length, first, last, notes)
        if first.term.grain is Grain.NOW:
            inferred.append("start")
            return Found(first.window[0], end, "doc_anchored_range", inferred, [*notes, "从成文日期算起"])
        return Found(first.window[0], end, "range", inferred, notes)

    # -- one term ----------------------------------------------------------------------------------

    def _single(self, phrase: Phrase) -> Found:
        side = phrase.left
        term, marks = side.term, side.marks
        if term.grain is Grain.NUMBER:
            raise Unreadable(f"“{term.first}”后面没有写单位（年、月、日）")
        placed = date_term(term, self.context)
        self._check_glosses(side, placed)
        start, end = placed.window
        inferred = ["year"] if placed.year_supplied else []
        if Mark.BEFORE in marks:
            self._needs_exact_day(term)
            if term.midnight:
                raise Unreadable("零时之前不含当日，请写到前一天", Why.AMBIGUOUS)
            if Mark.START in marks or phrase.lead.begins:
                raise Unreadable("又是“前”又是“起”，没有读懂")
            if term.grain is Grain.FESTIVAL:
                return Found(None, end - timedelta(days=1), "deadline", inferred, ["按节日前一天"])
            return Found(None, end, "deadline", inferred, [])
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
            self._check_single_duration(phrase.duration, start, end)
        due = phrase.lead.due or self.field is Field.DEADLINE
        if due or phrase.lead.until or Mark.END in marks or term.within:
            if term.grain in (Grain.YEAR_START, Grain.NOW, Grain.FESTIVAL):
                raise Unreadable("这个说法不能当期限，请写具体日期", Why.AMBIGUOUS)
            return Found(None, end, "deadline", inferred, [])
        return self._window(term, placed, inferred, event=Mark.EVENT in marks or phrase.lead.phase)

    def _window(self, term: Term, placed: Dated, inferred: list[str], *, event: bool) -> Found:
        """A term that stands alone, with nothing said about before or after."""
        start, end = placed.window
        match term.grain:
            case Grain.YEAR_START | Grain.NOW | Grain.FESTIVAL:
                raise Unreadable("只有一个大概的时点，请写具体日期", Why.AMBIGUOUS)
            case Grain.MONTH_END | Grain.YEAR_END | Grain.QUARTER_END | Grain.FIVE_YEARS_END if (
                self.field is Field.PHASE
            ):
                return Found(None, end, "deadline", inferred, [])
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
        return Found(start, end, _kind(term), inferred, [])

    def _from(self, phrase: Phrase, placed: Dated, inferred: list[str], *, begins: bool) -> Found:
        """X起, with or without a length of time; X, 为期N天."""
        start = placed.window[0]
        if Mark.END in phrase.left.marks or phrase.lead.until:
            raise Unreadable("又是“起”又是“止”，没有读懂")
        if placed.term.grain is Grain.NOW:
            inferred = [*inferred, "start"]
        length = phrase.duration
        if begins and length is None:
            return Found(start, None, "open_ended", inferred, [])
        if placed.term.grain is not Grain.DAY or length is None or length.days is None:
            raise Unreadable("由时长推算的结束日期不确定，请写结束日期", Why.AMBIGUOUS)
        end = start + timedelta(days=length.days - 1)
        return Found(start, end, "range_by_duration", [*inferred, "end"], [f"结束日期由“{length.text}”推出，含首日"])

    # -- consistency -------------------------------------------------------------------------------

    def _needs_exact_day(self, term: Term) -> None:
        """6月前 may mean 05-31 or 06-30; 6月底前 may not."""
        exact = {Grain.DAY, Grain.MONTH_END, Grain.YEAR_END, Grain.QUARTER_END, Grain.WEEKDAY, Grain.FESTIVAL}
        if term.grain not in exact | {Grain.FIVE_YEARS_END}:
            raise Unreadable("“前”字前面是一段时间，不知含不含这一段；请写到某日前或某月底前", Why.AMBIGUOUS)

    def _check_single_duration(self, duration: Duration, start: date, end: date) -> None:
        days = (end - start).days + 1
        if duration.checkable and duration.shortest > days:
            raise Unreadable(f"“{duration.text}”比印的时间（{days}天）还长", Why.INCONSISTENT)

    def _check_glosses(self, side: Side, placed: Dated) -> None:
        """What stands in brackets beside a term must say the same."""
        for gloss in side.glosses:
            if (length := parse_duration(gloss)) is not None:
                self._check_single_duration(length, *placed.window)
            elif self._inner(gloss, placed) != placed.window:
                raise Unreadable(f"括号里的“{gloss}”与前面的时间不一致", Why.INCONSISTENT)

    def _check_pair_glosses(self, left: Side, right: Side, first: Dated, last: Dated) -> list[Duration]:
        """The same for two terms; a bracket after the second may also speak of both, or give their length."""
        self._check_glosses(left, first)
        lengths: list[Duration] = []
        for gloss in right.glosses:
            if (length := parse_duration(gloss)) is not None:
                lengths.append(length)
            elif days := _WEEKDAYS_OF_PAIR.fullmatch(gloss):
                if [WEEKDAYS[day] for day in days.groups()] != [p.window[0].isoweekday() for p in (first, last)]:
                    raise Unreadable(f"括号里的“{gloss}”与起止日期的星期不符", Why.INCONSISTENT)
            elif self._inner(gloss, last) not in (last.window, (first.window[0], last.window[1])):
                raise Unreadable(f"括号里的“{gloss}”与前面的时间不一致", Why.INCONSISTENT)
        return lengths

    def _inner(self, gloss: str, placed: Dated) -> tuple[date | None, date | None]:
        try:
            inner = sense(gloss, Context(placed.window[0].year, None), Field.PHASE)
        except Unreadable as refused:
            raise Unreadable(f"括号里的“{gloss}”没有读懂：{refused.reason}") from refused
        return inner.start or placed.window[0], inner.end


_WEEKDAYS_OF_PAIR = re.compile(r"(?:星期|周)([一二三四五六日天])[-~至到](?:星期|周)?([一二三四五六日天])")
_WINDOW_KINDS = {
    Grain.DAY: "day",
    Grain.XUN: "single_xun",
    Grain.MONTH: "single_month",
    Grain.MONTH_START: "month_start",
    Grain.WEEKDAY: "nth_weekday",
    Grain.QUARTER: "quarter",
    Grain.HALF: "half_year",
    Grain.YEAR: "whole_year",
    Grain.FIVE_YEARS: "plan_period",
}


def _kind(term: Term) -> str:
    return "two_xun" if term.grain is Grain.XUN and term.first != term.last else _WINDOW_KINDS[term.grain]


def _dated(term: Term) -> bool:
    """Whether the year is printed: 2020年12月 alone is how columns of deadlines print them too."""
    return bool(term.year or term.year_word)


def _check_duration(duration: Duration, first: Dated, last: Dated, notes: list[str]) -> None:
    """A printed length must be one that the two windows allow, the last day counted or not."""
    if not duration.checkable:
        notes.append(f"印的“{duration.text}”没有核对")
        return
    shortest = (last.window[0] - first.window[1]).days
    longest = (last.window[1] - first.window[0]).days + 1
    if duration.longest < shortest or duration.shortest > longest:
        raise Unreadable(f"印的“{duration.text}”与起止日期不符（含首尾共{longest}天）", Why.INCONSISTENT)


# An event by its name, perhaps with a count of days from it (选举日的二十日), and nothing that moves it.
_EVENT = re.compile(
    r"(?:于|在)?[^\d,;:年月前后内外起止始延推迟暂停缓改不未没无除非以后原]{2,14}?(?:日|会|会议|仪式|活动)(?:的[一二三四五六七八九十]+日)?"
)


def _by_gloss(plain: str, context: Context, field: Field, refused: Unreadable) -> Found:
    """于选举日的二十日(10月26日)以前: an event that is not understood, with its date printed beside it."""
    before, bracket, after = plain.partition("(")
    inner, close, suffix = after.partition(")")
    if refused.why is not Why.UNKNOWN or not (bracket and close) or not _EVENT.fullmatch(before):
        raise refused
    found = _Sense(context, field).of(parse(inner + suffix))
    return replace(found, notes=[*found.notes, "日期取自括号"])
