"""`python -m publicity.starter FOLDER`: lay down what this version does for the kept answers on standard input.

An upgrade asks the new version so, before it is installed: what goes in and comes out may grow, and not change.
"""

import sys
from importlib.metadata import version
from pathlib import Path

from publicity.starter.answers import read_answers
from publicity.starter.laid_down import laid_down


def main() -> None:
    """Write the files. Raises ValueError for answers that can't be read."""
    folder = Path(sys.argv[1])
    _, answers = read_answers(sys.stdin.buffer.read().decode())
    for path, content in laid_down(answers, version("publicity")).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


if __name__ == "__main__":
    main()
