"""A commitment whose table has been imported again: new reports, and amendments that keep the old words."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from publicity.commitments.commitment import ABSENT, LABELS, Commitment
from publicity.commitments.terms import TERMS
from publicity.importing.composed import Composed, composed, history_entry, report_of
from publicity.importing.front_edits import FrontEdits
from publicity.importing.promises import Promised
from publicity.importing.yaml_text import keyed
from publicity.texts.document import Document

ORDER = (
    *("id", "problem", "number", "item", "goal", "measures", "deadline", "undated", "due", "leader", "lead", "assist"),
    *("accept", "tier", "audience", "approval", "history", "amended", "screened", "draft", "sample"),
)
_CELLS = {
    "goal": "goal",
    "deadline": "deadline",
    "leader": "leader",
    "lead": "lead",
    "assist": "assist",
    "accept": "accept",
}
WHY = "原表的新一版改了"


@dataclass
class Renewed:
    """The new text of a file, None where nothing in it changes; `said`: what was done, `told`: what was not."""

    text: str | None = None
    said: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def renewed(document: Document[Commitment], old: Promised, new: Promised, day: date, why: str | None) -> Renewed:
    """Bring what has changed in the table since it was last imported into the file. Raises CannotImportError."""
    entry = document.form.value
    done = Renewed()
    if entry is None:
        done.told.append("文件还有错误，没有改")
        return done
    edits, made = FrontEdits(document.source.text, ORDER), composed(new, entry.history[0].date)
    changed = _changed(entry, old, new, made, done)
    for name in changed:
        _set(edits, name, made)
    if changed and not entry.draft and entry.history[0].date <= day:
        edits.append("amended", _amendment(entry, changed, day, why))
    if changed:
        done.said.append(f"改了{'、'.join(LABELS[name] for name in changed)}，原话留着")
    if new.number and new.number != entry.number and new.number != old.number:
        edits.set("number", keyed("number", new.number))
        done.said.append(f"原表序号改为 {new.number}")
    if (new.state, new.note) != (old.state, old.note):
        _report(edits, entry, new, day, done)
    done.text = edits.text() if done.said else None
    done.told += _not_brought(old, new)
    return done


def _changed(entry: Commitment, old: Promised, new: Promised, made: Composed, done: Renewed) -> list[str]:
    """The terms of which the cells say something else than they did, and than the file does."""
    names = ["item"] if new.item != old.item else []
    names += ["measures"] if new.measures != old.measures else []
    names += [name for name, cell in _CELLS.items() if new.terms.get(cell, "") != old.terms.get(cell, "")]
    found = []
    for name in sorted(names, key=list(TERMS).index):
        value = made.values.get(name)
        if not value:
            done.told.append(f"{LABELS[name]}在原表里没有了，文件里的没有动")
        elif value != _plain(entry, name):
            found.append(name)
    if "deadline" in found and entry.due:
        found.insert(found.index("deadline") + 1, "due")
    return found


def _set(edits: FrontEdits, name: str, made: Composed) -> None:
    if name == "due":
        edits.remove("due")
        return
    edits.set(name, keyed(name, made.values[name], made.doubts.get(name, ())))
    if name == "deadline":
        if "undated" in made.values:
            edits.set("undated", keyed("undated", True, made.doubts.get("undated", ())))
        else:
            edits.remove("undated")


def _amendment(entry: Commitment, changed: list[str], day: date, why: str | None) -> str:
    lines = [f"- date: {day}\n", "  fields:\n"]
    lines += [keyed(name, _old(entry, name), indent=4) for name in changed]
    doubts = [] if why else ["为什么改，写给读者看"]
    return "".join([*lines, keyed("why", why or WHY, doubts, indent=2)])


def _old(entry: Commitment, name: str) -> Any:
    value = _plain(entry, name)
    return ABSENT if value is None else value


def _plain(entry: Commitment, name: str) -> Any:
    """A term as plain data, as it would be written."""
    data = entry.model_dump(
        mode="python", include={name}, exclude={"measures": {"__all__": {"state"}}}, exclude_none=True
    )
    value = data.get(name)
    if name == "measures" and value:
        return [one["text"] if list(one) == ["text"] else one for one in value]
    return value


def _report(edits: FrontEdits, entry: Commitment, new: Promised, day: date, done: Renewed) -> None:
    report, doubts = report_of(new, day)
    last = entry.history[-1]
    if "state" not in report and "note" not in report:
        done.told.append("进展在原表里没有了，文件里的没有动")
        return
    if (last.state, last.note) == (report.get("state"), report.get("note")):
        return
    if last.state == "已完成" and report.get("state") not in (None, "已完成", "长期坚持"):
        doubts = [*doubts, "上一条已经是已完成，原表又改回来了"]
    edits.append("history", history_entry(report, doubts, indent=0))
    done.said.append(f"添了一条进展（{report.get('state', '没有状态')}）")


def _not_brought(old: Promised, new: Promised) -> list[str]:
    """What has changed in a table and is not brought into a file that an editor may have gone on with."""
    told = []
    if new.problems != old.problems:
        told.append("问题的字句变了，plan.yml 里的没有动")
    if new.rest != old.rest:
        words = "；".join(f"{head}：{text}" for head, text in new.rest if (head, text) not in old.rest)
        told.append(f"正文没有动，原表另有：{words}" if words else "原表少了写进正文的内容，正文没有动")
    return told
