"""How a build runs: a second process, what was said in it, and how often memory is tidied."""
