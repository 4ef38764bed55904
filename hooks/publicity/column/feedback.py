"""How a reader may answer: what mkdocs.yml says of it, and what is wrong with that beyond its form."""

from collections.abc import Iterator

from pydantic import Field

from publicity.fields.contact import Form, Mail, Phones, names_one_page
from publicity.fields.entry import Entry, Line
from publicity.problems.problem import Severity
from publicity.texts.reading import Finding
from publicity.texts.tree import Path


class Feedback(Entry):
    """The ways to an office that stand on every page. What is not given is not printed."""

    phone: Phones | None = Field(None, description="办公电话，如 0431-88888888；有几个的写成列表")
    hours: Line | None = Field(None, description="什么时候有人接，如 工作日 8:30—11:30、13:30—17:00")
    mail: Mail | None = Field(None, description="单位邮箱；读者写的信，主题和网址已经填好")
    address: Line | None = Field(None, description="通信地址和邮编")
    correction: Form | None = Field(
        None, description="网站找错的网址；{url} 的地方填上本页的网址，{title} 的地方填上本页的标题"
    )
    box: Form | None = Field(None, description="现有的信箱、留言板的网址；也可以写 {url}、{title}")


def feedback_findings(feedback: Feedback, path: Path) -> Iterator[Finding]:
    """Yield hours of nothing, and a form that would name the same page whichever the reader was on."""
    if feedback.hours and not (feedback.phone or feedback.address):
        yield Finding((*path, "hours"), "写了时间，没有写电话，也没有写地址", "补上 phone 或 address，或删掉这一行")
    if feedback.correction and (one := names_one_page(feedback.correction)):
        message = f"读者在哪一页找错，填的都是“{one}”"
        yield Finding((*path, "correction"), message, "url= 后面改成 {url}，就填上读者所在的那一页", Severity.NOTICE)
