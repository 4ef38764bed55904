"""What must hold within results, and between them and the plan's questions; with the arithmetic for whoever checks."""

from collections.abc import Iterator
from itertools import pairwise

from publicity.plans.plan import Audience, Plan, Questionnaire
from publicity.results.percent import agrees, arithmetic, half_up, nearest, plain, possible, share
from publicity.results.results import ABSTAINED, Answers, Results
from publicity.results.suppression import gives_away
from publicity.texts.reading import Finding
from publicity.texts.suggesting import suggestion

HERE = "results"
VALID = (HERE, "valid")
GRADES = (HERE, "grades")
NAMES = {"review": "群众评议", "survey": "满意度测评"}


def own_findings(results: Results) -> Iterator[Finding]:
    """Check the figures by themselves."""
    yield from _sheets(results)
    for i, grade in enumerate(results.grades):
        if grade in results.grades[:i]:
            yield Finding((*GRADES, i), f"“{grade}”写了两次", "各档名称不能相同")
        elif grade == ABSTAINED:
            yield Finding((*GRADES, i), "弃权不是一档", "从 grades 里删掉，票数写在每题的 abstain 里")
    texts = [answers.text for answers in results.questions]
    for i, answers in enumerate(results.questions):
        if answers.text in texts[:i]:
            yield Finding((HERE, "questions", i, "text"), f"“{answers.text}”写了两次", "删掉一个")
        yield from _row(results, i, answers)
    yield from _rule(results)


def plan_findings(results: Results, plan: Plan) -> Iterator[Finding]:
    """Check the questions against those of the plan."""
    if results.of is None:
        return
    if asked := _asked(results, plan):
        yield from _questions(results, asked)
    else:
        message = f"方案里没有{NAMES[results.of]}（plan.yml 的 {results.of}）"
        yield Finding((HERE, "of"), message, "删掉 of，或者在方案里写上固定的问题")


def audience_findings(results: Results, audience: Audience, plan: Plan) -> Iterator[Finding]:
    """Check that they go to no more people than the plan lets any duty go to where the votes are cast."""
    asked = _asked(results, plan)
    circles = {duty.audience for duty in plan.duties if asked and duty.at == asked.at and duty.audience}
    if asked and circles == {"limited"} and audience != "limited":
        message = f"方案规定{asked.title}结果只在一定范围公布，本文件却是 audience: {audience}"
        yield Finding((HERE, "of"), message, "写 audience: limited", follows=(("audience",),))


def _asked(results: Results, plan: Plan) -> Questionnaire | None:
    return {"review": plan.review, "survey": plan.survey}.get(results.of or "")


def _sheets(results: Results) -> Iterator[Finding]:
    numbers = [(key, getattr(results, key)) for key in ("sent", "returned", "valid")]
    words = {"sent": "发出", "returned": "收回", "valid": "有效"}
    known = [(key, number) for key, number in numbers if number is not None]
    for (before, most), (key, number) in pairwise(known):
        if number > most:
            message = f"{words[key]} {number} 份，多于{words[before]}的 {most} 份：{number} > {most}"
            yield Finding((HERE, key), message, "核对原件：有效 ≤ 收回 ≤ 发出", follows=((HERE, before),))


def _row(results: Results, i: int, answers: Answers) -> Iterator[Finding]:
    path, counts, valid = (HERE, "questions", i), answers.counts, results.valid
    if len(counts) != len(results.grades):
        message = f"“{answers.text}”有 {len(counts)} 个票数，而等次有 {len(results.grades)} 档"
        hint = f"按 {'、'.join(results.grades)} 的次序各写一个；没有人选的写 0"
        yield Finding((*path, "counts"), message, hint, follows=(GRADES,))
    follows = (VALID, (*path, "abstain"))
    if (total := sum(counts) + (answers.abstain or 0)) != valid:
        terms = [*map(str, counts), *([f"弃权 {answers.abstain}"] if answers.abstain else [])]
        apart = f"多 {total - valid}" if total > valid else f"少 {valid - total}"
        message = f"“{answers.text}”合计 {' + '.join(terms)} = {total}，有效票是 {valid}，{apart}"
        yield Finding((*path, "counts"), message, "核对原件；没有选的算弃权，写在 abstain 里", follows=follows)
    else:
        yield from _percentages(results, i, answers)
        if gives_away(results.votes(answers), results.hide_below):
            message = f"“{answers.text}”的小票数藏不住：从合计 {valid} 就能算出来"
            yield Finding((HERE, "hide_below"), message, "把 hide_below 改大或改小，或者不公布这一题", follows=follows)


