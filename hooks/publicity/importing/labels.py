"""Facts behind their labels, as a page or a bulletin prints them in one line: `日期：… 来源：… 作者：…`."""

from publicity.importing.printed_day import PRINTED
from publicity.regex import regex

_KNOWN = {
    "日期": "发布时间|发布日期|发表时间|发表日期|更新时间|成文日期|日期",
    "来源": "稿件来源|信息来源|文章来源|新闻来源|发布机构|来源|供稿单位|供稿|报送单位",
    "作者": "文章作者|作者|撰稿|撰稿人|记者|通讯员",
    "编辑": "责任编辑|编辑|编校|责编|主编",
    "审核": "审核人|审核|审签|核稿|校对",
    "签发": "签发人|签发",
    "浏览": "浏览次数|点击次数|点击数|点击率|阅读次数|浏览量|阅读量|访问量|浏览|点击|阅读"
    "|字号|字体|视力保护色|分享到|打印|关闭",
}
_LONGEST = 60  # letters of a fact; what is longer is a sentence
_NAMES = {name: label for label, names in _KNOWN.items() for name in names.split("|")}
_LABEL = regex(
    r"[\[【（(]?(?P<name>"
    + "|".join(r"\s*".join(name) for name in sorted(_NAMES, key=len, reverse=True))
    + r")\s*[：:]"
)
DATED = regex(rf"(?:{PRINTED.pattern})(?:\s*\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?)?")
PEOPLE = {"作者": "author", "编辑": "editor", "审核": "reviewer", "签发": "signed"}


def labelled(line: str) -> dict[str, str]:
    """The facts in a line that begins with a label, or a day, by the label's common name; empty for others."""
    found = list(_LABEL.finditer(line))
    before = line[: found[0].start()].strip(" \t　|｜-") if found else ""
    if not found or (before and not DATED.fullmatch(before)):
        return {}
    facts: dict[str, str] = {"日期": before} if before else {}
    for match, after in zip(found, [*found[1:], None], strict=True):
        value = line[match.end() : after.start() if after else len(line)].strip(" \t　|｜】]）)[（(【")
        name = _NAMES["".join(match["name"].split())]
        if len(value) > _LONGEST or "。" in value:
            return {}
        facts.setdefault(name, value)
    return facts
