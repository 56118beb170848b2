"""The rerankers that are offered by name, with the sha256 of each of their files.

Licence, languages and training are facts of the models' cards; size and sha256 are those that
several other projects have written down for the same revision, independently of each other. What
comes is compared with them, and kept only if it is the same.
"""

from __future__ import annotations

import dataclasses
import platform

from octavo.words import Later, later


@dataclasses.dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file of an offered model.

    Args:
        url: Where it lies, at a revision that does not change.
        size: Bytes.
        sha256: In small hexadecimal digits.
    """

    url: str
    size: int
    sha256: str


@dataclasses.dataclass(frozen=True, slots=True)
class OfferedReranker:
    """A reranker that can be fetched by its name.

    Args:
        name: What it is called here.
        title: For people.
        licence: SPDX identifier.
        languages: Codes of those that it has learnt, of those that are told apart here.
        memory: Bytes that it needs while it runs, about.
        good_at: What it is for.
        model, tokenizer: Its files.
    """

    name: str
    title: str
    licence: str
    languages: tuple[str, ...]
    memory: int
    good_at: Later
    model: OfferedFile
    tokenizer: OfferedFile

    @property
    def size(self) -> int:
        """Bytes of both files."""
        return self.model.size + self.tokenizer.size


_HUB = "https://huggingface.co"
_MINILM = f"{_HUB}/Xenova/ms-marco-MiniLM-L-6-v2/resolve/a09144355adeed5f58c8ed011d209bf8ee5a1fec"
_MMARCO = (
    f"{_HUB}/cross-encoder/mmarco-mMiniLMv2-L12-H384-v1/resolve"
    "/1427fd652930e4ba29e8149678df786c240d8825"
)

# Of the same numbers, made for the small integers that each kind of processor multiplies exactly.
_MMARCO_FILES = {
    False: OfferedFile(
        f"{_MMARCO}/onnx/model_quint8_avx2.onnx",
        118_620_016,
        "6c2513767fb63d008a4377bef7a7a3555433d9436342bb53e35a3a72ffc52d4b",
    ),
    True: OfferedFile(
        f"{_MMARCO}/onnx/model_qint8_arm64.onnx",
        118_620_017,
        "1825907d6c1a9001ff78124780bbde20a614a8c3df3b63409cf3c72c6fe5c8b4",
    ),
}

_ARM = platform.machine().lower() in {"arm64", "aarch64"}

OFFERED = (
    OfferedReranker(
        name="ms-marco-minilm-l6-v2",
        title="MS MARCO MiniLM L6 v2",
        licence="Apache-2.0",
        languages=("en",),
        memory=200_000_000,
        good_at=later("English questions to English documents. Small and quick."),
        model=OfferedFile(
            f"{_MINILM}/onnx/model_quantized.onnx",
            23_143_499,
            "e9d8ebf845c413e981c175bfe49a3bfa9b3dcce2a3ba54875ee5df5a58639fbe",
        ),
        tokenizer=OfferedFile(
            f"{_MINILM}/tokenizer.json",
            711_396,
            "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
        ),
    ),
    OfferedReranker(
        name="mmarco-minilm-l12-v1",
        title="mMARCO MiniLM L12 v1",
        licence="Apache-2.0",
        # those of its card that Octavo tells apart
        languages=("en", "de", "fr", "es", "it", "pt", "nl", "ru", "ar", "zh", "ja"),
        memory=800_000_000,
        good_at=later(
            "German, English, French, Spanish and ten other languages. Larger and slower."
        ),
        model=_MMARCO_FILES[_ARM],
        tokenizer=OfferedFile(
            f"{_MMARCO}/tokenizer.json",
            17_082_660,
            "62c24cdc13d4c9952d63718d6c9fa4c287974249e16b7ade6d5a85e7bbb75626",
        ),
    ),
)


def offered(name: str) -> OfferedReranker | None:
    """Return the reranker that is offered by a name."""
    return next((one for one in OFFERED if one.name == name), None)
