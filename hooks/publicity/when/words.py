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


MARKS = {
    Mark.BEFORE: r"(?:以前|之前|下班前|前)(?![后期往置景沿列进]|提(?![交出高升请]))",
    Mark.START: r"(?:正式|全面|陆续|集中)*(?:起始|起(?![草点诉用步因来到码])|开始|启动|始(?![终发料])|开启)",
    Mark.END: r"(?:基本|全面|全部|按期|按时|如期|顺利|圆满|彻底|整改|落实|整治|确保|初步|要|须)*"
    r"(?:结束|完成|办结|完毕|到位|竣工|截止|为止|止(?!步)|收官|收尾|完结|销号|告一段落)",
    Mark.EVENT: r"(?:集中|组织|正式|分别|陆续)*(?:举行|召开|开展|进行|实施|施行|举办)",
}

JOIN = r"起?(?:[-~]|至|到|直至|直到|延续到|持续到)+(?:于|在)?"
LIST = r"[、和与及]|以及"
DURING = r"期间|之间|这段时间|间(?![断隔])"

# Before a term: only its end is given.
UNTIL = (
    r"(?:一直|将|要|须|应)*(?:延续|持续|截止|截至|推进)?(?:至|到)(?!位)|截止|截至|直至|直到"
    r"|(?:须|应|要)?(?:最迟|最晚)?(?:于|在)?不得?(?:迟于|晚于|超过)|最迟(?:于|在)?|最晚(?:于|在)?"
)
# Before a term: a single time after it is a deadline.
DUE = r"(?:整改|完成|办结|落实|截止)(?:时限|期限|时间|日期)|时限|期限"
# Before a term: a single time after it is a beginning.
FROM = r"从|自(?!查|评|学|我|身|觉)"

# Names of parts of a plan, and numbers that only count them.
NAME = rf"(?:第{NUMERAL}(?:批次?|阶段|步骤?|轮次?|环节)|\({NUMERAL}\)|^{NUMERAL}[、.](?!{NUMERAL}))"

# Words that carry no time although a character of theirs could.
HARMLESS = (
    r"(?:起止|会议|活动|工作|公示|学习|实施|开展)?(?:时间|日期)(?:安排|节点|进度|为|是)?|(?:公示|征集|报名|活动)期(?!间)"
    r"|各(?:有关)?(?:单位|部门|党?支部|级|科室|委办|镇街|乡镇|街道|地)|原则上|争取|听取|采取|取得"
    r"|整改提高|整改落实|整改|改进|改革|改善|调研|调查|协调|试点|重点|节点|环节|推进|推动|推行|提高|提升|提交|提出"
    r"|前期|初步|及时|适时|到位|按期|按时|如期|评比|学期|社会|委员会|常委会|工会|半数"
    r"|(?:动员|总结|表彰|党员|代表|部署|推进|征求意见|民主|专题)*(?:座谈|研讨|动员|总结|推进|部署|交流|汇报|评议|生活|组织生活)?(?:大会|会议)"
    r"|(?:座谈|研讨|动员|总结|推进|部署|交流|汇报|评议|民主生活|组织生活)会"
)
# A bracket that only says how the days are counted.
COUNTING = r"含当[日天]|含首[日天]|含末[日天]|含首尾(?:两[日天])?|首尾(?:两[日天])?(?:均|都)?(?:含|计入)"

# Characters that can count, move, negate or take back a time. A word that holds one and is not harmless
# makes the whole expression unreadable.
CAN_CHANGE_A_TIME = frozenset(
    "0123456789〇零一二三四五六七八九十廿卅两半第"
    "年月日周季旬期天节会届时点每各逐次前后内外左右约余多初末底起止始至到-~"
    "不未非没无难勿禁拒除早晚迟推延暂停缓提取消撤废失终止改变更调原或超逾过隔间"
    '阴旧闰大概估能较比基对按照据积"'
)

RECURRING = (
    r"每(?!个?(?:单位|部门|支部|党员|人|名|位|家))|逐[年月周日季]|按(?:年度?|季度?|月|周|旬|日)(?![期时])"
    r"|隔[年月周日天]|不?定期|经常|常年|周期性|月度例会|季度例会"
)
ROLLING = (
    r"长期|持续(?!到|至|时间)|常态化?|立行立改|立即|随时|即知即改|边学边改|不断|一以贯之|全程|全过程|始终|有序推进|滚动"
)
ROLLS_ON = r"[,;、]?(?:并|且)?(?:长期坚持|持续推进|长期推进|常态化(?:推进|落实|坚持))$"
NOT_EXACT = {
    r"左右|前后|上下|许": "没有说死是哪天",
    r"(?:以|之|过)?后(?![勤续进备])|以来": "没有说明是否含当日、到何时为止",
}
