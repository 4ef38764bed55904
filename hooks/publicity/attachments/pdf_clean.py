"""PDF files without what readers don't see; and on the way out, without what they say of themselves.

What pages show is carried over as it is (qpdf).
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf

from publicity.attachments.media import without_metadata
from publicity.attachments.pdf_file import (
    ACTIONS,
    FLAG_HIDDEN,
    REMARKS,
    annotations,
    dictionaries,
    hidden_layers,
    is_signed,
    listed,
    open_pdf,
)

_ABOUT = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/SpiderInfo", "/ID")
_PAINTING_PATHS = ("S", "s", "f", "F", "f*", "B", "B*", "b", "b*")
_PAINTING = ("Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE", "BDC", "BMC", "EMC", "MP", "DP")
_REMARKED = ("/T", "/M", "/CreationDate", "/NM", "/RC", "/Subj")


def strip_pdf(data: bytes) -> bytes:
    """Take out what the file says of itself. What was deleted and only forgotten is not carried over."""
    with open_pdf(data) as pdf:
        if is_signed(pdf):
            return data
        _forget(pdf)
        return _saved(pdf)


def clean_pdf(data: bytes) -> bytes:
    """Take out what readers don't see, as far as it can be: text under black boxes can't, that needs the source."""
    with open_pdf(data) as pdf:
        if is_signed(pdf):
            return data
        if off := hidden_layers(pdf):
            _drop_layers(pdf, {layer.objgen for layer in off})
        for page in pdf.pages:
            _keep_annotations(page, lambda one: not _unwanted(one))
        _drop_files(pdf)
        _drop_actions(pdf)
        _forget(pdf)
        return _saved(pdf)


def without_hidden_layers(pdf: pikepdf.Pdf) -> bytes | None:
    """The file without what lies on layers that are off; None where there are none. The open file is changed."""
    off = hidden_layers(pdf)
    if not off:
        return None
    _drop_layers(pdf, {layer.objgen for layer in off})
    return _saved(pdf)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    stream = BytesIO()
    pdf.save(stream, deterministic_id=True, fix_metadata_version=False)
    return stream.getvalue()


def _forget(pdf: pikepdf.Pdf) -> None:
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for one in dictionaries(pdf):
        for key in _ABOUT:
            if key in one:
                del one[key]
    for page in pdf.pages:
        for one in annotations(page):
            keys = _REMARKED if one.get("/Subtype") != "/Widget" else ("/M",)
            for key in keys:
                if key in one:
                    del one[key]
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and one.get("/Filter") == "/DCTDecode":
            picture = one.read_raw_bytes()
            if (plain := without_metadata(picture, "picture.jpg")) and len(plain) < len(picture):
                told: Any = one.get("/DecodeParms")
                one.write(plain, filter=pikepdf.Name.DCTDecode, decode_parms=told)


def _unwanted(one: Any) -> bool:
    sort, flags = str(one.get("/Subtype")), one.get("/F", 0)
    unseen = isinstance(flags, int) and bool(flags & FLAG_HIDDEN)
    return sort in REMARKS or sort == "/FileAttachment" or (unseen and sort != "/Link")


def _keep_annotations(page: Any, wanted: Callable[[Any], bool]) -> None:
    kept = [one for one in annotations(page) if wanted(one)]
    if len(kept) < len(listed(page.obj.get("/Annots"))):
        if kept:
            page.obj["/Annots"] = pikepdf.Array(kept)
        else:
            del page.obj["/Annots"]
    for one in kept:
        for key in ("/Popup", "/IRT"):
            if key in one:
                del one[key]


def _drop_files(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        for key in ("/EmbeddedFiles", "/JavaScript"):
            if key in names:
                del names[key]
    for one in dictionaries(pdf):
        for key in ("/AF", "/Collection"):
            if key in one:
                del one[key]


def _drop_actions(pdf: pikepdf.Pdf) -> None:
    for one in dictionaries(pdf):
        if isinstance(one.get("/AA"), pikepdf.Dictionary):
            del one["/AA"]
        for key in ("/A", "/OpenAction"):
            action = one.get(key)
            if isinstance(action, pikepdf.Dictionary) and str(action.get("/S")) in ACTIONS:
                del one[key]


def _drop_layers(pdf: pikepdf.Pdf, off: set[tuple[int, int]]) -> None:
    """Take out what lies on layers that are off, and the layers."""
    for page in pdf.pages:
        page.contents_coalesce()
        if "/Contents" in page.obj:
            _without_layers(pdf, page.obj, page.obj.Contents, off)
    for one in list(pdf.objects):
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form":
            _without_layers(pdf, one, one, off)
    layers = pdf.Root.OCProperties
    for holder, keys in ((layers, ("/OCGs",)), (layers.D, ("/OFF", "/ON", "/Locked"))):
        for key in keys:
            if key in holder:
                kept = [one for one in listed(holder[key]) if getattr(one, "objgen", None) not in off]
                holder[key] = pikepdf.Array(kept)
    for key in ("/Order", "/AS", "/RBGroups"):  # how a reader lists and switches them
        if key in layers.D:
            del layers.D[key]
    if "/Configs" in layers:
        del layers["/Configs"]


def _without_layers(pdf: pikepdf.Pdf, holder: Any, stream: Any, off: set[tuple[int, int]]) -> None:
    resources = holder.get("/Resources")
    if not isinstance(resources, pikepdf.Dictionary):
        return
    hidden = {str(key) for key, one in _items(resources.get("/Properties")) if _is_off(one, off)}
    shapes = {str(key) for key, one in _items(resources.get("/XObject")) if _is_off(one.get("/OC"), off)}
    if not hidden and not shapes:
        return
    kept: list[Any] = []
    depth, within = 0, 0  # marked content entered; of it, from where it is hidden
    for instruction in pikepdf.parse_content_stream(holder):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator in ("BDC", "BMC"):
            depth += 1
            if not within and operator == "BDC" and str(operands[0]) == "/OC" and str(operands[1]) in hidden:
                within = depth
        if within:
            kept += _unpainted(instruction, operator)
        elif not (operator == "Do" and str(operands[0]) in shapes):
            kept.append(instruction)
        if operator == "EMC":
            within = 0 if within == depth else within
            depth -= 1
    stream.write(pikepdf.unparse_content_stream(kept))
    for key in hidden:
        del resources.Properties[key]
    for key in shapes:
        del resources.XObject[key]


def _unpainted(instruction: Any, operator: str) -> list[Any]:
    """An instruction that paints nothing but leaves everything else as it would have left it."""
    if operator in _PAINTING_PATHS:
        return [([], pikepdf.Operator("n"))]
    if operator in _PAINTING:
        return []
    return [instruction]


def _items(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, pikepdf.Dictionary) else []


def _is_off(group: Any, off: set[tuple[int, int]]) -> bool:
    """Whether a layer, or what depends on layers all of which are off, is off."""
    if not isinstance(group, pikepdf.Dictionary):
        return False
    if group.get("/Type") == "/OCMD":
        layers = group.get("/OCGs")
        several = [layers] if isinstance(layers, pikepdf.Dictionary) else listed(layers)
        return bool(several) and all(one.objgen in off for one in several)
    return group.objgen in off
