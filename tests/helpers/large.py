"""A column as large as a big office's: 300 commitments of 30 departments, and bulletins of three years."""

from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

import yaml

from .pictures import saved, scene
from .project import Project, make_project

PLAN = Path(__file__).resolve().parents[1] / "plans" / "three-years.yml"
DAY = date(2026, 4, 15)
FIRST = date(2024, 3, 4)
COMMITMENTS = 300
DEPARTMENTS = [f"{name}{kind}" for kind in ("办公室", "工作委员会", "专门委员会") for name in (
    *("法制", "监察和司法", "财政经济（预算）", "教育科学文化卫生", "城乡建设与环境保护"),
    *("农业与农村", "社会建设", "代表联络", "选举任免", "研究和 IT 信息"),
)]  # fmt: skip
MATTERS = [
    *("老旧小区二次供水设施改造", "代表建议办理“B 类转 A 类”跟踪督办", "规章制度清理", "12345 热线转办件回访"),
    *("公交线路 K17、K23 延伸到工业园区", "学校周边停车和接送通道", "e 平台备案审查全覆盖"),
    "进一步精简会议和文件、切实减轻基层和企业负担，把更多时间用在调查研究和解决问题上",
    *("困难家庭冬季取暖补贴发放", "ISO 9001 办文流程再造"),
]
DEADLINES = ("2026年4月底前", "2026年3月底前", "2026年5月上旬", "2026年12月底前", "长期坚持", "2027年2月底前")
KEPT = (  # how it came to stand, in turn
    *("推进中", "推进中", "已完成", "推进中", "未启动", "推进中", "已完成", "中止", "推进中", "推进中"),
)
TOPICS = [
    *("学习培训", "调查研究", "代表工作", "制度建设", "民生实事票决", "专题询问", "备案审查", "监督", "选举任免"),
    *("数字人大 2.0", "联络站", "优化营商环境", "乡村振兴", "生态环境保护和绿色低碳发展", "e 平台"),
]
ISSUE = {
    "signed": "领导小组副组长",
    "report": ["省人大常委会代表工委"],
    "send": ["市委办公室", "市政府办公室"],
    "distribute": ["各县市区人大常委会", "各批次各单位"],
}
WIDE = "| 序号 | 事项 | 承办单位 | 收到 | 已办结 | 正在办理 | 暂难办理 | 满意 | 基本满意 | 办结率 |\n|{}|\n{}"
ROW = "| {0} | {1} | 城乡建设与环境保护工作委员会 | {2} | 18 | 6 | 1 | 15 | 3 | 72.0% |"


def make_large(folder: Path, bulletins: int) -> Project:
    """A project with all of it, on a day in the third year."""
    project = make_project(folder, PLAN)
    project.edit("mkdocs.yml", "  as_of: 2024-02-28\n", f"  as_of: {DAY}\n")
    project.edit(
        "mkdocs.yml", "  strict_commitments: true\n", ""
    )  # as tables are that were printed before there was a program
    random = Random(300)
    docs = folder / "docs"
    for n in range(bulletins):
        _bulletin(docs, n, bulletins, random)
    for n in range(COMMITMENTS):
        _commitment(docs / "commitments", n)
    _publications(docs / "publications")
    return project


