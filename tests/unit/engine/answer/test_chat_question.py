"""What a chat asks, and of which of its texts."""

from __future__ import annotations

import time

import pytest

from octavo.engine.answer.chat_question import asking_of


def test_a_request_stands_above_or_below_its_text() -> None:
    text = "The tenant pays the rent. The landlord keeps the house dry."
    above = asking_of(["user"], [f"  Summarise this:\n{text}"], ())
    assert (above.question, above.is_above) == ("Summarise this", True)
    assert [said.strip() for _, said in above.meant] == [text]
    below = asking_of(["user"], [f"{text}\n\nSummarise this"], ())
    assert (below.question, below.is_above) == ("Summarise this", False)
    assert asking_of(["user"], ["Summarise this:"], ()).is_above is False


@pytest.mark.parametrize("made", [" ", "\n", "x", "a b ", ": "])
def test_texts_made_to_cost_much_cost_as_their_length(made: str) -> None:
    def cost(times: int) -> float:
        begun = time.process_time()
        asking_of(["user"], [made * times + "hello there"], ())
        return time.process_time() - begun

    cost(10)
    assert cost(20_000) < 400 * max(cost(400), 0.002)
