"""Clauses that a question names are quoted as they stand, of each document that has them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from octavo.engine.answer.extractive import ExtractiveAnswerer
from octavo.engine.search import Searcher
from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store.store import Insert
from support.minilm import InProcessMiniLm, shipped_model
from support.stores import add_file, embed_file, vector_store

RENT = """Mietvertrag
§ 6 Miete
Die Miete beträgt 900 Euro. Sie ist am dritten Werktag fällig."""
ANIMALS = """§ 7 Tiere
(1) Kleintiere dürfen gehalten werden.
(2) Hunde darf nur halten, wer die Nachbarn gefragt hat. Katzen sind erlaubt."""
END = """(3) Schlangen werden in keinem Fall geduldet.
§ 8 Ende
Der Vertrag endet im Mai.
Bonn, den 4. Mai 2021"""
JOB = """Arbeitsvertrag
§ 7 Geheimnisse
Der Arbeitnehmer schweigt über alle Geheimnisse der Firma.
§ 8 Ende
Das Arbeitsverhältnis endet nach zwei Jahren."""
MANUAL = """Manual
6 Cleaning
Wash the filter each week.
7 Errors
The pump stops if the filter is full.
8 Data
The pump weighs 12 kg."""
FILES = {"flat": (RENT, ANIMALS, END), "job": (JOB,), "manual": (MANUAL,)}


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    made = await SqliteStore.open(tmp_path / "octavo.sqlite")
    await made.apply(Insert(vector_store("vs_1")))
    for key, texts in FILES.items():
        indexed = await add_file(made, key, texts=texts)
        vectors = shipped_model().embed([f"{key}\n{text}" for text in texts])
        await embed_file(made, indexed, vectors, model=InProcessMiniLm().model)
    yield made
    await made.aclose()


async def quotes(
    store: SqliteStore, question: str, files: Sequence[str] | None = None
) -> list[tuple[str, str]]:
    """Return each quote with its file."""
    answerer = ExtractiveAnswerer(store, Searcher(store, InProcessMiniLm()))
    answer = await answerer.answer(question, ["vs_1"], files=files)
    assert all(one.verified for one in answer.quotes)
    return [(one.file_id, one.quote) for one in answer.quotes if answer.kind == "quotes"]


OF_LEASE = [
    ("flat", "(1) Kleintiere dürfen gehalten werden."),
    (
        "flat",
        "(2) Hunde darf nur halten, wer die Nachbarn gefragt hat. Katzen sind erlaubt.",
    ),
    ("flat", "(3) Schlangen werden in keinem Fall geduldet."),
]
OF_JOB = [("job", "Der Arbeitnehmer schweigt über alle Geheimnisse der Firma.")]


async def test_each_document_that_has_the_clause_is_quoted_in_reading_order(
    store: SqliteStore,
) -> None:
    found = await quotes(store, "Was steht in § 7?")
    assert [one for one in found if one[0] == "job"] == OF_JOB
    of_lease = [text for name, text in found if name == "flat"]
    assert of_lease == [f"{OF_LEASE[0][1]} {OF_LEASE[1][1]}", OF_LEASE[2][1]]
    assert [name for name, _ in found] in (["flat", "flat", "job"], ["job", "flat", "flat"])


async def test_a_document_that_is_named_or_chosen_is_quoted_alone_and_whole(
    store: SqliteStore,
) -> None:
    assert await quotes(store, "Was steht in § 7 in flat.pdf?") == OF_LEASE
    assert await quotes(store, "Was steht in § 7?", files=["flat"]) == OF_LEASE
    assert await quotes(store, "Was regelt § 7 im Job?") == OF_JOB
    assert await quotes(store, "Was steht in § 7?", files=["job"]) == OF_JOB


async def test_one_paragraph_of_a_clause_is_quoted_alone(store: SqliteStore) -> None:
    assert await quotes(store, "Was steht in § 7 Abs. 2?", files=["flat"]) == OF_LEASE[1:2]
    assert await quotes(store, "Was sagt § 7 (3)?", files=["flat"]) == OF_LEASE[2:]


async def test_two_clauses_are_quoted_one_after_the_other(store: SqliteStore) -> None:
    found = await quotes(store, "Was steht in § 6 und § 8?", files=["flat"])
    assert found == [
        ("flat", "Die Miete beträgt 900 Euro. Sie ist am dritten Werktag fällig."),
        ("flat", "Der Vertrag endet im Mai."),
    ]


async def test_a_chapter_is_quoted_where_no_document_calls_a_part_so(store: SqliteStore) -> None:
    found = await quotes(store, "What does section 7 of the manual say?")
    assert found == [("manual", "The pump stops if the filter is full.")]
    assert {name for name, _ in await quotes(store, "What does section 7 say?")} == set(FILES)


async def test_who_asks_for_something_in_a_clause_gets_the_sentence_on_it(
    store: SqliteStore,
) -> None:
    found = await quotes(store, "Darf ich laut § 7 Hunde halten?", files=["flat"])
    assert found[0][1].startswith("(2) Hunde darf nur halten")


WORDS = [
    *("Auto", "Brot", "Citrone", "Dach", "Eis", "Feder", "Garten"),
    *("Haus", "Insel", "Jacke", "Kanne", "Lampe", "Mühle", "Nest"),
]


@pytest.fixture
async def many(store: SqliteStore) -> SqliteStore:
    """Return a store with fourteen contracts more that have § 7, and two that only speak of it."""
    for number, word in enumerate(WORDS, 1):
        text = f"Vertrag {word}\n§ 7 {word}\nDie Sache {word} gehört dem Käufer {word}."
        await embedded(store, f"contract {number:02}", text)
    await embedded(store, "letter", "Brief\nNach § 7 des Vertrages schulden Sie uns drei Äpfel.")
    await embedded(store, "contents", "Inhalt\n§ 6 Miete … 3\n§ 7 Tiere … 4\n§ 8 Ende … 5")
    return store


async def embedded(store: SqliteStore, key: str, text: str) -> None:
    indexed = await add_file(store, key, texts=[text])
    vectors = shipped_model().embed([f"{key}\n{text}"])
    await embed_file(store, indexed, vectors, model=InProcessMiniLm().model)


async def led(
    store: SqliteStore, question: str, files: Sequence[str] | None = None
) -> tuple[set[str], str]:
    """Return which documents are quoted, and what is said above the quotes."""
    answerer = ExtractiveAnswerer(store, Searcher(store, InProcessMiniLm()))
    answer = await answerer.answer(question, ["vs_1"], files=files)
    return {one.file_id for one in answer.quotes}, " ".join(str(one) for one in answer.lead)


async def test_documents_whose_clause_is_not_quoted_are_told(many: SqliteStore) -> None:
    quoted, said = await led(many, "Was steht in § 7?")
    contracts = {"flat", "job", *(f"contract {number:02}" for number in range(1, 15))}
    assert len(quoted) == 6
    assert quoted < contracts
    left = sorted(contracts - quoted)
    assert said == (
        f"10 more documents have such a clause: {', '.join(f'{one}.pdf' for one in left)}."
        " Name one in the question to read it there."
    )


async def test_many_documents_are_counted_and_the_first_are_named(many: SqliteStore) -> None:
    for word in WORDS:
        await embedded(many, f"more {word}", f"Kauf {word}\n§ 7 Preis\nDer {word} kostet viel.")
    quoted, said = await led(many, "Was steht in § 7?")
    assert len(quoted) == 6
    assert said.startswith("24 more documents have such a clause: contract ")
    assert said.count(".pdf") == 12
    assert ".pdf …. Name one in the question" in said


async def test_one_document_more_is_told_as_one(many: SqliteStore) -> None:
    some = ["flat", "job", *(f"contract {number:02}" for number in range(1, 6))]
    quoted, said = await led(many, "Was steht in § 7?", some)
    [left] = set(some) - quoted
    assert said == (
        f"1 more document has such a clause: {left}.pdf. Name it in the question to read it there."
    )


async def test_nothing_is_told_of_others_where_all_are_quoted_or_one_is_named(
    many: SqliteStore,
) -> None:
    assert await led(many, "Was steht in § 7?", ["flat", "job", "letter", "contents"]) == (
        {"flat", "job"},
        "",
    )
    assert await led(many, "Was steht in § 7 in contract 09.pdf?") == ({"contract 09"}, "")


CONDITIONS = (
    """A.2 Kaskoversicherung
