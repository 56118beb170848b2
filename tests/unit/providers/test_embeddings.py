"""Vectors from hosts: what is asked for, what is believed, and what is not."""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import numpy as np
import pytest

from octavo.errors import ProviderError
from octavo.providers.connection import Connection, Limits
from octavo.providers.embeddings import HostedEmbeddings
from support.answering import FakeTime
from support.hostile import BAD_REPLIES
from support.model_server import Answer, ModelServer, Seen, refuses, replies, sends
from support.published import request_schema

Connect = Callable[..., Connection]
TEXTS = ["one", "two"]
ROWS = [[3.0, 4.0], [0.0, 2.0]]
SMALL = Limits(reply=20_000)
HASTY = dataclasses.replace(SMALL, first=0.5, silence=0.3, total=1.0)


def vectors(*rows: Any, **more: Any) -> dict[str, Any]:
    """Return a reply with vectors in order."""
    data = [{"object": "embedding", "index": n, "embedding": r} for n, r in enumerate(rows)]
    return {"object": "list", "model": "tiny", "data": data, **more}


@pytest.fixture
def model(connect: Connect) -> HostedEmbeddings:
    return HostedEmbeddings(connect(), "tiny", name="test/tiny")


async def test_texts_are_sent_as_they_are_and_vectors_have_length_one(
    host: ModelServer, model: HostedEmbeddings
) -> None:
    host.script = [replies(200, vectors(*ROWS))]
    made = await model.embed(TEXTS)
    np.testing.assert_allclose(made, [[0.6, 0.8], [0, 1]], atol=1e-6)
    assert made.dtype == np.float32
    (seen,) = host.seen
    assert seen.path == "/v1/embeddings"
    assert seen.json == {"model": "tiny", "input": TEXTS, "encoding_format": "float"}
    assert (model.name, model.host) == ("test/tiny", host.url.split("/")[2])


async def test_request_and_scripted_reply_are_as_the_published_document_has_them(
    host: ModelServer, model: HostedEmbeddings, pytestconfig: pytest.Config
) -> None:
    reply = vectors(*ROWS, usage={"prompt_tokens": 2, "total_tokens": 2})
    host.script = [replies(200, reply)]
    await model.embed(TEXTS)
    assert pytestconfig.cache is not None
    folder = pytestconfig.cache.mkdir("published")
    for name, sent in (
        ("CreateEmbeddingRequest", host.seen[0].json),
        ("CreateEmbeddingResponse", reply),
    ):
        jsonschema_rs.Draft202012Validator(request_schema(name, folder)).validate(sent)


async def test_the_index_tells_whose_a_vector_is(
    host: ModelServer, model: HostedEmbeddings
) -> None:
    reply = vectors(*ROWS)
    reply["data"].reverse()
    host.script = [replies(200, reply)]
    np.testing.assert_allclose((await model.embed(TEXTS))[1], [0, 1], atol=1e-6)


async def test_base64_and_a_missing_index_are_understood(
    host: ModelServer, model: HostedEmbeddings
) -> None:
    packed = [base64.b64encode(np.array(row, "<f4").tobytes()).decode() for row in ROWS]
    host.script = [replies(200, {"data": [{"embedding": one} for one in packed]})]
    np.testing.assert_allclose(await model.embed(TEXTS), [[0.6, 0.8], [0, 1]], atol=1e-6)


async def test_no_texts_ask_nobody(host: ModelServer, model: HostedEmbeddings) -> None:
    assert len(await model.embed([])) == 0
    assert host.seen == []


async def test_what_no_host_takes_is_made_fit(host: ModelServer, model: HostedEmbeddings) -> None:
    host.script = [replies(200, vectors([1.0], [1.0], [1.0]))]
    await model.embed(["", "\ud800", "x" * 100_000])
    first, second, third = host.seen[0].json["input"]
    assert (first, second, len(third)) == (".", "?", 32_000)


async def test_a_text_that_is_too_long_is_cut_until_it_fits(
    host: ModelServer, model: HostedEmbeddings
) -> None:
    async def answer(writer: Any, seen: Seen) -> None:
        texts = seen.json["input"]
        if sum(map(len, texts)) > 1_000:
            await refuses(400, "input exceeds the context length")(writer, seen)
        else:
            await replies(200, vectors(*([float(len(t)), 1.0] for t in texts)))(writer, seen)

    host.script = [answer]
    made = await model.embed(["a" * 7_000, "b"])
    np.testing.assert_allclose(made[:, 0] / made[:, 1], [875, 1], rtol=1e-5)


