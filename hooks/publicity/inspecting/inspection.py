"""The column as an inspector would look at it: each thing inspected, its bound, and what was found.

The State Council's rules bind governments; an NPC office takes them as a reference (参照).

Source: handbook/domain.md#inspection.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from publicity.articles.archive import Item
from publicity.column.column import Column
from publicity.column.exceptions import Recorded
from publicity.commitments.commitment import ABSENT, LABELS
from publicity.inspecting import freshness
from publicity.inspecting.freshness import STALE, STALE_MONTHS, WARN, WARN_MONTHS, Freshness
from publicity.inspecting.unreviewed import reviewing
from publicity.plans.wording import day as in_words
from publicity.problems.problem import Problem
from publicity.screening.masking import telling_nothing
from publicity.screening.screened import NAMES

INDICATORS = "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）"
GUIDE = "《政府网站发展指引》（国办发〔2017〕47号）"
OWN = "本专栏的方案"

# What the check of the finished site calls what it finds, by row of the sheet.
TAGS = ("case", "empty", "twice", "missing", "invented")
LINKS = ("dead", "anchor", "scheme")
DATES = ("PubDate",)
FORM = ("outside", "barred", "picture", "language", "title", "h1", "id")


class Verdict(Enum):
    """What a row of the sheet comes to."""

    GOOD = "正常"
    WARN = "注意"
    BAD = "超限"
    EXEMPT = "免查"
    UNKNOWN = "未查"


@dataclass(frozen=True)
class Row:
    """One thing inspected: by which bound and whose, how it stands, and each thing found."""

    key: str
    title: str
    bound: str
    basis: str
    verdict: Verdict
    result: str
    found: tuple[str, ...] = ()


Findings = Mapping[str, list[Problem]]  # by rule of the check of the finished site


def inspect(
    column: Column,
    findings: Findings | None,
    dead: Iterable[Problem],
    committed: Mapping[str, date] | None,
    exceptions: Iterable[Recorded] = (),
) -> list[Row]:
    """Every row. `findings` are of the built site, None where there is none; then `dead` are the links in the sources.

    `committed` tells when each file first came into the repository; None where nobody knows.
    """
    return [
        _fresh(column, "home", "首页更新", freshness.home(column), f"{STALE.days} 天内有更新，{WARN.days} 天起注意"),
        _fresh(
            column, "news", "动态类栏目更新", freshness.news(column), f"{STALE.days} 天内有更新，{WARN.days} 天起注意"
        ),
        _fresh(
            column,
            "documents",
            "文件类栏目更新",
            freshness.documents(column),
            f"{STALE_MONTHS} 个月内有更新，{WARN_MONTHS} 个月起注意",
        ),
        _blank(column),
        _dates(findings),
        _back_dated(column, committed),
        _tags(column, findings),
        _links(findings, list(dead)),
        _form(findings),
        _duties(column),
        _commitments(column),
        _exceptions(list(exceptions)),
        _lacking(column),
        _reviewed(column),
        _samples(column),
    ]


def _fresh(column: Column, key: str, title: str, it: Freshness, bound: str) -> Row:
    told = f"最近一次是 {in_words(it.last)}，{it.age} 天前" if it.last and it.age else "今天有更新"
    told = told if it.last else "还没有内容"
    if column.settings.archived:
        return Row(key, title, bound, INDICATORS, Verdict.EXEMPT, f"已归档；{told}")
    verdict = Verdict.BAD if it.stale else Verdict.WARN if it.ageing else Verdict.GOOD
    return Row(key, title, bound, INDICATORS, verdict, told)


def _blank(column: Column) -> Row:
    sections: dict[str, tuple[object, ...]] = {"工作动态": column.bulletins, "公布的文件": column.publications}
    if column.plan.problems:
        sections["整改承诺"] = column.commitments
    blank = tuple(f"{name}：没有内容，导航里没有这个栏目" for name, items in sections.items() if not items)
    shown = f"{len(sections)} 个栏目，空白的 {len(blank)} 个"
    return Row("blank", "空白栏目", "没有；有 1 个就注意", INDICATORS, _warn(blank), shown, blank)


def _dates(findings: Findings | None) -> Row:
    bound = "每篇都看得到发布时间；没有的按未更新算"
    if findings is None:
        shown = "稿件都写了发布时间；生成网站后再查网页"
        return Row("dates", "发布时间", bound, INDICATORS, Verdict.GOOD, shown)
    found = _said(findings, DATES)
    return Row("dates", "发布时间", bound, INDICATORS, _bad(found), f"不对的 {len(found)} 处", found)


def _back_dated(column: Column, committed: Mapping[str, date] | None) -> Row:
    items = (*column.bulletins, *column.publications)
    found = [
        f"{item.uri}：{item.entry.date} 的事，发布时间却是 {item.entry.published.date()}"
        for item in items
        if item.entry.published.date() < item.entry.date
    ]
    found += list(_committed_later(items, committed or {}))
    shown = f"可疑的 {len(found)} 篇" + ("" if committed is not None else "；没有完整的提交记录，没有对照")
    bound = "不倒签：发布时间不早于所写的事，也不早于文件进仓库的那一天"
    return Row("back-dated", "发布时间倒签", bound, INDICATORS, _warn(found), shown, tuple(found))


def _committed_later(items: Iterable[Item], committed: Mapping[str, date]) -> Iterator[str]:
    for item in items:
        first = committed.get(item.uri)
        if first and not item.entry.sample and item.entry.published.date() < first:
            yield f"{item.uri}：发布时间 {item.entry.published.date()}，{first} 才第一次提交"


def _tags(column: Column, findings: Findings | None) -> Row:
    settings, found = column.settings, _said(findings or {}, TAGS)
    unknown = {"SiteDomain（网站域名）": settings.domain, "SiteIDCode（网站标识码）": settings.id_code}
    lacking = tuple(f"{name}：mkdocs.yml 里没有写，网页上不印" for name, value in unknown.items() if not value)
    bound = "网站、栏目、内容页标签齐全，各一个，不空，不编造"
    verdict = Verdict.BAD if found else Verdict.UNKNOWN if findings is None else _warn(lacking)
    shown = f"网页上不对的 {len(found)} 处，不知道的 {len(lacking)} 项" if findings is not None else "网站还没有生成"
    return Row("tags", "网页标签", bound, GUIDE, verdict, shown, (*found, *lacking))


def _links(findings: Findings | None, dead: list[Problem]) -> Row:
    found = _said(findings, LINKS) if findings is not None else tuple(_one_line(p) for p in dead)
    where = "网页里" if findings is not None else "稿件里（网站还没有生成）"
    return Row("links", "死链", "没有", INDICATORS, _bad(found), f"{where} {len(found)} 处；外站的没有查", found)


def _form(findings: Findings | None) -> Row:
    bound = "不向外站取东西，图片有说明和大小，每页一个标题"
    if findings is None:
        return Row("form", "网页形式", bound, GUIDE, Verdict.UNKNOWN, "网站还没有生成")
    found = _said(findings, FORM)
    return Row("form", "网页形式", bound, GUIDE, _bad(found), f"不对的 {len(found)} 处", found)


def _duties(column: Column) -> Row:
    found = tuple(f"{it.duty.verb}：{it.duty.what}，期限 {it.due}（{it.state_label}）" for it in column.overdue)
    return Row(
        "duties",
        "应公开和备案的事项",
        "没有逾期",
        OWN,
        _bad(found),
        f"逾期 {len(found)} 件，共 {len(column.duties)} 件",
        found,
    )


def _commitments(column: Column) -> Row:
    late = column.overview.overdue
    found = tuple(f"{it.terms.item}，时限 {it.due}，{it.terms.lead or ABSENT}" for it in late)
    shown = f"逾期 {len(found)} 项，共 {column.overview.total} 项"
    return Row("commitments", "整改承诺", "没有逾期", OWN, _bad(found), shown, found)


def _exceptions(exceptions: list[Recorded]) -> Row:
    void = sum(it.void for it in exceptions)
    bound = "不该公开的内容里例外公开的，每一条都有人负责，仍然用得着"
    shown = f"{len(exceptions)} 条，作废的 {void} 条"
    return Row(
        "exceptions",
        "例外公开的内容",
        bound,
        OWN,
        Verdict.WARN if void else Verdict.GOOD,
        shown,
        tuple(map(_exception, exceptions)),
    )


def _exception(it: Recorded) -> str:
    where = "作废了，原文和附件里没有它认的内容" if it.void else f"用在 {'、'.join(it.stands_for)}"
    return f"{it.place} {NAMES[it.rule]}（{it.rule}）：{it.by}同意公开，理由：{telling_nothing(it.reason)}；{where}"


def _lacking(column: Column) -> Row:
    """What printed tables leave out, and what they call completed without a proof: shown as such, and counted here."""
    overview = column.overview
    found = tuple(f"{LABELS[name]}{ABSENT}：{count} 项" for name, count in overview.absent.items())
    found += tuple(f"已完成，未附依据：{it.terms.item}" for it in overview.unproved)
    shown = f"缺项的 {sum(bool(it.absent) for it in column.commitments)} 项，未附依据的 {len(overview.unproved)} 项"
    shown += f"，共 {overview.total} 项"
    return Row("commitments-lacking", "承诺的缺项和依据", "逐项写全；已完成的附依据", OWN, _warn(found), shown, found)


def _reviewed(column: Column) -> Row:
    bound, it = "先审核、后发布：公开的都审完了", reviewing(column)
    if not column.settings.extra.approvals.rounds:
        return Row("reviewed", "三审三校", bound, OWN, Verdict.UNKNOWN, f"没有写要哪几审（approvals），{it.words}")
    return Row("reviewed", "三审三校", bound, OWN, _warn(it.unreviewed), it.words, it.unreviewed)


def _samples(column: Column) -> Row:
    written = [item.uri for item in (*column.bulletins, *column.publications) if item.entry.sample]
    written += [standing.uri for standing in column.commitments if standing.entry.sample]
    shown = f"{len(written)} 篇，正式发布前要换掉" if written else "0 篇"
    return Row("samples", "示例内容", "没有", OWN, _warn(written), shown)


def _said(findings: Findings, rules: Iterable[str]) -> tuple[str, ...]:
    return tuple(_one_line(problem) for rule in rules for problem in findings.get(rule, ()))


def _one_line(problem: Problem) -> str:
    return telling_nothing(f"{problem.place}: {problem.message}")


def _bad(found: Iterable[str]) -> Verdict:
    return Verdict.BAD if found else Verdict.GOOD


def _warn(found: Iterable[str]) -> Verdict:
    return Verdict.WARN if found else Verdict.GOOD
