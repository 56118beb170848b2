"""The order of the first few passages by their nearest sentences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from octavo.engine.meanings import CloseMeanings
from octavo.engine.nearest import nearest_first
from octavo.engine.ranking import Passage
from octavo.engine.store.records import Chunk
from octavo.engine.text.questions import understood
from octavo.errors import ResourceError
from octavo.models.port import Compared, EmbeddingModel, Vectors

QUESTION = "Who pays for the heating of the house?"
NEAR = "The landlord pays for the heating of the whole house."
FAR = "Bicycles have to be kept in the cellar of the house."


class Compass:
    """Points at texts about heating, and not far from there at all others, as a model does."""

    model = EmbeddingModel("compass", "1", 2)

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def embed(self, texts: Sequence[str], *, urgent: bool = False) -> Vectors:
        assert urgent
        self.asked += texts
        rows = [[1, 0] if "heating" in one else [0.8, 0.6] for one in texts]
        return np.array(rows, np.float32)

    async def compare(self, question: str, texts: Sequence[str]) -> Compared:
        """Take words for pieces; all that a text has are somewhat near to one that it has not."""
        pieces = [[one in text for one in question.rstrip("?").split()] for text in texts]
        return Compared(
            await self.embed(texts, urgent=True), np.maximum(0.5, np.array(pieces, np.float32))
        )

    async def aclose(self) -> None: ...


class Broken(Compass):
    async def embed(self, texts: Sequence[str], *, urgent: bool = False) -> Vectors:
        raise ResourceError("The model is damaged.")

    async def compare(self, question: str, texts: Sequence[str]) -> Compared:
        raise ResourceError("The model is damaged.")


def passage(number: int, text: str, score: float) -> Passage:
    chunk = Chunk(number, "vs", "file", "sha", number, 0, len(text), "", text, str(number))
    return Passage(chunk, score, score, None)


async def order(passages: list[Passage], embedder: Compass, question: str = QUESTION) -> list[int]:
    found = await nearest_first(passages, question, understood(question), CloseMeanings(embedder))
    assert [one.score for one in found] == [one.score for one in passages]
    return [one.chunk.id for one in found]


async def test_of_passages_that_are_close_the_one_with_the_nearest_sentence_is_first() -> None:
    close = [passage(1, FAR, 0.60), passage(2, f"{FAR} {NEAR}", 0.55), passage(3, FAR, 0.5)]
    assert await order(close, Compass()) == [2, 1, 3]


async def test_two_near_sentences_tell_more_than_one() -> None:
    other = "Tenants pay for the heating of their house in advance."
    close = [passage(1, f"{NEAR} {FAR}", 0.52), passage(2, f"{NEAR} {other}", 0.5)]
    assert await order(close, Compass()) == [2, 1]


async def test_a_passage_that_is_much_better_stays_first() -> None:
    assert await order([passage(1, FAR, 0.6), passage(2, NEAR, 0.4)], Compass()) == [1, 2]


async def test_the_seventh_passage_is_not_looked_at() -> None:
    embedder = Compass()
    far = [passage(n, f"{FAR} ({n})", 0.5) for n in range(1, 7)]
    assert await order([*far, passage(7, NEAR, 0.5)], embedder) == [1, 2, 3, 4, 5, 6, 7]
    assert NEAR not in embedder.asked


async def test_of_a_long_passage_the_sentences_with_the_questions_words_are_looked_at() -> None:
    embedder = Compass()
    long = " ".join([*(f"Paragraph {n} of these rules was left out." for n in range(40)), NEAR])
    assert await order([passage(1, FAR, 0.5), passage(2, long, 0.5)], embedder) == [2, 1]
    assert len(embedder.asked) < 20


@pytest.mark.parametrize("question", [QUESTION, "Wer bezahlt die Heizung des Hauses?"])
async def test_without_a_model_that_knows_the_language_the_order_stays(question: str) -> None:
    embedder = Broken() if question == QUESTION else Compass()
    assert await order([passage(1, FAR, 0.5), passage(2, NEAR, 0.5)], embedder, question) == [1, 2]


async def test_pieces_that_all_sentences_have_hardly_count() -> None:
    meanings = CloseMeanings(Compass())
    near = await meanings.near(
        "the house heating", ["the house", "the heating", "the house heating"]
    )
    assert near is not None
    assert near.pieces == pytest.approx([0.75, 0.75, 1])


async def test_what_was_asked_a_moment_ago_is_not_asked_again() -> None:
    embedder = Compass()
    meanings = CloseMeanings(embedder)
    first = await meanings.near(QUESTION, [NEAR, FAR, NEAR])
    again = await meanings.near(QUESTION, [FAR, NEAR])
    assert first is not None
    assert again is not None
    assert first.whole == pytest.approx([1, 0.8, 1])
    assert again.whole == pytest.approx([0.8, 1])
    assert again.pieces[1] > again.pieces[0]
    assert embedder.asked == [NEAR, FAR, QUESTION]
    assert await meanings.vectors([FAR]) is not None
    assert embedder.asked == [NEAR, FAR, QUESTION]


async def test_of_another_question_all_is_compared_anew() -> None:
    meanings = CloseMeanings(Compass())
    await meanings.near(QUESTION, [NEAR, FAR])
    other = await meanings.near("Where are bicycles kept?", [NEAR, FAR])
    assert other is not None
    assert other.pieces[1] > other.pieces[0]


async def test_a_question_without_a_word_is_near_to_nothing() -> None:
    near = await CloseMeanings(Compass()).near("?", [NEAR, FAR])
    assert near is not None
    assert near.pieces.tolist() == [0, 0]
