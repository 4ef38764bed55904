"""The reason for which a published ledger is made anew: written into the ledger, so that it is public for good."""

from datetime import date
from pathlib import Path

from publicity.commands.giving_up import give_up, unwritable
from publicity.ledger.files import read_both
from publicity.ledger.heads import head_of
from publicity.ledger.ledger import FILE, Ledger, ledger_text
from publicity.ledger.public import REWRITTEN, rewriting
from publicity.publishing.target import Target
from publicity.publishing.target_rules import remembered
from publicity.texts import whole_file


def note_reason(root: Path, target: Target, reason: str, day: date) -> None:
    """Write the reason into the ledger and end the command, for it has to be committed; nothing where it is there."""
    ledger = read_both(root / "docs", "docs")
    if not isinstance(ledger, Ledger) or ledger.problems:
        give_up("没有发布：台账还有错误，先改好", ledger.problems if isinstance(ledger, Ledger) else [ledger])
    told = ledger.of(REWRITTEN)
    before = remembered(target.look())
    if any(line.says.get("reason") == reason and line.hash not in before for line in told):
        return
    line = rewriting(told[-1:], day, reason, head_of(before))
    try:
        whole_file.replace(root / "docs" / FILE, ledger_text([*ledger.lines, line]))
    except OSError as error:
        unwritable("没有发布", f"docs/{FILE}", error)
    give_up(f"还没有发布：原因写进了 docs/{FILE}，网页上会公布。核对以后提交，再运行一次同样的命令")
