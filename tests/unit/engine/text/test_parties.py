"""Who a letter is from and to, and who wrote a paper."""

from __future__ import annotations

import time

import pytest

from octavo.engine.text.parties import AskedParty, Role, asked_party, party_spans

ENGLISH = """Brackenridge & Sons Joinery Unit 4, Millbrook Estate
Hexham NE46 3PQ
Tel. 01434 555 018
Mrs Winifred Osei The Old Forge
Corbridge NE45 5AT
12 February 2025
Your order no. 5531: oak staircase
Dear Mrs Osei,
Thank you for your order. It is due on 3 May 2025.
Yours sincerely
Desmond Brackenridge Managing Partner"""

GERMAN = """Katharina Moosbrugger Am Stadtgraben 3 88212 Ravensburg
FitPunkt Studios GmbH Mitgliederverwaltung
Postfach 11 20
88045 Friedrichshafen
Ravensburg, 4. November 2024
Sehr geehrte Damen und Herren, hiermit kündige ich.
Mit freundlichen Grüßen
Katharina Moosbrugger Anlage: Meldebescheinigung"""

NOTICE = """Landratsamt Wiesengrund Amt für Förderung Frau Nele Joswig Fasanenweg 12
03046 Cottbus Aktenzeichen: 51-BA-30877 Cottbus, 20.08.2024
Sehr geehrte Frau Joswig,
wir bewilligen die Leistung.
Im Auftrag
gez. Lohmüller"""

PAPER = """Winter foraging ranges of urban hedgehogs
Aoife Brannigan1, Tomasz Wielgosz2
and Leila Haddad1,*
1
School of Ecology, University of Galway
Abstract
We tracked 31 hedgehogs. Jane Doe, Max Muster and Ann Other helped."""


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("Wer hat den Brief geschrieben?", "sender"),
        ("Von wem ist der Brief?", "sender"),
        ("Von wem stammt das Schreiben?", "sender"),
        ("Wer ist der Absender?", "sender"),
        ("Who wrote this letter?", "sender"),
        ("Who is the letter from?", "sender"),
        ("Who wrote the letter to Mrs Osei?", "sender"),
        ("An wen ist der Brief gerichtet?", "addressee"),
        ("Wer ist der Empfänger?", "addressee"),
        ("Who is it addressed to?", "addressee"),
        ("To whom was the letter sent?", "addressee"),
        ("Wer hat den Bescheid unterschrieben?", "signer"),
        ("Who signed the letter?", "signer"),
        ("Wann wurde der Brief geschrieben?", "date"),
        ("What is the date of the letter?", "date"),
        ("Who are the authors?", "author"),
        ("Wer sind die Autoren?", "author"),
        ("Who wrote the paper?", "sender"),
        ("Who wrote Hamlet?", None),
        ("Who is the author of Hamlet?", None),
        ("Who sent the money?", None),
        ("Wer hat die Rechnung bezahlt?", None),
        ("When was the company founded?", None),
        ("Who wrote the letter that ended the war?", None),
    ],
)
def test_a_question_asks_whom_it_names_nothing_else_for(question: str, role: Role | None) -> None:
    asked = asked_party(question)
    assert (asked.role if asked else None) == role


