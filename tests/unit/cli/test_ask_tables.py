"""Questions that name a column of a table in a PDF."""

from __future__ import annotations

import json
from pathlib import Path

from support.grids import make_grid
from unit.cli.conftest import Octavo

ROWS = (
    ("Lease year", "Annual rent (GBP)", "Service charge (GBP)"),
    ("2024", "48,000", "6,200"),
    ("2025", "49,500", "6,350"),
    ("2026", "51,000", "6,500"),
    ("2027", "52,750", "6,700"),
)


def test_rows_are_quoted_under_the_names_of_their_columns(octavo: Octavo, tmp_path: Path) -> None:
    above = "The annual rent is payable in advance. The rent for each year is set out below."
    lease = make_grid(tmp_path / "lease.pdf", ROWS, above=above)
    code, out, _ = octavo("ask", lease, "What is the annual rent in 2026?")
    first = out.split("\n\n")[0]
    assert (code, first.split("”")[0]) == (0, "“" + "\n".join("\t".join(ROWS[at]) for at in (0, 3)))
    question = "What is the annual rent in 2024 and in 2026?"
    out = octavo("ask", lease, question)[1]
    place = "    lease.pdf, page 1\n"
    head, row, other = ("\t".join(ROWS[at]) for at in (0, 1, 3))
    assert f"“{head}\n{row}”\n{place}“{other}”\n{place}" in out
    told = json.loads(octavo("ask", "--json", lease, question)[1])
    assert f"“{head}\n{row}” 【1†lease p. 1】\n“{other}” 【2†lease p. 1】" in told["answer"]
    assert [quote["quote"] for quote in told["quotes"]][:2] == [
        " ".join(ROWS[0] + ROWS[1]),
        " ".join(ROWS[3]),
    ]
    assert all(quote["verified"] for quote in told["quotes"])
    answer = json.loads(octavo("ask", "--json", lease, "How high is the service charge?")[1])
    quotes = [quote["quote"] for quote in answer["quotes"]]
    assert any("6,200" in quote for quote in quotes)
    assert " ".join(ROWS[0]) not in quotes
