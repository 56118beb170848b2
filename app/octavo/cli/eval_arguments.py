"""What may stand behind ``octavo eval``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

EPILOG = """\
QUESTIONS.json is a list of objects:
  question      what is asked
  pdf           name of the PDF in DIR that it is asked of
  gold_pages    pages with the answer, counted from 1 (may be left out)
  answer        what a quote has to contain, or a list of such texts (may be left out)
  answerable    false if the PDF does not say it (true)
  image_only    true to leave a question out because its pages are pictures (false)

A temporary data folder is used; the reranker in use (octavo models) puts passages in order there,
too. Figures are percent with bootstrap 95 % intervals. With --provider,
a model writes an answer to each question as well, and its figures stand beside the quotes'.

exit codes:
  0  measured            2  bad input
  3  it could not be done                               130  interrupted
"""


def add_to(parser: argparse.ArgumentParser, path: Callable[[str], Path]) -> None:
    """Add the arguments to a parser; ``path`` reads one that names a file or folder."""
    parser.add_argument("questions", type=path, metavar="QUESTIONS.json")
    parser.add_argument("--pdfs", type=path, metavar="DIR", required=True, help="their folder")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument(
        "--shared-store", action="store_true", help="ask all PDFs at once, not each by itself"
    )
    parser.add_argument(
        "--compare",
        action="store_true",
        help="find pages by words, vectors and rank fusion alone, too",
    )
    parser.add_argument(
        "--sample", type=_count, metavar="N", help="ask N of the questions, evenly spread"
    )
    parser.add_argument(
        "--reranker",
        metavar="NAME",
        default="",
        help="put passages in order with this one, or none; else with the one in use",
    )
    parser.add_argument(
        "--provider", metavar="P", default="", help="have a model of this provider answer, too"
    )
    parser.add_argument(
        "--model", metavar="M", default="", help="which one; not needed if it has only one"
    )


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 on")
    return int(text)
