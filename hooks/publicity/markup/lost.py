"""Nothing lost: what is read is what was written, letter by letter."""

from publicity.markup.printed import letters_printed
from publicity.markup.remark import Remark
from publicity.markup.written import written

_SHOWN = 12  # letters of each, in the message


def lost(body: str, page: str) -> Remark | None:
    """The first place where the HTML of a body does not say what the body says; None where they agree."""
    source = written(body)
    given, got = source.letters, letters_printed(page)
    if given == got:
        return None
    count = next((n for n, (a, b) in enumerate(zip(given, got, strict=False)) if a != b), min(len(given), len(got)))
    place = min(source.place(count), max(0, len(body) - 1))
    line = body.count("\n", 0, place)
    column = place - (body.rfind("\n", 0, place) + 1)
    here, there = given[count : count + _SHOWN], got[count : count + _SHOWN]
    message = f"写的是“{here}”，网页上是“{there}”" if here and there else _one_sided(here, there)
    return Remark(line, column, message, "这里有被当作标记的符号；看看括号、星号、尖括号、编号的写法")


def _one_sided(here: str, there: str) -> str:
    return f"“{here}”从这里起在网页上没有了" if here else f"网页上多出了“{there}”"
