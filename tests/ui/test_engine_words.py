"""What the engine says in answers is shown in the reader's language."""

from __future__ import annotations

import pytest

from octavo.engine.answer import quoting, writing
from octavo.session.engine_words import in_readers_lead, in_readers_words
from octavo.ui.language import Language
from support.languages import spoken

SAID = (
    quoting.NO_DOCUMENTS,
    quoting.NOT_COVERED,
    quoting.NOT_COVERED_YET,
    quoting.NOT_COVERED + quoting.CLOSEST,
)


@pytest.mark.parametrize("text", SAID)
def test_every_sentence_of_the_engine_is_known_here(text: str) -> None:
    assert in_readers_words(text) == text
    with spoken(Language.GERMAN):
        shown = in_readers_words(f"{text} [1]")
    assert shown.endswith(" [1]")
    for sentence in text.split(". "):
        assert sentence.strip(".:") not in shown


def test_how_a_question_was_understood_is_said_in_the_readers_language() -> None:
    text = writing.UNDERSTOOD.format("Wie hoch ist die Kaution?") + "\n\n“Understood as: said.” [1]"
    assert in_readers_lead(text) == in_readers_words(text) == text
    with spoken(Language.GERMAN):
        shown = in_readers_lead(text)
    assert shown == text.replace("Understood as", "Verstanden als", 1)


def test_what_else_is_said_above_may_come_before_how_a_question_was_understood() -> None:
    above = "3 more documents have such a clause: a.pdf, b.pdf, c.pdf."
    text = f"{above}\n\n{writing.UNDERSTOOD.format('Was steht in § 8?')}\n\n“Said.” [1]"
    quoted = f"“Said.” [1]\n\n{writing.UNDERSTOOD.format('no words of ours')}"
    with spoken(Language.GERMAN):
        assert in_readers_lead(text) == text.replace("Understood as", "Verstanden als", 1)
        assert in_readers_lead(quoted) == quoted
