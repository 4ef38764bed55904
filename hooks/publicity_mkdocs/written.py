"""What a page says is what its file says; where it is not, the build warns, and a strict one fails."""

import logging
import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from publicity.markup.check import compared
from publicity.problems.problem import Problem, Severity
from publicity.screening.masking import masked
from publicity.texts.document import body, body_line
from publicity.texts.memory import Memory
from publicity.texts.source import Source

log = logging.getLogger("mkdocs.publicity")


def tell_differences(file: File, text: str, markdown: str, html: str, config: MkDocsConfig) -> None:
    """Log what of a file's text is not in its HTML, and which marks readers would see.

    `markdown` is what was converted: where a hook of the office's has changed it, it has no places in the file.
    """
    own = body(text)
    changed = own.strip() != markdown.strip()
    found = list(compared(markdown if changed else own, html))
    if not found:
        return
    folder = Path(os.path.relpath(config.docs_dir, Path(config.config_file_path).parent)).as_posix()
    source = Source(f"{folder}/{file.src_uri}", text)
    for remark in found:
        if changed:
            problem = Problem(source.file, 0, 0, remark.message, remark.hint, remark.severity)
        else:
            problem = remark.problem(source, body_line(source))
        (shown,) = masked([problem], {source.file: text}.get, Memory())
        log.log(
            logging.ERROR if problem.severity is Severity.ERROR else logging.WARNING,
            shown.text(),
        )
