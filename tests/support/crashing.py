"""A reader's worker process that falls over some pages, as a broken file makes it do."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

from octavo.pdf import inside
from octavo.pdf.ahead import Step

FATAL = {3, 6, 9}
"""Numbers of the pages that end the process."""

SLOW = 0.2
"""Seconds that each page takes in a file whose name has ``slow`` in it."""


class Service(inside.Service):
    """Reads as the real one does, but for some pages."""

    def pages(self, path: str, *rest: Any) -> Iterator[Step]:
        for step in super().pages(path, *rest):
            read, _, _ = step
            if "slow" in path:
                time.sleep(SLOW * len(read))
            elif not FATAL.isdisjoint(read):
                os._exit(1)
            yield step


def serve() -> Service:
    """Make the worker's methods."""
    inside.serve()
    return Service()
