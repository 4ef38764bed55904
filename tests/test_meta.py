"""What each page says of itself, the way to it, the footer and the archived banner: on built pages."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from publicity.commands.program import main
from publicity.finished.check import check_site
from tests.helpers.columns import column_of
from tests.helpers.official import Built
from tests.helpers.pages import pages
from tests.helpers.project import PINNED, ROOT, Project, make_project

pytestmark = pytest.mark.shipped

GOLDEN = yaml.safe_load((ROOT / "tests" / "cases" / "tags.yml").read_text(encoding="utf-8"))
ARTICLE = "bulletins/2009/2009-04-17-study-lecture.html"
ADDRESS = "https://rd.example.gov.cn/zt/"


@pytest.mark.parametrize("page", GOLDEN)
def test_tags(official: Project, page: str) -> None:
    assert Built(official.root / "site" / page).tags == GOLDEN[page]


def test_pages_of_a_department_are_of_the_commitments(official: Project) -> None:
    page = next((official.root / "site" / "lists").glob("department-*.html"))
    told = dict(Built(page).tags)
    assert told["ColumnName"] == "整改承诺"
    assert "牵头" in str(told["ColumnDescription"]) or "：" in str(told["ColumnDescription"])


def test_what_nobody_knows_is_not_printed(shipped: Path) -> None:
    for page in ("index.html", ARTICLE, "404.html"):
        told = dict(Built(shipped / page).tags)
        assert told["SiteName"] == "学习实践活动专栏"
        assert not told.keys() & {"SiteDomain", "SiteIDCode", "Url", "Image"}
        assert not Built(shipped / page).properties.keys() & {"og:url", "og:image"}


def test_open_graph_and_linked_data(official: Project) -> None:
    page = Built(official.root / "site" / ARTICLE)
    assert page.properties["og:type"] == "article"
    assert page.properties["og:url"] == ADDRESS + ARTICLE
    assert page.properties["article:published_time"] == "2009-04-20T09:00:00+08:00"
    article, way = page.graph
    assert (article["@type"], article["headline"]) == ("NewsArticle", page.properties["og:title"])
    assert article["datePublished"] == "2009-04-20T09:00:00+08:00"
    assert [step["item"] for step in way["itemListElement"]] == [
        ADDRESS + path for path in ("index.html", "bulletins/index.html", ARTICLE)
    ]
    kinds = {
        "index.html": "WebSite",
        "duties.html": "CollectionPage",
        "publications/analysis-report.html": "Report",
        "publications/rectification-plan.html": "Article",
        "commitments/rules-cleanup.html": "Article",
    }
    for path, kind in kinds.items():
        assert Built(official.root / "site" / path).graph[0]["@type"] == kind


def test_a_page_without_a_picture_is_shared_with_the_columns_card(official: Project) -> None:
    site = official.root / "site"
    for path in ("index.html", "commitments/index.html", "plan.html"):
        shown = Built(site / path).properties
        assert shown["og:image"] == f"{ADDRESS}assets/images/card.png"
        assert "项，一个图形一项" in shown["og:image:alt"]
    assert (site / "assets/images/card.png").read_bytes().startswith(b"\x89PNG")


def test_without_an_address_links_in_data_are_seen_from_the_page(shipped: Path) -> None:
    page = shipped / ARTICLE
    _, way = Built(page).graph
    for step in way["itemListElement"]:
        assert (page.parent / step["item"]).resolve().is_file()


def test_no_title_breaks_out_of_the_data(project: Project) -> None:
    project.write_nothing()
    project.edit("docs/plan.yml", "organ: 绿园区人大机关", "organ: '人大</script><!--<b>&\"'")
    site = project.build()
    page = Built(site / "index.html")
    assert page.graph[1]["name"] == '人大</script><!--<b>&"'
    assert '人大</script><!--<b>&"' in str(dict(page.tags)["ColumnKeywords"])
    assert page.tree.css("b") == []


@pytest.mark.parametrize(
    ("page", "titles"),
    [
        (ARTICLE, ["首页", "工作动态", "领导班子主要负责人作学习报告，集中学习结束"]),
        ("phases/study.html", ["首页", "活动进程", "学习调研阶段"]),
        ("lists/all-1.html", ["首页", "工作动态", "全部动态"]),
        ("publications/review-results.html", ["首页", "公布的文件", "领导班子分析检查报告群众评议结果"]),
        ("commitments/rules-cleanup.html", ["首页", "整改承诺", "规章制度清理"]),
        ("duties.html", ["首页", "公开清单"]),
        ("index.html", []),
        ("404.html", []),
    ],
)
def test_the_way_to_a_page(official: Project, page: str, titles: list[str]) -> None:
    path = official.root / "site" / page
    crumbs = Built(path).crumbs
    assert [title for title, _ in crumbs] == titles
    for _, address in crumbs[:-1]:
        assert address
        assert (path.parent / address).resolve().is_file()
    assert not crumbs or crumbs[-1][1] is None


def test_the_footer_prints_what_is_given_and_nothing_else(official: Project, shipped: Path) -> None:
    given = (
        "示例区人大常委会办公室",
        "示例区信息中心",
        "示例技术公司",
        "0431-00000000",
        "2201060012",
        "吉ICP备04030026号-2",
    )
    for page in ("index.html", ARTICLE, "404.html"):
        footer = Built(official.root / "site" / page).tree.css_first("footer")
        assert footer
        for text in (*given, "吉公网安备 22010602000105号", "网站地图"):
            assert text in footer.text()
        plain = Built(shipped / page).tree.css_first("footer")
        assert plain
        assert "绿园区人大机关" in plain.text()
        for label in ("承办", "技术支持", "联系方式", "网站标识码", "ICP", "公安", "网站地图"):
            assert label not in plain.text()


def test_an_archived_column_says_so_on_every_page_and_stands_still(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.edit("mkdocs.yml", PINNED, "  archived: 2009-09-30\n")
    sealed = CliRunner().invoke(main, ["seal", "--root", str(project.root)], env={"AS_OF": None})
    assert sealed.exit_code == 0, sealed.output
    site = project.build()
    shown = pages(site)
    assert len(shown) > 100
    for path in shown:
        text = path.read_text(encoding="utf-8")
        assert "已归档" in text
        assert "2009年9月30日" in text
        assert "data-as-of" not in text, "the reader's clock has nothing to correct"
    assert "活动已经结束" in (site / "index.html").read_text(encoding="utf-8")
    assert check_site(site, column_of(project), project.root / "docs", "docs") == {}
