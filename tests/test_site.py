"""The built site: what a reader gets, examined as files."""

import gzip
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.robotparser import RobotFileParser

import jsonschema
import pytest
import yaml
from mkdocs.config import load_config
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from publicity.opendata import schemas
from publicity_mkdocs.own_page import OwnPage
from tests.helpers.pages import classed, differences, pages, parse, text
from tests.helpers.project import ROOT, Project, make_project

PHASES = {
    "2009-04-15": ["study"],
    "2009-05-05": [],
    "2009-06-10": ["analysis", "rectify"],
    "2009-09-01": [],
}


# -- where it stands, on every page and in the data ----------------------------------------------------


@pytest.mark.parametrize("day", PHASES)
def test_every_page_and_the_data_say_the_same_phases(on_days: dict[str, Path], day: str) -> None:
    site, current = on_days[day], set(PHASES[day])
    data = json.loads((site / "data" / "plan.json").read_text(encoding="utf-8"))
    assert set(data["current"]) == current
    assert {phase["id"] for phase in data["phases"] if phase["state"] == "current"} == current
    titles = {phase["title"]: phase["id"] for phase in data["phases"]}

    home = parse(site / "index.html")
    (now,) = classed(home, "now")
    shown = [text(line) for line in classed(now, "stage") if line.get("hidden") is None]
    assert {name for title, name in titles.items() if any(title in line for line in shown)} == current
    assert len(shown) == len(current)
    (between,) = classed(now, "between")
    assert (between.get("hidden") is None) == (not current)
    for page in (*classed(home, "stages"), parse(site / "timeline.html")):
        stages = [e for e in classed(page, "stage") if e.tag in ("li", "tr")]
        running = [text(e) for e in stages if e.get("data-state") == "current"]
        assert len(stages) == 5
        assert {name for title, name in titles.items() if any(title in line for line in running)} == current
        assert all(("进行中" in text(e)) == (e.get("data-state") == "current") for e in stages)
    for name in titles.values():
        (headline,) = classed(parse(site / "phases" / f"{name}.html"), "headline")
        assert (headline.get("data-state") == "current") == (name in current)


@pytest.mark.parametrize("day", PHASES)
def test_every_page_says_as_of_when(on_days: dict[str, Path], day: str) -> None:
    on = date.fromisoformat(day)
    for page in pages(on_days[day]):
        assert f"截至 {on.year}年{on.month}月{on.day}日" in text(parse(page)), page.name


def test_a_finished_campaign_says_so(on_days: dict[str, Path]) -> None:
    assert "活动已经结束" in text(parse(on_days["2009-09-01"] / "index.html"))


# -- the pages -----------------------------------------------------------------------------------------


def test_printed_words_stand_beside_derived_days(shipped: Path) -> None:
    table = text(classed(parse(shipped / "timeline.html"), "sheet")[0])
    for words, days in (("3月下旬", "2009年3月21日至3月31日"), ("4月末", "2009年4月1日（推定）至4月30日")):
        assert words in table
        assert days in table


def test_the_plan_page_holds_the_whole_plan(shipped: Path) -> None:
    page = text(parse(shipped / "plan.html"))
    plan = yaml.safe_load((ROOT / "docs" / "plan.yml").read_text(encoding="utf-8"))
    wanted = [plan["title"], plan["organ"], plan["period"]["when"], "2009年4月22日"]
    for key in ("goals", "problems", "leadership"):
        wanted += [part for item in plan[key] for part in (item["title"], item["digest"])]
    wanted += [part for item in plan["participants"] for part in (item["group"], item["digest"])]
    for phase in plan["phases"]:
        for stage in (phase, *phase["steps"], *(t for s in phase["steps"] for t in s.get("steps", []))):
            wanted += [stage[key] for key in ("title", "when", "digest") if key in stage]
    wanted += [duty["what"] for duty in plan["duties"]] + plan["review"]["questions"] + plan["survey"]["questions"]
    missing = [part for part in wanted if re.sub(r"\s+", " ", part).strip() not in page]
    assert not missing
    assert "18 个（方案中编号的为 12 个）" in page


def test_a_plan_of_another_kind_builds(four_phases: Path) -> None:
    home = text(parse(four_phases / "index.html"))
    assert "第一阶段" in home
    data = json.loads((four_phases / "data" / "plan.json").read_text(encoding="utf-8"))
    assert data["current"] == ["visits", "towns"]
    assert len(list((four_phases / "phases").glob("*.html"))) == 4


