"""The dialog that tells how an answer came about."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest
from PySide6.QtWidgets import QLabel

from octavo.protocol.runs import RunStatus
from octavo.protocol.steps import StepStatus
from octavo.protocol.usage import UsageItem
from octavo.session.details import RunDetails, StepItem
from octavo.session.prices import Price
from octavo.ui.chat.details_dialog import DetailsDialog
from octavo.ui.language import Language
from support.languages import spoken


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


async def test_it_is_told_what_put_passages_in_order_and_why_it_did_not():
    steps = (
        StepItem("search", "completed", read_by="ms-marco-minilm-l6-v2"),
        StepItem("search", "completed", reranker_problem="The file\nis damaged."),
    )
    said = texts(DetailsDialog(None, details(*steps), {}))
    assert {"Put in order by", "ms-marco-minilm-l6-v2"} <= said
    assert {"Not put in order, since", "The file is damaged."} <= said


async def test_quotes_are_said_to_be_of_no_model():
    made = RunDetails("octavo-extractive", "completed", 0, 2, 1900, 40, ())
    said = texts(DetailsDialog(None, made, {}))
    assert "quotes from your documents, no model" in said
    assert "octavo-extractive" not in said


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.GERMAN])
def test_no_state_of_a_run_or_step_is_told_by_its_code(language: Language) -> None:
    kinds = ("search", "code", "call", "writing")
    steps = [
        StepItem(kind, status, name="weather")
        for kind in kinds
        for status in (*get_args(StepStatus), "of_tomorrow")
    ]
    with spoken(language):
        told = {
            status: " ".join(
                texts(DetailsDialog(None, replace(details(*steps), status=status), {}))
            )
            for status in (*get_args(RunStatus), "of_tomorrow")
        }
    codes = {one for one in (*get_args(RunStatus), *get_args(StepStatus)) if "_" in one}
    for said in told.values():
        assert not any(code in said or code.replace("_", " ") in said for code in codes)
        assert "message_creation" not in said
        assert "of_tomorrow" not in said
        assert "weather" in said
    assert len(set(told.values())) == len(told)
    if language is Language.GERMAN:
        english = re.compile(r"\b(failed|cancel\w*|expired|queued|completed|answered|searched)\b")
        assert not any(english.search(said) for said in told.values())
        assert "Dokumente durchsucht (nicht abgeschlossen), dann" in told["failed"]


async def test_it_is_told_why_there_is_no_answer() -> None:
    made = replace(details(), status="failed", problem="The host\nhung up.")
    assert {"Reason", "The host hung up."} <= texts(DetailsDialog(None, made, {}))
    assert "Reason" not in texts(DetailsDialog(None, details(), {}))


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
    made = replace(details(), thread=tuple(used))
    said = texts(DetailsDialog(None, made, prices))
    assert "1,900 read, 40 written: 0.0063 EUR" in said
    assert "300,005 read, 30,001 written: 0.60 EUR + 0.30 USD" in said
    assert "1,900 read, 40 written" in texts(DetailsDialog(None, made, {}))
