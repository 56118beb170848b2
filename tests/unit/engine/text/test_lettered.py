"""Parts named by a letter and numbers: which a question may name, and where a text has them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.text.lettered import (
    letter_of,
    lettered_begins,
    named_lettered,
    named_within,
    without_lettered,
)
from octavo.engine.text.numbered import asked_besides, parts_of, whole_parts
from octavo.engine.text.words import guess_language

CONDITIONS = """A.2 Kaskoversicherung
A.2.1 Was ist versichert?
Versichert ist Ihr Fahrzeug.
A.2.2 Welche Ereignisse sind versichert?
1. Brand
A.2.2.1 In der Teilkasko auch Haarwild.
A.2.3 Was zahlen wir?
Den Wert.
B Beginn des Vertrags
B.1 Wann beginnt er?
Bald.
C 9 Obliegenheiten
Melden Sie den Schaden.
C 9.1 Die Frist
C 10
D1-6.3 Ausschluss
A4 paper is white.
Ziffer E 3: Kosten
F 7 von allen"""


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("Was steht in A.2.2?", {"a.2.2"}),
        ("was steht in a.2.2", {"a.2.2"}),
        ("What does C 9 say?", {"c.9"}),
        ("C9", {"c.9"}),
        ("Was regelt Ziffer A 1?", {"a.1"}),
        ("Zeige Klausel A1-6.3", {"a.1.6.3"}),
        ("AKB A.2.2", {"a.2.2"}),
        ("Was sagt A.2.3 AKB 2015?", {"a.2.3"}),
        ("Was steht in Teil B Nr. 4?", {"b.4"}),
        ("Abschnitt A.2.2 und C 9", {"a.2.2", "c.9"}),
        ("Wie viel Vitamin C 9 brauche ich?", set()),
        ("What does figure A.3 show?", set()),
        ("Is there a 5 year guarantee?", set()),
        ("What is E-218?", set()),
        ("How much was sold in FY2018?", set()),
        ("Welcher Strom fließt bei 230 V und 16 A?", set()),
        ("Was sagt § 7 BGB?", set()),
        ("Was heißt z.B. 9?", set()),
        ("Vol. A 123", set()),
    ],
)
def test_parts_that_a_question_may_name(question: str, labels: set[str]) -> None:
    assert named_lettered(question) == labels


def test_a_number_within_a_part_is_told() -> None:
    assert named_within("Was steht in Teil B Nr. 4?") == {"b.4"}
    assert named_within("What does Part C, number 2.1 say?") == {"c.2.1"}
    assert named_within("Was steht in B.4?") == set()


@pytest.mark.parametrize(
    ("question", "besides"),
    [
        ("Was steht in A.2.2?", []),
        ("What does C 9 say?", []),
        ("AKB A.2.2", ["akb"]),
        ("Was steht in Teil B Nr. 4 der Police?", ["police"]),
        ("Wie hoch ist der Rabatt nach C 9?", ["hoch", "rabatt"]),
        ("Wie hoch ist der Rabatt?", None),
    ],
)
def test_what_is_said_besides_such_a_part(question: str, besides: list[str] | None) -> None:
    assert asked_besides(question, named_lettered(question)) == besides


def test_a_question_keeps_the_numbers_of_its_parts() -> None:
    said = without_lettered("Was steht in Teil B Nr. 4 und A.2?", {"b.4"})
    assert said.split() == ["Was", "steht", "in", "4", "und", "A.2?"]


def test_they_begin_at_the_beginning_of_lines_with_a_heading() -> None:
    found = {one.label: one.kind for one in lettered_begins(CONDITIONS)}
    assert list(found) == [
        *("a.2", "a.2.1", "a.2.2", "a.2.2.1", "a.2.3", "b.1"),
        *("c.9", "c.9.1", "c.10", "d.1.6.3", "e.3"),
    ]
    assert found["e.3"] == "ziffer"
    assert found["c.9"] == ""


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("a.2.2", "A.2.2 Welche Ereignisse sind versichert?", "A.2.2.1 In der Teilkasko auch "),
        ("a.2.1", "A.2.1 Was ist versichert?", "Versichert ist Ihr Fahrzeug."),
        ("a.2", "A.2 Kaskoversicherung", "Den Wert."),
        ("c.9", "C 9 Obliegenheiten", "C 9.1 Die Frist"),
        ("d.1.6", "D1-6.3 Ausschluss", "A4 paper is white."),
    ],
)
def test_a_lettered_part_reaches_to_the_next_one(label: str, first: str, last: str) -> None:
    ((start, end),) = parts_of(CONDITIONS, {label})
    lines = CONDITIONS[start:end].strip().split("\n")
    assert lines[0] == first
    assert lines[-1].startswith(last)


def test_a_lettered_part_may_begin_on_the_page_before() -> None:
    (part,) = whole_parts("Und Sturm.\nA.2.3 Was zahlen wir?", {"a.2.2"}, "AKB · A.2.2 Was gilt")
    assert (part.start, part.end, part.begins) == (0, 11, False)


def test_numbers_alone_and_with_a_letter_are_told_apart() -> None:
    text = "A.2 Kasko\nAlles.\n2 Haus\nNichts."
    assert [text[a:b] for a, b in parts_of(text, {"2"})] == ["2 Haus\nNichts."]
    assert [text[a:b] for a, b in parts_of(text, {"a.2"})] == [text]


def test_the_last_heading_with_a_letter_is_found() -> None:
    text = "Teil A Haus\n4 Keller\nTeil B Garten\n4 Zaun"
    assert letter_of(text, text.index("4 Keller")) == "a"
    assert letter_of(text, len(text)) == "b"
    assert letter_of("siehe Teil A", 12) is None


def test_the_letter_is_no_word_of_a_language() -> None:
    assert guess_language("Was steht in A.2.2?") == "de"
    assert guess_language("What does A.2.2 say?") == "en"


@given(st.text("A1. -CTeil\n", max_size=60))
def test_lettered_parts_are_in_order_within_the_text(text: str) -> None:
    end = 0
    for start, stop in parts_of(text, {"a.1", "a.1.1"}):
        assert end <= start < stop <= len(text)
        end = stop


@pytest.mark.parametrize(
    "piece", ["A1", "A.1", "A 1.1-", "A\n", "A.1 B\n", "Teil A Nr. 1 ", "nr ", "a.1.", "Teil B\n"]
)
def test_long_texts_cost_as_their_length(piece: str) -> None:
    def cost(times: int) -> float:
        text = piece * times
        begun = time.process_time()
        named_lettered(text)
        named_within(text)
        without_lettered(text, {"a.1"})
        parts_of(text, {"a.1", "b.1"})
        letter_of(text, len(text))
        return time.process_time() - begun

    cost(10)
    assert cost(20_000) < 100 * max(cost(1_000), 0.001)
