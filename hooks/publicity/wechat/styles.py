"""How each part of an article is set. The editor keeps style attributes alone, so each element carries its own.

Sizes are the phone's: 16 px of text on a line of about 20 letters. No ground and no colour of the text itself: WeChat
turns both round for readers in the dark, and is best left to it.
"""

RED, GREY, LINE = "#8f1d22", "#6b6661", "#b9b2aa"

BODY = "font-size:16px;line-height:1.8;letter-spacing:.02em"
PARAGRAPH = "margin:0 0 1em;text-indent:2em;text-align:justify"
PLAIN = "margin:0 0 1em"
HEADINGS = {
    "h2": f"margin:1.6em 0 .8em;font-size:18px;font-weight:bold;line-height:1.5;color:{RED}",
    "h3": "margin:1.4em 0 .7em;font-size:17px;font-weight:bold;line-height:1.5",
    "h4": "margin:1.2em 0 .6em;font-weight:bold",
}
CENTRED = "margin:0 0 .3em;text-align:center"
MASTHEAD = f"margin:0;font-size:20px;font-weight:bold;text-align:center;color:{RED}"
RULED = f"margin:0 0 1.2em;padding-bottom:.4em;border-bottom:2px solid {RED};text-align:center;font-size:14px"
QUOTE = f"margin:0 0 1em;padding:0 0 0 1em;border-left:3px solid {LINE}"
RULE = f"margin:1.5em 0;border:0;border-top:1px solid {LINE}"
SMALL = f"margin:0 0 .5em;font-size:14px;line-height:1.6;color:{GREY}"
CAPTION = f"margin:.3em 0 1em;font-size:14px;text-align:center;color:{GREY}"
PICTURE = "margin:0 0 .3em;text-align:center"
IMAGE = "max-width:100%;height:auto"
CODE = "font-family:monospace;font-size:14px"
STRONG, EMPHASIS, STRUCK = "font-weight:bold", "font-style:italic", "text-decoration:line-through"
RAISED, LOWERED = "vertical-align:super;font-size:12px", "vertical-align:sub;font-size:12px"
UNDERLINED = "text-decoration:underline"
TABLE = "width:100%;border-collapse:collapse;margin:0 0 1em;line-height:1.5;letter-spacing:0"
CELL = f"border:1px solid {LINE};padding:5px 6px;vertical-align:top;word-break:break-word"
WIDE = "margin:0 0 1em;overflow-x:auto"
CARD = f"margin:0 0 .8em;padding:.5em .8em;border:1px solid {LINE}"
LINE_OF_CARD = "margin:0;font-size:15px;line-height:1.7"


def item(level: int) -> str:
    """A point of a list: its marker hangs before its lines, and deeper ones stand further in."""
    return f"margin:0 0 .5em;padding-left:{1.5 * level + 1.5:g}em;text-indent:-1.5em"


def beside(level: int) -> str:
    """A further paragraph of a point."""
    return f"margin:0 0 .5em;padding-left:{1.5 * level + 1.5:g}em"
