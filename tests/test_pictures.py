"""Pictures are published without metadata, upright, no wider than shown; what can't be is told at its place."""

import filecmp
import re
import shutil
import urllib.request
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from publicity.column.files import read_column
from publicity.pictures.encoding import LINKED, SHOWN, WIDEST, Recipe, UnusableError, Variant, remake
from publicity.pictures.file import Look, examine
from publicity.pictures.store import Store
from publicity.pictures.tags import Shown, complete_tags
from publicity.problems.problem import Problem, Severity
from tests.helpers.pictures import MARKER, chatty, exif, film, opened, saved, scene
from tests.helpers.preview import serving
from tests.helpers.project import Project, make_project

SUFFIX = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif"}
STUDY_LECTURE = "bulletins/2009/2009-04-17-study-lecture.md"


def made(data: bytes, folder: Path, format_name: str, recipe: Recipe = SHOWN) -> tuple[Variant, ...]:
    path = folder / f"given{SUFFIX[format_name]}"
    path.write_bytes(data)
    look = examine(path)
    assert isinstance(look, Look), look
    variants = remake(data, look, recipe)
    for variant in variants:
        image = opened(variant.content)
        assert image.size == (variant.width, variant.height)
        assert ("JPEG" if image.format == "MPO" else image.format) == format_name
    return variants


# ———— metadata ————


@pytest.mark.parametrize("recipe", [SHOWN, LINKED], ids=["shown", "linked"])
@pytest.mark.parametrize("turn", [1, 6])
@pytest.mark.parametrize("width", [300, 2400])
@pytest.mark.parametrize("format_name", SUFFIX)
def test_nothing_is_told_beside_the_picture(
    tmp_path: Path, format_name: str, width: int, turn: int, recipe: Recipe
) -> None:
    given = chatty(scene(width, 200), format_name, turn)
    assert given.count(MARKER.encode()) >= (2 if format_name == "GIF" else 4)
    for variant in made(given, tmp_path, format_name, recipe):
        assert MARKER.encode() not in variant.content
        image = opened(variant.content)
        assert not image.getexif()
        assert {"exif", "xmp", "icc_profile", "comment", "Comment"}.isdisjoint(image.info)


@pytest.mark.parametrize("format_name", ["GIF", "WEBP", "PNG"])
def test_what_moves_keeps_its_frames_and_nothing_else(tmp_path: Path, format_name: str) -> None:
    (variant,) = made(film(format_name), tmp_path, format_name)
    assert MARKER.encode() in film(format_name)
    assert MARKER.encode() not in variant.content
    plain, kept = opened(film(format_name, chatter=False)), opened(variant.content)
    assert kept.n_frames == plain.n_frames == 4  # type: ignore[attr-defined]
    assert kept.info.get("loop") == plain.info.get("loop")
    for number in range(4):
        plain.seek(number)
        kept.seek(number)
        assert plain.convert("RGBA").tobytes() == kept.convert("RGBA").tobytes()
        assert plain.info.get("duration") == kept.info.get("duration")


