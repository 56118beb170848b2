"""The reranker's worker side: reads a question and a text together and tells how well they fit.

Runs only in the worker process. Two kinds of ONNX models are known by their outputs:
cross-encoders, which give one number for the pair (or two, for "no" and "yes"), and readers that
find the answer in the text, of which only is asked how much likelier some words are than no answer.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np

from octavo.errors import ResourceError
from octavo.models.port import Relevances
from octavo.telemetry import load_onnxruntime
from octavo.words import later

MODEL_FILE: Final = "model.onnx"
TOKENIZER_FILE: Final = "tokenizer.json"

MAX_PIECES: Final = 512
"""Word pieces of question and text together: what the small models of this kind were made for."""

_QUESTION: Final = 600
"""Characters of a question that count."""

_TEXT: Final = 6_000
"""Characters of a text that count: more never fit beside the question."""

_LONGEST_ANSWER: Final = 30
"""Word pieces of an answer that a reader may find at most."""

_HINT: Final = later("Remove the model and get it again, or use none.")

_OTHER_FILES: Final = "session.model_external_initializers_file_folder_path"
"""The runtime's name for the folder of a model's other files."""

_INPUTS: Final = frozenset({"input_ids", "attention_mask", "token_type_ids"})


class JudgingModel:
    """A model of a folder, loaded.

    Args:
        folder: Where its two files are.
        digests: sha256 that they have to have, by their names.

    Raises:
        ResourceError: if a file is missing, damaged, or not of a kind that is known here.
    """

    def __init__(self, folder: Path, digests: Mapping[str, str]) -> None:
        onnxruntime = load_onnxruntime()
        os.environ["TOKENIZERS_PARALLELISM"] = "false"  # texts come in small sets
        from tokenizers import Tokenizer  # noqa: PLC0415 - only in the worker

        model, tokenizer = (
            _checked(folder / name, digests.get(name, "")) for name in (MODEL_FILE, TOKENIZER_FILE)
        )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4  # what is wrong with it is told below
        try:
            # A model may say that some of its numbers are in other files. Relative to the current
            # folder any could be read then, so it is told to look into one that is empty.
            with tempfile.TemporaryDirectory(prefix="octavo-model-") as empty:
                options.add_session_config_entry(_OTHER_FILES, empty)
                self._session = onnxruntime.InferenceSession(
                    model, options, providers=["CPUExecutionProvider"]
                )
        except MemoryError:
            raise
        except Exception as error:  # the runtime raises a dozen kinds, all derived from this
            raise _unusable(MODEL_FILE) from error
        try:
            self._tokenizer = Tokenizer.from_str(tokenizer.decode())
        except Exception as error:  # its library raises plain exceptions
            raise _unusable(TOKENIZER_FILE) from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_PIECES)  # of the longer of both
        self._inputs = [one.name for one in self._session.get_inputs()]
        self._outputs = [one.name for one in self._session.get_outputs()]
        if "input_ids" not in self._inputs or not _INPUTS.issuperset(self._inputs):
            raise _unusable(MODEL_FILE)
        self._pool = ThreadPoolExecutor(thread_name_prefix="judge")
        # Whether its outputs can be read is seen now and not when a person waits for an answer.
        self.relevances("When is it due?", ["It is due in May."])

    @property
    def pieces(self) -> int:
        """How many word pieces it knows."""
        return int(self._tokenizer.get_vocab_size())

    def try_out(self) -> None:
        """Read as much as it will ever be given at once.

        Raises:
            ResourceError: it cannot.
        """
        self.relevances("When is it due?", ["It is due in May. " * MAX_PIECES])

    def relevances(self, question: str, texts: Sequence[str], at_once: int = 1) -> Relevances:
        """Return how surely each text answers the question, shape (len(texts),), 0 … 1.

        Args:
            question: Any text.
            texts: Any texts; what is beyond ``MAX_PIECES`` does not count.
            at_once: Texts that are worked on at the same time, each by a thread.

        Raises:
            ResourceError: if the model gives something else than such numbers.
        """
        asked = _encodable(question[:_QUESTION])
        try:
            pairs = self._tokenizer.encode_batch([(asked, _encodable(t[:_TEXT])) for t in texts])
        except Exception as error:
            raise _unusable(TOKENIZER_FILE) from error
        found: Relevances = np.zeros(len(texts))

        def work(first: int) -> None:
            for row in range(first, len(texts), at_once):
                found[row] = self._run(pairs[row])

        for _ in self._pool.map(work, range(at_once)):
            pass  # what went wrong there is raised here
        return found

    def _run(self, pair: Any) -> float:
        # One pair at a time: in models of small integers a text's number would else depend on those
        # beside it, and nothing has to be padded.
        parts = {
            "input_ids": pair.ids,
            "attention_mask": pair.attention_mask,
            "token_type_ids": pair.type_ids,
        }
        inputs = {name: np.array([parts[name]], dtype=np.int64) for name in self._inputs}
        try:
            given = self._session.run(None, inputs)
            value = _relevance(dict(zip(self._outputs, given, strict=True)), pair.sequence_ids)
        except ResourceError:
            raise
        except Exception as error:  # also outputs that are words, lists, or none at all
            raise _unusable(MODEL_FILE) from error
        if not 0 <= value <= 1:  # also what is no number
            raise _unusable(MODEL_FILE)
        return value


def _relevance(outputs: Mapping[str, Any], sequences: Sequence[int | None]) -> float:
    """Return what a model's outputs come to, 0 … 1."""
    if {"start_logits", "end_logits"} <= outputs.keys():
        return _found(outputs["start_logits"], outputs["end_logits"], sequences)
    logits = next(iter(outputs.values()))
    if np.shape(logits) == (1, 1):
        return _logistic(float(logits[0, 0]))
    if np.shape(logits) == (1, 2):
        return _logistic(float(logits[0, 1]) - float(logits[0, 0]))
    raise _unusable(MODEL_FILE)


