"""The pictures in a Word file, with what is said of them; cropped ones without what was cropped away."""

from collections.abc import Iterator
from io import BytesIO

from publicity.attachments.elements import Element, local
from publicity.attachments.kinds import content_of
from publicity.attachments.office import R_STRICT, Office, R
from publicity.importing.blocks import Picture

ENDINGS = {"jpeg": ".jpg", "png": ".png", "gif": ".gif", "webp": ".webp", "svg": ".svg"}
_DRAWN = {"chart": "图表", "relIds": "SmartArt 图形", "contentPart": "墨迹"}
_WHOLE = 100_000  # as the sides of a crop are counted


def pictures_in(drawn: Element, office: Office, part: str, place: str, told: list[str]) -> Iterator[Picture]:
    """The pictures of a drawing; what is drawn and no picture is told."""
    said = next((one for one in drawn.iter("{*}docPr")), None)
    if said is not None and said.get("hidden", "0") in ("1", "true"):
        told.append(f"{place}有隐藏的图，没有导入")
        return
    caption = "" if said is None else said.get("descr", "") or said.get("title", "")
    targets = {one.id: one for one in office.relations(part)}
    for element in drawn.iter():
        name = local(element)
        if any(local(one) in ("Fallback", "txbxContent") for one in element.iterancestors()):
            continue
        if name in _DRAWN:
            told.append(f"{place}有一个{_DRAWN[name]}，没有导入：在 Word 里另存为图片，再放进来")
        if name not in ("blip", "imagedata"):
            continue
        named = next((v for k in ("embed", "id", "link") for r in (R, R_STRICT) if (v := element.get(r + k))), "")
        relation = targets.get(named)
        if relation is None or relation.outside or relation.target not in office.parts:
            told.append(f"{place}的图不在文件里，没有导入")
            continue
        yield picture_of(office.parts[relation.target], _one_line(caption), place, _crop(element))


def picture_of(data: bytes, caption: str, place: str, crop: tuple[float, float, float, float] | None = None) -> Picture:
    """A picture from its bytes; `crop`: what is cut off left, above, right, below, as parts of the whole."""
    ending = ENDINGS.get(content_of(data), "")
    doubts = [] if ending else [f"{place}的图是浏览器显示不了的格式：在 Word 里另存为 PNG，再放进来"]
    if crop and ending:
        try:
            data, ending = _cropped(data, crop), ".png"
        except (OSError, ValueError):
            doubts.append(f"{place}的图在 Word 里裁剪过，裁掉的部分还在文件里：裁好以后另存一份")
    return Picture(data, ending, caption, place, tuple(doubts))


def _crop(blip: Element) -> tuple[float, float, float, float] | None:
    parent = blip.getparent()
    cut = None if parent is None else parent.find("{*}srcRect")
    if cut is None:
        return None
    sides = tuple(int(value) / _WHOLE if (value := cut.get(k, "0")).lstrip("-").isdigit() else 0.0 for k in "ltrb")
    left, above, right, below = (max(0.0, side) for side in sides)
    return (left, above, right, below) if any((left, above, right, below)) else None


def _cropped(data: bytes, crop: tuple[float, float, float, float]) -> bytes:
    """What is left of a picture, as PNG. Raises OSError, ValueError."""
    from PIL import Image  # takes a while, and only cropped pictures need it

    with Image.open(BytesIO(data)) as picture:
        width, height = picture.size
        left, above, right, below = crop
        sides = (round(width * left), round(height * above), round(width * (1 - right)), round(height * (1 - below)))
        if sides[0] >= sides[2] or sides[1] >= sides[3]:
            raise ValueError("nothing is left")
        made = BytesIO()
        picture.crop(sides).save(made, "PNG")
        return made.getvalue()


def _one_line(text: str) -> str:
    return " ".join(text.split())
