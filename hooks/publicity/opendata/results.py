"""Public results as open data: data/results.json, a record for each option of each question, as the pages show them."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import ConfigDict, Field

from publicity.articles.archive import Item
from publicity.articles.article import Publication
from publicity.column.column import Column
from publicity.column.identity import article_urn
from publicity.opendata.plan import Address
from publicity.opendata.record import Place, Record
from publicity.results.results import ABSTAINED, Results
from publicity.results.tally import tally


class OptionRecord(Record):
    """How many chose an option of a question."""

    publication: str = Field(description="公布结果的文件")
    question: str = Field(description="问题")
    option: str = Field(description="档，或者弃权")
    count: int | None = Field(description="票数；不单列的为空")
    shown: str = Field(description="票数，读者看到的说法：<5 是少于 5 票，不单列是为了前者算不出来")
    percent: float | None = Field(description="占有效票的百分比，四舍五入到一位小数")
    valid: int = Field(description="有效票，百分比的基数")
    sent: int | None = Field(description="发出")
    returned: int | None = Field(description="收回")
    positive: bool | None = Field(description="这一档算不算满意；没有规定的为空")
    positive_percent: float | None = Field(description="这一题满意的档合计占有效票的百分比")
    verdict: str | None = Field(description="这一题评定的等次")
    rule: str = Field(description="评定办法")
    hide_below: int | None = Field(description="少于这个数的票数不单列")
    of: Literal["review", "survey"] | None = Field(description="review 群众评议，survey 满意度测评")
    question_number: int = Field(description="第几题")
    sample: bool = Field(description="示例内容")
    address: Place
    id: str = Field(description="文件的永久标识：publications.json 里的 id")


class ResultData(Record):
    """data/results.json."""

    model_config = ConfigDict(title="评议和测评结果")

    as_of: date = Field(description="内容截至这一天")
    results: list[OptionRecord]


def result_data(column: Column, address: Address) -> ResultData:
    """Put the results in public publications into records."""
    made = [
        record
        for item in column.publications
        if isinstance(item.entry, Publication) and item.entry.results
        for record in _records(column, item, item.entry.results, address(item.uri))
    ]
    return ResultData(as_of=column.day, results=made)


def _records(column: Column, item: Item, results: Results, address: str) -> Iterator[OptionRecord]:
    for number, row in enumerate(tally(results).rows, 1):
        for cell in row.cells:
            yield OptionRecord(
                publication=item.entry.title,
                question=row.text,
                option=cell.option,
                count=cell.count,
                shown=cell.shown,
                percent=None if cell.percent is None else float(cell.percent),
                valid=results.valid,
                sent=results.sent,
                returned=results.returned,
                positive=_positive(results, cell.option),
                positive_percent=None if row.positive is None else float(row.positive),
                verdict=row.verdict,
                rule=results.rule.text,
                hide_below=results.hide_below,
                of=results.of,
                question_number=number,
                sample=item.entry.sample,
                address=address,
                id=article_urn(column.plan, item),
            )


def _positive(results: Results, option: str) -> bool | None:
    return option in results.rule.positive if results.rule.positive and option != ABSTAINED else None
