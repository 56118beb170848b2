"""Which sentences of a document can be quoted by themselves."""

from __future__ import annotations

import numpy as np
import pytest

from octavo.engine.insight.material import is_prose, material
from octavo.engine.store.records import Chunk, ChunkVectors
from support import stores
from support.stores import MODEL

GOOD = "The tenant may terminate this lease with three months' notice in writing."


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "Der Mieter kann den Vertrag mit einer Frist von drei Monaten kündigen.",
        "“Nobody may live here without a written permit,” says the second rule of the house.",
        "賃借人は三か月前に書面で通知することによりこの契約をいつでも終了させることができるものとし、その後は家賃を払う必要がない。",
    ],
)
def test_whole_sentences_are_prose(text: str) -> None:
    assert is_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "Termination of the lease by the tenant and what it costs",
        "tenants who leave have to hand over all of the keys of the house.",
        "a. If the tenant leaves, all of the keys of the house go back.",
        "12.5 13.7 44.1 12 99 1.4 per cent 12.9 13.8 19.0 45.6 Total.",
        "Smith et al. have shown in their work that leases are too long.",
        "See https://example.org for all of the other terms of this lease.",
        "Figure 2: The mill as it was seen by its owner in the year of the fire.",
        "It rains.",
    ],
)
def test_fragments_tables_and_references_are_not(text: str) -> None:
    assert not is_prose(text)


def test_each_sentence_knows_its_place_and_its_passage() -> None:
    other = "However, the landlord must agree to any change of the rooms first."
    page = stores.page(1, f"Lease\n{GOOD} {other}\n{GOOD}")
    at = page.clean.index(other)
    chunks = [
        Chunk(7, "vs_1", "file-1", "s", 1, 0, at, "", "", "1"),
        Chunk(9, "vs_1", "file-1", "s", 1, at, len(page.clean), "", "", "1"),
    ]
    vectors = ChunkVectors(MODEL, np.array([7, 9]), np.array([[3, 4], [0, 0]], dtype=np.int8))
    made = material([page], chunks, vectors)
    assert [page.clean[s.start : s.end] for s in made.sentences] == [GOOD, other]
    assert [(s.chunk, s.leans) for s in made.sentences] == [(0, False), (1, True)]
    assert np.allclose(made.vectors, [[0.6, 0.8], [0, 0]])
    assert [s.chunk for s in material([page], chunks, None).sentences] == [-1, -1]


def test_the_number_of_a_clause_is_no_part_of_its_sentence_and_short_ones_are_kept_apart() -> None:
    page = stores.page(1, f"(1) {GOOD}\n4.2 The rent is 900 euros.\n(a) No pets.")
    made = material([page], [], None)
    assert [page.clean[s.start : s.end] for s in made.sentences] == [GOOD]
    assert [page.clean[s.start : s.end] for s in made.brief] == ["The rent is 900 euros."]
    assert [made.sentence(n).text for n in (0, 1)] == [GOOD, "The rent is 900 euros."]
