"""The instruct models that are offered by name: facts of their cards, and where their files lie.

What a card says was looked up in stored copies of the hub's pages. Checksums are not among it, so
none is written down here: the hub's own word for the sha256 is asked for when a model is fetched,
and without it nothing is kept.
"""

from __future__ import annotations

import dataclasses

from octavo.words import Later, later


@dataclasses.dataclass(frozen=True, slots=True)
class OfferedModel:
    """A model that can be fetched by its name.

    Args:
        name: What stands behind ``local/``.
        title: For people.
        licence: SPDX identifier.
        size: Bytes of the file, about; the hub tells exactly.
        memory: Bytes that it needs while it runs, about.
        good_at: What it is for, by its card.
        url: Of the file.
    """

    name: str
    title: str
    licence: str
    size: int
    memory: int
    good_at: Later
    url: str


_HUB = "https://huggingface.co"

OFFERED = (
    OfferedModel(
        name="qwen2.5-1.5b-instruct",
        title="Qwen2.5 1.5B Instruct (Q4_K_M)",
        licence="Apache-2.0",
        size=1_120_000_000,
        memory=1_600_000_000,
        good_at=later("Short answers in English, German and some thirty other languages."),
        url=f"{_HUB}/Qwen/Qwen2.5-1.5B-Instruct-GGUF/resolve/main/"
        "qwen2.5-1.5b-instruct-q4_k_m.gguf",
    ),
    OfferedModel(
        name="smollm2-1.7b-instruct",
        title="SmolLM2 1.7B Instruct (Q4_K_M)",
        licence="Apache-2.0",
        size=1_060_000_000,
        memory=1_900_000_000,
        good_at=later("Short answers and rewriting, in English only."),
        url=f"{_HUB}/HuggingFaceTB/SmolLM2-1.7B-Instruct-GGUF/resolve/main/"
        "smollm2-1.7b-instruct-q4_k_m.gguf",
    ),
    OfferedModel(
        name="phi-3-mini-4k-instruct",
        title="Phi-3 Mini 4K Instruct (Q4)",
        licence="MIT",
        size=2_390_000_000,
        memory=3_600_000_000,
        good_at=later("Reasoning and numbers, in English above all; half as fast as the others."),
        url=f"{_HUB}/microsoft/Phi-3-mini-4k-instruct-gguf/resolve/main/"
        "Phi-3-mini-4k-instruct-q4.gguf",
    ),
)


def offered(name: str) -> OfferedModel | None:
    """Return the model that is offered by a name."""
    return next((one for one in OFFERED if one.name == name), None)
