"""Where the blocks for other pages of the office's site lie, and what is theirs in a page that takes them in."""

FOLDER = "fragments/"
FRAME = f"{FOLDER}frame.html"  # both blocks as a page that may be framed
LATEST, STANDING = f"{FOLDER}latest", f"{FOLDER}standing"  # each with .html and .json
PATHS = tuple(f"{path}.{kind}" for path in (LATEST, STANDING) for kind in ("html", "json"))
CLASS = "publicity-"  # what every class of a block begins with
