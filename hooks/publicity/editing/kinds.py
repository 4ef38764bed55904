"""The kinds of file that an editor may write and that have a JSON Schema."""

KINDS = ("plan", "bulletin", "publication", "commitment", "settings")
