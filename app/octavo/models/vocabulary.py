"""The words that the shipped model knows as a whole: usual English ones."""

from __future__ import annotations

import functools
import json

from octavo.errors import ResourceError
from octavo.resources import resource


@functools.cache
def whole_words() -> frozenset[str]:
    """Return the model's words of plain letters, in lower case; none if its file cannot be read.

    What cannot be read is told of where the model itself is needed.
    """
    try:
        known = json.loads(resource("models", "minilm-int8", "tokenizer.json").read_bytes())
        return frozenset(one for one in known["model"]["vocab"] if one.isascii() and one.isalpha())
    except (OSError, ValueError, KeyError, TypeError, ResourceError):
        return frozenset()
