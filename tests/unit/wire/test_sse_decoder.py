"""The decoder of server-sent events against the rules of the HTML standard."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.client import ServerSentEvent, SseDecoder, SseLimitError


def decode(*pieces: bytes, **options: int) -> list[tuple[str, str]]:
    decoder = SseDecoder(**options)
    return [(e.event, e.data) for piece in pieces for e in decoder.feed(piece)]


@pytest.mark.parametrize(
    ("stream", "events"),
    [
        (b"event: a\ndata: 1\n\n", [("a", "1")]),
        (b"data: 1\n\n", [("message", "1")]),
        (b"data:1\n\ndata:  2\n\n", [("message", "1"), ("message", " 2")]),
        (b"data: a\ndata: b\ndata:\n\n", [("message", "a\nb\n")]),
        (b"data\n\n", [("message", "")]),
        (b": comment\ndata: 1\n:\n\n", [("message", "1")]),
        (b"event: a\n\ndata: 1\n\n", [("message", "1")]),
        (b"\n\n\ndata: 1\n\n\n\n", [("message", "1")]),
        (b"id: 7\nretry: 5\nfoo: bar\ndata: 1\n\n", [("message", "1")]),
        (b"data: 1\r\n\r\ndata: 2\r\rdata: 3\n\n", [("message", x) for x in "123"]),
        (b"data: a:b: c\n\n", [("message", "a:b: c")]),
        (b"\xef\xbb\xbfdata: 1\n\n", [("message", "1")]),
        (b"\xef\xbb\xbf\xef\xbb\xbfdata: 1\n\ndata: 2\n\n", [("message", "2")]),
        (b"data: \xff\xc3\n\n", [("message", "��")]),
        ("data: a\u2028b\x0bc\x85\n\n".encode(), [("message", "a\u2028b\x0bc\x85")]),
        (b"event: a\ndata: unfinished\n", []),
        (b"event: a\ndata: unfinished", []),
        (b"", []),
    ],
)
def test_streams_mean_what_the_standard_says(stream: bytes, events: list[tuple[str, str]]) -> None:
    assert decode(stream) == events
    assert decode(*(bytes([byte]) for byte in stream)) == events


def test_an_event_comes_with_the_carriage_return_that_ends_it() -> None:
    decoder = SseDecoder()
    assert decoder.feed(b"data: 1\r\n\r") == [ServerSentEvent("message", "1")]
    assert decoder.feed(b"\ndata: 2\r\r") == [ServerSentEvent("message", "2")]


def _reference(stream: bytes) -> list[tuple[str, str]]:
    """Read the whole stream at once, as plainly as the standard writes it."""
    text = stream.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = re.split("\r\n|\r|\n", text)[:-1]
    events, name, data = [], "", ""
    for line in lines:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if data:
                events.append((name or "message", data[:-1]))
            name, data = "", ""
        elif field == "data":
            data += value + "\n"
        elif field == "event":
            name = value
    return events


_LINES = st.lists(
    st.one_of(
        st.sampled_from(["", "data", "data: x", "event: a", ":", "id: 1", "data:", "event"]),
        st.text(alphabet=st.characters(exclude_characters="\r\n"), max_size=8).map(
            "data: {}".format
        ),
        st.text(max_size=6),
    ),
    max_size=12,
)


@st.composite
def _cut_streams(draw: st.DrawFn) -> tuple[bytes, list[bytes]]:
    ends = st.sampled_from(["\n", "\r", "\r\n"])
    stream = "".join(line + draw(ends) for line in draw(_LINES)).encode("utf-8", "surrogatepass")
    if draw(st.booleans()):
        stream = b"\xef\xbb\xbf" + stream
    cuts = sorted(draw(st.lists(st.integers(0, len(stream)), max_size=20)))
    return stream, [stream[a:b] for a, b in zip([0, *cuts], [*cuts, len(stream)], strict=True)]


@given(_cut_streams())
def test_where_a_stream_is_cut_makes_no_difference(case: tuple[bytes, list[bytes]]) -> None:
    stream, pieces = case
    assert decode(*pieces) == decode(stream) == _reference(stream)


@given(st.binary(max_size=200), st.integers(1, 7))
def test_any_bytes_are_borne(stream: bytes, size: int) -> None:
    pieces = [stream[i : i + size] for i in range(0, len(stream), size)]
    assert decode(*pieces) == _reference(stream)


def test_a_line_without_end_is_refused_when_it_grows_too_long() -> None:
    """security.md 5: a line of 1 GB is not collected."""
    decoder = SseDecoder(max_bytes=1000)
    for _ in range(10):
        assert decoder.feed(b"x" * 100) == []
    with pytest.raises(SseLimitError, match="a line"):
        decoder.feed(b"x")


def test_an_event_of_endless_lines_is_refused() -> None:
    with pytest.raises(SseLimitError, match="an event"):
        decode(b"data: 123456789\n" * 101, max_bytes=1000)


def test_the_limit_is_for_one_event_and_one_line() -> None:
    assert len(decode(b"data: 123456789\n\n" * 1000, max_bytes=20)) == 1000
    assert decode(b": 123456789\n" * 1000, max_bytes=20) == []
