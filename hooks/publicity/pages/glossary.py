"""The words that the column itself uses, explained: what templates print as labels, no more.

The words are the program's, for it counts by them; an office's own belong on a page of its own. Where a rule comes from
law it is named: handbook/domain.md#glossary.
"""

from dataclasses import dataclass

from publicity.commitments.progress import UNKNOWN, UNPROVED


@dataclass(frozen=True)
class Word:
    """A word by the place on the page that it has; `source` is the rule that it rests on."""

    anchor: str
    name: str
    text: str
    source: str = ""


@dataclass(frozen=True)
class Group:
    """Words that belong together; `pages` are where they stand, by title and path within docs/."""

    anchor: str
    title: str
    pages: tuple[tuple[str, str], ...]
    words: tuple[Word, ...]


URI = "glossary.md"
_PERIODS = "《民法典》第二百零一条、第二百零二条"
_PAPERS = "《党政机关公文处理工作条例》"

GROUPS = (
    Group(
        "times",
        "时间",
        (("活动进程", "timeline.md"), ("工作方案", "plan.md")),
        (
            Word(
                "days",
                "换算日期",
                "方案的话换成的日子：上旬是 1 日至 10 日，中旬是 11 日至 20 日，下旬是 21 日至月底；“某日前”是期限，"
                "含当日。从某件事算起的，当天不算，从次日起算；按月算的，到对应的那一天为止，没有那一天的，到月末。"
                "原话总印在旁边，以原话为准。",
                _PERIODS,
            ),
            Word(
                "inferred",
                "推定",
                "方案没有印、从前后文推出来的日期。例如只印了“4月末”的阶段，从上一个阶段结束的次日算起。",
            ),
            Word("about", "约", "原话带“大约”“左右”“拟”的，日期照算，注明（约）。"),
            Word("as-of", "截至", "“进行中”“逾期”“还有几天”说的都是这一天。"),
            Word(
                "last-update",
                "最后更新",
                "这一页的内容最近一次发布、修改或填报的日子。日子到了自己变的状态，不算更新。",
            ),
        ),
    ),
    Group(
        "plan",
        "方案",
        (("工作方案", "plan.md"), ("活动进程", "timeline.md")),
        (
            Word("stages", "阶段、环节", "方案把活动分成阶段，阶段里再分环节（有的方案叫步骤）。名称、编号都照方案。"),
            Word("batches", "批次", "方案把参加的单位分成几批，先后进行。"),
            Word(
                "between", "空档、并行", "空档是不属于任何阶段的日子；并行是两个阶段同时进行。方案怎样安排，就怎样列。"
            ),
            Word(
                "issued",
                "成文日期",
                "会议通过或者负责人签发文件的日子，不是登在网上的日子；那一天是“发布时间”。",
                f"{_PAPERS}第九条",
            ),
        ),
    ),
    Group(
        "duties",
        "公开和备案",
        (("公开与备案清单", "duties.md"),),
        (
            Word("filing", "备案", "把文件报给上级机构存查，写明报给谁、哪一天、文号。备案不等于批准。"),
            Word("submitting", "报送", "把材料交给上级机构。和备案一样，有报送的记录才算办了。"),
            Word("publishing", "公布", "向社会或者向党员、群众公开文件。"),
            Word("notice", "公示", "在一段时间里公开、听取意见，首尾两天都算；怎样提意见，写在公示的那一页。"),
            Word("telling", "通报", "把情况告诉有关的人，可以向社会，也可以只在一定范围。", f"{_PAPERS}第八条"),
            Word("limited", "一定范围", "方案规定只向一部分人公布的，不上网，清单上照列。"),
            Word(
                "duty-states",
                "未到期、待办、逾期",
                "还没有到那个阶段的是未到期；到了、期限没过的是待办；过了期限，看不到公布的文件或者备案记录的是逾期。",
            ),
            Word("quotas", "没有记录", "方案要求了数量，还没有哪篇文章记下实际的数；不等于没有达到。"),
        ),
    ),
    Group(
        "promises",
        "整改承诺",
        (("整改承诺", "commitments/index.md"),),
        (
            Word(
                "done",
                f"已完成、{UNPROVED}",
                "填报做完了、附了依据的，才算已完成；没有附的单独计数。别处说的“办结”“销号”，这里都写已完成。",
            ),
            Word("kept", "长期坚持", "做起来了，要一直做下去，没有做完的一天。"),
            Word("underway", "推进中、未启动", "承办单位最近一次填报的话。"),
            Word("unreported", UNKNOWN, "最近一次填报没有说办得怎样；不等于没有动手。"),
            Word("adjusted", "调整", "时限、目标或者做法改了。原来的话、哪天改的、为什么，都留在那一项的网页上。"),
            Word("due-soon", "临期", "离时限不到七天（含当日），还没有做完。由程序按时限算出。"),
            Word("overdue", "逾期", "过了时限，没有做完，也没有中止。由程序按时限算出，不用谁填。"),
            Word("stopped", "中止", "不做了。写明原因，不撤下。"),
            Word("absent", "原表未列", "原来的表里没有这一栏，照录，不补写。"),
            Word("ledger", "台账、校验值", "公布过的话和日期逐条封存。校验值由全部台账算出，改动一个字就对不上。"),
        ),
    ),
)
_STATES = {
    "已完成": "done",
    UNPROVED: "done",
    "长期坚持": "kept",
    "推进中": "underway",
    "未启动": "underway",
    UNKNOWN: "unreported",
    "调整": "adjusted",
    "临期": "due-soon",
    "逾期": "overdue",
    "中止": "stopped",
}
_VERBS = {"备案": "filing", "报送": "submitting", "公布": "publishing", "公示": "notice", "通报": "telling"}


def anchor_of(word: str) -> str:
    """The place at which a state of a promise, or a verb of a duty, is explained. Raises KeyError."""
    return (_STATES | _VERBS)[word]


def anchors() -> list[str]:
    """Every place on the page."""
    return [group.anchor for group in GROUPS] + [word.anchor for group in GROUPS for word in group.words]