def _percentages(results: Results, i: int, answers: Answers) -> Iterator[Finding]:
    path, valid = (HERE, "questions", i, "percent"), results.valid
    if answers.percent and len(answers.percent) != len(answers.counts):
        message = f"“{answers.text}”有 {len(answers.percent)} 个百分比，而票数有 {len(answers.counts)} 个"
        yield Finding(path, message, "各档各写一个，或者删掉 percent", follows=((HERE, "questions", i, "counts"),))
        return
    for j, (printed, count) in enumerate(zip(answers.percent, answers.counts, strict=False)):
        if agrees(printed, count, valid):
            continue
        said, sum_ = f"{printed} %", arithmetic(count, valid)
        hint = f"这一档 {sum_}，应写 {plain(half_up(share(count, valid)))}；或者核对票数和有效票"
        if possible(printed, valid):
            message = f"印的是 {said}，票数却是 {sum_}"
        else:
            message = f"有效票 {valid} 张，得不出 {said}：最接近的是 {arithmetic(nearest(printed, valid), valid)}"
        yield Finding((*path, j), message, hint, follows=(VALID,))


def _rule(results: Results) -> Iterator[Finding]:
    rule, path = results.rule, (HERE, "rule")
    for i, grade in enumerate(rule.positive):
        if grade not in results.grades:
            hint = suggestion(grade, results.grades)
            yield Finding((*path, "positive", i), f"没有“{grade}”这一档", hint, follows=(GRADES,))
        elif grade in rule.positive[:i]:
            yield Finding((*path, "positive", i), f"“{grade}”写了两次", "删掉一个")
    if rule.at_least and not rule.positive:
        hint = f"加一行“positive: […]”，可写：{'、'.join(results.grades)}"
        message = "写了等次的标准，没有写哪些档算满意"
        yield Finding((*path, "at_least"), message, hint, follows=((*path, "positive"),))
    bounds = list(rule.at_least.items())
    for i, (name, bound) in enumerate(bounds):
        if same := next((other for other, its in bounds[:i] if its == bound), None):
            yield Finding((*path, "at_least", name), f"“{same}”和“{name}”的标准都是 {bound} %", "各等次的标准要不同")


def _questions(results: Results, asked: Questionnaire) -> Iterator[Finding]:
    """Yield what differs from the plan: first what is not asked there, then what is missing, then the order."""
    path, given = (HERE, "questions"), [answers.text for answers in results.questions]
    strange = [i for i, text in enumerate(given) if text not in asked.questions]
    for i in strange:
        hint = suggestion(given[i], [text for text in asked.questions if text not in given])
        message = f"方案的{asked.title}里没有“{given[i]}”这一题"
        yield Finding((*path, i, "text"), message, hint or "照抄 plan.yml 里的问题")
    missing = [text for text in asked.questions if text not in given]
    if len(missing) > len(strange):
        message = f"方案的{asked.title}有 {len(asked.questions)} 题，这里缺：{'、'.join(missing)}"
        yield Finding(path, message, "各题都要公布，次序照方案")
    if not strange and not missing and given != asked.questions and len(given) == len(asked.questions):
        i = next(i for i, (one, other) in enumerate(zip(given, asked.questions, strict=True)) if one != other)
        yield Finding((*path, i, "text"), f"次序与方案不同：第 {i + 1} 题应是“{asked.questions[i]}”", "照方案的次序写")
