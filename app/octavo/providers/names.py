"""Names of models of providers: the provider's own, a slash, and the model's as its host has it.

So ``ollama/llama3.2:3b`` is the model ``llama3.2:3b`` of the provider ``ollama``. The model's name
may have slashes, too.
"""

from __future__ import annotations

import re

from octavo.errors import InputError
from octavo.words import later

LOCAL = "local"
"""Stands where a provider's name stands, in the names of models on this computer."""

_PROVIDER = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")


def joined(provider: str, model: str) -> str:
    """Return the name by which assistants and runs name a model."""
    return f"{provider}/{model}"


def split(name: str) -> tuple[str, str] | None:
    """Return provider and model, or None if this is no name of a provider's model."""
    provider, slash, model = name.partition("/")
    if not slash or not model or not _PROVIDER.fullmatch(provider):
        return None
    return provider, model


def is_outside(name: str) -> bool:
    """Whether a name is one of a provider's model."""
    return split(name) is not None


def check_provider(name: str) -> str:
    """Return a provider's name as it may stand before the slash.

    Raises:
        InputError: it may not.
    """
    name = name.strip().lower()
    if not _PROVIDER.fullmatch(name):
        raise InputError(
            later("“{name}” cannot name a provider.", name=name),
            hint=later(
                "Use up to 32 small letters, digits and hyphens, such as ollama or my-server."
            ),
        )
    if name == LOCAL:
        raise InputError(
            later(
                "“{local}” stands for the models on this computer and cannot name a provider.",
                local=LOCAL,
            ),
            hint=later("Choose another name. octavo models shows what is on this computer."),
        )
    return name
