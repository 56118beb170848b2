"""What supports a statement, and what does not; with the shipped model of meaning."""

from __future__ import annotations

from collections.abc import AsyncIterator

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


def attribution_over(embedder: MiniLmEmbedder) -> Attribution:
    attribution = Attribution(embedder)
    passages = [
        Passage(Chunk(i, "vs", "file", "sha", i, 0, len(text), "", text, str(i)), 0.5, 0.5, 0.5)
        for i, text in enumerate(TEXTS, 1)
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
