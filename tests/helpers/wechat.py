"""What the editor of a WeChat account is known to do to what is pasted, after what makers of such texts report of it.

It was not tried on the editor itself, which only holders of an account can open.
"""

import re

from selectolax.lexbor import LexborHTMLParser

TAGS = {
    *("section", "p", "span", "strong", "em", "br", "hr", "img", "a", "table", "tbody", "tr", "td"),
}
ATTRIBUTES = {"style", "src", "alt", "href", "colspan", "rowspan"}
STYLES = {
    *("color", "font-size", "font-weight", "font-style", "font-family", "line-height", "letter-spacing"),
    *("text-align", "text-decoration", "text-indent", "vertical-align", "word-break", "overflow-x"),
    *("border", "border-left", "border-top", "border-bottom", "border-collapse"),
    *("margin", "padding", "padding-left", "padding-bottom", "width", "max-width", "height"),
}
NOT_KEPT = re.compile(r"position|transform|float|flex|grid|url\(|var\(|calc\(|@|!important", re.IGNORECASE)


def lost(html: str) -> set[str]:
    """Every tag, attribute and style in a text that the editor would throw away."""
    found: set[str] = set()
    body = LexborHTMLParser(html).body
    for node in body.css("*") if body else ():
        if node.tag == "body":
            continue
        found |= {f"<{node.tag}>"} - {f"<{tag}>" for tag in TAGS}
        found |= node.attributes.keys() - ATTRIBUTES
        style = node.attributes.get("style") or ""
        found |= {part.partition(":")[0].strip() for part in style.split(";") if part.strip()} - STYLES
        found |= set(NOT_KEPT.findall(style))
    return found


# The page of an editor that cleans what is pasted: what is not known to be kept is taken off, its words stay.
_PAGE = """<!doctype html><meta charset="utf-8"><body style="margin:0"><div id="editor" contenteditable="true"
  style="width:343px;margin:16px;font-size:17px"></div><script>
const [tags, attributes, styles] = KNOWN.map(names => new Set(names));
document.querySelector('#editor').addEventListener('paste', event => {
  event.preventDefault();
  const pasted = new DOMParser().parseFromString(event.clipboardData.getData('text/html'), 'text/html');
  for (const node of [...pasted.body.querySelectorAll('*')]) {
    if (['SCRIPT', 'STYLE', 'LINK', 'META'].includes(node.tagName)) { node.remove(); continue; }
    if (!tags.has(node.localName)) { node.replaceWith(...node.childNodes); continue; }
    for (const {name} of [...node.attributes]) if (!attributes.has(name)) node.removeAttribute(name);
    const kept = (node.getAttribute('style') || '').split(';').filter(one => styles.has(one.split(':')[0].trim()));
    if (kept.length) node.setAttribute('style', kept.join(';')); else node.removeAttribute('style');
  }
  document.querySelector('#editor').append(...pasted.body.childNodes);
});
</script>"""
EDITOR = _PAGE.replace("KNOWN", str([sorted(TAGS), sorted(ATTRIBUTES), sorted(STYLES)]))
