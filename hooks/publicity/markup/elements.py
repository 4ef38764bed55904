"""Which HTML elements a body may use, and how; names by the HTML Standard (https://html.spec.whatwg.org/#elements-3)."""


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


INLINE = _names("a b strong i em u s del ins sub sup br img ruby rb rp rt small mark code q span wbr")
BLOCKS = _names("div p hr figure figcaption dl dt dd table caption colgroup col thead tbody tfoot tr th td")
ALLOWED = INLINE | BLOCKS
BEGINS_BLOCK = frozenset({"div", "p", "hr", "figure", "dl", "table"})  # at the start of a line, up to their end tag
VOID = frozenset({"br", "hr", "img", "col", "wbr"})
MAY_STAY_OPEN = _names("dt dd colgroup thead tbody tfoot tr th td rb rp rt")
INSIDE = {
    **dict.fromkeys(("dt", "dd"), "dl"),
    "figcaption": "figure",
    **dict.fromkeys(("caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"), "table"),
}
ELEMENTS = ALLOWED | _names(
    "html head title base link meta style body article section nav aside h1 h2 h3 h4 h5 h6 hgroup header footer "
    "address pre blockquote ol ul menu li main search dfn abbr data time var samp kbd bdi bdo picture source iframe "
    "embed object video audio track map area svg math form label input button select datalist optgroup option "
    "textarea output progress meter fieldset legend details summary dialog script noscript template slot canvas "
    "font center big strike tt marquee blink frame frameset noframes applet param nobr acronym basefont dir "
    "isindex listing plaintext xmp bgsound"
)
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
}
EVERYWHERE = {"id", "lang", "align"}
INSTEAD = {
    **dict.fromkeys(("ol", "ul", "li"), "列表用“1. ”或“- ”写"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "标题用“## ”写"),
    **dict.fromkeys(("font", "style", "big"), "字体、颜色由栏目统一规定，去掉这个标签；要强调写 **文字**"),
    "center": "去掉这个标签，版式由栏目统一规定",
    "strike": "删除线写 ~~文字~~",
    "blockquote": "引文在行首写“> ”",
    "pre": "照原样显示的文字，上下各写一行 ```",
}