def test_a_letter_and_a_paper_are_told_apart() -> None:
    def of(question: str) -> tuple[bool, bool]:
        asked = asked_party(question)
        assert asked is not None
        return asked.of_letter, asked.of_paper

    assert of("Who wrote the letter?") == (True, False)
    assert of("Who wrote the article?") == (False, True)
    assert of("Who wrote this?") == (True, True)
    assert of("Wer ist der Absender?") == (True, False)


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        (
            ENGLISH,
            "sender",
            [
                "Yours sincerely\nDesmond Brackenridge Managing Partner",
                "Brackenridge & Sons Joinery Unit 4, Millbrook Estate\nHexham NE46 3PQ",
            ],
        ),
        (ENGLISH, "signer", ["Yours sincerely\nDesmond Brackenridge Managing Partner"]),
        (ENGLISH, "addressee", ["Mrs Winifred Osei The Old Forge\nCorbridge NE45 5AT"]),
        (ENGLISH, "date", ["12 February 2025"]),
        (
            GERMAN,
            "sender",
            [
                "Mit freundlichen Grüßen\nKatharina Moosbrugger",
                "Katharina Moosbrugger Am Stadtgraben 3 88212 Ravensburg",
            ],
        ),
        (
            GERMAN,
            "addressee",
            [
                "FitPunkt Studios GmbH Mitgliederverwaltung\nPostfach 11 20\n88045 Friedrichshafen",
            ],
        ),
        (GERMAN, "date", ["Ravensburg, 4. November 2024"]),
        (
            NOTICE,
            "sender",
            ["Im Auftrag\ngez. Lohmüller", "Landratsamt Wiesengrund Amt für Förderung"],
        ),
        (NOTICE, "addressee", ["Frau Nele Joswig Fasanenweg 12\n03046 Cottbus"]),
        (PAPER, "author", ["Aoife Brannigan1, Tomasz Wielgosz2\nand Leila Haddad1,*"]),
        ("A report\nBy Ann Other\nIntroduction\nIt rains.", "author", ["By Ann Other"]),
        ("Eine Arbeit\nVorgelegt von Ann Other\nBonn", "author", ["Vorgelegt von Ann Other"]),
        (
            "A title\nAnn Other, Jo Ruiz Institute of Rain, York\nAbstract\nIt rains.",
            "author",
            ["Ann Other, Jo Ruiz Institute of Rain, York"],
        ),
        (
            "Eine Arbeit\nvorgelegt von Ann Other\nHochschule Bonn, Fakultät Eins\nEinleitung\nEs.",
            "author",
            ["vorgelegt von Ann Other"],
        ),
        ("The tenant pays.\nNothing else.", "sender", []),
        ("Machine Learning\nIt rains. It pours.", "author", []),
    ],
)
def test_the_place_of_a_party(text: str, role: Role, expected: list[str]) -> None:
    spans = party_spans(text, AskedParty(role), first_page=True)
    assert [text[start:end] for start, end in spans] == expected


def test_a_long_signature_ends_with_a_word_and_prose_is_none() -> None:
    text = (
        "Dear Ms Osei,\nIt is done.\nYours sincerely\nAnn Brandt\n" + "subsidiaries in towns " * 20
    )
    ((_start, end),) = party_spans(text, AskedParty("signer"), first_page=True)
    assert text[end].isspace()
    assert not text[end - 1].isspace()
    prose = "Im Auftrag der Stadt Köln hat das Büro die Lage untersucht.\nEs fand nichts."
    assert party_spans(prose, AskedParty("sender"), first_page=False) == []
    signed = "Es bleibt dabei.\nIm Auftrag\nKampmann"
    assert len(party_spans(signed, AskedParty("signer"), first_page=False)) == 1


def test_on_later_pages_there_is_the_signature_alone() -> None:
    def places(text: str, role: Role) -> int:
        return len(party_spans(text, AskedParty(role), first_page=False))

    assert places(ENGLISH, "sender") == 1
    assert places(ENGLISH, "addressee") == 0
    assert places(PAPER, "author") == 0


@pytest.mark.parametrize(
    "piece",
    ["Aa Bb, ", "Aa Bb\n", "99084 Erfurt ", "Frau Aa ", "Tel. 1\n", "A-", "von der ", "1 jan "],
)
def test_texts_made_to_cost_much_cost_as_their_length(piece: str) -> None:
    def cost(times: int) -> float:
        text = "Title\n" + piece * times + "\nDear Mr X,\nAbstract\n" + piece * times
        start = time.process_time()
        for role in ("sender", "addressee", "date", "author"):
            party_spans(text, AskedParty(role), first_page=True)
        return time.process_time() - start

    cost(10)
    assert cost(4000) < 100 * max(cost(200), 0.002)
