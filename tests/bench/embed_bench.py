"""How fast the embedder is, against bare onnxruntime in the same run.

    python tests/bench/embed_bench.py [--chunks 256] [--rounds 3] [--batch 1]

Yardstick: the same passages, tokenised beforehand, one by one or in batches of like lengths, one
thread, nothing else. Prints passages per second of both and their ratio (goal ≥ 0.9), passages per
second of the processor, what a question waits for while passages are embedded, and how near the
vectors are to the yardstick's.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).parents[2] / "app")]
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime  # noqa: E402
import psutil  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402

from octavo.models.minilm import MiniLmEmbedder  # noqa: E402
from octavo.resources import resource  # noqa: E402

_TEXT = (
    "the tenant pays a rent of 900 euros and the landlord agrees to repair heating windows of "
    "this contract within three months after notice unless revenue figures in table 4.2 differ"
)
_EMBED_AT_ONCE = 32
"""Passages per call, as when files are taken in."""


class Bare:
    """onnxruntime alone.

    Args:
        batch: Texts of like lengths that are run together.
    """

    def __init__(self, batch: int) -> None:
        self._batch = batch
        folder = resource("models", "minilm-int8")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            folder / "model.onnx", options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(256)

    def run(self, texts: list[str]) -> tuple[float, float, NDArray[np.float32]]:
        """Return the seconds of the model alone, of them the processor's, and the vectors."""
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(texts)]
        order = sorted(range(len(pieces)), key=lambda i: len(pieces[i]))
        vectors = np.empty((len(texts), 384), dtype=np.float32)
        seconds = worked = 0.0
        for begin in range(0, len(order), self._batch):
            chosen = order[begin : begin + self._batch]
            width = max(len(pieces[i]) for i in chosen)
            ids = np.zeros((len(chosen), width), dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, i in enumerate(chosen):
                ids[row, : len(pieces[i])] = pieces[i]
                mask[row, : len(pieces[i])] = 1
            given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            began, before = time.perf_counter(), time.process_time()
            (hidden,) = self._session.run(None, given)
            seconds += time.perf_counter() - began
            worked += time.process_time() - before
            means = (hidden * mask[:, :, None]).sum(1)
            vectors[chosen] = means / np.linalg.norm(means, axis=1, keepdims=True)
        return seconds, worked, vectors


async def measure(texts: list[str], rounds: int, batch: int) -> None:
    """Take turns, so that a busy machine slows both, and print the medians."""
    bare, embedder = Bare(batch), MiniLmEmbedder(threads=1)
    bare.run(texts[:4])
    await embedder.embed(texts[:4])
    worker = psutil.Process(embedder.pid)
    alone: list[float] = []
    ours: list[float] = []
    processor: dict[str, list[float]] = {"alone": [], "ours": []}
    for _ in range(rounds):
        seconds, worked, expected = bare.run(texts)
        alone.append(seconds)
        processor["alone"].append(worked)
        began, before = time.perf_counter(), sum(worker.cpu_times()[:2])
        parts = [
            await embedder.embed(texts[i : i + _EMBED_AT_ONCE])
            for i in range(0, len(texts), _EMBED_AT_ONCE)
        ]
        ours.append(time.perf_counter() - began)
        processor["ours"].append(sum(worker.cpu_times()[:2]) - before)
    near = (np.concatenate(parts) * expected).sum(1)
    waits = await question_waits(embedder, texts)
    await embedder.aclose()
    bare_rate, our_rate = (
        len(texts) / statistics.median(alone),
        len(texts) / statistics.median(ours),
    )
    print(f"bare onnxruntime     {bare_rate:8.1f} passages/s")
    print(f"embedder             {our_rate:8.1f} passages/s")
    print(f"ratio                {our_rate / bare_rate:8.2f}   goal ≥ 0.9")
    for name, of_rounds in processor.items():
        rate = len(texts) / statistics.median(of_rounds)
        print(f"processor, {name:9} {rate:8.1f} passages/s of it")
    print(f"cosine to bare: min  {near.min():8.4f}")
    print(
        f"a question meanwhile: median {statistics.median(waits):.0f} ms, max {max(waits):.0f} ms"
    )


async def question_waits(embedder: MiniLmEmbedder, texts: list[str]) -> list[float]:
    """Return the milliseconds of questions that are asked while passages are embedded."""
    documents = asyncio.create_task(embedder.embed(texts))
    waits = []
    for _ in range(8):
        began = time.perf_counter()
        await embedder.embed(["How much is the rent?"], urgent=True)
        waits.append(1000 * (time.perf_counter() - began))
        await asyncio.sleep(0.1)
    documents.cancel()
    await asyncio.wait({documents})
    return waits


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chunks", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--batch", type=int, default=1, help="texts at once of the yardstick")
    given = parser.parse_args()
    chance = random.Random(0)
    words = _TEXT.split()
    # Lengths as passages of reports have them: most near 200 word pieces, some far below.
    lengths = [min(170, max(20, round(chance.gauss(150, 40)))) for _ in range(given.chunks)]
    texts = [" ".join(chance.choices(words, k=length)) for length in lengths]
    asyncio.run(measure(texts, given.rounds, given.batch))


if __name__ == "__main__":
    main()
