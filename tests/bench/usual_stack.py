"""Octavo beside what people put together today, on the same PDFs and questions in the same run.

    python tests/bench/usual_stack.py QUESTIONS.json PDF_FOLDER [--shared-store]
        [--sample N] [--documents N] [--report-pages 1000] [--read 20] [--venv FOLDER]

That is: pypdf, LangChain's RecursiveCharacterTextSplitter (1000 characters, 200 overlapping, page
by page), Chroma with a cosine index, and MiniLM. They are installed from the package index into an
environment of their own, in a temporary folder, or in --venv, where they are found the next time.

MiniLM is the int8 model that Octavo ships, for both: Chroma loads its float one from elsewhere when
it is first used, which a bench must not do. Rankings of both hardly differ; int8 is the faster one,
so that stack is a little faster here than as people have it.

Speed can only be compared on a machine that does nothing else: Octavo's model works at the lowest
rank, behind all other programs, and the other stack at the same rank as they.

Prints the rank of the first right page (hit@1/5/20 and MRR@10 with bootstrap 95 % intervals) and
pages taken in per second until everything can be searched, words and vectors. Then, for a report of
--report-pages pages: the time from the drop to Octavo's first answer, beside PDFium's bare text of
it and that stack's time until it could answer. The latter is extrapolated from the first --read
pages, since its whole would take longer than anybody waits for a bench.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).parents[2] / "app")]

import ingest_bench  # noqa: E402
import retrieval  # noqa: E402

from octavo.assembly import open_client  # noqa: E402
from octavo.cli.evaluate import find_pdfs, spread  # noqa: E402
from octavo.engine.evaluation.figures import ranking_figures  # noqa: E402
from octavo.engine.evaluation.measure import distinct, rank_of  # noqa: E402
from octavo.engine.evaluation.questions import Question, read_questions  # noqa: E402
from octavo.engine.evaluation.rankings import Rankings, rank_all  # noqa: E402
from octavo.engine.store.sqlite import SqliteStore  # noqa: E402
from octavo.models.minilm import MiniLmEmbedder  # noqa: E402
from octavo.resources import resource  # noqa: E402
from octavo.session.ask_files import ask_files  # noqa: E402
from octavo.session.taking_in import WAITS_FOR  # noqa: E402
from support.reports import make_report  # noqa: E402

PACKAGES = ("pypdf", "chromadb", "langchain-text-splitters", "onnxruntime", "tokenizers")
ASKED = "What does section 7 say about interest and payment?"


class Usual:
    """The other stack, in an environment of its own."""

    def __init__(self, folder: Path) -> None:
        self._python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        if not self._python.exists():
            venv.create(folder, with_pip=True)
        there = self._run("-m", "pip", "list", "--format=freeze").stdout.lower()
        if any(f"{name}==" not in there for name in PACKAGES):
            self._run("-m", "pip", "install", "--quiet", *PACKAGES)
            there = self._run("-m", "pip", "list", "--format=freeze").stdout.lower()
        wanted = tuple(f"{name}==" for name in PACKAGES)
        print("beside: " + ", ".join(x for x in there.split() if x.startswith(wanted)))

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        # Octavo's own parts, which PYTHONPATH may name, are not to be found there.
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        command = [str(self._python), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        if done.returncode:
            raise SystemExit(f"the other stack failed:\n{done.stderr[-2000:]}")
        return done

    def do(
        self,
        folder: Path,
        pdfs: Sequence[Path],
        questions: Sequence[tuple[str, str]],
        *,
        shared: bool = False,
        pages: int | None = None,
    ) -> dict[str, Any]:
        """Take PDFs in, at most so many pages of each, and ask; see ``usual_parts.main``."""
        job, result = folder / "job.json", folder / "result.json"
        job.write_text(
            json.dumps(
                {
                    "model": str(resource("models", "minilm-int8")),
                    "pdfs": [str(path.resolve()) for path in pdfs],
                    "questions": questions,
                    "shared": shared,
                    "pages": pages,
                }
            )
        )
        self._run(str(Path(__file__).with_name("usual_parts.py")), str(job), str(result))
        found: dict[str, Any] = json.loads(result.read_text())
        return found


def show(name: str, ranks: Sequence[int | None]) -> None:
    """Print the figures of a ranking."""
    figures = ranking_figures(ranks)
    print(f"{name:12}" + "   ".join(f"{key} {value}" for key, value in figures.items()))


async def compare(
    usual: Usual, folder: Path, asked: Sequence[Question], pdfs: Path, *, shared: bool
) -> None:
    """Take the same PDFs in twice, ask the same questions, print both."""
    paths = find_pdfs(asked, pdfs)
    done = await retrieval.read(folder, paths, shared=shared)
    asked = [one for one in asked if one.pdf in done.taken.stores]
    store, embedder = await SqliteStore.open(folder / "octavo.sqlite"), MiniLmEmbedder()
    ours = Rankings(store, embedder, done.taken)
    ranks = await rank_all(asked, done.taken, ours.shipped)
    await store.aclose()
    await embedder.aclose()
    questions = [(one.pdf, one.text) for one in asked]
    usable = [paths[name] for name in sorted({one.pdf for one in asked})]
    theirs = usual.do(folder, usable, questions, shared=shared)
    for name, problem in theirs["failed"].items():
        print(f"not read there: {name}: {problem}")
    found = [
        rank_of(distinct((pdf, page) for pdf, page in pages), one.gold)
        for one, pages in zip(asked, theirs["ranked"], strict=True)
    ]
    where = "all in one store" if shared else "each in its own document"
    print(f"{len(asked)} questions to {len(usable)} PDFs, {where}, percent:")
    show("Octavo", ranks)
    show("usual stack", found)
    ours_rate, rate = done.pages / done.seconds, theirs["pages"] / theirs["seconds"]
    print(f"pages/s, words and vectors: Octavo {ours_rate:.1f}, usual stack {rate:.1f}")


async def first_answer(usual: Usual, folder: Path, pages: int, read: int) -> None:
    """Drop a long report, ask at once, and print how long the answer takes."""
    path = make_report(folder / "report.pdf", pages)
    _, before = ingest_bench.bare([path])
    async with open_client(folder / "report", asks=True) as client:
        began = time.perf_counter()
        answer = await ask_files(client, [path], ASKED, waits_for=WAITS_FOR)
        ours = time.perf_counter() - began
    assert answer.message is not None
    _, after = ingest_bench.bare([path])
    bare = (before.clock + after.clock) / 2
    print(f"first answer about a report of {pages} pages:")
    print(
        f"  PDFium's bare text   {bare:8.1f} s (before {before.clock:.1f}, after {after.clock:.1f})"
    )
    print(f"  Octavo               {ours:8.1f} s (goal ≤ {1.5 * bare + 1:.1f}: 1.5 × bare + 1 s)")
    theirs = usual.do(folder, [path], [(path.name, ASKED)], pages=read)
    whole = theirs["seconds"] * pages / theirs["pages"] + theirs["asking"]
    print(f"  usual stack          {whole:8.1f} s, extrapolated from {theirs['pages']} pages")
    print(f"  sooner               {whole / ours:8.1f} times (goal ≥ 50)")


def main() -> None:
    """Read the arguments and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("pdfs", type=Path)
    parser.add_argument("--shared-store", action="store_true")
    parser.add_argument("--sample", type=int, help="questions, evenly spread over all")
    parser.add_argument("--documents", type=int, help="only the PDFs that come first by size")
    parser.add_argument("--report-pages", type=int, default=1000, help="0: no report")
    parser.add_argument("--read", type=int, default=20, help="pages of it by the other stack")
    parser.add_argument("--venv", type=Path, help="environment to be made, or used again")
    given = parser.parse_args()
    asked = [one for one in read_questions(given.questions) if one.answerable and one.gold]
    if given.documents:
        by_size = sorted({one.pdf for one in asked}, key=lambda p: (given.pdfs / p).stat().st_size)
        asked = [one for one in asked if one.pdf in by_size[: given.documents]]
    asked = spread(asked, given.sample)
    with tempfile.TemporaryDirectory(prefix="octavo-bench-") as name:
        folder = Path(name)
        usual = Usual(given.venv or folder / "venv")
        (folder / "data").mkdir()
        asyncio.run(compare(usual, folder / "data", asked, given.pdfs, shared=given.shared_store))
        if given.report_pages:
            asyncio.run(first_answer(usual, folder, given.report_pages, given.read))


if __name__ == "__main__":
    main()
