"""Answers of verbatim sentences."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from octavo.engine.answer.candidates import candidates_in
from octavo.engine.answer.extractive import ExtractiveAnswer, ExtractiveAnswerer
from octavo.engine.answer.quotes import Quote, quoted, told_once
from octavo.engine.search import Searcher
from octavo.engine.store.records import NewChunk, PageBatch
from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store.store import Insert
from octavo.engine.text.questions import understood
from octavo.engine.text.quotable import quotable
from octavo.engine.text.synonyms import near
from octavo.models.port import Embedder
from support.minilm import BrokenEmbedder, InProcessMiniLm, shipped_model
from support.stores import (
    TEXT_VERSION,
    add_file,
    embed_file,
    facts,
    file,
    page,
    store_file,
    vector_store,
)

LEASE = (
    "Lease\nRent\nThe rent is 900 euros a month. It is due on the third working day.",
    "Pets\nThe tenant may keep a dog if the neighbours agree. Fish are always allowed.",
    "Notice\nEither side may end the contract with three months' notice. Notice is in writing.",
    "Signatures\nSigned in Bonn by both sides on 4 May 2021.",
)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    made = await SqliteStore.open(tmp_path / "octavo.sqlite")
    await made.apply(Insert(vector_store("vs_1")))
    yield made
    await made.aclose()


async def add(store: SqliteStore, texts: Sequence[str] = LEASE, key: str = "file-1") -> None:
    indexed = await add_file(store, key, texts=texts)
    vectors = shipped_model().embed([f"Lease\n{text}" for text in texts])
    await embed_file(store, indexed, vectors, model=InProcessMiniLm().model)


async def ask(
    store: SqliteStore, question: str, embedder: Embedder | None = None
) -> ExtractiveAnswer:
    using = embedder or InProcessMiniLm()
    return await ExtractiveAnswerer(store, Searcher(store, using)).answer(question, ["vs_1"])


@pytest.mark.parametrize(
    ("question", "page", "words"),
    [
        ("How much is the rent per month?", 1, "900 euros"),
        ("Can I have a dog in the flat?", 2, "keep a dog"),
        ("How do I terminate the contract?", 3, "end the contract"),
        ("When was the lease signed?", 4, "4 May 2021"),
    ],
)
async def test_the_first_quote_is_the_sentence_that_answers(
    store: SqliteStore, question: str, page: int, words: str
) -> None:
    await add(store)
    answer = await ask(store, question)
    assert answer.kind == "quotes"
    first = answer.quotes[0]
    assert (first.file_id, first.page, first.label) == ("file-1", page, f"p{page}")
    assert words in first.quote
    assert 1 <= len(answer.quotes) <= 3
    assert [q.score for q in answer.quotes] == sorted(
        (q.score for q in answer.quotes), reverse=True
    )
    assert answer.passages[0].chunk.page == page


EMPLOYMENT = """Contract of Employment
Thornfield Robotics Ltd (the Employer) and Ms Odile Marchetti (the Employee) agree.
1. Pay
Your basic annual remuneration is GBP 41,600.
2. Leave
You are entitled to 27 days of paid annual leave in addition to public holidays.
3. Absence
A medical certificate is required for absence of more than seven calendar days.
4. Insurance
A deductible of GBP 100 applies to each claim.
Period of insurance: 1 April 2025 to 31 March 2026"""


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        (
            "What did the auditors find in the stock records?",
            (
                "The auditors look at the stock records every year. Errors in the records of stock "
                "were found by the auditors. They keep the stock records of ten years."
            ),
            "Errors",
        ),
        (
            "Wann wurde die Schule des Dorfes gebaut?",
            (
                "Die Schule des Dorfes wurde oft gelobt. Der Bau der Dorfschule war 1902. Wann die "
                "Schule des Dorfes schließt, ist nicht bekannt."
            ),
            "1902",
        ),
    ],
)
async def test_of_sentences_on_the_same_the_one_with_each_piece_of_the_question_is_quoted_first(
    store: SqliteStore, question: str, text: str, words: str
) -> None:
    await add(store, [text])
    assert words in (await ask(store, question)).quotes[0].quote


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much does Ms Marchetti earn?", "41,600"),
        ("How many days of holiday does Odile Marchetti have?", "27 days"),
        ("When do I need a sick note?", "medical certificate"),
        ("What is the excess?", "GBP 100"),
        ("When does the insurance end?", "31 March 2026"),
        ("Until when is the insurance valid?", "31 March 2026"),
    ],
)
async def test_everyday_words_find_what_the_document_says_for_them(
    store: SqliteStore, question: str, words: str
) -> None:
    await add(store, [EMPLOYMENT])
    answer = await ask(store, question)
    assert answer.kind == "quotes"
    assert words in answer.quotes[0].quote


async def test_claims_are_no_bonus(store: SqliteStore) -> None:
    await add(store, [EMPLOYMENT])
    assert (await ask(store, "What is the no-claims bonus?")).kind == "not_covered"


TREE = (
    "Bescheid\nDie Rotbuche vor dem Haus wird am 3. Mai 2025 gefällt, weil sie krank ist."
    "\nDie Stadt liefert eine neue Buche. Sie wird ohne Kosten für Sie gepflanzt."
    "\n§ 4 Zeiten\nDas Amt ist von 8 bis 17 Uhr offen."
)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Wie alt ist die Rotbuche?", "not_covered"),
        ("Wann wird die Rotbuche gefällt?", "quotes"),
        ("Was kostet die Rotbuche?", "not_covered"),
        ("Was regelt § 4?", "quotes"),
        ("Was regelt § 17?", "not_covered"),
        ("Welche Farbe hat die Rotbuche?", "not_covered"),
    ],
)
async def test_a_detail_that_no_sentence_tells_is_not_covered(
    store: SqliteStore, question: str, kind: str
) -> None:
    await add(store, (TREE,))
    answer = await ask(store, question)
    assert answer.kind == kind
    assert answer.quotes


MINUTES = (
    "Protokoll\nTOP 2 Abrechnung\nDie Kosten waren 2024 höher als geplant. Ursache ist ein"
    " Rohrbruch im Keller.\nDie Kosten des Jahres 2023 waren wie geplant. Der Beirat dankt.\n"
    "Antrag auf einen Ladepunkt\nMehrere Leute fragen nach der Reserve des Anschlusses.\n"
    "Der Einbau wird bei wenigen Gegenstimmen gestattet. Die Arbeiten macht ein Betrieb."
)


async def test_a_reason_in_the_next_sentence_is_quoted_with_what_it_is_for(
    store: SqliteStore,
) -> None:
    await add(store, (MINUTES,))
    answer = await ask(store, "Warum waren die Kosten 2024 höher als geplant?")
    assert "Rohrbruch" in answer.quotes[0].quote


async def test_what_stands_below_a_heading_is_about_it(store: SqliteStore) -> None:
    await add(store, (MINUTES,))
    answer = await ask(store, "Wird der Einbau des Ladepunkts gestattet?")
    assert "gestattet" in answer.quotes[0].quote
    asked = understood("Wird der Einbau des Ladepunkts gestattet?")
    below = next(c for c in candidates_in(asked, answer.passages) if "Betrieb" in c.text)
    assert near("ladepunkt") in below.above


async def test_what_is_asked_of_somebody_else_is_not_covered(store: SqliteStore) -> None:
    await add(store, [EMPLOYMENT])
    assert (await ask(store, "How much does Mr Wolters earn?")).kind == "not_covered"


LETTER = """Brackenridge & Sons Joinery Unit 4, Millbrook Estate
Hexham NE46 3PQ
Mrs Winifred Osei The Old Forge
Corbridge NE45 5AT
12 February 2025
Dear Mrs Osei,
We regret that the delivery of the oak will be delayed by two weeks.
Yours sincerely
Desmond Brackenridge"""


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who wrote this letter?", "Yours sincerely Desmond Brackenridge"),
        ("Von wem ist der Brief?", "Brackenridge & Sons Joinery"),
        ("Who is it addressed to?", "Mrs Winifred Osei The Old Forge Corbridge NE45 5AT"),
        ("When was the letter written?", "12 February 2025"),
    ],
)
async def test_a_letter_tells_its_parties_without_the_words_for_them(
    store: SqliteStore, question: str, words: str
) -> None:
    await add(store, [LETTER])
    answer = await ask(store, question)
    assert answer.kind == "quotes"
    assert any(words in quote.quote for quote in answer.quotes)
    assert all(quote.verified for quote in answer.quotes)


async def test_what_is_no_letter_has_no_sender(store: SqliteStore) -> None:
    await add(store, LEASE[:2])
    assert (await ask(store, "Who wrote this letter?")).kind == "not_covered"


async def test_every_quote_stands_verbatim_where_it_says(store: SqliteStore) -> None:
    await add(store)
    for question in ("What about the rent?", "notice", "Are fish allowed?"):
        for quote in (await ask(store, question)).quotes:
            (page,) = await store.pages(quote.sha256, quote.page, 1)
            assert quote.verified
            assert " ".join(page.raw[quote.start : quote.end].split()) == quote.quote


async def test_what_the_documents_do_not_cover_is_said_with_the_closest_pages(
    store: SqliteStore,
) -> None:
    await add(store)
    answer = await ask(store, "Which enzyme breaks down lactose in the human gut?")
    assert answer.kind == "not_covered"
    assert 1 <= len(answer.quotes) <= 3
    assert len({quote.page for quote in answer.quotes}) == len(answer.quotes)


async def test_quotes_do_not_repeat_each_other(store: SqliteStore) -> None:
    await add(store)
    await add(store, [LEASE[0] + " Copy.", "The rent is  900 euros a month."], key="file-2")
    answer = await ask(store, "How much is the rent per month?")
    texts = [quote.quote for quote in answer.quotes]
    assert sum("900 euros" in text for text in texts) == 1


async def test_words_decide_alone_when_the_embedder_fails(store: SqliteStore) -> None:
    await add(store)
    answer = await ask(store, "How much is the rent per month?", BrokenEmbedder())
    assert answer.kind == "quotes"
    assert "900 euros" in answer.quotes[0].quote
    assert (await ask(store, "Who discovered penicillin?", BrokenEmbedder())).kind == "not_covered"


async def test_nothing_is_known_without_documents(store: SqliteStore) -> None:
    answer = await ask(store, "How much is the rent?")
    assert (answer.kind, answer.quotes, answer.passages) == ("not_covered", (), ())


async def test_a_german_question_gets_a_german_sentence(store: SqliteStore) -> None:
    await add(
        store,
        [
            "Die Miete beträgt 900 Euro. Sie ist am 3. Werktag des Monats fällig.",
            "Haustiere darf der Mieter halten, wenn die Nachbarn einverstanden sind.",
            "Der Vertrag kann mit einer Frist von drei Monaten gekündigt werden.",
        ],
    )
    answer = await ask(store, "Mit welcher Frist kann der Vertrag gekündigt werden?")
    assert answer.kind == "quotes"
    (first, *_) = answer.quotes
    assert first.quote == "Der Vertrag kann mit einer Frist von drei Monaten gekündigt werden."
    assert (await ask(store, "Wer entdeckte das Penicillin?")).kind == "not_covered"


def test_short_lines_reach_on_into_what_follows() -> None:
    text = "4.2 Results\nWe find that rents rise by three percent.\nRents\nPaid monthly."
    assert [text[a:b] for a, b in quotable(text)] == [
        "4.2 Results\nWe find that rents rise by three percent.",
        "We find that rents rise by three percent.",
        "Rents\nPaid monthly.",
        "Paid monthly.",
    ]


async def test_of_several_documents_that_are_named_each_is_quoted(store: SqliteStore) -> None:
    for year, result in ((2021, "300"), (2022, "450")):
        texts = [
            f"In the year {year} the revenue was {result} million euros.",
            f"The revenue of {year} is told on the page before. The staff was {year % 100}.",
            f"Revenue and its sources in {year} are shown in table 3 of this report.",
        ]
        await add(store, texts, key=f"report-{year}")
    answer = await ask(store, "Compare the revenue of 2021 and 2022.")
    assert {quote.file_id for quote in answer.quotes} == {"report-2021", "report-2022"}
    assert [q.score for q in answer.quotes] == sorted(
        (q.score for q in answer.quotes), reverse=True
    )


SERVICE = (
    "Telephone service\nOur telephone service is open all day. The telephone number of the office "
    "is found in the contract, and the telephone is answered by trained people."
)
CONTACT = (
    "Contact\nOffice: Mill Lane 3, tel. 0123 456789\nE-mail: office@example.org\n"
    "The office answers each e-mail within a day."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("telephone no", "0123 456789"),
        ("What is the telephone number of the office?", "0123 456789"),
        ("What is the e-mail address of the office?", "office@example.org"),
    ],
)
async def test_who_asks_for_a_number_is_quoted_the_number_and_nothing_without_one(
    store: SqliteStore, question: str, words: str
) -> None:
    await add(store, [SERVICE, CONTACT])
    answer = await ask(store, question)
    assert answer.kind == "quotes"
    assert all(words in quote.quote for quote in answer.quotes)


async def test_where_no_number_is_found_what_speaks_of_one_is_quoted(store: SqliteStore) -> None:
    await add(store, [SERVICE])
    answer = await ask(store, "What is the telephone number of the office?")
    assert answer.kind == "quotes"
    assert "found in the contract" in answer.quotes[0].quote


async def test_a_quote_much_weaker_than_the_first_is_left_out(store: SqliteStore) -> None:
    await add(store)
    answer = await ask(store, "How much is the rent per month?")
    best = answer.quotes[0].score
    assert all(quote.score >= 0.6 * best for quote in answer.quotes)
    assert len(answer.quotes) < 3


async def test_a_row_of_a_table_is_quoted_with_the_names_of_its_columns(
    store: SqliteStore,
) -> None:
    costs = (
        "What the flat costs\nKind of cost\tEach month\tEach year\n"
        "Heating and hot water\t120\t1,440\nCleaning of the stairs\t25\t300"
    )
    await add(store, texts=(costs, *LEASE))
    first = (await ask(store, "How much is the cleaning of the stairs each month?")).quotes[0]
    assert first.verified
    assert [list(row) for row in first.rows] == [
        ["Kind of cost", "Each month", "Each year"],
        ["Cleaning of the stairs", "25", "300"],
    ]
    assert first.quote == "Cleaning of the stairs 25 300"
    assert (await ask(store, "How much is the rent per month?")).quotes[0].rows == ()


async def test_the_row_of_the_year_is_quoted_for_the_name_of_a_column(store: SqliteStore) -> None:
    rents = (
        "The rent is set out below.\nYear of the lease\tAnnual rent in euros\tCharges in euros\n"
        "2024\t48,000\t6,200\n2025\t49,500\t6,350\n2026\t51,000\t6,500\n2027\t52,750\t6,700"
    )
    await add(store, texts=(rents, *LEASE))
    first = (await ask(store, "What is the annual rent in 2026?")).quotes[0]
    # Two rows are quoted together; which other one it is, is a matter of the processor's rounding.
    assert ["2026", "51,000", "6,500"] in [list(row) for row in first.rows]
    assert list(first.rows[0]) == ["Year of the lease", "Annual rent in euros", "Charges in euros"]


async def test_names_of_columns_at_the_end_of_a_passage_are_not_quoted_alone(
    store: SqliteStore,
) -> None:
    names = "Year of the lease\tAnnual rent in euros\tCharges in euros"
    above = f"The rent is set out below.\n{names}"
    await store.apply(Insert(uploaded := file("file-1")), Insert(entry := store_file("file-1")))
    sha256 = uploaded.sha256 or ""
    await store.begin_document(sha256, facts(1), TEXT_VERSION)
    lone = page(1, f"{above}\n2024\t48,000\t6,200\n2025\t49,500\t6,350")
    chunks = (NewChunk(1, 0, len(above), "Lease"),)
    assert await store.add_pages(entry, sha256, PageBatch(pages=(lone,), chunks=chunks))
    quotes = (await ask(store, "What is the annual rent in euros?")).quotes
    assert [one.quote for one in quotes if "Annual" in one.quote] == [
        f"{' '.join(names.split())} 2024 48,000 6,200 2025 49,500 6,350"
    ]


async def test_who_names_a_column_gets_all_of_its_rows_once(store: SqliteStore) -> None:
    rents = (
        "The rent is set out below.\nYear of the lease\tAnnual rent in euros\tCharges in euros\n"
        "2024\t48,000\t6,200\n2025\t49,500\t6,350\n2026\t51,000\t6,500"
    )
    await add(store, texts=(rents, *LEASE))
    quotes = (await ask(store, "How high are the charges in euros?")).quotes
    of_table = [quote for quote in quotes if quote.rows]
    assert [[row[-1] for row in quote.rows] for quote in of_table] == [
        ["Charges in euros", "6,200", "6,350", "6,500"]
    ]
    assert of_table[0].quote.endswith("2026 51,000 6,500")


def test_what_stands_within_another_quote_is_not_told_again() -> None:
    def quote(start: int, end: int, page: int = 1) -> Quote:
        return Quote("file-1", "a", page, str(page), "x", start, end, 1.0, verified=True)

    row, table, other = quote(0, 20), quote(0, 90), quote(0, 20, page=2)
    assert told_once([row, None, table, quote(40, 60), other]) == [table, other]
    assert told_once([other, table, row]) == [other, table]


def test_more_rows_of_the_same_table_go_on_from_the_first_ones() -> None:
    names = "Year\tRent\tCharges"
    first, second = "2024\t48,000\t6,200", "2025\t49,500\t6,350"
    text = f"The house\n{names}\n{first}\n{second}\nThe shop\n{names}\n{first}\n{second}\nEnd."

    def of(words: str, number: int = 1, *, last: bool = False) -> Quote:
        at = text.rindex(words) if last else text.index(words)
        return quoted(page(number, text), (at, at + len(words)), ("file-1", "a"), 1.0)

    row = of(second)
    assert row.rows == [names.split("\t"), second.split("\t")]
    assert row.goes_on_from(of(first))
    assert row.goes_on_from(of(f"{names}\n{first}"))
    assert of(f"{names}\n{first}").goes_on_from(row)
    assert not row.goes_on_from(of(first, last=True))  # of a table with the same names
    assert not row.goes_on_from(of(first, number=2))
    assert not row.goes_on_from(of("The house"))
    assert not of("End.").goes_on_from(of("The house"))


async def test_a_clause_that_is_named_is_quoted(store: SqliteStore) -> None:
    clauses = (
        "6. Repairs\n6.1 The Landlord shall keep the roof in good repair.\n"
        "7. Interior\n7.1 The Tenant shall keep the interior of the Premises clean.\n"
        "7.2 The Tenant shall not drill holes into the walls.\n"
        "8. Notices\n8.1 A notice under clause 7 must be in writing."
    )
    await add(store, texts=(clauses, *LEASE))
    for question in ("What does clause 7 say?", "section 7"):
        answer = await ask(store, question)
        assert answer.kind == "quotes"
        assert {one.quote[:3] for one in answer.quotes[:2]} == {"7.1", "7.2"}
    assert (await ask(store, "What does clause 19 say?")).kind == "not_covered"


async def test_a_price_is_quoted_before_other_sentences_on_the_same(store: SqliteStore) -> None:
    rents = (
        "No rent is payable for the first three months of the term. The rent shall be reviewed on"
        " each fifth anniversary of the term. The tenant shall pay a yearly rent of £24,000 in four"
        " payments."
    )
    await add(store, texts=(rents,))
    assert "24,000" in (await ask(store, "How much is the rent?")).quotes[0].quote


async def test_who_somebody_is_says_the_sentence_that_has_the_whole_name(
    store: SqliteStore,
) -> None:
    duties = (
        "3.1 The Employee shall serve as Senior Calibration Engineer and report to Dr Ingrid "
        "Falkenberg, Head of Metrology."
    )
    await add(store, texts=(duties, *LEASE))
    answer = await ask(store, "Who is Ingrid Falkenberg?")
    assert answer.kind == "quotes"
    assert "Head of Metrology" in answer.quotes[0].quote
    assert (await ask(store, "Who is Ingrid Bergman?")).kind == "not_covered"


CONTRACT = (
    "Mietvertrag\nZwischen Frau Eva Adam (Vermieterin) und Herrn Jo Ruiz (Mieter) gilt dies.",
    "Die Vermieterin rechnet die Kosten ab. Hunde bedürfen der Zustimmung der Vermieterin.",
    "Die Grundmiete beträgt 985,00 Euro im Monat. Die Miete ist am dritten Werktag zu zahlen.",
)


async def test_who_asks_for_somebody_by_a_role_is_quoted_the_name(store: SqliteStore) -> None:
    await add(store, CONTRACT)
    answer = await ask(store, "Wer ist die Vermieterin?")
    assert answer.kind == "quotes"
    assert "Eva Adam" in answer.quotes[0].quote


async def test_a_kind_of_what_is_asked_for_is_quoted(store: SqliteStore) -> None:
    await add(store, CONTRACT)
    answer = await ask(store, "Wie hoch ist die Miete?")
    assert answer.kind == "quotes"
    assert "985,00" in answer.quotes[0].quote


async def test_what_a_contract_does_not_speak_of_is_not_covered(store: SqliteStore) -> None:
    await add(store, CONTRACT)
    assert (await ask(store, "Welche Heizung hat das Haus?")).kind == "not_covered"
    assert (await ask(store, "Wer ist der Bürgermeister?")).kind == "not_covered"


async def test_another_code_than_the_one_asked_for_is_no_answer(store: SqliteStore) -> None:
    await add(store, ("Alarm E-217 means that the pump is too hot.", "218 pumps were sold."))
    assert (await ask(store, "What does alarm E-217 mean?")).kind == "quotes"
    assert (await ask(store, "What does alarm E-218 mean?")).kind == "not_covered"


async def test_a_question_on_the_page_comes_after_what_answers_it(store: SqliteStore) -> None:
    await add(store, ("How fast do lichens grow on walls? On walls lichens grow 1.4 mm a year.",))
    answer = await ask(store, "How fast do lichens grow on walls?")
    assert "1.4 mm" in answer.quotes[0].quote


async def test_of_a_clause_that_goes_on_overleaf_the_text_is_quoted(store: SqliteStore) -> None:
    chunks = ("(7) No cellar is let.\n§ 9 Animals", "(1) Dogs are allowed.\n(2) Snakes are not.")
    contexts = ("Lease · § 7 Rooms", "Lease · § 9 Animals")
    await store.apply(Insert(uploaded := file("file-1")), Insert(entry := store_file("file-1")))
    sha256 = uploaded.sha256 or ""
    await store.begin_document(sha256, facts(2), TEXT_VERSION)
    pages = tuple(page(n, text) for n, text in enumerate(chunks, 1))
    made = tuple(
        NewChunk(n, 0, len(text), context)
        for n, (text, context) in enumerate(zip(chunks, contexts, strict=True), 1)
    )
    assert await store.add_pages(entry, sha256, PageBatch(pages=pages, chunks=made))
    answer = await ask(store, "What does § 9 say?")
    assert {one.quote for one in answer.quotes} == {"(1) Dogs are allowed.", "(2) Snakes are not."}
