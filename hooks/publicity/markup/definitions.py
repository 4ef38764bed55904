"""Definitions of links, [1]: http://…, which readers never see: told where nothing refers to them."""

from collections.abc import Iterator, Sequence

from publicity.markup.addresses import DEFINITION, title_remark
from publicity.markup.remark import Remark
from publicity.markup.shapes import NOTE
from publicity.markup.verbatim import blanked
from publicity.problems.problem import Severity
from publicity.regex import regex

_USED = regex(r"\[([^\[\]\n]+)\](?!:)")


def check_definitions(lines: Sequence[str]) -> Iterator[Remark]:
    """Yield each definition that nothing uses, that comes twice, or whose words readers will hardly find."""
    if not any("]:" in line for line in lines):
        return
    plain = blanked(lines)
    used = {label.strip().lower() for line in plain for label in _USED.findall(line)}
    seen: set[str] = set()
    for number, line in enumerate(plain):
        if note := NOTE.match(line):
            label = f"^{note['label']}".lower()
            if label not in used:
                message = f"没有一处用到注释 [^{note['label']}]"
                yield Remark(
                    number, 0, message, "在正文里要注释的地方写上它，或删掉这一条", Severity.WARNING, len(line)
                )
        elif definition := DEFINITION.match(line):
            label = definition["label"].strip().lower()
            shown = definition["label"]
            if label not in used:
                message = f"没有一处用到 [{shown}]，这一行不会显示"
                hint = f"正文里写 [文字][{shown}]；要显示这一行，在行首写 \\["
                yield Remark(number, 0, message, hint, Severity.WARNING, len(line))
            elif definition["title"]:
                yield title_remark(number, definition.start("title"))
        else:
            continue
        if label in seen:
            yield Remark(number, 0, f"[{label}] 定义了两次", "改成不同的编号", length=len(line))
        seen.add(label)
