"""End-to-end tests with a window run on Qt's loop, those without on asyncio's own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "window: opens the window, so it runs on Qt's loop")


@pytest.hookimpl
def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    if item.get_closest_marker("window") is None:
        return {"asyncio": asyncio.new_event_loop}
    from support.qt import make_loop

    return {"qt": make_loop}
