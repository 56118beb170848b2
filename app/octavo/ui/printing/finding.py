"""Asks the system for its printers in a process of its own.

The system asks the network, which may take many seconds, and Qt keeps Python's lock all the while:
in a thread it would hold the window up just the same.
"""

from __future__ import annotations

import logging
from typing import Final, Protocol

from octavo.errors import WorkerError
from octavo.ui.printing.choice import FoundPrinters, PrinterItem
from octavo.worker import WorkerProcess

_log = logging.getLogger(__name__)

_WITHIN: Final = 15.0
"""Seconds that the system may take; printers that are looked for in the network take some five."""

_RESTS_AFTER: Final = 20.0


class PrinterFinder(Protocol):
    """Finds the printers of the system."""

    async def find(self) -> FoundPrinters:
        """Find them without holding the loop up."""
        ...


class ProcessPrinterFinder:
    """Looks in a process, which is started when it is first needed.

    Args:
        within: Seconds after which it is given up.
        target: What runs in the process, as ``module:function``.
    """

    def __init__(
        self, *, within: float = _WITHIN, target: str = "octavo.ui.printing.printers:serve"
    ) -> None:
        self._within = within
        self._process = WorkerProcess(
            target,
            name="printers",
            nice=0,
            rests_after=_RESTS_AFTER,
        )

    async def find(self) -> FoundPrinters:
        """Find them; where the system does not answer, none."""
        try:
            found: list[PrinterItem] = await self._process.call("printers", deadline=self._within)
        except WorkerError:
            _log.warning("the printers were not found", exc_info=True)
            return FoundPrinters((), answered=False)
        return FoundPrinters(tuple(found))

    async def aclose(self) -> None:
        """End the process."""
        await self._process.aclose()
