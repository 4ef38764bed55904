"""Whether an approval may be registered."""

from publicity.approvals.clearance import clearance
from publicity.approvals.register import Register, Registered
from publicity.texts.suggesting import suggestion


class CannotApproveError(ValueError):
    """Why it is not done, in a Chinese sentence without its full stop."""


def approval(register: Register, uri: str, digest: str, *, as_: str, by: str, on: str, recorded_by: str) -> Registered:
    """The line for the register. Raises CannotApproveError where this person may not approve in this round now."""
    rounds = register.rounds
    names = [one.name for one in rounds.rounds]
    if not rounds.ask(uri):
        raise CannotApproveError(
            f"mkdocs.yml 的 approvals 没有要求审 docs/{uri}" if names else "mkdocs.yml 没有写要哪几审（approvals）"
        )
    wanted = rounds.named(as_)
    if wanted is None:
        raise CannotApproveError(f"没有“{as_}”这一审，{suggestion(as_, names) or '可写：' + '、'.join(names)}")
    if not by.strip() or "\n" in by:
        raise CannotApproveError("没有写谁审的：--by 后面写职务")
    if wanted.by and by not in wanted.by:
        raise CannotApproveError(f"“{by}”不能作{as_}，mkdocs.yml 里写的是：{'、'.join(wanted.by)}")
    come = clearance(register, uri, digest)
    at = names.index(as_)
    for passage in come.passages[:at]:
        if passage.approval is None:
            why = "以后又改过，要重新审" if passage.void else "还没有审"
            raise CannotApproveError(f"docs/{uri} 的{passage.round.name}{why}，不能先作{as_}")
        if passage.approval.on > on:
            raise CannotApproveError(
                f"{passage.round.name}是 {passage.approval.on}，比今天（{on}）还晚，检查 mkdocs.yml 的 as_of"
            )
    if done := come.passages[at].approval:
        raise CannotApproveError(f"docs/{uri} 的{as_}审过了：{done.by}，{done.on}，此后没有改动")
    for passage in come.passages:
        if rounds.different and passage.approval and passage.approval.by == by:
            raise CannotApproveError(f"{passage.round.name}也是{by}审的，各审要由不同的人")
    return Registered(file=uri, round=as_, by=by, on=on, sha256=digest, recorded_by=recorded_by)
