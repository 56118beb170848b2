"""What a person sets for an assistant: checked, put into requests, and read back from replies."""

from __future__ import annotations

import dataclasses
from typing import Final

from octavo.errors import InputError
from octavo.protocol.assistants import AssistantObject
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.tools import (
    FileSearchOptions,
    FileSearchRankingOptions,
    FileSearchTool,
    Tool,
)
from octavo.protocol.vector_stores import StaticChunking, StaticChunkingStrategy
from octavo.session.state import AssistantSettings
from octavo.words import say

LANGUAGE: Final = "response_language"
CHUNK: Final = "chunk_tokens"
OVERLAP: Final = "chunk_overlap"
"""Metadata keys of an assistant."""

MAX_NAME: Final = 256
MAX_DESCRIPTION: Final = 512
MAX_INSTRUCTIONS: Final = 256_000
MAX_LANGUAGE: Final = 40
MOST_PASSAGES: Final = 50
LEAST_CHUNK: Final = 100
MOST_CHUNK: Final = 4096


def checked(settings: AssistantSettings) -> AssistantSettings:
    """Return settings as they can be kept: name, description and language on one line.

    Raises:
        InputError: one of them does not fit.
    """
    name = " ".join(settings.name.split())
    description = " ".join(settings.description.split())
    language = " ".join(settings.language.split())
    if not name:
        raise InputError(say("An assistant needs a name."), title=say("No name"))
    for title, text, most in (
        (say("The name is too long"), name, MAX_NAME),
        (say("The description is too long"), description, MAX_DESCRIPTION),
        (say("The language is too long"), language, MAX_LANGUAGE),
        (say("The instructions are too long"), settings.instructions, MAX_INSTRUCTIONS),
    ):
        if len(text) > most:
            raise InputError(
                say(
                    "{title}: {n:,} characters, at most {most:,} fit.",
                    title=title,
                    n=len(text),
                    most=most,
                ),
                title=title,
            )
    for what, value, low, high in (
        (say("The temperature"), settings.temperature, 0, 2),
        (say("The top-p"), settings.top_p, 0, 1),
        (say("The number of passages"), settings.passages, 1, MOST_PASSAGES),
        (say("The threshold"), settings.threshold, 0, 1),
        (say("The size of passages"), settings.chunk_tokens, LEAST_CHUNK, MOST_CHUNK),
    ):
        if value is not None and not low <= value <= high:
            raise InputError(
                say(
                    "{what} is {value:g}; it must be from {low:,} to {high:,}.",
                    what=what,
                    value=value,
                    low=low,
                    high=high,
                ),
                title=say("This value does not fit"),
            )
    overlap, chunk = settings.chunk_overlap, settings.chunk_tokens
    if overlap < 0 or (overlap and (chunk is None or 2 * overlap > chunk)):
        raise InputError(
            say("Passages can overlap by at most half of their size."),
            title=say("This value does not fit"),
        )
    return dataclasses.replace(settings, name=name, description=description, language=language)


def tools_of(settings: AssistantSettings, others: list[Tool]) -> list[Tool]:
    """Return the tools of an assistant: file search as it is set, and what else it has."""
    given: dict[str, object] = {}
    if settings.passages is not None:
        given["max_num_results"] = settings.passages
    if settings.threshold:
        given["ranking_options"] = FileSearchRankingOptions(score_threshold=settings.threshold)
    before = next((tool for tool in others if isinstance(tool, FileSearchTool)), None)
    if before and before.file_search and before.file_search.filters is not None:
        given["filters"] = before.file_search.filters
    options = FileSearchOptions.model_validate(given) if given else None
    search = FileSearchTool(type="file_search", file_search=options)
    return [search, *(tool for tool in others if not isinstance(tool, FileSearchTool))]


def metadata_of(settings: AssistantSettings, others: dict[str, str]) -> dict[str, str]:
    """Return the metadata of an assistant: what is set in it, and what else is there."""
    ours = {
        LANGUAGE: settings.language,
        CHUNK: "" if settings.chunk_tokens is None else str(settings.chunk_tokens),
        OVERLAP: str(settings.chunk_overlap) if settings.chunk_overlap else "",
    }
    return {key: value for key, value in {**others, **ours}.items() if value}


def settings_of(assistant: AssistantObject) -> AssistantSettings:
    """Return what is set for an assistant."""
    search = next((t for t in assistant.tools if isinstance(t, FileSearchTool)), None)
    options = search.file_search if search else None
    ranking = options.ranking_options if options else None
    given = assistant.metadata
    return AssistantSettings(
        name=assistant.name or "",
        description=assistant.description or "",
        instructions=assistant.instructions or "",
        language=given.get(LANGUAGE, ""),
        temperature=assistant.temperature,
        top_p=assistant.top_p,
        passages=options.max_num_results if options else None,
        threshold=ranking.score_threshold if ranking else 0.0,
        chunk_tokens=_number(given.get(CHUNK, "")),
        chunk_overlap=_number(given.get(OVERLAP, "")) or 0,
        model="" if assistant.model == EXTRACTIVE_MODEL else assistant.model,
    )


def chunking_of(settings: AssistantSettings) -> StaticChunkingStrategy | None:
    """Return how documents are cut into passages; None lets the engine choose."""
    if settings.chunk_tokens is None:
        return None
    sizes = StaticChunking(
        max_chunk_size_tokens=settings.chunk_tokens, chunk_overlap_tokens=settings.chunk_overlap
    )
    return StaticChunkingStrategy(type="static", static=sizes)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 6 else None


def language_instructions(settings: AssistantSettings) -> str | None:
    """Return what a run is told besides, for its answer to be in the language that is set."""
    return f"Answer in {settings.language}." if settings.language else None
