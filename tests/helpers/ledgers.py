"""A rectification table (整改台账) of 40 rows as an office would have it, in the kinds of file that offices have."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

HEADS = (
    ("序号", ""),
    ("存在问题", ""),
    ("整改目标", ""),
    ("整改措施", ""),
    ("责任分工", "责任单位"),
    ("责任分工", "配合单位"),
    ("整改时限", ""),
    ("完成情况", ""),
    ("涉及点位", ""),
    ("备注", ""),
)
UNITS = ("办公室", "法制工委", "财经工委", "代表联络委", "监察和司法工委")
TIMES = ("2026年6月底前", "立行立改", "2026年9月30日", "已完成，长期坚持", "2026年12月底前完成并长期坚持", "尽快")
STATES = ("正在推进", "已完成", "", "未启动", "已制定方案，基本完成", "进行中")


@dataclass
class Table:
    """Rows of texts; `merged` are rectangles: first row, first column, last row, last column, from 0."""

    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def xlsx(self, path: Path) -> Path:
        book = Workbook()
        sheet = book.active
        sheet.title = "整改台账"
        for r, row in enumerate(self.rows, 1):
            for c, text in enumerate(row, 1):
                sheet.cell(r, c, text or None)
        for first, left, last, right in self.merged:
            sheet.merge_cells(f"{get_column_letter(left + 1)}{first + 1}:{get_column_letter(right + 1)}{last + 1}")
        book.save(path)
        return path

    def docx(self, path: Path) -> Path:
        document = Document()
        document.add_paragraph("附件")
        table = document.add_table(len(self.rows), len(self.rows[0]))
        cells = [table.rows[r].cells for r in range(len(self.rows))]
        for r, row in enumerate(self.rows):
            for c, text in enumerate(row):
                if text:
                    cells[r][c].text = text
        for first, left, last, right in self.merged:
            cells[first][left].merge(cells[last][right])
        document.save(str(path))
        return path

    def csv(self, path: Path, encoding: str = "utf-8", delimiter: str = ",") -> Path:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows(self.rows)
        path.write_bytes(text.getvalue().encode(encoding))
        return path


def forty_rows() -> Table:
    """Two rows of heads under a title; 30 numbers over 40 rows: every third has two measures, all else merged.

    The rows of the tenth and eleventh number share their measures and all that follows. No leader is named anywhere.
    """
    width = len(HEADS)
    table = Table(
        [["某县人大机关示例整改台账"] + [""] * (width - 1), [head for head, _ in HEADS], [sub for _, sub in HEADS]]
    )
    table.rows[1][5] = ""
    table.merged += [(0, 0, 0, width - 1), (1, 4, 1, 5)]
    table.merged += [(1, c, 2, c) for c, (_, sub) in enumerate(HEADS) if not sub]
    for number in range(1, 31):
        first = len(table.rows)
        unit, more = UNITS[number % 5], UNITS[(number + 2) % 5]
        row = [
            *(str(number), f"示例问题之{number}：{'跟踪督办' if number % 2 else '联系群众'}不够经常，第{number}条"),
            *(f"做到第{number}条有回音" if number % 4 else "", f"第{number}条：建立台账，逐件办理"),
            *(unit, f"{more}、各委办" if number % 3 == 0 else "", TIMES[number % 6], STATES[number % 6]),
            *(f"{number}号点位" if number % 10 == 0 else "", "示例备注" if number == 7 else ""),
        ]
        table.rows.append(row)
        if number == 11:
            for c in range(2, width):
                table.rows[-1][c] = ""
                table.merged.append((first - 1, c, first, c))
        if number % 3 == 0:
            table.rows.append(["", "", "", f"第{number}条：每季度回头看一次", *[""] * (width - 4)])
            table.merged += [(first, c, first + 1, c) for c in range(width) if c != 3]
    assert len(table.rows) == 43
    return table
