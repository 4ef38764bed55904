"""The plan, known again by the bytes of its file: then it is neither parsed nor put on the calendar again.

Kept is only a plan that can be trusted, with what was noticed in it; what readers see of a plan is no secret.
"""

from dataclasses import replace
from datetime import date

from publicity.plans.amendments import amended_by
from publicity.plans.file import PlanFile, plan_in
from publicity.plans.plan import Plan
from publicity.problems.problem import Problem
from publicity.texts.file_memory import Look
from publicity.texts.remembering import Folder, KnownRead
from publicity.texts.source import Source, decode


def known_plan(files: Folder, uri: str) -> PlanFile:
    """The plan at a path within docs/, as `read_plan` reads it."""
    look = files.look(uri)
    if isinstance(look.data, Problem):
        return PlanFile((look.data,))
    if isinstance(look.made, PlanFile):
        return _again(files, look)
    found = plan_in(decode(look.data or b"", files.name(uri)))
    if found.form and not (found.form.problems or found.form.faulty or found.form.lost):
        files.memory.keep_of(look, replace(found, form=None))
    return replace(found, digest=look.digest)


def known_plan_on(files: Folder, uri: str, newest: PlanFile, day: date) -> PlanFile:
    """The same as it stood on a day, as `PlanFile.on` has it."""
    if newest.plan is None or newest.form is None or not newest.digest:
        return newest.on(day)
    count = amended_by(newest.plan, day)
    if count == len(newest.plan.amended):
        return newest
    known_as = f"{uri} {count}"
    if look := files.memory.recognise(known_as, newest.digest):
        return _again(files, look._replace(uri=uri), known_as)
    found = newest.on(day)
    files.memory.keep_of(Look(known_as, newest.digest, None), replace(found, form=None))
    return found


def _again(files: Folder, look: Look, known_as: str = "") -> PlanFile:
    """What is known, with the means to place findings; in one process the same while the file holds the same."""
    at_hand, place = files.memory.at_hand, known_as or look.uri
    kept: PlanFile = look.made
    known = at_hand.get(place)
    if isinstance(known, PlanFile) and known.digest == look.digest and known.problems == kept.problems:
        return known
    form = KnownRead(kept.plan, files.source(look.uri), Plan, _all) if kept.plan else None
    at_hand[place] = found = replace(kept, form=form, digest=look.digest)
    return found


def _all(source: Source) -> str:
    return source.text
