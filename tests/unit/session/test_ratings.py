"""What a person thinks of an answer: kept with its message, exported, taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.protocol.messages import ModifyMessageRequest
from octavo.session.events import MessageChanged
from octavo.session.export.thread import Format
from octavo.session.ratings import RATING
from octavo.session.state import ChatMessage, Rating

if TYPE_CHECKING:
    from conftest import World

QUESTION = "When may the tenant terminate the lease?"


async def _answered(world: World, lease: Path) -> tuple[str, ChatMessage]:
    await world.add(lease)
    thread = await world.session.threads.create()
    await world.session.conversation.ask(thread.id, QUESTION)
    return thread.id, (await world.session.conversation.messages(thread.id))[-1]


async def test_a_rating_is_kept_told_and_exported(world: World, lease: Path) -> None:
    thread, answer = await _answered(world, lease)
    assert answer.rating is None
    await world.session.conversation.rate(thread, answer, Rating.GOOD)
    assert world.recorder.of(MessageChanged)[-1].message.rating is Rating.GOOD
    made = json.loads(await world.session.exports.text(thread, Format.JSON))
    assert [message["rating"] for message in made["messages"]] == [None, "good"]
    for form in (Format.MARKDOWN, Format.HTML, Format.TEXT):
        assert "Rated as good." in await world.session.exports.text(thread, form)

    await world.restart()
    (_, kept) = await world.session.conversation.messages(thread)
    assert kept.rating is Rating.GOOD
    assert kept.citations == answer.citations


async def test_a_rating_can_be_changed_and_taken_back(world: World, lease: Path) -> None:
    thread, answer = await _answered(world, lease)
    others = ModifyMessageRequest(metadata={"mine": "x"})
    await world.client.modify_thread_message(thread, answer.id, others)
    for rating in (Rating.GOOD, Rating.POOR, None):
        await world.session.conversation.rate(thread, answer, rating)
        assert (await world.session.conversation.messages(thread))[-1].rating is rating
    kept = await world.client.get_thread_message(thread, answer.id)
    assert kept.metadata == {"mine": "x"}


async def test_a_rating_goes_along_into_a_branch(world: World, lease: Path) -> None:
    thread, answer = await _answered(world, lease)
    await world.session.conversation.rate(thread, answer, Rating.POOR)
    branch = await world.session.threads.branch(thread, answer.id)
    assert (await world.session.conversation.messages(branch.id))[-1].rating is Rating.POOR


async def test_a_foreign_value_counts_as_no_rating(world: World, lease: Path) -> None:
    thread, answer = await _answered(world, lease)
    foreign = ModifyMessageRequest(metadata={RATING: "five stars"})
    await world.client.modify_thread_message(thread, answer.id, foreign)
    assert (await world.session.conversation.messages(thread))[-1].rating is None
