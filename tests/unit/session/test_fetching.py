"""Models on their way: what goes wrong, a bug too, is told in the row of the model."""

from __future__ import annotations

import asyncio

import pytest

from octavo.session.fetching import Fetching
from octavo.session.model_items import ModelItem, ModelState


async def test_a_bug_leaves_no_row_that_is_fetched_for_ever(
    caplog: pytest.LogCaptureFixture,
) -> None:
    fetching = Fetching()
    changed = asyncio.Event()
    fetching.listen(changed.set)

    async def break_down() -> None:
        raise KeyError("gone")

    fetching.begin(ModelItem("small", "Small", ModelState.OFFERED), break_down)
    async with asyncio.timeout(10):
        while fetching.on_the_way["small"].state is ModelState.FETCHING:
            changed.clear()
            await changed.wait()
    item = fetching.on_the_way["small"]
    assert item.state is ModelState.PAUSED
    assert item.problem is not None
    assert item.problem.title == "A fault in Octavo"
    assert "KeyError" in caplog.text
    assert fetching.begin_again("small")
    await fetching.aclose()
    assert not fetching.begin_again("other")
