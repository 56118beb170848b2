"""Locks on open files: one holder at a time, until it closes the file."""

from __future__ import annotations

import os
from pathlib import Path

from octavo.file_locks import try_lock


def test_one_holds_a_lock_until_the_file_is_closed(tmp_path: Path) -> None:
    first, second = (os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT) for _ in range(2))
    try:
        assert try_lock(first)
        assert not try_lock(second)
        os.close(first)
        assert try_lock(second)
    finally:
        os.close(second)
