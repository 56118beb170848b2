"""``octavo summarise``, ``octavo compare`` and ``octavo ask --explain`` as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from octavo.cli import run
from support.pdfs import make_pdf

LEASE = (
    "# Termination\n\nThe tenant may terminate this lease with three months' notice in writing.",
    "# Rent\n\nThe rent of 950 pounds is payable on the first day of every month of the year.",
    "# Keys\n\nThe keys of the house are handed over on the day on which the tenant moves in.",
)
MIETVERTRAG = (
    "# Kündigung\n\nDer Mieter kann diesen Vertrag mit einer Frist von drei Monaten kündigen.",
    "# Miete\n\nDie Miete von 950 Euro ist am ersten Tag eines jeden Monats zu zahlen.",
    "# Schlüssel\n\nDie Schlüssel des Hauses werden dem Mieter am Tag des Einzugs übergeben.",
)
RULES = ("# House rules\n\nNobody may keep a goat in the yard of the house without our consent.",)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("insight")
    make_pdf(made / "lease.pdf", LEASE)
    make_pdf(made / "rules.pdf", RULES)
    make_pdf(made / "mietvertrag.pdf", MIETVERTRAG)
    return made


def octavo(folder: Path, *argv: str) -> int:
    command, *rest = argv
    return run([command, "--data-dir", str(folder / "data"), *rest], open_window=lambda *_: 99)


def test_files_are_summarised(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert octavo(folder, "summarise", str(folder / "lease.pdf")) == 0
    said = capsys.readouterr().out
    assert said.startswith("lease.pdf · 3 pages\n")
    assert "“The rent of 950 pounds is payable on the first day of every month" in said
    assert "May the tenant terminate this lease?" in said

    assert octavo(folder, "summarise", "--json", str(folder / "lease.pdf")) == 0
    told = json.loads(capsys.readouterr().out)
    [summary] = told["summaries"]
    assert (summary["file"], summary["pages"]) == ("lease.pdf", 3)
    assert {quote["page"] for quote in summary["quotes"]} == {1, 2, 3}
    assert all(quote["verified"] for quote in summary["quotes"])


def test_each_summary_is_told_in_the_language_of_its_document(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(folder / name) for name in ("mietvertrag.pdf", "lease.pdf")]
    assert octavo(folder, "summarise", *files) == 0
    german, _, english = capsys.readouterr().out.partition("lease.pdf · 3 pages\n")
    assert german.startswith("mietvertrag.pdf · 3 Seiten\n")
    assert "„Die Miete von 950 Euro ist am ersten Tag eines jeden Monats zu zahlen.“" in german
    assert "\n    Seite 2\n" in german
    assert "\nWichtige Begriffe: Mieter\n" in german
    assert not any(word in german for word in ("page", "section", "terms", "Questions"))
    assert "\nQuestions that it answers\n" in english
    assert "„" not in english

    assert octavo(folder, "summarise", "--json", files[0]) == 0
    [summary] = json.loads(capsys.readouterr().out)["summaries"]
    assert summary["quotes"][0]["page_label"] == "1"


def test_files_are_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(folder / name) for name in ("lease.pdf", "rules.pdf")]
    question = "Who may keep a goat in the yard?"
    assert octavo(folder, "compare", *files, question) == 0
    lease, _, rules = capsys.readouterr().out.partition("rules.pdf\n")
    assert "goat" not in lease
    assert "goat in the yard of the house" in rules

    assert octavo(folder, "compare", "--json", *files, question) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["file"] for one in told["compared"]] == ["lease.pdf", "rules.pdf"]
    assert told["compared"][1]["kind"] == "quotes"


def test_a_question_in_another_language_than_the_document_is_told_to_be_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    english, german = str(folder / "lease.pdf"), str(folder / "mietvertrag.pdf")
    assert octavo(folder, "ask", german, "How much is the rent per month?") == 1
    said = capsys.readouterr().out
    assert "The question seems to be in English, and they are in German: only words" in said
    assert "\nThe closest pages are:\n    mietvertrag.pdf, page " in said

    assert octavo(folder, "ask", english, "Wann wird die Miete gezahlt?") == 1
    said = capsys.readouterr().out
    assert "Die Frage scheint auf Deutsch gestellt zu sein, und die Dokumente sind auf Eng" in said
    assert "Fragen Sie auf Englisch, oder" in said
    assert "\nAm nächsten kommen diese Seiten:\n    lease.pdf, Seite " in said

    assert octavo(folder, "ask", "--json", german, "How much is the rent per month?") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["languages_apart"] == {"question": "en", "documents": ["de"]}
    assert octavo(folder, "ask", "--json", english, "How much is the rent per month?") == 0
    assert json.loads(capsys.readouterr().out)["languages_apart"] is None


def test_a_comparison_tells_which_document_is_in_another_language(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(folder / name) for name in ("lease.pdf", "mietvertrag.pdf")]
    question = "Wann ist die Miete zu zahlen?"
    assert octavo(folder, "compare", *files, question) == 0
    english, _, german = capsys.readouterr().out.partition("mietvertrag.pdf\n")
    assert "auf Deutsch gestellt zu sein, und dieses Dokument ist auf Englisch: Nur" in english
    assert "Englisch" not in german
    assert "am ersten Tag eines jeden Monats" in german

    assert octavo(folder, "compare", "--json", *files, question) == 0
    compared = json.loads(capsys.readouterr().out)["compared"]
    assert [one.get("languages_apart") for one in compared] == [
        {"question": "de", "documents": ["en"]},
        None,
    ]


def test_an_answer_is_explained(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(folder / "lease.pdf")
    assert octavo(folder, "ask", "--explain", file, "When is the rent payable?") == 0
    said = capsys.readouterr().out
    assert " 1. lease.pdf, page 2" in said
    assert "with the words: rent, payable" in said
    assert octavo(folder, "ask", "--explain", "--json", file, "When is the rent payable?") == 0
    best = json.loads(capsys.readouterr().out)["passages"][0]
    assert (best["page"], best["matched"], best["words"]) == (2, ["rent", "payable"], 1.0)
    assert 0 < best["meaning"] <= 1

    german = str(folder / "mietvertrag.pdf")
    assert octavo(folder, "ask", "--explain", german, "Wann ist die Miete zu zahlen?") == 0
    said = capsys.readouterr().out
    assert "\nWarum diese Textstellen: " in said
    assert "\n 1. mietvertrag.pdf, Seite 2\n    passt zu " in said
    assert "\n    mit den Wörtern: miete, zahlen\n" in said


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["summarise", "nothing.pdf"], f"There is no file “{Path('nothing.pdf').absolute()}”."),
        (["compare", "a.pdf"], "The last argument has to be the question"),
        (["compare"], "octavo compare FILE... "),
    ],
)
def test_wrong_input_is_explained(
    folder: Path, capsys: pytest.CaptureFixture[str], argv: list[str], said: str
) -> None:
    assert octavo(folder, *argv) == 2
    assert said in capsys.readouterr().err
