"""How much memory a model needs, and whether the computer has it now."""

from __future__ import annotations

import psutil

from octavo.errors import ProviderError
from octavo.providers.local.gguf import GgufFacts
from octavo.words import later

CONTEXT = 2048
"""Tokens of context that a model is run with: the best few passages and an answer. One core reads
some 30 tokens a second for a model of 1.5 billion parameters, so more passages mean long waits."""

_WORKING = 400 << 20
"""Bytes for what is computed on the way, and for the runtime itself."""

_LEFT_FREE = 300 << 20
"""Bytes that other programs shall still find."""

_ADDRESSES = 3 << 30
"""Bytes of address space beyond what is needed: threads, libraries and reserves count, too."""

Available = int
"""Bytes that can be had without swapping."""


def context_of(facts: GgufFacts) -> int:
    """Return the tokens of context that a model is run with."""
    return min(CONTEXT, facts.context_tokens or CONTEXT)


def needed(facts: GgufFacts) -> int:
    """Return the bytes of memory that a model needs while it runs."""
    return facts.size + context_of(facts) * facts.cache_bytes + _WORKING


def address_limit(facts: GgufFacts) -> int:
    """Return the bytes of memory that the process of a model may use at most."""
    return needed(facts) + _ADDRESSES


def available() -> int:
    """Return the bytes of memory that can be had now without swapping."""
    return int(psutil.virtual_memory().available)


def check_memory(name: str, facts: GgufFacts, free: int) -> None:
    """Refuse a model that would not fit.

    Args:
        name: Of the model, for people.
        facts: What it is.
        free: Bytes that can be had.

    Raises:
        ProviderError: there is not enough memory for it now.
    """
    wanted = needed(facts) + _LEFT_FREE
    if wanted > free:
        raise ProviderError(
            later(
                "There is not enough memory to run {name}: it needs {wanted}, and"
                " {free} can be had now.",
                name=name,
                wanted=in_words(wanted),
                free=in_words(free),
            ),
            part="model",
            hint=later("Close other programs, or choose a smaller model."),
        )


def in_words(size: int) -> str:
    """Return a number of bytes for people, such as ``1.1 GB``."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{max(1, round(size / 1e6))} MB"
