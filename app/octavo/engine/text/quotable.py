"""What of a passage may be quoted: its sentences, short ones with what follows them.

A heading is weighed together with the sentence below it, since it tells what that is about, but it
is not quoted with it: see ``below_headings``.
"""

from __future__ import annotations

import re

from octavo.engine.text.sentences import Span, sentences
from octavo.engine.text.words import ALL_STOP_WORDS, words

# A quote with fewer words is a heading, a cell or the like: it is quoted with what follows it, up
# to so many characters.
_FEW_WORDS = 6
_LONGEST_JOINED = 320

# A sentence of so many words that ends as one needs no heading to be understood.
_WHOLE_SENTENCE = 4

_ENDED = re.compile(r"[.!?\u2026\u3002\uff01\uff1f][\"'”’»)\]]*$")
# What ends with one of these leads to what follows: "The tenant must:".
_LEADS_ON = re.compile(r"[.!?:;,\u2026\u3002\uff01\uff1f\uff1a\-–—][\"'”’»)\]]*$")
# Numbers, addresses and the like answer a question: they are not only above what is told.
_TELLS = re.compile(r"(?!\b(?:19|20)[0-9]{2}\b)\b[0-9]|[@%€$£/=]|\bwww\b")
_NUMBERING = re.compile(r"^(?:§+\s*)?[0-9]+(?:\.[0-9]+)*[.)]?\s+")
_LAST_WORD = re.compile(r"[^\W_]+(?=\W*$)")


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


def below_headings(text: str, span: Span) -> Span:
    """Return what of a quotable piece is quoted: all but the headings that it begins with.

    What stands on lines of its own, without a stop or a cell, is a heading if a whole sentence
    begins below it. Without one, as in tables and lists, everything is quoted.

    Args:
        text: The passage.
        span: One of those that ``quotable`` returns for it.
    """
    start, end = span
    begin = text.rfind("\n", start, end) + 1
    if begin <= start:
        return span
    head, sentence = text[start:begin].rstrip(), text[begin:end].lstrip()
    if not all(_is_heading(line) for line in head.split("\n")):
        return span
    if sentence[:1].islower() or not _ENDED.search(sentence) or "\t" in sentence:
        return span
    if len(words(sentence, rests=False)) < _WHOLE_SENTENCE:
        return span
    return end - len(sentence), end


def _is_heading(line: str) -> bool:
    """Tell whether a line, short as it is, is above what follows rather than a part of it."""
    line = line.strip()
    if "\t" in line or line[:1].islower() or _LEADS_ON.search(line):
        return False
    if _TELLS.search(_NUMBERING.sub("", line)):
        return False
    last = _LAST_WORD.search(line)
    return last is not None and last[0].casefold() not in ALL_STOP_WORDS
