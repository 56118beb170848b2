"""What of a passage may be quoted: its sentences, short ones with what follows them."""

from __future__ import annotations

from octavo.engine.text.sentences import Span, sentences
from octavo.engine.text.words import words

# A quote with fewer words is a heading, a cell or the like: it is quoted with what follows it, up
# to so many characters.
_FEW_WORDS = 6
_LONGEST_JOINED = 320


def quotable(text: str) -> list[Span]:
    """Return the sentences of a passage; short ones reach on into what follows them."""
    spans = sentences(text)
    joined: list[Span] = []
    for i, (start, span_end) in enumerate(spans):
        end = span_end
        for _, next_end in spans[i + 1 :]:
            if len(words(text[start:end])) >= _FEW_WORDS or next_end - start > _LONGEST_JOINED:
                break
            end = next_end
        joined.append((start, end))
    return joined
