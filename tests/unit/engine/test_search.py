"""Finding passages by words and meaning."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from octavo.engine.search import Searcher
from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store.store import Insert
from support.minilm import BrokenEmbedder, InProcessMiniLm, shipped_model
from support.stores import add_file, embed_file, vector_store

LEASE = (
    "The rent is 900 euros a month and is due on the third working day.",
    "The tenant may keep a dog or a cat if the neighbours agree.",
    "Heating costs are paid in advance and settled once a year.",
    "Either side may end the contract with three months' notice.",
    "The form GS5002-B must be signed by both.",
)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    made = await SqliteStore.open(tmp_path / "octavo.sqlite")
    await made.apply(Insert(vector_store("vs_1")))
    yield made
    await made.aclose()


async def add(
    store: SqliteStore,
    texts: Sequence[str] = LEASE,
    *,
    key: str = "file-1",
    vector_store_id: str = "vs_1",
    embedded: bool = True,
) -> None:
    indexed = await add_file(store, key, vector_store_id=vector_store_id, texts=texts)
    if embedded:
        vectors = shipped_model().embed([f"Lease\n{text}" for text in texts])
        await embed_file(store, indexed, vectors, model=InProcessMiniLm().model)


@pytest.mark.parametrize(
    ("question", "page"),
    [
        ("How much is the rent?", 1),
        ("Are pets allowed in the flat?", 2),
        ("How can I terminate the agreement?", 4),
        ("GS5002", 5),
    ],
)
async def test_words_and_meaning_find_the_passage(
    store: SqliteStore, question: str, page: int
) -> None:
    await add(store)
    passages = await Searcher(store, InProcessMiniLm()).search(["vs_1"], question, limit=3)
    assert passages[0].chunk.page == page
    assert len(passages) <= 3


async def test_scores_fall_within_0_and_1_and_tell_how_well_it_fits(store: SqliteStore) -> None:
    await add(store)
    searcher = Searcher(store, InProcessMiniLm())
    good = await searcher.search(["vs_1"], "When is the rent due?", limit=5)
    bad = await searcher.search(["vs_1"], "Who discovered penicillin?", limit=5)
    assert [p.score for p in good] == sorted((p.score for p in good), reverse=True)
    assert all(0 <= p.score <= 1 for p in (*good, *bad))
    assert good[0].score > 0.6
    assert bad[0].score < 0.2
    assert good[0].words == 1
    assert good[0].meaning is not None
    assert bad[0].words is None


async def test_passages_below_the_threshold_are_left_out(store: SqliteStore) -> None:
    await add(store)
    searcher = Searcher(store, InProcessMiniLm())
    found = await searcher.search(["vs_1"], "When is the rent due?", limit=5)
    passages = await searcher.search(
        ["vs_1"], "When is the rent due?", limit=5, score_threshold=found[0].score
    )
    assert [p.chunk.id for p in passages] == [found[0].chunk.id]


async def test_words_decide_alone_before_vectors_are_in(store: SqliteStore) -> None:
    await add(store, embedded=False)
    (passage, *_) = await Searcher(store, InProcessMiniLm()).search(
        ["vs_1"], "How much is the rent?", limit=3
    )
    assert (passage.chunk.page, passage.meaning) == (1, None)


async def test_a_file_without_vectors_does_not_lose_to_one_with(store: SqliteStore) -> None:
    await add(store)
    await add(store, ["The deposit is 1800 euros."], key="file-2", embedded=False)
    (passage, *_) = await Searcher(store, InProcessMiniLm()).search(
        ["vs_1"], "How much is the deposit in euros?", limit=3
    )
    assert passage.chunk.file_id == "file-2"


async def test_words_decide_alone_when_the_embedder_fails(
    store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    await add(store)
    with caplog.at_level(logging.WARNING, "octavo.engine.search"):
        (passage, *_) = await Searcher(store, BrokenEmbedder()).search(
            ["vs_1"], "How much is the rent?", limit=3
        )
    assert passage.chunk.page == 1
    assert "words decide alone" in caplog.text


async def test_passages_that_words_alone_decide_about_are_counted(store: SqliteStore) -> None:
    await add(store)
    await add(store, ["The deposit is 1800 euros."], key="file-2", embedded=False)
    searcher, failing = Searcher(store, InProcessMiniLm()), Searcher(store, BrokenEmbedder())

    async def counted(by: Searcher, files: Sequence[str] | None = None) -> int:
        looked = await by.look(["vs_1"], "How much is the deposit?", limit=3, files=files)
        return looked.by_words_alone

    assert await counted(searcher) == 1
    assert await counted(searcher, ["file-1"]) == 0
    assert await counted(failing) == len(LEASE) + 1


async def test_only_the_named_stores_are_searched(store: SqliteStore) -> None:
    await store.apply(Insert(vector_store("vs_2")))
    await add(store)
    await add(store, ["The rent is 100 euros."], key="file-2", vector_store_id="vs_2")
    searcher = Searcher(store, InProcessMiniLm())
    one = await searcher.search(["vs_2"], "How much is the rent?", limit=9)
    both = await searcher.search(["vs_1", "vs_2"], "How much is the rent?", limit=9)
    assert {p.chunk.file_id for p in one} == {"file-2"}
    assert {p.chunk.file_id for p in both} == {"file-1", "file-2"}


async def test_the_same_passage_is_found_once(store: SqliteStore) -> None:
    await add(store)
    await add(store, LEASE, key="file-2")
    passages = await Searcher(store, InProcessMiniLm()).search(
        ["vs_1"], "How much is the rent?", limit=9
    )
    texts = [p.chunk.text for p in passages]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("question", ["", "  ", "?!", '" * NEAR( - :', "a OR (b", "\ud800 rent\0"])
async def test_no_question_is_an_error(store: SqliteStore, question: str) -> None:
    """Security 13: full-text syntax in a question is searched as words, never raised."""
    await add(store)
    await Searcher(store, InProcessMiniLm()).search(["vs_1"], question, limit=3)


async def test_nothing_to_search(store: SqliteStore) -> None:
    searcher = Searcher(store, InProcessMiniLm())
    assert await searcher.search([], "rent", limit=3) == []
    assert await searcher.search(["vs_1"], "rent", limit=3) == []
    assert await searcher.search(["vs_gone"], "rent", limit=3) == []
    assert await searcher.search(["vs_1"], "rent", limit=0) == []


async def test_a_german_question_finds_inflected_words(store: SqliteStore) -> None:
    await add(
        store,
        [
            "Die Kündigungsfristen betragen drei Monate.",
            "Die Miete wird am dritten Werktag fällig.",
            "Haustiere dürfen gehalten werden.",
        ],
    )
    (passage, *_) = await Searcher(store, InProcessMiniLm()).search(
        ["vs_1"], "Wann ist die Miete fällig?", limit=3
    )
    assert passage.chunk.page == 2


async def add_filings(store: SqliteStore) -> None:
    for company in ("Northwind", "Contoso", "Fabrikam", "Litware"):
        for year in (2020, 2021, 2022):
            texts = [
                f"Annual report of {company} for the fiscal year ended December 31, {year}.",
                "Consolidated statement of income. Revenue was 4,5 million, as expected.",
                f"Outlook: revenue after {year} depends on demand. See the notes.",
            ]
            await add(store, texts, key=f"{company}_{year}_10K", embedded=False)


async def test_company_and_year_in_the_question_lead_to_the_right_filing(
    store: SqliteStore,
) -> None:
    await add_filings(store)
    passages = await Searcher(store, InProcessMiniLm()).search(
        ["vs_1"], "What was the revenue of Contoso in FY2021?", limit=3
    )
    assert passages[0].chunk.file_id == "Contoso_2021_10K"


async def test_a_page_named_in_the_question_comes_first(store: SqliteStore) -> None:
    await add(store)
    searcher = Searcher(store, InProcessMiniLm())
    for named in ("page 2", "page two"):
        passages = await searcher.search(["vs_1"], f"Summarise {named}, please.", limit=2)
        assert passages[0].chunk.page == 2


async def test_only_the_named_files_are_searched(store: SqliteStore) -> None:
    await add_filings(store)
    passages = await Searcher(store, InProcessMiniLm()).search(
        ["vs_1"], "What was the revenue of Contoso in FY2021?", limit=5, files=["Litware_2020_10K"]
    )
    assert {p.chunk.file_id for p in passages} == {"Litware_2020_10K"}


async def test_scores_never_rise_down_the_list(store: SqliteStore) -> None:
    texts = [f"Clause {n} is about the rent and the notice of tenant {n}." for n in range(40)]
    await add(store, texts)
    passages = await Searcher(store, InProcessMiniLm()).search(
        ["vs_1"], "What does clause 7 say of the notice of the tenant?", limit=30
    )
    scores = [p.score for p in passages]
    assert scores == sorted(scores, reverse=True)


@pytest.fixture
async def reports(store: SqliteStore) -> None:
    """Reports of three years; every page of the first has more of the question's words."""
    for year in (2021, 2022, 2023):
        rest = "The revenue of the year, its revenue and the revenue of all years. " * 3
        texts = [
            f"The revenue of {year} was {year} euros, page {number}. {rest if year == 2021 else ''}"
            for number in range(1, 13)
        ]
        await add(store, texts, key=f"report-{year}")


