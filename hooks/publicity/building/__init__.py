"""How a build runs: other processes, what was said in them, and how often memory is tidied."""
