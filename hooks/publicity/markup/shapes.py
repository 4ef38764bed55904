"""What the lines of a body look like, as Chinese is typed: items, headings, rules, numbered paragraphs."""

import re

from publicity.regex import regex

_NUMBERS = "一二三四五六七八九十百零〇"
# Bullets: some from everywhere, then arrows, geometric shapes, dingbats, pictures.
_BULLETS = "•·※√●\u2190-\u21ff\u2500-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"

# An item of a list. Years are none: `2009. 4月` begins a sentence; nor is `01.`, whose nought would be lost.
ITEM = regex(r"(?P<indent>[ ]*)(?P<sign>[-*+]|(?:[1-9]\d{0,2}|0)\.)(?P<gap>[ \t\xa0\u3000]+)(?=\S)(?P<text>.*)$")
NO_ITEM = regex(r"(?P<before>[ ]*(?:\d{4,}|0\d+))\.(?=[ \t\xa0\u3000])")
RULE = regex(r"\s*([-*_])(?:[ ]*\1){2,}\s*$")
UNDERLINE = regex(r"\s{0,3}=+\s*$")
HEADING = regex(r"(?P<indent>[ ]{0,3})(?P<signs>[#＃]{1,6})(?![#＃])(?P<text>.*)$")
QUOTE = regex(r"[ ]{0,3}>[ ]?")
NOTE = regex(r"[ ]{0,3}\[\^(?P<label>[^\]\s]+)\]:[ ]?(?P<text>.*)$")
AMOUNT = regex(r"[ ]{0,3}>(?:=|\d)|[ ]{0,3}>[ ]?=?[ ]?[\d.]+[ ]?[%％‰℃万亿元]")  # `>50万元` is a sentence

# What typists put before a paragraph; how deep it is indented is for the style sheet.
INDENT = regex(
    r"[ \t]*(?:\u3000|\u2003|\xa0\xa0|&emsp;|&ensp;&ensp;|&nbsp;&nbsp;|&#12288;|&#x3000;)"
    r"(?:[\s\u3000\u2003\xa0]|&emsp;|&ensp;|&nbsp;|&#12288;|&#x3000;)*",
    re.IGNORECASE,
)
# A paragraph begins where a line does with a number or a bullet that Markdown has no list for.
NUMBERED = regex(
    rf"\s*(?:[{_NUMBERS}]+、|（[{_NUMBERS}\d]+）|\([{_NUMBERS}\d]+\)|\d{{1,3}}(?:[．、）)]|\.(?![\d\s]))|0\d+\.(?=\s)"
    rf"|[①-⑳㈠-㈩⑴-⒇⒈-⒛❶-❿]|[{_BULLETS}]|——|[—–―－][ \u3000]+(?=\S)|\d\ufe0f?\u20e3|[Ⅰ-ⅿ][．、）).]"
    r"|[-*+](?=[\u4e00-\u9fff])(?!\*)"
    rf"|[#＃](?=\d)|[A-Za-z](?:[．、）)]|\.(?=[\s\u4e00-\u9fff]))|\\[-*+#>]|\d{{1,3}}\\\.)"
)
CLAUSE = regex(
    rf"\s*(?:第[{_NUMBERS}千\d]+[条章节款编]|第[{_NUMBERS}]+，|[其首再][{_NUMBERS}先次]，|[{_NUMBERS}]是"
    r"|附件\d*[：:]|附：|\d+(?:\.\d+)+[ \u3000]+[\u4e00-\u9fff])"
)
DAY = regex(r"\s*[\d〇○零一二三四五六七八九十]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日\s*$")
# A line that begins with a time of day, a day, a year: beside another one it is an entry of its own.
TIME = regex(
    r"\s*(?:\d{1,2}[:：]\d\d(?!\d)|[上中下]午\s*\d{1,2}[时点:：]|\d{4}(?:[-—～~至]\d{4})?年|\d{1,2}月\d{1,2}日|\d{4}[./-]\d{1,2}(?:[./-]\d{1,2})?(?!\d))"
)
LABEL = regex(r"\s*(?:\*\*)?(?:[\u4e00-\u9fff]{1,8}|[A-Z]\d?)[：:](?:\*\*)?\s*\S")
# Facts of a meeting or an office, one a line; the words with which a notice closes.
FACT = regex(
    r"\s*(?:时间|地点|地址|电话|传真|邮编|邮箱|网址|会期|附件?|抄送|主送|来源|作者|编辑|审核|主持人?|出席|列席|缺席|请假|记录|报|送|发|抄报|报送|印发|印数"
    r"|(?:会议|开会|报名|报到|截止)?(?:时间|地点)|联系(?:人|电话|地址|方式)|电子(?:信箱|邮箱|邮件)|邮政编码|参加人员|参会人员)[：:]"
)
CLOSING = regex(
    r"\s*特此(?:通知|通报|通告|公告|公示|报告|函告|函复|批复|说明|证明)[。！]?\s*$|\s*(?:此致|敬礼|此复)[。！]?\s*$"
)
# Lines of a printed head, each by itself: columns made with wide blanks, 【栏目】, the number of an issue.
LAID_OUT = regex(r"\S\u3000{2,}\S")
HEAD_LINE = regex(
    rf"\s*(?:【[^】]{{1,20}}】|附件[{_NUMBERS}\d]*[：:]?|[（(]?总?第\s*[{_NUMBERS}\d]+\s*期(?:\s*[（(]总第\s*\d+\s*期[）)])?[）)]?)\s*$"
)
SALUTATION = regex(r"\s*[^，。；：]{2,20}：\s*$")

ENDS = regex(r"[。！？；：…”’）》】!?;:]\s*$")  # a line that ends here may be a paragraph
GOES_ON = regex(r"[第、，,及和或与至到]\s*$")  # a line that ends here goes on in the next
EXPONENT = regex(r"(?<=\d)(?P<unit>(?:[cmkd]?m|[米寸尺元人天次件个])?)\*(?=[\d.]|[^\s*\d]*?\d)(?!\*)")

INTRAWORD = regex(r"(?<=[^\W_])\*(?=[^\W_])([^*\n]*[^\W_])\*(?=[^\W_])")  # `长*宽*高`: multiplied, not stressed

INDENTED_ITEM = regex(r"\A[ ]*[\u3000\u2003][ \u3000\u2003]*(?=[-*+][ \xa0\u3000])")  # `　　- ` within a list
MINUS = regex(r"\d+(?:\.\d+)?\s*(?:℃|°|%|％|‰|度|个百分点)")  # a number below nought, behind `- `

LONGEST_TITLE = 30  # letters of a numbered line that is a heading rather than a wrapped paragraph
LONGEST_LINE_APART = 20  # letters of a line that nobody would have wrapped
SHORTEST_BELOW_TITLE = 30  # of a line that nobody would have wrapped so much wider than the one above
LONGEST_LABELLED = 40