@pytest.mark.usefixtures("reports")
async def test_each_document_that_is_named_has_its_share(store: SqliteStore) -> None:
    searcher = Searcher(store, InProcessMiniLm())
    found = await searcher.search(["vs_1"], "Compare the revenue of 2021 and 2022.", limit=6)
    by_file = Counter(passage.chunk.file_id for passage in found)
    assert min(by_file["report-2021"], by_file["report-2022"]) >= 2
    assert {passage.part for passage in found} >= {0, 1}
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


@pytest.mark.usefixtures("reports")
async def test_one_document_that_is_named_need_not_share(store: SqliteStore) -> None:
    searcher = Searcher(store, InProcessMiniLm())
    found = await searcher.search(["vs_1"], "What was the revenue in 2022?", limit=6)
    assert found[0].chunk.file_id == "report-2022"
    assert {passage.part for passage in found} == {None}


FEW = (("Northwind Traders", 2020),)
MANY = tuple(
    (name, year)
    for name in ("Northwind Traders", "Contoso Bank", "Fabrikam Foods", "Litware Media")
    for year in (2019, 2020, 2021)
)


@pytest.mark.parametrize("filed", [FEW, MANY], ids=["alone", "among-others"])
async def test_words_that_name_the_document_do_not_outweigh_what_is_asked_of_it(
    store: SqliteStore, filed: Sequence[tuple[str, int]]
) -> None:
    for company, year in filed:
        texts = [
            f"Annual report of {company} for {year}",
            f"Dividends of 12 million went to the shareholders of the company in {year}.",
            f"Exhibits: the report of {company} for {year}, filed by {company}.",
        ]
        key = f"{company.replace(' ', '').upper()}_{year}"
        await add(store, texts, key=key, embedded=False)
    question = "How much did shareholders of Northwind Traders get in 2020?"
    found = await Searcher(store, BrokenEmbedder()).search(["vs_1"], question, limit=5)
    first = found[0].chunk
    assert (first.file_id, first.page) == ("NORTHWINDTRADERS_2020", 2)
