"""Questions that a document answers, made by rule from its sentences and headings.

All words of a question that are no function words stand in the sentence that it was made from, so
the sentence is found again when the question is asked. The rules know English and German;
in other languages no question is better than a clumsy one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from octavo.engine.insight import asking_english, asking_german
from octavo.engine.insight.asking import Subjects
from octavo.engine.insight.material import Sentence, is_german
from octavo.engine.insight.sections import bare
from octavo.engine.text.words import ALL_STOP_WORDS, STOP_WORDS, stem, words

MOST = 4
"""Questions that are suggested."""

_KINDS_ALIKE = 2  # questions of one kind at most
_ALIKE = 0.6  # share of their words from which two questions ask the same


@dataclasses.dataclass(frozen=True, slots=True)
class Suggested:
    """A question, and the index of the sentence that it was made from."""

    question: str
    sentence: int


def questions(
    sentences: Sequence[Sentence],
    values: NDArray[np.float64],
    headings: Sequence[tuple[str, range]],
    brief: Sequence[Sentence] = (),
) -> list[Suggested]:
    """Return questions, the best first.

    Args:
        sentences: Of the document.
        values: How central each is.
        headings: Titles of parts, and which sentences are in each.
        brief: Shorter ones, numbered behind the others: they tell amounts and dates.
    """
    every = [*sentences, *brief]
    german = is_german(every)
    rules = asking_german if german else asking_english
    subjects = Subjects.of(one.text for one in every)
    found: list[Suggested] = []
    asked: list[set[str]] = []
    kinds: dict[str, int] = {}
    order = [*np.argsort(-values, kind="stable").tolist(), *range(len(sentences), len(every))]
    for i in order:
        if len(found) == MOST:
            break
        if every[i].leans:
            continue
        ask = rules.asked if i < len(sentences) else rules.amount_asked
        made = ask(every[i].text, subjects)
        if made is None:
            continue
        its_stems = {stem(word) for word in words(made.question) if word not in ALL_STOP_WORDS}
        if kinds.get(made.kind, 0) == _KINDS_ALIKE or any(_alike(its_stems, one) for one in asked):
            continue
        kinds[made.kind] = kinds.get(made.kind, 0) + 1
        asked.append(its_stems)
        found.append(Suggested(made.question, i))
    for title, inside in headings:
        if len(found) == MOST:
            break
        if one := _about(title, inside, sentences, german=german):
            found.append(one)
    return found


def _about(
    title: str,
    inside: range,
    sentences: Sequence[Sentence],
    *,
    german: bool,
) -> Suggested | None:
    """Return a question for a heading whose words stand in a sentence below it."""
    name = bare(title)
    if name.endswith("?"):
        wanted = {stem(w) for w in words(name) if w not in STOP_WORDS["de" if german else "en"]}
    else:
        wanted = {stem(word) for word in words(name)}
    if not 1 <= len(name.split()) <= 6 or not wanted or name.isupper():
        return None
    source = next((i for i in inside if wanted <= set(sentences[i].stems)), None)
    if source is None:
        return None
    if name.endswith("?"):
        return Suggested(name, source)
    # In quotes it is a title: it needs no article, number or case, and keeps its capitals.
    title = name.strip('“”„"')
    return Suggested(
        f"Was gibt es zu „{title}“?" if german else f"What is “{title}” about?", source
    )


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _ALIKE * min(len(one), len(other))
