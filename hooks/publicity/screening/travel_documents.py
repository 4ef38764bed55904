"""Numbers of passports and of the permits with which people of Hong Kong, Macau and Taiwan travel."""

import re
from collections.abc import Iterator

from publicity.problems.problem import Severity
from publicity.regex import regex
from publicity.screening import cues
from publicity.screening.objection import Objection, hidden, objection

_SIGNS = ("护照", "通行证", "旅行证", "回乡证", "台胞证", "海员证", "assport", "ASSPORT")
_CUE = regex(r"护照|通行证|旅行证|回乡证|台胞证|海员证|passport", re.IGNORECASE)
# 公安部出入境管理局's and 外交部's formats: ordinary (E, EA…, G, 14, 15), diplomatic and service (D, S, P with E),
# Hong Kong's and Macau's (H, K, M), permits to and from there and Taiwan (C, W, T, L, H, M, R).
_NUMBER = regex(
    r"(?<![0-9A-Za-z])(?P<number>E[A-HJ-NP-Z][ -]?[0-9]{7}|[EeGg][ -]?[0-9]{8}|[DSPdsp][Ee]?[ -]?[0-9]{7,8}"
    r"|[HKMCWTLRhkmcwtlr][A-Z]?[ -]?[0-9]{7,10}|1[45][0-9]{7}|[0-9]{8})(?![0-9A-Za-z])"
)
_DIRECTLY = regex(
    r"(?:护照|证|passport)(?:[（(][^）)\n]{0,8}[）)])?(?:(?:号码?|编号|No\.?|number)[ )）]*[:：为是| ]*"
    r"|[ )）]*[:：|] *)?$",
    re.IGNORECASE,
)
_ITS_NUMBER = regex(r"编?号|证|\s*(?:No|number)", re.IGNORECASE)
_NAMED_AFTER = regex(r" ?号?的?(?:[\u4e00-\u9fff]{0,4})护照")
_REACH = 40

_REMOVE = "删去，或只留后 3 位"


def passports(text: str) -> Iterator[Objection]:
    """Find the numbers of travel documents that are called so; a letter and eight digits alone number much else."""
    if not any(sign in text for sign in _SIGNS):
        return
    for match in _NUMBER.finditer(text):
        if not _named_before(text, match) and not _NAMED_AFTER.match(text, match.end()):
            continue
        shown = hidden(match[0], 1, 3)
        yield objection("passport", Severity.WARNING, text, match.span(), "出入境证件号码 {}", _REMOVE, shown)


def _named_before(text: str, match: re.Match[str]) -> bool:
    """Whether the words before, in the same sentence, name a travel document and nothing else that has a number."""
    near = cues.before(text, match.start(), _REACH)
    named = list(_CUE.finditer(near))
    if not named or "。" in near[named[-1].end() :] or (match[0][0].isdigit() and not _DIRECTLY.search(near)):
        return False
    between = near[named[-1].end() :]
    return not cues.numbered(between, len(between)) or bool(_ITS_NUMBER.match(between))
