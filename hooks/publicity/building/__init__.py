"""How a build runs: a second process, and what it said."""