def _found(start: Any, end: Any, sequences: Sequence[int | None]) -> float:
    """Return how much likelier the best answer in the text is than that there is none.

    As the authors of SQuAD 2.0's baseline have it: an answer has the sum of its first and its last
    piece's logits, and "none" that of the first piece of all.

    Args:
        start: Logits of each piece as the first of the answer, shape (1, n).
        end: The same as the last of it.
        sequences: For each piece 0 if it is of the question, 1 if of the text, None if of neither.
    """
    if np.shape(start) != (1, len(sequences)) or np.shape(end) != np.shape(start):
        raise _unusable(MODEL_FILE)
    of_text = np.array([one == 1 for one in sequences])
    if not of_text.any():
        return 0.0
    begins = np.asarray(start[0], dtype=np.float64)[of_text]
    ends = np.asarray(end[0], dtype=np.float64)[of_text]
    count = len(begins)
    best = max(
        float(np.max(begins[: count - length] + ends[length:]))
        for length in range(min(_LONGEST_ANSWER, count))
    )
    return _logistic(best - float(start[0, 0]) - float(end[0, 0]))


def _logistic(value: float) -> float:
    return float(1 / (1 + np.exp(-np.clip(value, -60, 60))))


def _encodable(text: str) -> str:
    """Return a text with lone surrogates, which PDFs may hold, as question marks."""
    return text.encode("utf-8", "replace").decode()


def _checked(path: Path, digest: str) -> bytes:
    """Read a file of a model and compare it with its sha256, if that is known."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ResourceError(
            later("The model's file {name} cannot be read.", name=path.name), hint=_HINT
        ) from error
    if digest and hashlib.sha256(content).hexdigest() != digest:
        raise ResourceError(
            later("The model's file {name} is damaged.", name=path.name), hint=_HINT
        )
    return content


def _unusable(name: str) -> ResourceError:
    reason = (
        later("{name} is no model that judges how well a text answers a question.", name=name)
        if name == MODEL_FILE
        else later("{name} is not the tokenizer of a model.", name=name)
    )
    return ResourceError(reason, hint=_HINT)


class Service:
    """What the worker process offers: one model at a time."""

    def __init__(self) -> None:
        self._loaded: tuple[object, JudgingModel] | None = None

    def load(self, folder: str, digests: tuple[tuple[str, str], ...]) -> None:
        """Load the model in ``folder``, if it is not there yet."""
        self._model(folder, digests)

    def try_out(self, folder: str, digests: tuple[tuple[str, str], ...]) -> int:
        """Load the model in ``folder`` and ask it something; returns how many pieces it knows."""
        model = self._model(folder, digests)
        model.try_out()
        return model.pieces

    def relevances(
        self,
        folder: str,
        digests: tuple[tuple[str, str], ...],
        at_once: int,
        question: str,
        texts: Sequence[str],
    ) -> Relevances:
        """Judge texts, some at once, with the model in ``folder``, loaded once."""
        return self._model(folder, digests).relevances(question, texts, at_once)

    def _model(self, folder: str, digests: tuple[tuple[str, str], ...]) -> JudgingModel:
        wanted = (folder, digests)
        if self._loaded is None or self._loaded[0] != wanted:
            self._loaded = None  # its memory goes before another comes
            self._loaded = (wanted, JudgingModel(Path(folder), dict(digests)))
        return self._loaded[1]


def serve() -> Service:
    """Make the worker's methods; called once in the child process."""
    return Service()
