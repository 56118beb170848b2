"""Writes 26 long filings that are alike, and questions to them, for retrieval.py.

    python tests/bench/filings.py FOLDER
    python tests/bench/retrieval.py FOLDER/questions.json FOLDER [--shared-store]

Eight made-up companies, some with names alike, file annual reports of several years and a few
quarterly ones: the same sections in the same words, tables with the figures of other years, names
of other companies, tables of contents. Each question names a company and a year; a right page is
one that answers it. They stand in for real filings, which cannot be kept here: what is found among
these says whether the right document is, and little about the words of real ones.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).parents[2] / "app")]

from support.filings.annual import write_annual, write_quarter  # noqa: E402
from support.filings.companies import COMPANIES, FILED, QUARTERS  # noqa: E402
from support.filings.questions import questions  # noqa: E402


def write(folder: Path) -> None:
    """Write filings and questions."""
    asked = []
    pages = []
    for kind, years in (("10K", FILED), ("Q2_10Q", QUARTERS)):
        make = write_annual if kind == "10K" else write_quarter
        for company in COMPANIES:
            for year in years.get(company.ticker, ()):
                name = f"{company.short.upper().replace(' ', '')}_{year}_{kind}.pdf"
                if kind != "10K":
                    name = name.replace(f"_{year}_Q2", f"_{year}Q2")
                places, count = make(folder / name, company, year)
                asked += questions(name, company, year, places, len(pages))
                pages.append(count)
    (folder / "questions.json").write_text(json.dumps(asked, indent=1))
    print(f"{len(pages)} filings of {min(pages)} to {max(pages)} pages, {sum(pages)} in all, "
          f"{len(asked)} questions")  # fmt: skip


def main() -> None:
    """Read the arguments and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    write(folder)


if __name__ == "__main__":
    main()