def test_the_drawing_says_what_the_table_says(shipped: Path) -> None:
    tree = parse(shipped / "timeline.html")
    (drawing,) = classed(tree, "drawing")
    drawn = [e.get("data-span") for e in classed(drawing, "stage")]
    listed = [e.get("data-span") for e in classed(tree, "stage") if e.tag == "tr"]
    assert drawn == listed
    links = [(e.get("href"), e.get("tabindex")) for e in drawing.iter() if e.tag.endswith("}a") or e.tag == "a"]
    assert ("phases/rectify.html", "-1") in links, "a bar leads to its phase"
    assert drawing.get("aria-hidden") == "true" and {tab for _, tab in links} == {"-1"}, "told once, by the tables"
    due = {text(row[1]): text(row[2]) for row in classed(tree, "sheet")[1].iter() if row.tag.endswith("tr")}
    assert (due["社区卫生服务问卷"], due["转交意见问回音"]) == ("中止", "逾期"), "given up is not done"
    shapes = [e.get("class") for e in drawing.iter()]
    assert shapes.count("gap") == 1
    assert shapes.count("overlap") == 1
    assert "now" in shapes


# -- the contract with the machine ---------------------------------------------------------------------


def test_nothing_is_linked_that_is_not_there(shipped: Path, four_phases: Path) -> None:
    for site in (shipped, four_phases):
        trees = {page: parse(page) for page in site.rglob("*.html")}
        ids = {page: {e.get("id") for e in tree.iter()} for page, tree in trees.items()}
        for page, tree in trees.items():
            for element in tree.iter():
                for attribute in ("href", "src"):
                    if link := element.get(attribute):
                        check_link(site, page, link, ids)


def check_link(site: Path, page: Path, link: str, ids: dict[Path, set[str | None]]) -> None:
    parts = urlsplit(link)
    assert not parts.scheme, f"{page.name} leads outside: {link}"
    assert not parts.netloc, f"{page.name} leads outside: {link}"
    if not parts.path:
        target = page
    elif parts.path.startswith("/"):
        assert page.name == "404.html", f"{page.name} depends on where the site lies: {link}"
        target = site / unquote(parts.path).lstrip("/")
    else:
        target = (page.parent / unquote(parts.path)).resolve()
    if target.is_dir():
        target /= "index.html"
    assert target.is_file(), f"{page.name}: {link}"
    if parts.fragment and target in ids:
        assert unquote(parts.fragment) in ids[target], f"{page.name}: {link}"


def test_ids_are_unique_on_a_page(shipped: Path, four_phases: Path) -> None:
    for page in [*pages(shipped), *pages(four_phases)]:
        ids = [e.get("id") for e in parse(page).iter() if e.get("id")]
        assert len(ids) == len(set(ids)), page.name


def test_no_line_asks_what_nothing_answers(shipped: Path, four_phases: Path) -> None:
    """A cell that has a name on a phone has words: what was cancelled asks for no evidence."""
    empty = re.compile(r'<td data-label="([^"]*)">\s*</td>')
    asked = {
        path: empty.findall(path.read_text(encoding="utf-8")) for site in (shipped, four_phases) for path in pages(site)
    }
    assert {path: labels for path, labels in asked.items() if labels} == {}
    assert "依据：</span>" not in re.sub(r"\s", "", (shipped / "plan.html").read_text(encoding="utf-8"))


def test_plan_yml_is_not_published(shipped: Path) -> None:
    assert not list(shipped.rglob("*.yml"))


