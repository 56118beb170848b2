"""The dialog that tells how an answer came about."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from PySide6.QtWidgets import QLabel

from octavo.protocol.usage import UsageItem
from octavo.session.details import RunDetails, StepItem
from octavo.session.prices import Price
from octavo.ui.chat.details_dialog import DetailsDialog


def details(*steps: StepItem) -> RunDetails:
    return RunDetails("ollama/llama3.2", "completed", 0, 2, 1900, 40, steps)


def texts(dialog: DetailsDialog) -> set[str]:
    return {label.text() for label in dialog.findChildren(QLabel)}


async def test_what_was_searched_is_told_where_it_is_not_what_was_asked():
    steps = (StepItem("search", "completed", query="When is the\ndeposit <b>returned</b>?"),)
    rewritten, plain = DetailsDialog(None, details(*steps), {}), DetailsDialog(None, details(), {})
    assert {"Searched for", "When is the deposit <b>returned</b>?"} <= texts(rewritten)
    assert "Searched for" not in texts(plain)
    assert "1,900 read, 40 written" in texts(plain)


async def test_it_is_told_at_which_host_was_searched_and_why_not():
    steps = (
        StepItem("search", "completed", hosts=("api.example",)),
        StepItem("search", "completed", hosts=("api.example",), problem="It needs\na key."),
    )
    said = texts(DetailsDialog(None, details(*steps), {}))
    assert {"Searched at", "api.example"} <= said
    assert {"Searched here alone, since", "It needs a key."} <= said


async def test_it_is_told_what_was_compared_by_words_alone():
    searches = [StepItem("search", "completed", by_words_alone=n) for n in (1200, 0)]
    said = texts(DetailsDialog(None, details(*searches), {}))
    assert {"Compared by words alone", "1,200 passages"} <= said
    assert "Compared by words alone" not in texts(DetailsDialog(None, details(searches[1]), {}))


async def test_quotes_are_said_to_be_of_no_model():
    made = RunDetails("octavo-extractive", "completed", 0, 2, 1900, 40, ())
    said = texts(DetailsDialog(None, made, {}))
    assert "quotes from your documents, no model" in said
    assert "octavo-extractive" not in said


async def test_what_an_answer_and_its_thread_cost_is_told_by_ones_own_prices():
    used = [
        UsageItem(
            month="2026-11", model=model, answers=1, prompt_tokens=read, completion_tokens=written
        )
        for model, read, written in (
            ("ollama/llama3.2", 100_000, 20_000),
            ("b/two", 200_000, 10_000),
            ("c/free", 5, 1),
        )
    ]
    prices = {
        "ollama/llama3.2": Price(read=Decimal(3), written=Decimal(15), currency="EUR"),
        "b/two": Price(read=Decimal(1), written=Decimal(10), currency="USD"),
    }
    made = dataclasses.replace(details(), thread=tuple(used))
    said = texts(DetailsDialog(None, made, prices))
    assert "1,900 read, 40 written: 0.0063 EUR" in said
    assert "300,005 read, 30,001 written: 0.60 EUR + 0.30 USD" in said
    assert "1,900 read, 40 written" in texts(DetailsDialog(None, made, {}))
