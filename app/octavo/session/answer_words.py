"""What is said of how an answer was made, in the window and wherever it goes from there."""

from __future__ import annotations

from octavo.words import say_many


def by_words_alone(passages: int) -> str:
    """Return what to say of passages that were not compared by their meaning; "" if none were."""
    if not passages:
        return ""
    return say_many(
        "When this was answered, {n:,} passage could be compared by its words alone, as what it"
        " means was not learnt yet. Asked again later, more may be found.",
        "When this was answered, {n:,} passages could be compared by their words alone, as what"
        " they mean was not learnt yet. Asked again later, more may be found.",
        passages,
    )
