"""Every file of open data by its path: JSON, the schema beside it, and the same as tables."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from publicity.column.column import Column
from publicity.ledger.article_subject import PREFIX as ARTICLE
from publicity.ledger.article_subject import article_key
from publicity.ledger.public import public_ledger
from publicity.ledger.published import PATH as LEDGER
from publicity.opendata.article_tables import BULLETINS, PUBLICATIONS, RESULTS, UPDATES
from publicity.opendata.articles import bulletin_data, publication_data
from publicity.opendata.commitment_tables import ANSWERED, COMMITMENTS, HISTORY, MEASURES
from publicity.opendata.commitments import commitment_data
from publicity.opendata.datapackage import PATH as PACKAGE
from publicity.opendata.datapackage import datapackage
from publicity.opendata.duties import duty_data
from publicity.opendata.plan import Address, plan_data
from publicity.opendata.plan_tables import DUTIES, EVIDENCE, PROBLEMS, STAGES
from publicity.opendata.results import result_data
from publicity.opendata.schemas import as_text, data_schema
from publicity.opendata.table import Table, Written
from publicity.opendata.updates import update_data


@dataclass(frozen=True)
class DataSet:
    """Data of one kind: once as JSON, with its schema, and as tables."""

    name: str
    title: str
    about: str
    read: Callable[[Column, Address], Any]
    tables: tuple[Table, ...]

    @property
    def path(self) -> str:
        """Where the JSON is in the site."""
        return f"data/{self.name}.json"

    @property
    def schema_path(self) -> str:
        """Where the schema of the JSON is."""
        return f"data/{self.name}.schema.json"


DATA_SETS = (
    DataSet(
        *("plan", "方案和进程"),
        "方案的阶段、环节、批次、要解决的问题和各项时间：印的原话，和推算的起止日期。",
        plan_data,
        (STAGES, PROBLEMS),
    ),
    DataSet("duties", "公开与备案", "方案要求公开、备案的每一件事，和有没有做到。", duty_data, (DUTIES, EVIDENCE)),
    DataSet(
        *("commitments", "整改承诺"),
        "每项承诺的内容、时限、责任、状态，全部进展和修改。",
        commitment_data,
        (COMMITMENTS, HISTORY, MEASURES, ANSWERED),
    ),
    DataSet("bulletins", "简报和动态", "标题、日期、所属阶段、摘要和地址；正文看网页。", bulletin_data, (BULLETINS,)),
    DataSet(
        "publications",
        "公布的文件",
        "标题、日期、批准、报送、公示和地址；正文看网页。",
        publication_data,
        (PUBLICATIONS,),
    ),
    DataSet("updates", "更新记录", "文章发布以后改过什么、什么时候改的。", update_data, (UPDATES,)),
    DataSet("results", "评议和测评结果", "每道题每个选项的票数和百分比。", result_data, (RESULTS,)),
)
TABLES = tuple(table for kind in DATA_SETS for table in kind.tables)
PATHS = (
    *(path for kind in DATA_SETS for path in (kind.path, kind.schema_path)),
    *(table.path for table in TABLES),
    PACKAGE,
    LEDGER,
)


def data_files(column: Column, address: Address) -> dict[str, Written]:
    """Write them all, each once. `address` gives the published address of a path within docs/."""
    full = column.settings.site_url is not None
    made, tables = dict[str, Written](), dict[Table, Written]()
    for kind in DATA_SETS:
        data = kind.read(column, address)
        made[kind.path] = Written(f"{data.model_dump_json(indent=2)}\n".encode())
        made[kind.schema_path] = Written(as_text(data_schema(type(data), full)).encode())
        tables |= {table: table.written(data) for table in kind.tables}
    made |= {table.path: written for table, written in tables.items()}
    return made | {PACKAGE: Written(datapackage(column, tables)), LEDGER: _ledger(column)}


def _ledger(column: Column) -> Written:
    """What was sealed by the day; of articles that are not public now, not what they said."""
    public = (*column.bulletins, *column.publications)
    names = {name for item in public for name in (item.uri, *item.entry.old_paths)}
    known = {article_key(re.sub(r"(?:/index)?\.html$", "", name)) for name in names}
    withheld = {line.subject for line in column.ledger.lines if line.subject.startswith(ARTICLE)} - known
    return Written(public_ledger(column.ledger.lines, withheld, column.day))
