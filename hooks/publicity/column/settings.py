"""What mkdocs.yml may say about the column: its day, the site it belongs to, its footer (handbook/domain.md#pages).

Of the rest of mkdocs.yml, which is the site generator's, only the name and the address are read.
"""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from publicity.approvals.rounds import Rounds
from publicity.column.feedback import Feedback
from publicity.fields.contact import Address
from publicity.fields.entry import Day, Entry, Line, Text
from publicity.fields.host import Host, host_of
from publicity.fields.registered import Icp, IdCode, Police

# What the theme itself looks for under `extra`: not ours to judge.
OF_THE_THEME = frozenset(
    {
        *("alternate", "analytics", "annotate", "consent", "generator", "homepage", "polyfills", "scope", "social"),
        *("status", "tags", "version"),
    }
)


class Site(Entry):
    """The site that the column is part of: the `Site*` tags of every page."""

    name: Line | None = Field(None, description="网站名称（SiteName）；不写就用 site_name")
    domain: Host | None = Field(None, description="网站域名（SiteDomain）；不写就用 site_url 里的")
    id_code: IdCode | None = Field(None, description="网站标识码（SiteIDCode），10 位数字；不知道就不写，不要编造")


class Footer(Entry):
    """Who answers for the pages. What is not given is not printed."""

    organizer: Line | None = Field(None, description="主办单位；不写就用方案的制定机关")
    undertaker: Line | None = Field(None, description="承办单位")
    support: Line | None = Field(None, description="技术支持")
    contact: Line | None = Field(None, description="联系方式，如办公电话")
    icp: Icp | None = Field(None, description="ICP备案号")
    police: Police | None = Field(None, description="公安备案号")
    sitemap: Address | None = Field(None, description="全站的网站地图的网址")


class Reuse(Entry):
    """On what terms the data may be used again. What is not given is not promised to anybody."""

    terms: Text | None = Field(
        None, description="使用条件，一两句话，如 可以免费使用，注明来源和截至的日期；不写就照实说没有声明"
    )
    url: Address | None = Field(None, description="使用条件或许可协议全文的网址")


class ColumnTags(Entry):
    """The `Column*` tags of one kind of page, where they should not be the usual ones."""

    name: Line | None = Field(None, description="栏目名称（ColumnName）")
    description: Text | None = Field(None, description="栏目描述（ColumnDescription）")
    keywords: Annotated[list[Line], Field(min_length=1, max_length=10)] | None = Field(
        None, description="栏目关键词（ColumnKeywords）"
    )
    type: Line | None = Field(None, description="栏目类别（ColumnType），如 工作动态、政策文件、征集调查")


# Defaults below are constructed: there is nothing to validate in them, and to make what would takes a while.


class Columns(Entry):
    """The columns of the site, by kind of page."""

    home: ColumnTags = Field(ColumnTags.model_construct(), description="首页")
    plan: ColumnTags = Field(ColumnTags.model_construct(), description="工作方案")
    timeline: ColumnTags = Field(ColumnTags.model_construct(), description="活动进程和各阶段")
    bulletins: ColumnTags = Field(ColumnTags.model_construct(), description="工作动态")
    publications: ColumnTags = Field(ColumnTags.model_construct(), description="公布的文件")
    results: ColumnTags = Field(ColumnTags.model_construct(), description="评议和测评结果")
    commitments: ColumnTags = Field(ColumnTags.model_construct(), description="整改承诺")
    duties: ColumnTags = Field(ColumnTags.model_construct(), description="公开清单")
    data: ColumnTags = Field(ColumnTags.model_construct(), description="数据与订阅")
    pages: ColumnTags = Field(ColumnTags.model_construct(), description="其他网页")


class Extra(Entry):
    """Our part of mkdocs.yml."""

    as_of: Day | None = Field(None, description="专栏停在哪一天，如 2026-06-15；要随日历走就删掉这一行")
    archived: Day | None = Field(None, description="活动结束、不再更新的日期，如 2026-09-30；各种状态停在这一天")
    site: Site = Field(Site.model_construct(), description="专栏所在的网站")
    footer: Footer = Field(Footer.model_construct(), description="页脚")
    feedback: Feedback = Field(
        Feedback.model_construct(), description="读者对哪一页有意见，怎样告诉你们；每页下面都印，不写就不印"
    )
    columns: Columns = Field(Columns.model_construct(), description="栏目标签，一般不用写")
    reuse: Reuse = Field(Reuse.model_construct(), description="数据和网页内容的使用条件")
    strict_commitments: bool = Field(
        False, description="整改承诺不能缺项：目标、措施、期限、责任领导、验收、类别、依据都要写；照录旧表的不写"
    )
    approvals: Rounds = Field(Rounds.model_construct(), description="三审：公开以前由谁审，不写就不要求")
    private: Annotated[list[Line], Field(max_length=100)] = Field(
        [], description="docs/ 里不公开的文件，写法和 .gitignore 一样，如 底稿/ 或 *.bak"
    )
    outside_trusted: Annotated[list[Host], Field(max_length=100)] = Field(
        [], description="不算外站的域名；*.gov.cn 和本站不用写"
    )


class Settings(BaseModel):
    """All that is read of mkdocs.yml."""

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True, defer_build=True)

    site_name: Line = Field("", description="专栏名称")
    site_description: Text | None = Field(None, description="一两句话，说明这是什么")
    site_url: Address | None = Field(None, description="专栏的公开网址，以 / 结尾")
    extra: Extra = Field(Extra.model_construct(), description="专栏的设置")

    @property
    def fixed(self) -> date | None:
        """The day that the column stands at whatever the calendar says; None where it follows the calendar."""
        return self.extra.archived or self.extra.as_of

    @property
    def archived(self) -> date | None:
        """The day from which nothing is kept up any more."""
        return self.extra.archived

    @property
    def footer(self) -> Footer:
        """Who answers for the pages."""
        return self.extra.footer

    @property
    def reuse(self) -> Reuse:
        """On what terms the data may be used again."""
        return self.extra.reuse

    @property
    def feedback(self) -> Feedback:
        """How a reader may answer."""
        return self.extra.feedback

    @property
    def name(self) -> str:
        """SiteName."""
        return self.extra.site.name or self.site_name

    @property
    def domain(self) -> str | None:
        """SiteDomain."""
        return self.extra.site.domain or host_of(self.site_url or "") or None

    @property
    def id_code(self) -> str | None:
        """SiteIDCode."""
        return self.extra.site.id_code

    @property
    def trusted_hosts(self) -> tuple[str, ...]:
        """Hosts that need no notice before a reader leaves for them; beside them all of gov.cn."""
        own = (self.domain, host_of(self.site_url or ""), *self.extra.outside_trusted)
        return tuple(dict.fromkeys(filter(None, own)))
