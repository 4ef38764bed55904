"""Phrases that keep a paper within the house: one that bears them was not written for the public."""

from collections.abc import Iterator

from publicity.problems.problem import Severity
from publicity.regex import regex
from publicity.screening.objection import Objection, objection

_SIGNS = (
    "内部", "外传", "外泄", "不公开", "予公开", "宜公开", "得公开", "勿公开", "对外公开", "得对外", "上网", "转载",
    "注意保", "收回", "退回", "交回", "阅后", "商密", "此件", "本件", "县团级", "县处级",
)  # fmt: skip

_PAPER = (
    "(?:资料|文件|材料|刊物|读物|参考|参阅|简报|通讯|情况|明电|信息|文稿|[讨论征求意见]{2,4}稿|交流材料|文档"
    "|传阅|掌握|使用|发行|学习)"
)
_THIS = "(?:此|本|该)(?:件|文件?|材料|资料|稿|简报)"
_DO_NOT = "(?:请勿|不得|严禁|切勿|禁止|不可|不准|不要|不许|谨防|勿)"
_SURE = tuple(
    regex(pattern)
    for pattern in (
        rf"内部{_PAPER}[ ,，。;；、:：!！\n]{{0,3}}(?:请?注意保[存密管]|妥善保[存管]|{_DO_NOT}(?:随意|擅自|对外)?"
        r"(?:外传|外泄|转载|转发|公开|扩散|翻印|复印|传播|上网)|不宜公开|会后收回|阅后[即收退])",
        r"(?:仅供|只供|仅限|限|供)(?:本?单位|机关|系统|委员会|领导)?内部(?:工作)?(?:人员)?(?:使用|参考|传阅|掌握|学习|交流|讨论|查阅|阅读|参阅)(?!的)",
        rf"{_THIS}(?:内容)?(?:依法)?(?:不予公开|不(?:对外)?公开|不宜公开|{_DO_NOT}(?:对外)?(?:公开|发布|外传|上网|转载|传播|扩散))(?!的)",
        r"(?:发至|传达到|只发|限发至?)(?:县团|县处|省军|地师|厅局|处|科)级(?=[）)\]】。！\s]|$)",
        r"注意保密[，, ]?(?:不要|请勿|不得|严禁)外传",
        r"阅后即焚|阅后收回"
        r"|阅后[请即]?(?:退回|交回|销毁)|(?:会后|用后|用毕)[请即]?(?:收回|退回|交回)(?=[ \t]*(?:[^\u4e00-\u9fff]|$))",
    )
)
_OUTWARD = regex(
    rf"{_DO_NOT}(?:(?:随意|擅自|私自|对外)?(?:外传|外泄)|对外(?:公开|发布|提供))"
    r"(?=[ \t]*(?:[，,。；;！!）)】\]”、\n|*_]|$))"
)
_OPENS, _CLOSES = r"[ \t#>*_\-【\[（(〔“]", r"[ \t*_】\]）)〕”!！。]"
_LABEL = regex(
    rf"(?:^|(?<=\n)){_OPENS}*(?P<label>内部{_PAPER}|不宜公开|不予公开|不公开|请?注意保密"
    r"|(?:核心|普通)?商密[▲★]|密级 ?[:：] ?内部)"
    rf"{_CLOSES}*(?=\n|$)"
)
_BRACKETED = regex(
    rf"[【\[（(〔](?P<label>内部{_PAPER}(?:[ ,，][^】\])）〕\n]{{0,12}})?|不宜公开|请?注意保密)[】\]）)〕](?!\()"
)
_SENTENCE = regex(r"[。；;!！?？\n]")
_RULE = regex("应当|必须|人员|纪律|规定|制度|要求|对|将|把|谣言|承诺")
_NAMES_PAPER = regex(rf"(?:内部|[本此该]|会议|保密)?(?:{_PAPER}|件|稿)[ ,，、:：]{{0,3}}$|未经(?:批准|许可|同意|授权)$")
_SHORT = 16  # letters before it: a sentence no longer is a marking

_REMOVE = "内部材料不上网：换成可以公开的版本；可以公开的，删去这句话"


def phrases(text: str) -> Iterator[Objection]:
    """Find the phrases as markings; a rule that tells people what not to pass on is none."""
    if not any(sign in text for sign in _SIGNS):
        return
    for pattern in _SURE:
        for match in pattern.finditer(text):
            yield _found(text, *match.span())
    for match in _OUTWARD.finditer(text):
        if _is_marking(text, match.start()):
            yield _found(text, *match.span())
    for pattern in (_LABEL, _BRACKETED):
        for match in pattern.finditer(text):
            yield _found(text, *match.span("label"))


def _is_marking(text: str, start: int) -> bool:
    """Whether what stands before, in its sentence, names this paper or nothing."""
    lead = _SENTENCE.split(text[max(0, start - 60) : start])[-1].lstrip(" \t#>*_-【[（(〔“")
    return len(lead) <= _SHORT and not _RULE.search(lead) and (not lead or bool(_NAMES_PAPER.search(lead)))


def _found(text: str, start: int, end: int) -> Objection:
    shown = " ".join(text[start:end].split())
    return objection("internal", Severity.WARNING, text, (start, end), "内部用语“{}”", _REMOVE, shown)
