"""What the front matter of a bulletin (简报, 动态) or a publication may say (handbook/domain.md#duties)."""

from datetime import datetime
from typing import Annotated, Any, Literal
from unicodedata import normalize
from urllib.parse import unquote

from pydantic import BeforeValidator, Field, StringConstraints

from publicity.fields.day import MiswrittenError
from publicity.fields.entry import Day, Entry, Id, Line, Moment
from publicity.plans.records import ApprovalRecord, FilingRecord, NoticePeriod
from publicity.regex import regex
from publicity.results.figure import Figure
from publicity.results.results import Results
from publicity.screening.screened import Exceptions

Audience = Literal["public", "members", "limited"]
# A page below a folder, named as any system can; a folder called like a page would take the place of one.
_NAME = r"\w[^\x00-\x1f/\\:*?\"<>|#%]*"
_OLD_PATH = regex(rf"(?!.*\.s?html?/){_NAME}(?:(?<![. ])/{_NAME})*\.s?html?")
PublicationKind = Literal[
    "活动方案",
    "分析检查报告",
    "群众评议结果",
    "整改落实方案",
    "工作标准和服务规范",
    "重点整改成果",
    "总结",
    "测评结果",
    "其他",
]
Summary = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\n]*$")]


def _file(given: Any) -> Any:
    return {"file": given} if isinstance(given, str) else given


def _number(given: Any) -> Any:
    return {"number": given} if isinstance(given, str) else given


def _old_path(given: Any) -> Any:
    path = normalize("NFC", unquote(given)) if isinstance(given, str) else ""
    if not _OLD_PATH.fullmatch(path):
        hint = "去掉网站域名和最前面的 /，也没有 ? # :；以 .html 结尾"
        raise MiswrittenError(f"旧网址要写成 zt/202604/t20260413_12.html 这样，现为“{given}”", "旧网址", hint)
    return path


OldPath = Annotated[str, BeforeValidator(_old_path), StringConstraints(max_length=200)]


class Update(Entry):
    """A later change, with a note that readers see. Once public it stays: the next one is added after it."""

    at: Moment = Field(description="更新时间，如 2026-04-23 10:00")
    note: Line = Field(description="改了什么，读者看得到")


def _one(given: Any) -> Any:
    return [given] if isinstance(given, dict) else given


Updates = Annotated[
    list[Update], BeforeValidator(_one, json_schema_input_type=Update | list[Update]), Field(max_length=50)
]


class Picture(Entry):
    """The lead picture."""

    file: Line = Field(description="图片文件，相对于本文件所在的文件夹")
    alt: Line = Field(description="图片说明，看不见图的人靠它了解内容")


class Attachment(Entry):
    """A file to download."""

    file: Line = Field(description="附件文件，相对于本文件所在的文件夹")
    title: Line | None = Field(None, description="附件名称；不写就用文件名")


class Issue(Entry):
    """The head and foot of a numbered bulletin (简报)."""

    number: Annotated[int, Field(ge=1, le=9999)] = Field(description="第几期")
    signed: Line | None = Field(None, description="签发人的职务")
    report: Annotated[list[Line], Field(max_length=30)] = Field([], description="报")
    send: Annotated[list[Line], Field(max_length=30)] = Field([], description="送")
    distribute: Annotated[list[Line], Field(max_length=30)] = Field([], description="发")


class Article(Entry):
    """What bulletins and publications have in common. Four times are four fields (handbook/domain.md#days)."""

    title: Line = Field(description="标题")
    date: Day = Field(description="事情发生的日期；文件写成文日期")
    published: Moment = Field(description="首次发布时间，如 2026-04-22 09:30")
    updated: Updates = Field([], description="更新时间（at）和说明（note）；改过几次，一次一项")
    source: Line = Field(description="稿件来源")
    author: Line | None = Field(None, description="作者")
    editor: Line | None = Field(None, description="编辑")
    reviewer: Line | None = Field(None, description="审核")
    phase: Id | None = Field(None, description="所属阶段的 id；按日期能确定的不用写")
    step: Id | None = Field(None, description="所属环节的 id")
    topics: Annotated[list[Line], Field(max_length=5)] = Field([], description="主题，最多五个")
    summary: Summary = Field(description="一句话摘要，用在列表和订阅里")
    picture: Picture | None = Field(None, description="题图：file 和 alt")
    attachments: Annotated[
        list[Annotated[Attachment, BeforeValidator(_file, json_schema_input_type=str | Attachment)]],
        Field(max_length=50),
    ] = Field([], description="附件：file 和 title")
    fulfils: Annotated[list[Id], Field(max_length=20)] = Field([], description="兑现了方案的哪些义务：duties 的 id")
    figures: Annotated[dict[str, Figure], Field(max_length=20)] = Field(
        {}, description="达到的数量：数量要求的 id（quotas 里的）: 数字"
    )
    audience: Audience = Field("public", description="public 社会，members 党员群众，limited 一定范围（不上网）")
    draft: bool = Field(False, description="草稿：只在预览里看得到")
    expires: Day | None = Field(None, description="最后一天：过了这一天就不再公开")
    old_paths: Annotated[list[OldPath], Field(max_length=20)] = Field(
        [], description="旧网址，会转到新网址；从早到晚写"
    )
    screened: Exceptions = Field([], description="看过、可以公开的内容：rule、of、reason、by")
    sample: bool = Field(False, description="示例内容，正式发布时会拦下")

    @property
    def updates(self) -> list[Update]:
        """The later changes, the newest first, in whatever order they are written."""
        return sorted(self.updated, key=lambda update: update.at, reverse=True)

    @property
    def modified(self) -> datetime:
        """When it last changed for readers."""
        return max([self.published, *(update.at for update in self.updated)])


class Bulletin(Article):
    """A bulletin: a numbered 简报, or a 动态."""

    kind: Literal["简报", "动态"] = Field(description="简报 或 动态")
    issue: Annotated[Issue, BeforeValidator(_number, json_schema_input_type=int | Issue)] | None = Field(
        None, description="期号等，简报必填"
    )


class Publication(Article):
    """A document that the plan obliges the office to publish or file."""

    kind: PublicationKind = Field(description="文件种类")
    approval: ApprovalRecord | None = Field(None, description="批准记录：by、at、act")
    filing: FilingRecord | None = Field(None, description="备案或报送记录：to、at、number")
    notice: NoticePeriod | None = Field(None, description="公示期：opens、closes")
    results: Results | None = Field(None, description="评议或测评结果：各档票数")