A.2.1 Was ist versichert?
Versichert ist Ihr Fahrzeug gegen Verlust.
A.2.2 Welche Ereignisse sind versichert?
Versichert sind Brand und Sturm.
A.2.2.1 In der Teilkasko ist auch Haarwild versichert.""",
    """A.2.2.2 In der Vollkasko sind auch Unfälle versichert.
A.2.3 Was zahlen wir?
Wir zahlen den Wert des Fahrzeugs.""",
)
HOUSEHOLD = """C 8 Gefahr
Sie dürfen die Gefahr nicht erhöhen.
C 9 Obliegenheiten
Sie müssen den Schaden sofort melden.
C 10 Kündigung
Beide Seiten können kündigen."""
VITAMINS = """Vitamine
Vitamin C 9 mg am Tag sind zu wenig.
B 12 Mangel macht müde und blass."""
LIABILITY = (
    """Teil A Haftpflicht
3 Gegenstand
Versichert ist die Haftpflicht.
4 Ausschluss
Vorsatz ist nicht versichert.""",
    """Teil B Allgemeines
3 Beitrag
Der Beitrag ist im Januar zu zahlen.""",
    """4 Verjährung
Die Ansprüche verjähren in drei Jahren.
5 Gericht
Es gilt deutsches Recht.""",
)


@pytest.fixture
async def insured(store: SqliteStore) -> SqliteStore:
    files = {
        "car": CONDITIONS,
        "home": (HOUSEHOLD,),
        "vitamins": (VITAMINS,),
        "firm": LIABILITY,
    }
    for key, texts in files.items():
        indexed = await add_file(store, key, texts=list(texts))
        vectors = shipped_model().embed([f"{key}\n{text}" for text in texts])
        await embed_file(store, indexed, vectors, model=InProcessMiniLm().model)
    return store


@pytest.mark.parametrize("question", ["Was steht in A.2.2?", "AKB A.2.2", "Quote clause A.2.2"])
async def test_a_clause_with_a_letter_is_quoted_over_the_page_end(
    insured: SqliteStore, question: str
) -> None:
    assert await quotes(insured, question) == [
        ("car", "Versichert sind Brand und Sturm."),
        ("car", "A.2.2.1 In der Teilkasko ist auch Haarwild versichert."),
        ("car", "A.2.2.2 In der Vollkasko sind auch Unfälle versichert."),
    ]


@pytest.mark.parametrize("question", ["What does C 9 say?", "Was regelt Ziffer C 9?", "C9"])
async def test_a_clause_is_quoted_however_letter_and_number_are_written(
    insured: SqliteStore, question: str
) -> None:
    assert await quotes(insured, question) == [("home", "Sie müssen den Schaden sofort melden.")]


async def test_a_clause_is_quoted_from_its_beginning_where_a_page_begins_inside_of_it(
    store: SqliteStore,
) -> None:
    pages = ["7. Interior\n7.1 The tenant paints it.", "7.2 No holes are drilled.\n8. End\nMay."]
    indexed = await add_file(store, "house", texts=pages)
    vectors = shipped_model().embed([f"house\n{text}" for text in pages])
    await embed_file(store, indexed, vectors, model=InProcessMiniLm().model)
    assert await quotes(store, "What does clause 7 say?", ["house"]) == [
        ("house", "7.1 The tenant paints it."),
        ("house", "7.2 No holes are drilled."),
    ]


async def test_a_number_is_found_under_the_heading_with_its_letter(insured: SqliteStore) -> None:
    assert await quotes(insured, "Was steht in Teil B Nr. 4?") == [
        ("firm", "Die Ansprüche verjähren in drei Jahren.")
    ]
    assert await quotes(insured, "Was steht in Teil A Nr. 4?") == [
        ("firm", "Vorsatz ist nicht versichert.")
    ]


async def test_what_only_looks_like_a_clause_is_none(insured: SqliteStore) -> None:
    first = (await quotes(insured, "Wie viel Vitamin C 9 ist zu wenig?"))[0]
    assert first == ("vitamins", "Vitamin C 9 mg am Tag sind zu wenig.")
    searcher = Searcher(insured, InProcessMiniLm())
    for question, parts in (
        ("Was macht B 12?", set()),
        ("Was steht in A.2.9?", set()),
        ("Was steht in A.2.3?", {"a.2.3"}),
    ):
        assert (await searcher.spelled(question, ["vs_1"])).asked.parts == parts
