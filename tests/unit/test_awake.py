"""The clock that limits go by."""

from __future__ import annotations

import sys
import time

import pytest

from octavo.awake import awake


def test_the_clock_counts_seconds() -> None:
    began, monotonic = awake(), time.monotonic()
    while time.monotonic() - monotonic < 0.1:
        pass
    # it began earlier and is read earlier than the other one; a tick of Windows takes 16 ms
    assert awake() - began >= 0.1 - 0.02


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a clock for it")
def test_the_systems_that_stop_their_clock_in_sleep_need_no_other() -> None:
    assert awake is time.monotonic