def _write(path: Path, meta: dict[str, Any], body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    head = yaml.safe_dump(meta | {"sample": True}, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(f"---\n{head}---\n\n{body}\n", encoding="utf-8")


def _bulletin(docs: Path, n: int, of: int, random: Random) -> None:
    day = FIRST + timedelta(days=n * (DAY - FIRST).days // of)
    matter = MATTERS[n % len(MATTERS)]
    folder = docs / "bulletins" / str(day.year)
    meta: dict[str, Any] = {
        "title": f"{DEPARTMENTS[n % 30]}就{matter}召开第 {n + 1} 次推进会",
        "date": day,
        "published": f"{day} {8 + n * 7 % 10:02}:{n % 60:02}",
        "source": "市人大常委会三年行动领导小组办公室",
        "author": "领导小组办公室宣传组",
        "kind": "动态",
        "topics": random.sample(TOPICS, 1 + n % 4),
        "summary": f"会议听取了{matter}的进展，收到意见 {n % 40 + 2} 条，当场答复 {n % 9} 条，其余 3 个工作日内分办。",
    }
    body = [
        f"{day.month}月{day.day}日上午，{DEPARTMENTS[n % 30]}开会研究{matter}，参加的有代表和群众 {n % 60 + 8} 人。"
    ]
    body += [
        "## 主要做法",
        "- 逐条分办，写明承办单位、期限和 KPI；\n- 办结一件、回访一件，回访不满意的退回重办；\n- 每月公布一次。",
    ]
    if n % 3 == 0:
        meta |= {
            "kind": "简报",
            "issue": ISSUE | {"number": n // 3 + 1},
        }
    if n % 5 == 0:
        rows = "\n".join(ROW.format(i + 1, MATTERS[i], n % 30 + i) for i in range(6))
        body.append(WIDE.format("|".join(["---"] * 10), rows))
    if n % 20 == 0:
        (folder / "pictures").mkdir(parents=True, exist_ok=True)
        (folder / "pictures" / f"p{n % 3}.jpg").write_bytes(saved(scene(2000, 1200 + n % 3 * 400), "JPEG"))
        meta["picture"] = {"file": f"pictures/p{n % 3}.jpg", "alt": "会场：代表和群众围坐在长桌旁，正在逐条核对清单"}
    if n % 25 == 0:
        (folder / "attachments").mkdir(parents=True, exist_ok=True)
        (folder / "attachments" / "list.csv").write_text("事项,收到\n供水,12\n", encoding="utf-8-sig")
        meta["attachments"] = [
            {"file": "attachments/list.csv", "title": "意见建议分办清单（含承办单位、办理期限和回访情况）"}
        ]
    _write(folder / f"{day}-b{n}.md", meta, "\n\n".join([*body, body[0] * 3]))


def _commitment(folder: Path, n: int) -> None:
    state = KEPT[n % len(KEPT)]
    deadline = DEADLINES[n * 7 // 2 % 6]
    lasting = deadline == "长期坚持"
    history = [{"date": date(2026, 1, 12), "state": "未启动", "note": "承诺公布。"}]
    if lasting and state == "推进中":
        state = "长期坚持"
    if state != "未启动":
        history.append(
            {
                "date": date(2026, 4, 1 + n % 14),
                "state": state,
                "note": f"累计办结 {n % 50} 件，办结率 {n % 100}.5 %，还有的正在分头联系。",
            }
        )
    if state == "已完成" and n % 20 != 6:
        history[-1]["evidence"] = ["https://example.invalid/evidence/report-of-what-was-done"]
    meta = {
        "id": f"c{n + 1:03}",
        "problem": [f"q{n % 8 + 1}"] + ([f"q{(n + 3) % 8 + 1}"] if n % 6 == 0 else []),
        "item": f"{MATTERS[n % len(MATTERS)]}（第 {n + 1} 项）",
        "goal": f"到期前办结 {n % 40 + 10} 件，群众满意率达到 {90 + n % 10} %，有 Excel 台账可查。",
        "measures": [{"text": "摸清底数，列出清单", "when": "2026年3月底前", "owner": DEPARTMENTS[n % 30]}],
        "deadline": deadline,
        "leader": {"post": "分管副主任"},
        "lead": DEPARTMENTS[n % 30],
        "assist": [DEPARTMENTS[(n + 1) % 30]],
        "accept": "领导小组办公室",
        "tier": "长期" if lasting else ("近期", "中期")[n % 2],
        "history": history,
    }
    if n % 10 == 9:
        meta["amended"] = [
            {"date": date(2026, 2, 2), "fields": {"deadline": "2026年1月底前"}, "why": "招标流标，重新组织。"}
        ]
    _write(folder / f"c{n + 1:03}.md", meta, "示例。")


def _publications(folder: Path) -> None:
    common = {"source": "市人大常委会办公室", "author": "办公室综合处", "audience": "public"}
    turn = cycle([(38, 6, 1, 0), (35, 8, 2, 0), (21, 8, 13, 3)])
    results = {
        "of": "review",
        "sent": 46,
        "returned": 46,
        "valid": 45,
        "grades": ["好", "较好", "一般", "差"],
        "questions": [
            {"text": text, "counts": list(next(turn)), "abstain": 0}
            for text in ("认识深不深", "问题找得准不准", "分析原因透不透", "思路清不清", "措施可行不可行")
        ],
        "rule": {"text": "每项只画一个记号；只公布票数，不评定等次。", "positive": ["好", "较好"]},
    }
    head = {"kind": "群众评议结果", "date": date(2025, 3, 2), "published": "2025-03-03 09:00"}
    _write(
        folder / "review.md",
        {"title": "第一批活动群众评议结果", **head, **common, "summary": "46 人参加评议。", "results": results},
        "示例。",
    )
    notice = {"opens": date(2026, 4, 10), "closes": date(2026, 4, 20)}
    head = {"kind": "其他", "date": date(2026, 4, 9), "published": "2026-04-10 08:30", "notice": notice}
    _write(
        folder / "stations.md",
        {
            "title": "拟评为五星级代表联络站的名单（公示）",
            **head,
            **common,
            "fulfils": ["d22"],
            "summary": "拟评 18 个，公示期至 4月20日。",
        },
        "示例。",
    )
