"""The plan, what it obliges to and what shows that it was done, as tables."""

from publicity.opendata.duties import OwedRecord
from publicity.opendata.plan import ProblemRecord
from publicity.opendata.plan_rows import ShownRow, StageRow, shown, stages
from publicity.opendata.table import AS_PRINTED, Join, Table

STAGES = Table(
    "stages",
    "阶段和环节",
    "一行是一个阶段、环节或具体工作，照方案的次序：印的时间，和推算的起止日期。",
    StageRow,
    stages,
    (
        ("种类", "kind"),
        ("编号", "label"),
        ("名称", "name"),
        ("批次", "batch"),
        ("方案印的时间", AS_PRINTED + "when"),
        ("第一天", "start"),
        ("最后一天", "end"),
        ("第一天推定", "start_inferred"),
        ("最后一天推定", "end_inferred"),
        ("大约", "approximate"),
        ("日期怎么来的", "note"),
        ("状态", "state"),
        ("做什么", "digest"),
        ("上级标识", "above"),
        ("标识", "id"),
    ),
    ("标识",),
    (Join(("上级标识",), "stages"),),
)
PROBLEMS = Table(
    "problems",
    "突出问题",
    "一行是方案列出的一个突出问题。",
    ProblemRecord,
    lambda data: data.problems,
    (("问题", "title"), ("标识", "id")),
    ("标识",),
)
_STAGES = (Join(("阶段标识",), "stages"), Join(("环节标识",), "stages"))

DUTIES = Table(
    "duties",
    "公开与备案清单",
    "一行是方案要求公布、公示、通报、备案或报送的一件事，和它做到了没有。",
    OwedRecord,
    lambda data: data.duties,
    (
        ("事项", "verb"),
        ("内容", "what"),
        ("阶段", "phase_title"),
        ("环节", "step_title"),
        ("报给", "to"),
        ("公开范围", "audience_label"),
        ("方案印的时间", AS_PRINTED + "when"),
        ("最后一天", "due"),
        ("推定", "inferred"),
        ("日期怎么来的", "due_note"),
        ("每次的最后一天", "times"),
        ("多久一次", "every"),
        ("状态", "state_label"),
        ("到期没有做到的次数", "missed"),
        ("依据", "evidence.title"),
        ("依据地址", "evidence.address"),
        ("报送机构", "filing.to"),
        ("报出日期", "filing.at"),
        ("文号", "filing.number"),
        ("批准机构", "approval.by"),
        ("批准方式", "approval.act"),
        ("批准日期", "approval.at"),
        ("附带要求", "note"),
        ("最初的最后一天", "first_due"),
        ("修改", "amended"),
        ("公开范围标识", "audience"),
        ("阶段标识", "phase"),
        ("环节标识", "step"),
        ("状态标识", "state"),
        ("标识", "id"),
    ),
    ("标识",),
    _STAGES,
)
EVIDENCE = Table(
    "duties-evidence",
    "公开与备案的依据",
    "一行是一篇文章，说明一件事做到了。",
    ShownRow,
    shown,
    (("事项", "what"), ("依据", "title"), ("地址", "address"), ("义务标识", "duty"), ("文章标识", "id")),
    ("义务标识", "文章标识"),
    (Join(("义务标识",), "duties"),),
)
