"""The duties that a plan's sentences make, clause by clause, by their verbs (handbook/domain.md#duties).

What goes to an office (备案 报送) names it; what is made known (公布 公示 通报) names those who are to know it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from publicity.importing.duty_things import ENDS, is_thing, thing_in, whole_name
from publicity.importing.outline import Line, clauses, sentences
from publicity.importing.plan_draft import Drafted
from publicity.importing.times_in import only_time
from publicity.regex import regex

_OFFICE = (
    r"(?:领导小组(?:办公室)?|工作(?:小组|专班)|督导组|指导(?:检查)?组|检查组|巡回[^，。]{0,4}组|办公室|办公厅|党委|党组|党工委|组织部|宣传部|纪委(?:监委)?|监委"
    r"|常委会|委员会|人大|政府|主任会议|联席会议|管委会|委|办|局|部|厅|组|机关|部门|单位)"
)
_NOT_REPORT = r"(?![告名到刊纸道表考备批请价销废答警喜社栏送]|经|审)"
_FILE = regex(
    rf"(?:(?:上|呈)报|报(?:送|至|给|请|经|{_NOT_REPORT})|向|提交|交|送)(?P<to>[^，,。；;“”]{{1,40}}?{_OFFICE})(?:进行)?备案"
)
_FILED = regex(r"(?:上|呈)?报(?:送)?备案|(?:进行|做好|及时|予以)备案|备案")
_REPORT = regex(
    rf"(?:上报|报送|呈报|提交|报告?给|抄报|报{_NOT_REPORT})(?:至|给|到)?(?P<to>[^，,。；;“”]{{1,40}}?{_OFFICE})(?=$|[（(、和及，,。；;]|汇总|存档|审核|研究)"
)
_REPORT_TO = regex(
    rf"向(?P<to>[^，,。；;“”]{{1,40}}?{_OFFICE})(?:书面|及时|专题)*(?:报送|上报|呈报|提交|报告)(?P<what>[^，,。；;]*)"
)
_APPROVE = regex(
    rf"(?:报?经|由|报)(?P<by>[^，,。；;“”]{{1,40}}?{_OFFICE})(?:集体)?(?P<act>审定|审核(?:同意|通过)?|批准|同意|审查(?:同意|通过)?|审议(?:通过)?|审阅|研究(?:同意|通过)?|把关)(?:后|以后|之后|，|,|$)"
)
_KNOWN = regex(
    r"(?P<verb>公布|公示|通报|公开(?!承诺|举报|查处|处理|曝光|监督|电话|范围|透明|栏|征求|征集|课|日|选|招|竞|性|化|电话|信|工作|程度|监督))"
)
_OF_MAKING_KNOWN = regex(r"(?P<what>[^，,。；;]{2,40}?)的(?P<verb>公布|公示|通报|公开)工作")
_AUDIENCE = regex(r"(?:向|在|对)(?P<who>[^，,。；;]{1,30}?)(?:进行|予以|及时|全面|上|中|内)*(?=公布|公示|通报|公开)")
_MUST = regex(r"须|应|要|必须|需|将|把|予以|做好|并|及时|分别|一律|定期|后|前|由|同时|适当")
# What is no duty: names of things, what others have done.
_NO_DUTY = regex(
    r"通报(?:表扬|批评)?(?:会|了|的(?:问题|典型|案例|精神))|^(?:要|并|认真|组织|集中)*(?:学习(?!实践|教育)|传达|观看|围绕|根据|按照|结合)[^，,。；;]{0,14}(?:通报|公布|公示|备案)"
    r"|(?:已经?|曾)[^，,。；;]{0,4}(?:通报|公布|公示|备案)"
    r"|备案(?:审查|号|制度|登记|管理|登录)|公示(?:牌|栏|制度|期|表)|信息公开|政务公开|公开(?:透明|公正|公平)|不(?:予|得|再)公(?:布|开)|未公|公布(?:后|前|之日)|公示(?:后|无异议)|通报批评"
)
_PUBLIC = regex(r"社会|公众|媒体|网站|网络|平台|选民|代表|市民|居民|村民|公众号|新闻")
_MEMBERS = regex(r"党员|群众|干部|职工|师生|员工|机关|本单位|全体|内部")
_LIMITED = regex(r"一定范围|适当范围|相应范围|有限范围")
_SHORT = 4  # letters of a subject that names no particular thing: 方案, 报告


@dataclass
class _Sentence:
    """What a sentence has said so far: the thing that its next clauses go on about, and who approves it."""

    line: Line
    home: str
    subject: str = ""
    inferred: bool = False
    firm: bool = False  # 做好…工作: what follows is said of it
    approval: tuple[str, str] | None = None
    approved: str = ""  # the thing that needs the approval
    undecided: bool = False
    found: list[Drafted] = field(default_factory=list)


def duties_in(line: Line, home: str, issued: date) -> Iterator[Drafted]:
    """Yield the duties of a line; `home` is the heading under which it stands."""
    for sentence in sentences(line.text):
        said = _Sentence(Line(sentence, line.place), home)
        said.undecided = bool(
            re.search(r"(?:合理|研究)?确定公[开布](?:的)?(?:范围|方式)|范围[^，。]{0,6}(?:另定|待定|确定)", sentence)
        )
        for clause in clauses(sentence):
            _clause(said, clause, issued)
            _go_on(said, clause)
        yield from said.found


def _clause(said: _Sentence, clause: str, issued: date) -> None:
    if match := _APPROVE.search(clause):
        said.approval = _office(match["by"]), re.sub(r"(同意|通过)$", "", match["act"]) or match["act"]
        _go_on(said, clause[: match.start()])
        said.approved = said.subject
        clause_rest = clause[match.end() :]
    else:
        clause_rest = clause
    if _NO_DUTY.search(clause_rest) and not _OF_MAKING_KNOWN.search(clause_rest):
        return
    if match := _FILE.search(clause_rest):
        _file(said, "备案", match["to"], clause_rest[: match.start()], clause, issued)
    elif (match := _FILED.search(clause_rest)) and _MUST.search(clause_rest):
        _file(said, "备案", "", clause_rest[: match.start()], clause, issued)
    elif match := _REPORT_TO.search(clause_rest):
        _file(said, "报送", match["to"], match["what"] or clause_rest[: match.start()], clause, issued)
    elif match := _REPORT.search(clause_rest):
        _file(said, "报送", match["to"], clause_rest[: match.start()], clause, issued)
    if match := _OF_MAKING_KNOWN.search(clause_rest):
        for what in re.split(r"和|及|、|以及", thing_in(match["what"])):
            _known(said, match["verb"], what, "", clause, issued)
    elif match := _KNOWN.search(clause_rest):
        audience = _AUDIENCE.search(clause_rest)
        before = clause_rest[: audience.start() if audience else match.start()]
        after = clause_rest[match.end() :]
        what = thing_in(before)
        if not audience and (told := re.match(r"(?:代表|选民|党员|群众|社会|全体|各)[^，,。；;]{0,10}", after)):
            _known(said, match["verb"], what, told[0], clause, issued)
            return
        if not is_thing(what) and is_thing(after_ := thing_in(re.sub(r"^(?:了|其|本单位)", "", after))):
            what = after_
        _known(said, match["verb"], what, audience["who"] if audience else "", clause, issued)


def _file(said: _Sentence, verb: str, to: str, before: str, clause: str, issued: date) -> None:
    made = _duty(said, verb, thing_in(before), clause, issued)
    made.values["to"] = _office(to) if to else None
    if not to:
        made.doubt(f"{verb}没有写报给谁")


def _known(said: _Sentence, printed: str, what: str, who: str, clause: str, issued: date) -> None:
    made = _duty(said, "公布" if printed == "公开" else printed, what, clause, issued)
    made.values["audience"] = _audience(who) or ("undecided" if said.undecided else "")
    if said.undecided and not who:
        made.values["note"] = "公开的范围和方式由机关确定"
    elif not made.values["audience"]:
        made.values["audience"] = "undecided"
        made.doubt(f"向谁{printed}没有写明，audience 写成了待定")
    elif who and made.values["audience"] == "public" and _MEMBERS.search(who):
        made.doubt(f"“{who}”写成了社会（public）")
    if printed == "公开":
        made.doubt("方案印的是“公开”，verb 写成了公布")
    if said.approval and (what in ("", said.approved) or not is_thing(what)):
        made.values["approval"] = {"by": said.approval[0], "act": said.approval[1]}


def _duty(said: _Sentence, verb: str, what: str, clause: str, issued: date) -> Drafted:
    thing, inferred = (what, False) if is_thing(what) else (said.subject, said.inferred)
    if len(thing) < _SHORT and thing and (whole := whole_name(thing, said.home)):
        thing = whole
    values: dict[str, Any] = {"verb": verb, "what": thing[:80] or "待填"}
    made = Drafted(values, said.line, wants_digest=False)
    if not thing or inferred:
        made.doubt(f"{verb}的是什么，看原文核对")
    elif not _MUST.search(said.line.text):
        made.doubt("这一句是不是要求本机关做的")
    if time := only_time(re.sub("《.*?》", "", clause), issued):
        values["when"] = time.words
        if not time.read:
            made.undate(time.why)
    said.found.append(made)
    return made


def _go_on(said: _Sentence, clause: str) -> None:
    """Keep what a clause speaks of: the next may go on about it without a word."""
    if match := re.search(r"做好(?P<what>[^，,。；;]{2,40})工作", clause):
        said.subject, said.inferred, said.firm = match["what"], False, True
        return
    if said.firm:
        return
    head = re.split(r"须|应|要(?!求)|将|经|向|在|以|报|形成后|完成后", clause, maxsplit=1)[0]
    for words in (thing_in(head), thing_in(clause)):
        if is_thing(words):
            said.subject, said.inferred = words, said.inferred and not said.subject
            return
    if match := re.search(
        rf"(?:撰写|形成|制定|制订|写出|起草|填写|汇总|梳理|建立|完成)(?P<what>[^，,。；;]{{2,30}}?{ENDS})(?=$|[（(后])",
        clause,
    ):
        said.subject, said.inferred = match["what"], False


def _office(words: str) -> str:
    return re.sub(r"^(?:至|给|请|送|上级的?)", "", words).strip()


def _audience(who: str) -> str:
    if _LIMITED.search(who):
        return "limited"
    if _PUBLIC.search(who):
        return "public"
    return "members" if _MEMBERS.search(who) else ""
