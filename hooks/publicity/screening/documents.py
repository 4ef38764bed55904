"""A document of a column, screened while it is read: it is parsed already, and knows its exceptions."""

from collections.abc import Sequence

from publicity.problems.problem import Problem
from publicity.screening.screened import Screened
from publicity.screening.sources import located, screen_source
from publicity.screening.wrong_forms import Lexicon
from publicity.texts.document import Document, Model


def screened_document(
    document: Document[Model], exceptions: Sequence[Screened], lexicon: Lexicon | None
) -> list[Problem]:
    """What must not be published in a document, front matter and body.

    Whether an exception stands for nothing shows when the files that the document names were screened as well.
    """
    return located(document.source, screen_source(document.source, exceptions, lexicon))
