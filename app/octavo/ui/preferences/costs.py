"""Between the settings' page about tokens and costs and the session."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

from octavo.errors import AppError
from octavo.session.prices import Price
from octavo.session.problems import problem_of
from octavo.session.state import Problem
from octavo.session.usage import Usage, UsageReport
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.work import Work


class CostsPresenter:
    """Fills the page and keeps prices.

    Args:
        usage: What was used.
        work: Starts what the person asks for.
    """

    def __init__(self, usage: Usage, work: Work) -> None:
        self._usage = usage
        self._work = work

    async def report(self) -> UsageReport | Problem:
        """Return what was used, or why that is not known."""
        return await _told(self._usage.report())

    def serve(self, dialog: SettingsDialog, report: UsageReport | Problem) -> None:
        """Show what was used, and do from now on what the page asks for."""
        closed = asyncio.Event()
        dialog.finished.connect(lambda _: closed.set())

        async def keep(model: str, price: Price | None) -> None:
            told = await _told(self._usage.set_price(model, price))
            if not closed.is_set():
                _show(dialog, told)

        dialog.usage.price_chosen.connect(
            lambda model, price: self._work.start(lambda: keep(model, price), name="keep a price")
        )
        _show(dialog, report)


async def _told(report: Awaitable[UsageReport]) -> UsageReport | Problem:
    try:
        return await report
    except AppError as error:
        return problem_of(error)


def _show(dialog: SettingsDialog, told: UsageReport | Problem) -> None:
    if isinstance(told, UsageReport):
        dialog.usage.show_report(told)
    else:
        dialog.usage.show_status(f"{told.message} {told.hint}".strip())
