"""Days are said as each language writes them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from octavo import days
from octavo.days import in_words, month_in_words, of_iso, with_time
from octavo.ui.language import Language
from support.languages import spoken

DAY = dt.date(2025, 3, 5)


def test_days_and_months_are_said_in_the_readers_language() -> None:
    moment = dt.datetime(2025, 3, 5, 7, 4, tzinfo=dt.UTC)
    said = (in_words(DAY), with_time(moment), month_in_words(2025, 3))
    assert [str(one) for one in said] == ["5 March 2025", "5 March 2025, 07:04", "March 2025"]
    with spoken(Language.GERMAN):
        assert [str(one) for one in said] == [
            "5. März 2025",
            "5. März 2025, 07:04 Uhr",
            "März 2025",
        ]


def test_a_written_day_is_read_and_anything_else_stays() -> None:
    assert str(of_iso("2025-03-05")) == "5 March 2025"
    assert of_iso("2025-13-05") == "2025-13-05"
    assert of_iso("") == ""


def test_nothing_in_the_program_writes_dates_in_another_way() -> None:
    others = re.compile(r"QLocale\(\)\.toString\(|FormatType\.|strftime\(\"%[dAaBb]")
    app = Path(days.__file__).parent
    assert [file for file in app.rglob("*.py") if others.search(file.read_text("utf-8"))] == []