# ———— pixels ————


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("width", [400, 4000])  # stripped or packed anew; shrunk while decoding
def test_a_picture_is_upright_however_the_camera_was_held(tmp_path: Path, width: int, turn: int) -> None:
    upright = scene(width, width // 2)
    # How a camera held so would have stored it: the inverse of what a viewer has to do.
    stored = upright
    if turn in (2, 4, 3):
        stored = upright.transpose(
            {2: Image.Transpose.FLIP_LEFT_RIGHT, 4: Image.Transpose.FLIP_TOP_BOTTOM, 3: Image.Transpose.ROTATE_180}[
                turn
            ]
        )
    elif turn > 4:
        stored = upright.transpose(
            {
                5: Image.Transpose.TRANSPOSE,
                6: Image.Transpose.ROTATE_90,
                7: Image.Transpose.TRANSVERSE,
                8: Image.Transpose.ROTATE_270,
            }[turn]
        )
    widest, *_ = made(saved(stored, "JPEG", exif=exif(turn), quality=95), tmp_path, "JPEG")
    assert widest.width == 2 * widest.height == min(width, 2 * WIDEST)
    image = opened(widest.content).convert("RGB")
    corners = [image.getpixel((x, y)) for x in (5, widest.width - 5) for y in (5, widest.height - 5)]
    expected = [upright.getpixel((x * (width - 10) + 5, y * (width // 2 - 10) + 5)) for x in (0, 1) for y in (0, 1)]
    for got, wanted in zip(corners, expected, strict=True):
        assert all(abs(a - b) < 14 for a, b in zip(got, wanted, strict=True)), (corners, expected)  # type: ignore[arg-type]


def test_widths(tmp_path: Path) -> None:
    sizes = {
        width: [(v.width, v.height) for v in made(saved(scene(width, width // 2), "JPEG"), tmp_path, "JPEG")]
        for width in (300, 480, 700, 1200, 1776, 5000)
    }
    assert sizes == {
        300: [(300, 150)],  # never enlarged
        480: [(480, 240)],
        700: [(700, 350), (480, 240)],
        1200: [(1200, 600), (480, 240)],  # 960 would spare nobody much
        1776: [(1776, 888), (960, 480), (480, 240)],
        5000: [(1776, 888), (960, 480), (480, 240)],
    }
    weights = [len(v.content) for v in made(saved(scene(5000, 2500), "JPEG"), tmp_path, "JPEG")]
    assert weights == sorted(weights, reverse=True)


def test_a_picture_to_download_keeps_its_pixels(tmp_path: Path) -> None:
    given = chatty(scene(2400, 600), "JPEG", quality=95)
    (variant,) = made(given, tmp_path, "JPEG", LINKED)
    assert opened(variant.content).tobytes() == opened(given).tobytes()


def test_a_light_picture_is_not_packed_again(tmp_path: Path) -> None:
    for format_name in ("JPEG", "PNG", "GIF"):
        given = saved(
            scene(400, 200), format_name, **({"quality": 60} if format_name == "JPEG" else {"optimize": True})
        )
        (variant,) = made(given, tmp_path, format_name)
        assert opened(variant.content).tobytes() == opened(given).tobytes()
        assert len(variant.content) <= len(given)


def test_a_heavy_picture_is(tmp_path: Path) -> None:
    given = saved(Image.effect_noise((900, 600), 60), "JPEG", quality=100)
    assert len(made(given, tmp_path, "JPEG")[0].content) < len(given) / 2


@pytest.mark.parametrize("width", [200, 2400])
def test_colours_are_those_of_the_profile(tmp_path: Path, width: int) -> None:
    """By a profile in which red and green are exchanged, the file's red is a green."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    described = ImageCms.getProfileDescription(profile)
    assert "sRGB" in described
    swapped = swap_primaries(profile.tobytes())
    image = Image.new("RGB", (width, 100), (255, 0, 0))
    plain, *_ = made(saved(image, "PNG", icc_profile=profile.tobytes()), tmp_path, "PNG")
    turned, *_ = made(saved(image, "PNG", icc_profile=swapped), tmp_path, "PNG")
    assert opened(plain.content).convert("RGB").getpixel((9, 9)) == (255, 0, 0)
    red, green, blue = opened(turned.content).convert("RGB").getpixel((9, 9))  # type: ignore[misc]
    assert red < 20 and green > 235 and blue < 20


def swap_primaries(profile: bytes) -> bytes:
    """sRGB with red and green exchanged, under another name."""
    content = bytearray(
        profile.replace("sRGB".encode("utf-16-be"), "test".encode("utf-16-be")).replace(b"sRGB b", b"test b")
    )
    for at in range(132, 132 + 12 * int.from_bytes(content[128:132], "big"), 12):
        name = bytes(content[at : at + 4])
        if name in (b"rXYZ", b"gXYZ"):
            content[at : at + 4] = b"gXYZ" if name == b"rXYZ" else b"rXYZ"
    return bytes(content)


ODD = {
    "CMYK": (scene(500, 200, "CMYK"), "JPEG", "RGB"),
    "grey": (scene(500, 200, "L"), "JPEG", "L"),
    "16 bits": (Image.new("I;16", (500, 200), 40000), "PNG", "L"),
    "black and white": (scene(500, 200, "1"), "PNG", "1"),
    "palette": (scene(2400, 200).quantize(32), "PNG", "P"),
    "one pixel": (Image.new("RGB", (1, 1), "red"), "PNG", "RGB"),
    "panorama": (scene(20_000, 600), "JPEG", "RGB"),
    "long": (scene(400, 20_000), "PNG", "RGB"),
    "lossless": (scene(2400, 200), "WEBP", "RGB"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_pictures(tmp_path: Path, name: str) -> None:
    image, format_name, mode = ODD[name]
    widest, *_ = made(saved(image, format_name, lossless=True), tmp_path, format_name)
    assert opened(widest.content).mode == mode
    assert widest.width == min(image.width, 2 * WIDEST) and widest.height >= 1
    if name == "16 bits":
        assert opened(widest.content).getpixel((9, 9)) == 40000 // 256


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_stays_so(tmp_path: Path, mode: str) -> None:
    image = scene(2400, 200, "RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 1200, 200))
    given = saved(image.quantize(64) if mode == "P" else image.convert(mode), "PNG")
    for recipe in (SHOWN, LINKED):
        for variant in made(given, tmp_path, "PNG", recipe):
            alpha = opened(variant.content).convert("RGBA").getchannel("A")
            assert alpha.getpixel((5, 5)) == 0 and alpha.getpixel((variant.width - 5, 5)) == 255


def test_cut_off_within(tmp_path: Path) -> None:
    """The end is there, the middle is not: seen when it is decoded."""
    given = saved(scene(900, 900), "PNG")
    with pytest.raises(UnusableError):
        made(given[:9000] + given[-12:], tmp_path, "PNG")


# ———— the store ————


def test_the_store_is_trusted_only_as_far_as_it_is_whole(tmp_path: Path) -> None:
    data = saved(scene(1200, 600), "JPEG")
    look = Look("JPEG", 1200, 600)
    store = Store(tmp_path / "store")

    def contents() -> list[bytes]:
        return [variant.content.read_bytes() for variant in store.find_or_make(data, look, SHOWN)]  # type: ignore[union-attr]

    fresh = contents()
    assert fresh == [variant.content for variant in remake(data, look, SHOWN)]
    kept = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in store.folder.iterdir()}
    assert contents() == fresh
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in store.folder.iterdir()} == kept, "made again"
    for path in kept:
        for spoilt in (b"", path.read_bytes()[:-1], b"[[1,1,", b"[[]]", b"{}", b"null"):
            path.write_bytes(spoilt)
            assert contents() == fresh, (path.name, spoilt)
        path.unlink()
        assert contents() == fresh, path.name
    assert {path: path.read_bytes() for path in store.folder.iterdir()} == {
        p: content for p, (content, _) in kept.items()
    }


def test_without_a_place_for_the_store(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file")
    data, look = saved(scene(1200, 600), "JPEG"), Look("JPEG", 1200, 600)
    stored = Store(tmp_path / "store").find_or_make(data, look, SHOWN)
    assert [one.content for one in stored] == [variant.content for variant in remake(data, look, SHOWN)]


# ———— tags ————


@pytest.mark.parametrize(
    ("given", "completed"),
    [
        ("<p>没有图</p>", "<p>没有图</p>"),
        (
            '<img alt="a &gt; b" src="x/%E5%9B%BE.jpg" />',
            '<img alt="a &gt; b" src="x/%E5%9B%BE.jpg" width="1200" height="600"'
            ' srcset="x/%E5%9B%BE.w480.jpg 480w, x/%E5%9B%BE.jpg 1200w"'
            ' sizes="(min-width: 716px) 684px, calc(100vw - 32px)" loading="lazy" decoding="async">',
        ),
        (
            "<IMG SRC='x/图.jpg' width=300 alt='>' loading=eager>",
            "<img SRC='x/图.jpg' width=300 alt='>' loading=eager height=\"150\""
            ' srcset="x/%E5%9B%BE.w480.jpg 480w, x/%E5%9B%BE.jpg 1200w"'
            ' sizes="(min-width: 332px) 300px, calc(100vw - 32px)" decoding="async">',
        ),
        ('<img src="elsewhere.jpg">', '<img src="elsewhere.jpg" loading="lazy" decoding="async">'),
        ("<code>&lt;img&gt;</code>", "<code>&lt;img&gt;</code>"),
    ],
)
def test_tags(given: str, completed: str) -> None:
    shown = Shown(1200, 600, (("图.w480.jpg", 480),))
    assert complete_tags(given, lambda source: shown if source.startswith("x/") else None) == completed


# ———— a column ————


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A column with a photograph in every place for one, its built site, and a second build without a store."""
    project = make_project(tmp_path_factory.mktemp("album"))
    project.keep_private("nobody.jpg", "inline.w480.jpg", "study-days.png")
    docs = project.root / "docs"
    folder = docs / "bulletins/2009/pictures"
    for name in ("lead", "inline", "raw", "linked", "attached", "nobody"):
        (folder / f"{name}.jpg").write_bytes(chatty(scene(2400, 1600), "JPEG", 6 if name == "lead" else 1))
    (folder / "照片 一.webp").write_bytes(chatty(scene(1000, 500), "WEBP"))
    (folder / "inline.w480.jpg").write_bytes(saved(scene(20, 10), "JPEG"))  # an editor's own, and held back
    (folder / "film.gif").write_bytes(film("GIF"))
    (folder / "plan.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 90"/>', encoding="utf-8")
    (docs / "pictures").mkdir()
    (docs / "pictures" / "home.jpg").write_bytes(chatty(scene(1400, 700), "JPEG"))
    project.edit(f"docs/{STUDY_LECTURE}", "file: pictures/study-days.png", "file: pictures/lead.jpg")
    project.edit(f"docs/{STUDY_LECTURE}", "\nsample: true", "\nattachments: [pictures/attached.jpg]\nsample: true")
    text = (docs / STUDY_LECTURE).read_text(encoding="utf-8")
    shown = (
        "![一](pictures/inline.jpg) ![二](<pictures/照片%20一.webp>) ![三](pictures/film.gif) ![四](pictures/plan.svg)"
    )
    raw = '<p><img src="pictures/raw.jpg" alt="五"> <a href="pictures/linked.jpg">大图</a></p>'
    (docs / STUDY_LECTURE).write_text(f"{text}\n\n{shown}\n\n{raw}\n", encoding="utf-8")
    for page in ("index.md", "commitments/office-guide.md"):
        path = docs / page
        above = "../" * page.count("/")
        path.write_text(path.read_text(encoding="utf-8") + f"\n\n![照片]({above}pictures/home.jpg)\n", encoding="utf-8")
    project.build()
    return project


def tags(path: Path) -> dict[str, dict[str, str]]:
    html = path.read_text(encoding="utf-8")
    found = [dict(re.findall(r'([a-z]+)="([^"]*)"', tag)) for tag in re.findall(r"<img [^>]*>", html)]
    return {tag["src"].rpartition("/")[2]: tag for tag in found}


@pytest.mark.shipped
def test_no_trace_of_the_camera(album: Project) -> None:
    traces = [
        path for path in (album.root / "site").rglob("*") if path.is_file() and MARKER.encode() in path.read_bytes()
    ]
    assert traces == []
    assert not list((album.root / "site").rglob("nobody*"))


@pytest.mark.shipped
def test_every_picture_tag_is_complete(album: Project) -> None:
    site = album.root / "site"
    found = tags(site / STUDY_LECTURE.replace(".md", ".html"))
    assert list(found) == [
        "lead.jpg",
        "inline.jpg",
        "%E7%85%A7%E7%89%87%20%E4%B8%80.webp",
        "film.gif",
        "plan.svg",
        "raw.jpg",
    ]
    sizes = [(tag["width"], tag["height"]) for tag in found.values()]
    assert sizes == [
        ("1600", "2400"),
        ("1776", "1184"),
        ("1000", "500"),
        ("300", "200"),
        ("300", "90"),
        ("1776", "1184"),
    ]
    lead, *others = found.values()
    assert lead["fetchpriority"] == "high" and "loading" not in lead
    assert all(tag["loading"] == "lazy" and "fetchpriority" not in tag for tag in others)
    assert all(tag["decoding"] == "async" for tag in found.values())
    for page in ("index.html", "commitments/office-guide.html"):
        assert tags(site / page)["home.jpg"]["height"] == "700"


@pytest.mark.shipped
def test_variants_are_there_and_as_wide_as_told(album: Project) -> None:
    site = album.root / "site"
    checked = 0
    for page in (STUDY_LECTURE.replace(".md", ".html"), "index.html", "commitments/office-guide.html"):
        for tag in tags(site / page).values():
            for candidate in filter(None, tag.get("srcset", "").split(", ")):
                address, width = candidate.split(" ")
                name = address.replace("%E7%85%A7%E7%89%87%20%E4%B8%80", "照片 一")
                assert opened((site / page).parent.joinpath(name).read_bytes()).width == int(width.rstrip("w"))
                checked += 1
    assert checked == 16
    inline = tags(site / STUDY_LECTURE.replace(".md", ".html"))["inline.jpg"]["srcset"]
    assert "inline.w480_.jpg 480w" in inline, "an editor has a file of the other name"


@pytest.mark.shipped
def test_what_is_only_linked_keeps_its_width(album: Project) -> None:
    folder = album.root / "site/bulletins/2009/pictures"
    for name in ("linked.jpg", "attached.jpg"):
        assert opened((folder / name).read_bytes()).size == (2400, 1600)
        assert not list(folder.glob(f"{name[:-4]}.w*"))


@pytest.mark.shipped
def test_with_and_without_a_store_the_site_is_the_same(album: Project) -> None:
    first = album.root / "first"
    shutil.copytree(album.root / "site", first, dirs_exist_ok=True)
    assert list((album.root / ".cache/pictures").iterdir())

    def differing() -> list[str]:
        compared = filecmp.dircmp(first, album.build())
        return [*compared.left_only, *compared.right_only, *_differing(first, album.root / "site")]

    assert differing() == []
    shutil.rmtree(album.root / ".cache")
    (album.root / ".cache").write_text("no place")
    assert differing() == []


def _differing(one: Path, other: Path) -> list[str]:
    names = [path.relative_to(one).as_posix() for path in one.rglob("*") if path.is_file()]
    _, mismatched, missing = filecmp.cmpfiles(one, other, names, shallow=False)
    return mismatched + missing


# ———— what can't be published ————

CUT = saved(Image.effect_noise((900, 600), 90), "JPEG")[:90_000]
BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.jpg", b"", "这不是图片"),
    "text": ("a.png", "图".encode(), "这不是图片"),
    "another format": ("a.jpg", saved(scene(9, 9), "PNG"), "这是 PNG 图片，文件名却以 .jpg 结尾"),
    "cut off": ("a.jpg", CUT, "图片不完整"),
    "cut off, png": ("a.png", saved(scene(90, 90), "PNG")[:-20], "图片不完整"),
    "cut off, webp": ("a.webp", saved(scene(90, 90), "WEBP")[:-20], "这不是图片"),
    "bomb": ("a.gif", saved(Image.new("1", (15_000, 15_000)), "GIF"), "图片太大：15000×15000 像素"),
    "from a telephone": ("a.heic", b"\0\0\0\x18ftypheic", ".heic 图片在很多浏览器里显示不了"),
    "tiff": ("a.TIF", saved(scene(9, 9), "TIFF"), ".tif 图片在很多浏览器里显示不了"),
}


def bring(project: Project, name: str, data: bytes) -> list[Problem]:
    """Put a picture at the top of an article, and what is wrong then."""
    folder = project.root / "docs/bulletins/2009/pictures"
    (folder / name).write_bytes(data)
    project.edit(f"docs/{STUDY_LECTURE}", "file: pictures/study-days.png", f"file: pictures/{name}")
    return bring_again(project)


@pytest.mark.parametrize("case", BAD)
def test_it_is_told_where_the_page_names_it(project: Project, case: str) -> None:
    name, data, says = BAD[case]
    (problem,) = bring(project, name, data)
    assert problem.severity is Severity.ERROR
    assert f"docs/bulletins/2009/pictures/{name}：{says}" in problem.message
    assert problem.hint
    assert (problem.file, problem.column, problem.length) == (f"docs/{STUDY_LECTURE}", 9, len(f"pictures/{name}"))
    assert problem.source == f"  file: pictures/{name}"


def test_what_no_page_names_is_not_looked_at(project: Project) -> None:
    (project.root / "docs/bulletins/2009/pictures/broken.jpg").write_bytes(b"")
    (project.root / "docs/broken.jpg").write_bytes(b"")
    assert bring(project, "fine.jpg", saved(scene(9, 9), "JPEG")) == []


def bring_again(project: Project) -> list[Problem]:
    """What is wrong, but for the notices and for what no page names any more."""
    found = read_column(project.root / "mkdocs.yml", project.root / "docs").problems
    told = [problem for problem in found if problem.severity is not Severity.NOTICE]
    return [problem for problem in told if not problem.message.startswith("没有哪一页用到")]


def test_found_only_when_decoded_it_stops_the_build_at_its_place(project: Project) -> None:
    before = (project.build() / "index.html").read_bytes()
    data = saved(scene(900, 900), "PNG")
    assert bring(project, "a.png", data[:9000] + data[-12:]) == []
    done = project.mkdocs("build", "--strict")
    assert done.returncode == 1
    assert (project.root / "site" / "index.html").read_bytes() == before
    assert re.search(rf"docs/{STUDY_LECTURE}:\d+:9: 错误：docs/bulletins/2009/pictures/a.png：图片坏了", done.stderr)
    assert "Traceback" not in done.stderr
    assert "共 1 个错误，没有生成网页" in done.stdout


def test_the_preview_goes_on_and_shows_it(project: Project) -> None:
    data = saved(scene(900, 900), "PNG")
    assert bring(project, "a.png", data[:9000] + data[-12:]) == []
    held = project.root / "docs/bulletins/2009/2009-06-16-community-visit.md"
    (held.parent / "pictures/held.jpg").write_bytes(saved(scene(1400, 700), "JPEG"))
    held.write_text(held.read_text(encoding="utf-8") + "\n\n![一](pictures/held.jpg)\n", encoding="utf-8")
    with serving(project) as preview:
        assert "图片坏了" in preview.get()
        assert "pictures/held.w480.jpg 480w" in preview.get("bulletins/2009/2009-06-16-community-visit.html")
        with urllib.request.urlopen(f"http://127.0.0.1:{preview.port}/bulletins/2009/pictures/held.w480.jpg") as answer:
            assert opened(answer.read()).width == 480
        mended = preview.after(f"docs/{STUDY_LECTURE}", "file: pictures/a.png", "file: pictures/study-days.png")
        assert 'class="problems"' not in mended


DRAWINGS = {
    "script": ("<script>alert(1)</script>", "<script>"),
    "handler": ('<rect onclick="x()"/>', "onclick="),
    "image from elsewhere": (
        '<image href="https://example.invalid/a.png"/>',
        "引用了外面的“https://example.invalid/a.png”",
    ),
    "old link": ('<use xlink:href="other.svg#a"/>', "引用了外面的“other.svg#a”"),
    "html": ("<foreignObject/>", "<foreignObject>"),
    "style": ("<style>a{fill:url(https://example.invalid/x)}</style>", "样式引用了外面的"),
    "import": ("<style>@import 'x.css';</style>", "样式引用了外面的"),
    "attribute": ('<rect fill="url(//example.invalid/x)"/>', "fill= 引用了外面的"),
    "program in a link": ('<a href=" javascript:x()"/>', "引用了外面的“javascript:x()”"),
    "animated link": ('<set attributeName="href" to="javascript:x()"/>', "javascript:x()"),
    "unclosed": ("<g>", "写法不对"),
}
NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = f'<svg {NAMES} viewBox="0 0 9 9">\n  {{}}\n</svg>\n'


@pytest.mark.parametrize("case", DRAWINGS)
def test_a_drawing_that_runs_or_reaches_out(project: Project, case: str) -> None:
    inside, says = DRAWINGS[case]
    (problem,) = bring(project, "a.svg", SVG.format(inside).encode())
    assert says in problem.message and problem.hint
    assert (problem.file, problem.line) == ("docs/bulletins/2009/pictures/a.svg", 3 if case == "unclosed" else 2)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (SVG.format("<g id='a'/><use href='#a'/><rect fill='url(#a)'/><style>a{b:url(#a)}</style>"), None),
        ("<?xml version='1.0'?><!DOCTYPE svg PUBLIC 'x' 'http://www.w3.org/x.dtd'>" + SVG.format(""), None),
        (SVG.format("").replace('viewBox="0 0 9 9"', 'width="30" height="20px"'), None),
        (SVG.format("").replace("viewBox", "viewbox"), "没有写大小"),
        ("<!DOCTYPE svg [<!ENTITY a 'aa'>]>" + SVG.format("&a;"), "<!ENTITY>"),
        ("<?xml-stylesheet href='https://example.invalid/'?>" + SVG.format(""), "外面的样式"),
        ("<html/>", "不是 SVG"),
        ("", "读不出来"),
    ],
)
def test_drawings(tmp_path: Path, text: str, says: str | None) -> None:
    path = tmp_path / "a.svg"
    path.write_text(text, encoding="utf-8")
    found = examine(path)
    if says is None:
        assert isinstance(found, Look), found
    else:
        assert not isinstance(found, Look) and says in found.message


# ———— what a picture says ————


def test_a_picture_without_words_is_a_warning_at_its_place(project: Project) -> None:
    text = {
        STUDY_LECTURE: "\n\n正文 ![](pictures/study-days.png)、`![](code.png)`<!-- ![](comment.png) -->\n",
        "index.md": '\n\n<img alt="" src="a.png"> <img src="x.png" data-alt="1">\n',
        "commitments/office-guide.md": "\n\n![ ](a.png)![有](b.png)\n",
    }
    for page, more in text.items():
        path = project.root / "docs" / page
        path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    found = [p for p in bring_again(project) if "图片没有说明" in p.message]
    assert all(p.severity is Severity.WARNING for p in found)
    assert [(p.file, p.source[p.column - 1 :][: p.length]) for p in found] == [
        ("docs/" + STUDY_LECTURE, "![]("),
        ("docs/commitments/office-guide.md", "![ ]("),
        ("docs/index.md", '<img src="x.png" data-alt="1">'),
    ]
