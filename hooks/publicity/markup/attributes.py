"""Which `{…}` is a list of attributes, as in `![…](a.png){width=300}`; all others are text."""

import re

from publicity.regex import regex

_NAME = r"(?:width|height|align|lang|class|id|loading)"
_ONE = rf"(?:[.#][A-Za-z][\w-]*|{_NAME}=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s}}\"'=]+))"
LIST = rf"\{{:?[ ]*({_ONE}(?:[ ]+{_ONE})*)[ ]*\}}"

AFTER_TEXT = regex(rf"[ ]+{LIST}[ ]*$")  # of a heading or a cell
ON_A_LINE = regex(rf"\n[ ]*{LIST}[ ]*$")  # under a paragraph or an item
AFTER_INLINE = regex(rf"^{LIST}")  # right behind a link, a picture, a stressed word
WITHIN = regex(  # any of these places, in the source
    rf"(?<=[)\]*`~_>\0]){LIST}|^[ ]*{LIST}[ ]*$|(?<=[ ]){LIST}(?=[ ]*\|)|(?<=[ ]){LIST}[ ]*$", re.MULTILINE
)