async def test_a_host_for_which_everything_is_too_long_is_given_up(
    host: ModelServer, model: HostedEmbeddings
) -> None:
    host.script = [refuses(400, "maximum context length is 0 tokens")]
    with pytest.raises(ProviderError, match="too long"):
        await model.embed(["x" * 30_000])
    assert len(host.seen) < 12


UNUSABLE: dict[str, tuple[Any, str]] = {
    "no data": ({"object": "list"}, "has no vectors"),
    "data of no sense": ({"data": {"0": 1}}, "has no vectors"),
    "a list": ([1], "has no vectors"),
    "one too few": (vectors(ROWS[0]), "1 vectors for 2"),
    "one too many": (vectors(*ROWS, [1.0, 1.0]), "3 vectors for 2"),
    "the same twice": (
        {"data": [{"index": 0, "embedding": ROWS[0]}, {"index": 0, "embedding": ROWS[1]}]},
        "which vector",
    ),
    "an index of no sense": (
        {"data": [{"index": "0", "embedding": ROWS[0]}, {"index": None, "embedding": ROWS[1]}]},
        "which vector",
    ),
    "not objects": ({"data": [1, 2]}, "which vector"),
    "several lengths": (vectors([1.0, 2.0], [1.0]), "several lengths"),
    "words": (vectors(["a"], ["b"]), "no numbers"),
    "broken base64": (vectors("!!", "!!"), "no numbers"),
    "nothing": (vectors(None, None), "cannot be|no numbers|no length"),
    "nested": (vectors([[1.0]], [[1.0]]), "cannot be"),
    "empty": (vectors([], []), "cannot be"),
    "far too long": (vectors([1.0] * 8_193, [1.0] * 8_193), "cannot be"),
    "zero": (vectors([0.0, 0.0], [1.0, 0.0]), "of no length"),
    "too large": (vectors([1e300, 1.0], [1.0, 0.0]), "of no length|no numbers"),
}


@pytest.mark.parametrize("name", UNUSABLE)
async def test_vectors_that_cannot_be_used_are_an_error(
    host: ModelServer, connect: Connect, name: str
) -> None:
    """Security 5."""
    reply, words = UNUSABLE[name]
    host.script = [replies(200, reply)]
    model = HostedEmbeddings(connect(limits=Limits()), "tiny", name="test/tiny")
    with pytest.raises(ProviderError, match=words):
        await model.embed(TEXTS)


NO_REPLIES = {
    name: one for name, one in BAD_REPLIES.items() if name not in {"JSON", "no kind at all"}
} | {
    "broken JSON": (replies(200, b'{"data": ['), "instead of", "address"),
    "deep JSON": (replies(200, b"[" * 15_000), "instead of", "address"),
    "endless reply": (replies(200, b" " * 30_000), "too large", "reply"),
    "half a reply": (
        sends(b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{"),
        "broke",
        "reply",
    ),
}


@pytest.mark.parametrize("name", NO_REPLIES)
async def test_a_host_that_misbehaves_is_a_clear_error(
    host: ModelServer, connect: Connect, name: str
) -> None:
    """Security 5: bounded in memory and time."""
    answer, words, part = NO_REPLIES[name]
    host.script = [answer]
    limits = HASTY if name in {"silence", "endless refusal"} else SMALL
    model = HostedEmbeddings(connect(retries=0, limits=limits), "tiny", name="test/tiny")
    with pytest.raises(ProviderError, match=words) as caught:
        await model.embed(TEXTS)
    assert caught.value.part == part


WAITS: dict[str, Answer] = {
    "busy": refuses(503, "Later."),
    "limit": refuses(429, "Slow down.", retry_after="7"),
    "hung up": sends(),
}


@pytest.mark.parametrize("name", WAITS)
async def test_what_changes_nothing_there_is_asked_again(
    host: ModelServer, connect: Connect, name: str
) -> None:
    clock = FakeTime()
    host.script = [WAITS[name], replies(200, vectors(*ROWS))]
    model = HostedEmbeddings(connect(clock=clock.clock), "tiny", name="test/tiny")
    assert len(await model.embed(TEXTS)) == 2
    assert len(host.seen) == 2
    if name == "limit":
        assert clock.waits == [7.0]


async def test_a_key_goes_with_it_and_is_not_shown(host: ModelServer, connect: Connect) -> None:
    """Security 8."""
    host.script = [refuses(401, "The key sk-secret is wrong.")]
    model = HostedEmbeddings(connect(key="sk-secret"), "tiny", name="test/tiny")
    with pytest.raises(ProviderError, match="does not accept the key") as caught:
        await model.embed(TEXTS)
    assert host.seen[0].headers["authorization"] == "Bearer sk-secret"
    assert "sk-secret" not in str(caught.value)
