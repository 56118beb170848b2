# ruff: noqa: ASYNC240 - a test may look at its own small file
"""The notice of newer versions asks nobody until it is turned on, and then once a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.errors import UpdateError
from octavo.providers.releases import Release
from octavo.publisher import Feed, release_feed
from octavo.session.updates import FILE_NAME, Updates, what_is_asked
from support.release_feed import KEY, NEWER

FEED = Feed("https://octavo.example/releases.json", KEY)
HOUR = 3600.0


class Publisher:
    """Answers, or fails, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.now = 1_000_000.0
        self.version = "9.0.0"
        self.fails = False

    async def __call__(self, feed: Feed) -> Release:
        assert feed == FEED
        self.asked += 1
        if self.fails:
            raise UpdateError("No way there.")
        return Release(**{**NEWER, "version": self.version})


@pytest.fixture
def publisher() -> Publisher:
    return Publisher()


def notice(publisher: Publisher, folder: Path, feed: Feed | None = FEED) -> Updates:
    return Updates(
        feed,
        folder / FILE_NAME,
        fetch=publisher,
        clock=lambda: publisher.now,
        version="0.1.0",
    )


async def test_it_is_off_and_nobody_is_asked(publisher: Publisher, tmp_path: Path) -> None:
    updates = notice(publisher, tmp_path)
    assert not await updates.is_on()
    assert await updates.look_if_due() is None
    assert publisher.asked == 0
    assert list(tmp_path.iterdir()) == []


async def test_turned_on_it_asks_once_a_day_over_restarts(
    publisher: Publisher, tmp_path: Path
) -> None:
    await notice(publisher, tmp_path).turn(on=True)
    found = await notice(publisher, tmp_path).look_if_due()
    assert found is not None
    assert found.version == "9.0.0"
    publisher.now += 23 * HOUR
    assert await notice(publisher, tmp_path).look_if_due() is None
    assert publisher.asked == 1
    publisher.now += 2 * HOUR
    assert await notice(publisher, tmp_path).look_if_due() is not None
    assert publisher.asked == 2


async def test_turned_off_nobody_is_asked_any_more(publisher: Publisher, tmp_path: Path) -> None:
    updates = notice(publisher, tmp_path)
    await updates.turn(on=True)
    await updates.turn(on=False)
    assert not await updates.is_on()
    assert await updates.look_if_due() is None
    assert publisher.asked == 0


async def test_the_same_or_an_older_version_is_no_news(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.version = "0.1.0"
    assert await notice(publisher, tmp_path).look() is None


async def test_a_failure_at_the_start_is_silent_and_waits_for_the_next_day(
    publisher: Publisher, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    updates = notice(publisher, tmp_path)
    await updates.turn(on=True)
    publisher.fails = True
    assert await updates.look_if_due() is None
    assert "No way there." in caplog.text
    assert await updates.look_if_due() is None
    assert publisher.asked == 1
    with pytest.raises(UpdateError, match="No way there"):
        await updates.look()  # who asks is told


async def test_a_clock_turned_back_does_not_silence_it(
    publisher: Publisher, tmp_path: Path
) -> None:
    updates = notice(publisher, tmp_path)
    await updates.turn(on=True)
    await updates.look()
    publisher.now -= 1000 * HOUR
    assert await updates.look_if_due() is not None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"on": true, "asked": "yesterday"}'])
async def test_a_damaged_file_is_as_a_new_one(
    publisher: Publisher, tmp_path: Path, text: str
) -> None:
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    updates = notice(publisher, tmp_path)
    assert await updates.is_on() is ("true" in text)
    await updates.look_if_due()
    await updates.turn(on=True)
    assert await updates.is_on()


async def test_a_choice_that_cannot_be_kept_is_told(publisher: Publisher, tmp_path: Path) -> None:
    with pytest.raises(UpdateError, match="cannot be written"):
        await notice(publisher, tmp_path / "absent").turn(on=True)


async def test_a_build_without_a_publisher_asks_nobody(
    publisher: Publisher, tmp_path: Path
) -> None:
    updates = notice(publisher, tmp_path, None)
    await updates.turn(on=True)
    assert updates.host is None
    assert not await updates.is_on()
    assert await updates.look_if_due() is None
    with pytest.raises(UpdateError, match="does not know"):
        await updates.look()
    assert publisher.asked == 0


def test_turning_it_on_says_who_is_asked() -> None:
    assert "octavo.example" in what_is_asked("octavo.example")


def test_this_build_has_either_both_address_and_key_or_no_feed() -> None:
    feed = release_feed()
    assert feed is None or (feed.url.startswith("https://") and feed.key)
