"""What people put together today: pypdf, LangChain's splitter, Chroma, MiniLM. Runs by itself.

Started by ``usual_stack.py`` with the Python of an environment of its own; knows nothing of Octavo.
Reads a job (JSON) from the file that is named, writes what came of it into the other one.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

# Before the import: onnxruntime sends usage data unless told not to.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import chromadb
import numpy as np
import onnxruntime
import pypdf
from langchain_text_splitters import RecursiveCharacterTextSplitter
from tokenizers import Tokenizer

SIZE, OVERLAP = 1000, 200
ADDED_AT_ONCE = 64
PIECES = 256  # word pieces that the model reads of a text, as sentence-transformers has it
NEAREST = 60  # chunks: enough for 20 different pages


class MiniLm(chromadb.EmbeddingFunction):
    """all-MiniLM-L6-v2 as an embedding function: mean over the word pieces, length 1."""

    def __init__(self, folder: str) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = os.cpu_count() or 1
        self._session = onnxruntime.InferenceSession(
            str(Path(folder) / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
        self._tokenizer.enable_padding()
        self._tokenizer.enable_truncation(PIECES)

    def __call__(self, input: list[str]) -> list[np.ndarray]:  # noqa: A002 - Chroma's name
        encoded = self._tokenizer.encode_batch(list(input))
        ids = np.array([one.ids for one in encoded], dtype=np.int64)
        mask = np.array([one.attention_mask for one in encoded], dtype=np.int64)
        hidden = self._session.run(
            None,
            {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)},
        )[0]
        means = (hidden * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return list(means / np.linalg.norm(means, axis=1, keepdims=True))

    @staticmethod
    def name() -> str:
        """Chroma keeps it with a collection."""
        return "minilm"

    def get_config(self) -> dict[str, str]:
        """Chroma asks for it."""
        return {}


def take_in(collection: chromadb.Collection, path: str, most: int | None) -> int:
    """Read a PDF into a collection; return its pages."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
    name = Path(path).name
    reader = pypdf.PdfReader(path)
    texts: list[str] = []
    pages: list[int] = []
    read = 0
    for number, page in enumerate(reader.pages, 1):
        if most is not None and number > most:
            break
        read += 1
        for text in splitter.split_text(page.extract_text()):
            texts.append(text.encode("utf-8", "replace").decode())
            pages.append(number)
    for start in range(0, len(texts), ADDED_AT_ONCE):
        some = range(start, min(start + ADDED_AT_ONCE, len(texts)))
        collection.add(
            ids=[f"{name}-{i}" for i in some],
            documents=[texts[i] for i in some],
            metadatas=[{"pdf": name, "page": pages[i]} for i in some],
        )
    return read


def main() -> None:
    job = json.loads(Path(sys.argv[1]).read_text())
    with tempfile.TemporaryDirectory(prefix="usual-") as folder:
        settings = chromadb.Settings(anonymized_telemetry=False)
        client = chromadb.PersistentClient(folder, settings=settings)
        collection = client.create_collection(
            "pages", embedding_function=MiniLm(job["model"]), metadata={"hnsw:space": "cosine"}
        )
        began, pages, failed = time.perf_counter(), 0, {}
        for path in job["pdfs"]:
            try:
                pages += take_in(collection, path, job["pages"])
            except Exception as error:  # noqa: BLE001 - whatever it is, the file is not usable there
                failed[Path(path).name] = f"{type(error).__name__}: {error}"
        seconds = time.perf_counter() - began
        began, ranked = time.perf_counter(), []
        for pdf, question in job["questions"]:
            where = None if job["shared"] else {"pdf": pdf}
            found = collection.query(query_texts=[question], n_results=NEAREST, where=where)
            ranked.append([[one["pdf"], one["page"]] for one in found["metadatas"][0]])
        asking = time.perf_counter() - began
        result = {
            "pages": pages,
            "seconds": seconds,
            "chunks": collection.count(),
            "asking": asking,
            "ranked": ranked,
            "failed": failed,
        }
        Path(sys.argv[2]).write_text(json.dumps(result))


if __name__ == "__main__":
    main()
