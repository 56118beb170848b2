"""What supports a statement, and what does not; with the shipped model of meaning."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import pytest

from octavo.engine.answer.attribution import Attribution, Verdict
from octavo.engine.search import Passage
from octavo.engine.store.records import Chunk
from octavo.models.minilm import MiniLmEmbedder

TEXTS = [
    (
        "The tenant may terminate the lease by giving three months written notice. The notice must"
        " reach the landlord on a working day."
    ),
    "The deposit amounts to 2,400 euros and is returned within six weeks.",
    "Pets are not allowed in the flat. Bicycles are kept in the cellar.",
    "Revenue rose by 12.5 % to $1,341 million in 2019.",
]


@pytest.fixture
async def embedder() -> AsyncIterator[MiniLmEmbedder]:
    made = MiniLmEmbedder()
    yield made
    await made.aclose()


def attribution_over(
    embedder: MiniLmEmbedder, texts: Sequence[str] = TEXTS, question: str = ""
) -> Attribution:
    attribution = Attribution(embedder, question)
    passages = [
        Passage(Chunk(i, "vs", "file", "sha", i, 0, len(text), "", text, str(i)), 0.5, 0.5, 0.5)
        for i, text in enumerate(texts, 1)
    ]
    attribution.add(passages)
    return attribution


async def judge(embedder: MiniLmEmbedder, statements: list[str]) -> list[Verdict]:
    attribution = attribution_over(embedder)
    return [await attribution.judge(statement) for statement in statements]


def pages(verdict: Verdict) -> list[int]:
    return [support.passage.chunk.page for support in verdict.supports]


async def test_what_the_passages_say_is_supported_in_other_words_too(
    embedder: MiniLmEmbedder,
) -> None:
    said = {
        "The deposit amounts to 2,400 euros.": 2,
        "The deposit is 2400 euros, returned within 6 weeks.": 2,
        "To terminate the lease, the tenant has to give 3 months' written notice.": 1,
        "**The notice must reach the landlord on a working day**": 1,
        "1. Pets are not allowed in the flat.": 3,
        "In 2019 revenue rose 12.5% to $1,341 million.": 4,
    }
    verdicts = await judge(embedder, list(said))
    assert [pages(v) for v in verdicts] == [[page] for page in said.values()]


async def test_what_they_do_not_say_is_not(embedder: MiniLmEmbedder) -> None:
    said = [
        "The deposit amounts to 2,500 euros.",
        "The deposit is paid by the landlord's brother in Canada.",
        "Pets are allowed in the flat.",
        "Revenue fell by 12.5 % to $1,431 million in 2019.",
        "The heating is included in the monthly rent of 900 euros.",
        "The landlord enjoys long walks at the seaside.",
    ]
    verdicts = await judge(embedder, said)
    assert [(v.judged, pages(v)) for v in verdicts] == [(True, [])] * len(said)


async def test_what_states_nothing_is_not_judged(embedder: MiniLmEmbedder) -> None:
    said = [
        "Yes.",
        "The lease says the following:",
        "Is there anything else you would like to know about the lease?",
        "The passages do not mention the name of the landlord.",
        "There is no information about the heating in the documents.",
        "Die Dokumente nennen den Vermieter nicht.",
    ]
    assert not any(v.judged for v in await judge(embedder, said))


async def test_statements_judged_together_get_what_each_gets_alone(
    embedder: MiniLmEmbedder,
) -> None:
    said = [
        ("The deposit is 2400 euros, returned within 6 weeks.", (2,)),
        ("Is that all?", ()),
        ("Pets are allowed in the flat.", (3, 99)),
        ("Pets are not allowed in the flat.", (3,)),
        ("Pets are not allowed in the flat.", (1, 3)),
        ("The landlord enjoys long walks at the seaside.", ()),
    ]
    alone = attribution_over(embedder)
    apart = [await alone.judge(statement, hints) for statement, hints in said]
    together = await attribution_over(embedder).judge_all(said)
    assert [pages(v) for v in together] == [pages(v) for v in apart] == [[2], [], [], [3], [3], []]
    assert [v.judged for v in together] == [True, False, True, True, True, True]


WITH_30 = [
    "The cellar has 30 shelves, and each party uses two of them.",
    "The landlord pays the deposit back within 30 days after the keys have been returned.",
    "The house was built of brick on plot 30 of the old harbour.",
    "Snow is cleared by seven in the morning.",
]


@pytest.mark.parametrize(
    ("question", "value", "page"),
    [
        ("When is the deposit paid back?", "30 days", 2),
        ("When is the deposit paid back?", "30", 2),
        ("How many shelves does the cellar have?", "30", 1),
        ("On which plot was the house built?", "**30**", 3),
    ],
)
async def test_a_bare_value_is_attributed_by_the_question(
    embedder: MiniLmEmbedder, question: str, value: str, page: int
) -> None:
    verdict = await attribution_over(embedder, WITH_30, question).judge(value)
    assert pages(verdict)[0] == page
    assert verdict.sure


async def test_a_negation_in_the_question_does_not_make_a_value_the_opposite(
    embedder: MiniLmEmbedder,
) -> None:
    texts = ["Guests may stay in the flat for up to 21 days; a longer stay needs consent."]
    question = "How long may guests stay in the flat without consent?"
    verdict = await attribution_over(embedder, texts, question).judge("21 days")
    assert (pages(verdict), verdict.sure) == ([1], True)


async def test_a_value_that_no_passage_has_is_not_supported_whatever_is_asked(
    embedder: MiniLmEmbedder,
) -> None:
    attribution = attribution_over(embedder, WITH_30, "When is the deposit paid back?")
    verdict = await attribution.judge("31 days")
    assert verdict.judged
    assert pages(verdict) == []


async def test_a_value_of_something_else_is_not_sure(embedder: MiniLmEmbedder) -> None:
    attribution = attribution_over(embedder, WITH_30, "How many horses does the mayor own?")
    assert not (await attribution.judge("30")).sure
    whole = await attribution.judge("The cellar has 30 shelves.")
    assert (pages(whole), whole.sure) == ([1], True)


async def test_of_places_that_say_the_same_the_one_of_the_question_is_named(
    embedder: MiniLmEmbedder,
) -> None:
    title = "Case study: bees on the roofs of the town"
    texts = [f"{title}.", f"Unit 8 has one reading. {title} of unit 8.", f"Unit 9: {title}."]
    for question, page in (("Which case study has unit 8?", 2), ("What is read in unit 9?", 3)):
        verdict = await attribution_over(embedder, texts, question).judge(title)
        assert pages(verdict) == [page]


async def test_a_piece_that_says_more_is_named_if_it_alone_is_of_what_is_asked(
    embedder: MiniLmEmbedder,
) -> None:
    title = "Case study: bees on the roofs of the town, and who looks after them"
    more = "Use what you have learnt about the city and its winds, and write three pages on plants"
    texts = [title, f"Reading of unit 8: {title}. {more}"]
    attribution = attribution_over(embedder, texts, "Which case study is given for unit 8?")
    assert pages(await attribution.judge(title)) == [2]
