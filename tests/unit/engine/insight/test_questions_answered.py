"""Questions that are suggested are answered when they are asked, by what they were made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.cli.answer_text import is_covered, quotes_of
from octavo.client import Client
from octavo.session.ask_files import ask_files
from octavo.session.told_files import summarise_files
from support.pdfs import make_pdf

LEASE = """# Lease

This lease is made between the owners of Mill House and the people who live in it. The tenant
shall pay the rent to the account of the landlord at the bank of the village. The rent is 900 euros
a month. The lease begins on 1 March 2025 and goes on for three years.

The landlord may enter the house on not less than two days' written notice. The tenant shall not
sublet the house to anybody who keeps a goat or a sheep. The deposit is 1,800 euros and is kept in
an account of its own. The notice period is three months for each of the two sides.
"""
CONTRACT = """# Anstellungsvertrag

§ 1 Beginn

Das Arbeitsverhältnis beginnt am 1. März 2025 und wird auf unbestimmte Zeit geschlossen. Nach
Ablauf der Probezeit beträgt die Kündigungsfrist drei Monate zum Ende des Quartals.

§ 2 Vergütung

Das monatliche Gehalt beträgt 5.240,00 Euro. Das Gehalt ist spätestens am letzten Werktag eines
jeden Monats auf das Konto des Arbeitnehmers zu zahlen. Der Arbeitnehmer darf an zwei Tagen der
Woche zu Hause arbeiten.
"""
MANUAL = """# Pump

The pump is a machine that moves water through a pipe from the well to the house. The filter of
the pump must be washed after every week of use in clean water. The pump must not be connected
through an extension lead. The guarantee is 24 months from the day of the purchase. The first pump
of this kind was built in the village of Overton in 1902.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LEASE, {"How long is the notice period?", "When does the lease begin?"}),
        (CONTRACT, {"Wie lang ist die Kündigungsfrist?", "Wann beginnt das Arbeitsverhältnis?"}),
        (MANUAL, {"What is the pump?", "How long is the guarantee?"}),
    ],
)
async def test_each_suggested_question_is_answered_by_its_sentence(
    client: Client, tmp_path: Path, text: str, expected: set[str]
) -> None:
    path = make_pdf(tmp_path / "a.pdf", [text], title="")
    [(_, one)] = (await summarise_files(client, [path])).about
    assert one.extract is not None
    suggested = one.extract.questions
    assert expected <= {one.question for one in suggested}
    assert len(suggested) > 1
    for suggestion in suggested:
        message = (await ask_files(client, [path], suggestion.question)).message
        assert message is not None
        assert is_covered(message), suggestion.question
        wanted = suggestion.quote.quote
        found = quotes_of(message)
        assert any(wanted in quote for quote in found), (suggestion.question, wanted, found)
