"""`python -m publicity`: the same as the command `publicity`."""

from publicity.commands.program import main

main(prog_name="publicity")
