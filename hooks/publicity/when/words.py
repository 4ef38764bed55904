"""The words around times: what marks a bound, what carries no time, what can change one.

All patterns match text that `text.uniform` has made uniform.
"""

from enum import Enum

from publicity.when.text import NUMERAL


class Mark(Enum):
    """What a word after a term makes of it."""

    START = "it begins there"
    BEFORE = "done before"
    END = "done then"
    EVENT = "it takes place then"
    AFTER = "it begins after that"


MARKS = {
    Mark.BEFORE: r"(?:以前|之前|下班前|前)(?![后期往置景沿列进夕]|提(?![交出高升请]))",
    Mark.AFTER: r"(?:以|之|过)?后(?![勤续进备期半方面来继])",
    Mark.START: r"(?:正式|全面|陆续|集中)*(?:起始|起(?![草点诉用步因来到码])|开始|启动|始(?![终发料])|开启)",
    Mark.END: r"(?:基本|全面|全部|按期|按时|如期|顺利|圆满|彻底|整改|落实|整治|确保|初步|要|须)*"
    r"(?:结束|完成|办结|完毕|到位|竣工|截止|为止|止(?!步)|收官|收尾|完结|销号|告一段落|建成)",
    Mark.EVENT: r"(?:集中|组织|正式|分别|陆续)*(?:举行|召开|开展|进行|实施|施行|举办)",
}

JOIN = r"起?(?:[-~]|至|到|直至|直到|延续到|持续到)+(?:于|在)?"
LIST = r"[、和与及]|以及"
# Behind 举行 or 召开: a sitting that falls into the time, whose day is not printed.
AT_A_SITTING = (
    r"的[^,;\d]*会议?(?:上|期间)?(?:听取|和|审议|并|研究|讨论|作|专题询问|表决|通过|(?:专项)?工作报告|报告)*[。.]?$"
)
DURING = r"期间|这段时间"
# Behind the second of two times: from the one to the other.
BETWEEN = r"(?:这段)?(?:时间)?(?:之间|间(?![断隔]))"

# Before a term: only its end is given.
UNTIL = (
    r"(?:一直|将|要|须|应)*(?:延续|持续|截止|截至|推进)?(?:至|到)(?![位场会岗人户村迟])|截止|截至|直至|直到"
    r"|(?:结束|完成|截止)于"
    r"|(?:须|应|要)?(?:最迟|最晚)?(?:于|在)?不得?(?:迟于|晚于|超过)|[最至]迟(?:于|在)?|最晚(?:于|在)?"
)
# Before a term: a single time after it is a deadline.
DUE = r"(?:整改|完成|办结|落实|截止|结束|办理|销号)(?:时限|期限|时间|日期)|时限|期限"
# Before a term: a single time after it is a beginning.
FROM = r"从|自(?!查|评|学|我|身|觉)"

# Between the two halves of “从3月开始,计划8月底结束”: words that only say that it is a plan.
PLANNED = r"(?:计划|预计|拟|拟于|力争|争取|确保|原则上|要|将|应|须)*(?:于|在)?"
# From the beginning to the end of it all: how it is divided, and nothing that could be done by then.
IN_PARTS = (
    rf"(?:分{NUMERAL}(?:个?批次?|个?阶段|个?步骤?|期|个?轮次?)|自上而下|上下[联结]合|有序|压茬|梯次|集中|逐步|分级分类"
    r"|进行|开展|推进|实施|、)+"
)
# Before or after a term: a bare month or year is the whole of it, for a part of the work is what fills it.
PHASE_BEFORE = r"(?:阶段|步骤|环节)[:,(为是在于]*(?:时间|安排)*[:为是]*[(]*$|贯穿于?$"
PHASE_AFTER = r"[为是][^,;\d]{2,14}(?:阶段|时段|年|月)$"
# Done at once, and then by a day as well.
AT_ONCE = r"(?:(?:立行立改|即知即改|立查立改|立整立改|边学边改|立即(?:整改|办理))(?:[,;、]|并|且)+)"

# Names of parts of a plan, and numbers that only count them.
NAME = (
    rf"(?:第{NUMERAL}(?:批次?|阶段|步骤?|轮次?|环节|专题|部分)|(?:专题|阶段|环节|步骤)[一二三四五六七八九十](?=[:,(、])|\({NUMERAL}\)"
    rf"|^[一二三四五六七八九十]是|^{NUMERAL}[、.](?!{NUMERAL}))"
)

# A campaign or a document called by a name in quotes, which is no festival (“七一”) and no figure (“5.12”).
QUOTED = (
    r'"(?!(?:元旦|五一|五四|七一|八一|十一|国庆|春节|清明|端午|中秋|重阳|三八|六一)")[^"\d]{2,24}"(?![前后期间以日节])'
    r'|(?:将|把|报送|提交|填报|填写|制定|出台|修订|形成)(?:本单位)?"[^"]{4,40}"'
)

# A bracket that only says how the days are counted.
COUNTING = r"含|含当[日天]|含首[日天]|含末[日天]|含首尾(?:两[日天])?|首尾(?:两[日天])?(?:均|都)?(?:含|计入)"
# … or what has become of the task, which moves no day.
REMARK = (
    r"已(?:全部|基本)?(?:完成|办结|销号|整改(?:完成|到位)?|落实)|(?:并|且|需|须|要)?(?:长期坚持|持续推进|长期推进)"
    r"|(?:正在)?推进中?|逾期(?:不予受理|视为放弃)"
)

# Characters that can count, move, negate or take back a time. A word that holds one and is not harmless
# makes the whole expression unreadable.
CAN_CHANGE_A_TIME = frozenset(
    "0123456789〇零一二三四五六七八九十廿卅两半第"
    "年月日周季旬期天节会届时点每各逐次前后内外左右约余多初末底起止始至到-~"
    "近不未非没无难勿禁拒除早晚迟推延暂停缓提取消撤废失终止改变更调原或超逾过隔间"
    '阴旧闰概估能较比基对按照据积"'
)

# Anywhere: the time is a condition, is not settled, is taken back, or only counts something else.
UNSETTLED = (
    r"若(?!干)|假[如设若]|倘若|如[果遇有需]|视[^,;]{0,6}而定|另行|另定|待定|再定|择[日期机](?!而)|[中终停]止|为基[数准期]"
    r"|的倍数|以来|作废|之交|交接之际"
)
# Again and again, without a word on how often.
UNCOUNTED = r"不?定期|经常|常年|周期性|每逢(?![单双]月)|逢年过节"
ROLLING = (
    r"长期|持续(?!到|至|时间)|常态化?|立行立改|立即|随时|即知即改|边学边改|不断|一以贯之|全程|全过程|始终|有序推进|滚动"
)
ROLLS_ON = r"[,;、]?(?:并|且)?(?:长期坚持|持续推进|长期推进|常态化(?:推进|落实|坚持))$"
NOT_EXACT = {
    r"左右|前后|前夕|上下|许": "没有说死是哪天",
}
