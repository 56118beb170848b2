"""The embedder's worker side: loads the model once and turns texts into vectors.

Runs only in the worker process; all that is heavy is imported when a model is loaded.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octavo.errors import ResourceError
from octavo.models.port import Compared, Vectors
from octavo.telemetry import load_onnxruntime
from octavo.words import later

# The model was trained for this many word pieces; it would accept 512.
MAX_PIECES = 256
# Characters beyond which nothing can reach the first MAX_PIECES pieces of ordinary text; keeps the
# tokenizer from working through megabytes.
MAX_CHARACTERS = 8_000

_DIGESTS = {
    "model.onnx": "5cebc27a38777dd1f442d8f7cf1b424246206e5af6cc414956f59e6e1ec63dbe",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


class MiniLm:
    """all-MiniLM-L6-v2 under onnxruntime: mean over the word pieces, length 1.

    Args:
        folder: Where ``model.onnx`` and ``tokenizer.json`` are.

    Raises:
        ResourceError: if a file is missing or is not the one that was shipped.
    """

    def __init__(self, folder: Path) -> None:
        onnxruntime = load_onnxruntime()
        # Texts come in small sets: threads of the tokenizer's own would only take other cores.
        os.environ["TOKENIZERS_PARALLELISM"] = "false"
        from tokenizers import Tokenizer  # noqa: PLC0415 - only in the worker

        model, tokenizer = (_checked(folder / name, digest) for name, digest in _DIGESTS.items())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_str(tokenizer.decode())
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_PIECES)
        self._pool = ThreadPoolExecutor(thread_name_prefix="embed")
        self._asked: tuple[str | None, NDArray[np.float32]] = (None, np.zeros((0, 384), np.float32))

    def embed(self, texts: Sequence[str], at_once: int = 1) -> Vectors:
        """Return one vector of length 1 per text, shape (len(texts), 384).

        Args:
            texts: Any texts; what is beyond ``MAX_PIECES`` does not count.
            at_once: Texts that are worked on at the same time, each by a thread.
        """
        vectors: Vectors = np.empty((len(texts), 384), dtype=np.float32)

        def keep(row: int, hidden: NDArray[np.float32]) -> None:
            vectors[row] = _mean(hidden)

        self._read(texts, at_once, keep)
        return vectors

    def compare(self, question: str, texts: Sequence[str], at_once: int = 1) -> Compared:
        """Return the texts' vectors, and how near they come to each piece of a question.

        Args:
            question: Any text.
            texts: Any texts.
            at_once: Texts that are worked on at the same time, each by a thread.
        """
        asked = self._pieces_of(question)
        vectors: Vectors = np.empty((len(texts), 384), dtype=np.float32)
        pieces = np.zeros((len(texts), len(asked)), dtype=np.float32)

        def keep(row: int, hidden: NDArray[np.float32]) -> None:
            vectors[row] = _mean(hidden)
            pieces[row] = (asked @ _own(hidden).T).max(axis=1, initial=0.0)

        self._read(texts, at_once, keep)
        return Compared(vectors, np.minimum(pieces, 1.0))

    def _pieces_of(self, question: str) -> NDArray[np.float32]:
        """Return a question's pieces; what search asks about, the answer asks about again."""
        known, pieces = self._asked
        if known != question:
            encoding = self._tokenizer.encode(_encodable(question))
            pieces = _own(self._run(encoding.ids))
            self._asked = (question, pieces)
        return pieces

    def _read(
        self,
        texts: Sequence[str],
        at_once: int,
        keep: Callable[[int, NDArray[np.float32]], None],
    ) -> None:
        """Give each text to the model, and what comes of its pieces to ``keep``."""
        encodings = self._tokenizer.encode_batch([_encodable(text) for text in texts])

        def work(first: int) -> None:
            for row in range(first, len(texts), at_once):
                keep(row, self._run(encodings[row].ids))

        for _ in self._pool.map(work, range(at_once)):
            pass  # what went wrong there is raised here

    def _run(self, pieces: Sequence[int]) -> NDArray[np.float32]:
        # A run for each text: the model rounds its numbers to a scale that all texts of a run
        # share, so a text's vector would depend on those beside it (cosine 0.988 at worst). It is
        # no slower, since nothing is padded.
        ids = np.array([pieces], dtype=np.int64)
        inputs = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        hidden: NDArray[np.float32] = self._session.run(["last_hidden_state"], inputs)[0][0]
        return hidden


def _mean(hidden: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the mean over a text's pieces, of length 1: it has at least its two frame pieces."""
    mean: NDArray[np.float32] = hidden.mean(axis=0)
    return mean / max(float(np.linalg.norm(mean)), 1e-12)


def _own(hidden: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a text's pieces without the two of its frame, each of length 1."""
    own = hidden[1:-1]
    lengths = np.maximum(np.linalg.norm(own, axis=1, keepdims=True), 1e-12)
    pieces: NDArray[np.float32] = own / lengths
    return pieces


def _encodable(text: str) -> str:
    """Return what can matter of a text; lone surrogates, which PDFs may hold, as question marks."""
    return text[:MAX_CHARACTERS].encode("utf-8", "replace").decode()


def _checked(path: Path, digest: str) -> bytes:
    """Read a file of the model and make sure that it is the one that was shipped."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ResourceError(
            later("The language model's file {name} cannot be read.", name=path.name)
        ) from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise ResourceError(later("The language model's file {name} is damaged.", name=path.name))
    return content


class Service:
    """What the worker process offers: one model, loaded at the first call."""

    def __init__(self) -> None:
        self._model: MiniLm | None = None

    def load(self, folder: str) -> None:
        """Load the model in ``folder``, if it is not there yet."""
        self._loaded(folder)

    def embed(self, folder: str, at_once: int, texts: Sequence[str]) -> Vectors:
        """Embed texts, some at once, with the model in ``folder``, loaded once."""
        return self._loaded(folder).embed(texts, at_once)

    def compare(self, folder: str, at_once: int, question: str, texts: Sequence[str]) -> Compared:
        """Compare texts with a question, some at once, with the model in ``folder``."""
        return self._loaded(folder).compare(question, texts, at_once)

    def _loaded(self, folder: str) -> MiniLm:
        if self._model is None:
            self._model = MiniLm(Path(folder))
        return self._model


def serve() -> Any:
    """Make the worker's methods; called once in the child process."""
    return Service()