def test_data_follow_their_published_schema(shipped: Path, four_phases: Path, on_days: dict[str, Path]) -> None:
    for site in (shipped, four_phases, *on_days.values()):
        schema = json.loads((site / "data" / "plan.schema.json").read_text(encoding="utf-8"))
        data = json.loads((site / "data" / "plan.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(data, schema, format_checker=jsonschema.FormatChecker())


def test_data_hold_claims_counts_and_notices(shipped: Path) -> None:
    data = json.loads((shipped / "data" / "plan.json").read_text(encoding="utf-8"))
    assert data["as_of"] == "2009-06-15"
    claims = {claim["key"]: (claim["claimed"], claim["counted"], claim["unnumbered"]) for claim in data["claims"]}
    assert claims == {"phases": (3, 3, 0), "steps": (18, 12, 3)}
    assert any("18 ≠ 12" in notice["message"] for notice in data["notices"])
    study = data["phases"][1]
    assert (study["when"], study["start"], study["end"], study["inferred"]) == (
        *("4月末", "2009-04-01", "2009-04-30"),
        ["start"],
    )
    assert len(data["duties"]) == 11
    assert all((shipped / phase["address"]).is_file() for phase in data["phases"])


@pytest.mark.shipped
@pytest.mark.parametrize("plan", ["docs/plan.yml", "tests/plans/four-phases.yml"])
def test_plans_follow_the_schema_that_editors_complete_by(plan: str) -> None:
    data = yaml.safe_load((ROOT / plan).read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(json.dumps(data, default=str)), schemas.plan_schema())


def test_the_editors_schema_is_the_models() -> None:
    kept = (ROOT / ".vscode" / "plan.schema.json").read_text(encoding="utf-8")
    assert kept == schemas.as_text(schemas.plan_schema()), "run: publicity schema > .vscode/plan.schema.json"


def test_two_builds_are_byte_identical(tmp_path: Path, shipped: Path) -> None:
    elsewhere = make_project(tmp_path / "另一个 文件夹", sealed=True).build(
        cwd=tmp_path, TZ="Pacific/Kiritimati", LANG="C", PYTHONHASHSEED="7"
    )
    assert not differences(shipped, elsewhere)
    again = make_project(tmp_path / "again", sealed=True).build(
        cwd=Path("/"), TZ="Pacific/Pago_Pago", PYTHONHASHSEED="99"
    )
    assert not differences(shipped, again)


@pytest.mark.shipped
def test_the_sitemap_tells_when_each_page_last_changed(tmp_path: Path) -> None:
    project = make_project(tmp_path / "column")
    project.edit("mkdocs.yml", "# site_url:", "site_url: https://example.invalid/column/ #")
    site = project.build()
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    changed = dict(re.findall(r"<loc>https://example.invalid/column/(.*?)</loc>\s*<lastmod>(.*?)</lastmod>", sitemap))
    assert changed["bulletins/2009/2009-04-17-study-lecture.html"] == "2009-04-20"
    assert changed["bulletins/2009/2009-04-21-knowledge-quiz.html"] == updated_on(
        project.root, "2009-04-21-knowledge-quiz"
    )
    assert changed["timeline.html"] == "2009-06-15"  # something was published on that day
    told = {page.relative_to(site).as_posix() for page in pages(site)} - {"404.html", "fragments/frame.html"}
    assert {*re.findall(r"<loc>https://example.invalid/column/(.*?)</loc>", sitemap)} == told
    assert told - {*changed} == {"glossary.html"}, "the words change with the program only"
    packed = (site / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed).decode() == sitemap
    written = datetime.fromtimestamp(int.from_bytes(packed[4:8], "little"), UTC).date()
    assert written.isoformat() == max(changed.values()), "the same commit gives the same bytes"
    assert not (site / "robots.txt").exists(), "robots ask only at the root of a host"


@pytest.mark.parametrize("base", ["https://example.invalid/a/b", "https://example.invalid", "http://x/y/?z", "", None])
@pytest.mark.parametrize("folders", [True, False])
def test_addresses_of_own_pages_are_as_mkdocs_puts_them_together(base: str | None, folders: bool) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    config.site_url = base
    for uri in ("index.md", "bulletins/2009/甲 乙;丙.md", "a:b/index.md"):
        own, other = (kind("题", File(uri, None, "site", folders), config) for kind in (OwnPage, Page))
        assert (own.canonical_url, own.abs_url) == (other.canonical_url, other.abs_url)


def test_without_an_address_there_is_no_sitemap(shipped: Path) -> None:
    assert not [name for name in ("sitemap.xml", "sitemap.xml.gz", "robots.txt") if (shipped / name).exists()]


def test_robots_are_led_to_the_sitemap_of_a_host(column: Project) -> None:
    column.edit("mkdocs.yml", "# site_url:", "site_url: https://column.example.gov.cn/ #")
    site = column.build()
    told = RobotFileParser()
    told.parse((site / "robots.txt").read_text(encoding="utf-8").splitlines())
    assert told.site_maps() == ["https://column.example.gov.cn/sitemap.xml"]
    assert told.can_fetch("*", "https://column.example.gov.cn/data/plan.json")


def updated_on(root: Path, name: str) -> str:
    head = (root / "docs" / "bulletins" / "2009" / f"{name}.md").read_text(encoding="utf-8")
    found = re.search(r"updated:\s*(?:\{at: |\n\s+at: )(\S+)", head)
    assert found
    return found[1]


def test_articles_are_converted_as_mkdocs_converts_them(tmp_path: Path, shipped: Path) -> None:
    project = make_project(tmp_path / "column", sealed=True)
    ours = 'def render(self, config: MkDocsConfig, files: Files) -> None:\n        """Take what'
    project.edit("hooks/publicity_mkdocs/conversion.py", ours, ours.replace("render", "leave_it_to_mkdocs"))
    assert not differences(shipped, project.build())


def test_nothing_goes_out_that_no_page_loads(shipped: Path) -> None:
    asked = {
        link
        for page in shipped.rglob("*.html")
        for e in parse(page).iter()
        for link in (e.get("href"), e.get("src"), e.get("data-help"))  # the last is loaded when nothing is found
        if link
    }
    names = {Path(urlsplit(link).path).name for link in asked}
    assets = [path for path in (shipped / "assets").rglob("*") if path.is_file()]
    assert assets
    idle = [path.name for path in assets if path.name not in names]
    assert [name for name in idle if not name.startswith("today.")] == [], "that one is for columns not pinned"


@pytest.mark.parametrize(
    ("page", "section"),
    [
        ("bulletins/2009/2009-05-26-democratic-meeting.html", "工作动态"),
        ("lists/all-1.html", "工作动态"),
        ("lists/department-16f702ee.html", "整改承诺"),
        ("commitments/office-guide.html", "整改承诺"),
        ("phases/analysis.html", "活动进程"),
        ("publications/review-results.html", "公布的文件"),
        ("plan.html", "工作方案"),
        ("search.html", None),
        ("404.html", None),
    ],
)
def test_the_header_says_in_which_section_a_page_is(shipped: Path, page: str, section: str | None) -> None:
    links = [e for e in parse(shipped / page).iter("a") if e.get("aria-current") in ("page", "true")]
    assert [text(link) for link in links] == ([section] if section else [])


# -- builds that must not happen -----------------------------------------------------------------------


@pytest.mark.shipped
def test_a_broken_plan_stops_the_build_and_leaves_the_site_alone(tmp_path: Path) -> None:
    project = make_project(tmp_path / "column")
    before = (project.build() / "index.html").read_bytes()
    project.edit("docs/plan.yml", "title: 发展信心不足", "titel: 发展信心不足")
    project.edit("docs/plan.yml", "when: 3月下旬", "when: 9月31日前")
    done = project.mkdocs("build", "--strict")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "titel" in done.stderr
    assert "9月只有30天" in done.stderr
    assert (project.root / "site" / "index.html").read_bytes() == before


@pytest.mark.shipped
def test_a_hand_written_phase_page_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path / "column")
    (project.root / "docs" / "phases").mkdir()
    (project.root / "docs" / "phases" / "study.md").write_text("# 手写\n", encoding="utf-8")
    done = project.mkdocs("build", "--strict")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "docs/phases/study.md" in done.stderr


@pytest.mark.shipped
def test_merge_requests_get_annotations(tmp_path: Path) -> None:
    project = make_project(tmp_path / "column")
    project.edit("docs/plan.yml", "verb: 公示", "verb: 公式")
    done = project.mkdocs("build", "--strict", GITHUB_ACTIONS="true")
    assert done.returncode == 1
    line = next(
        number for number, text in enumerate(project.plan.read_text(encoding="utf-8").splitlines(), 1) if "公式" in text
    )
    assert f"::error file=docs/plan.yml,line={line},col=" in done.stdout


@pytest.mark.shipped
def test_markup_in_the_plan_is_text(tmp_path: Path) -> None:
    project = make_project(tmp_path / "column")
    project.edit("docs/plan.yml", "title: 发展信心不足", "title: 发展<script>alert(1)</script>信心&amp;不足")
    project.edit("docs/plan.yml", "title: 准备动员", "title: 准备<script>alert(1)</script>动员")
    site = project.build()
    for page in pages(site):
        assert "<script>alert(1)</script>" not in page.read_text(encoding="utf-8"), page.name
    assert "发展<script>alert(1)</script>信心&amp;不足" in text(parse(site / "plan.html"))
