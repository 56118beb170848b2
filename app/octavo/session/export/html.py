"""A thread as a web page of one file: everything escaped, nothing fetched, no scripts."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from octavo.session.engine_words import quoted
from octavo.session.export.thread import (
    NOT_FOUND,
    UNTITLED,
    YOU,
    ExportedThread,
    ending,
    line,
    marked,
    place,
    sources,
    unsaid,
    when,
)
from octavo.session.mathematics import marking
from octavo.session.mathematics.marking import mathematics
from octavo.session.mathematics.pieces import Piece
from octavo.session.mathematics.reading import readable
from octavo.session.state import ChatMessage
from octavo.words import say, spoken

_HEADING = re.compile(r"<(/?)h([1-6])>")

_FIRST = 0xE000
"""Private characters that stand for citation numbers while Markdown is parsed; the first one for
what nothing supports."""

_MOST = 0xF8FF - _FIRST

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 760px; margin: 32px auto; padding: 0 16px;
  color: #1d1d1f; background: #ffffff; }
h1 { font-size: 20px; } h2 { font-size: 13px; color: #5b5b60; margin: 24px 0 4px; }
h3 { font-size: 17px; } h4, h5, h6 { font-size: 15px; }
.meta, .note, .sources { color: #5b5b60; font-size: 13px; }
.question { background: #efede8; border-radius: 8px; padding: 8px 16px; white-space: pre-wrap; }
.plain { white-space: pre-wrap; }
pre { background: #efede8; border-radius: 8px; padding: 10px 14px; white-space: pre-wrap; }
.doubt { color: #b3261e; }
.formula { margin-left: 24px; }
table { border-collapse: collapse; } th, td { border: 1px solid #e3e1dc; padding: 4px 10px; }
""".strip()

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def thread_html(thread: ExportedThread) -> str:
    """Return a thread as a web page."""
    title = html.escape(line(thread.title) or str(UNTITLED))
    head = (
        f'<!DOCTYPE html>\n<html lang="{spoken()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
    )
    return head + "".join(thread_sections(thread)) + "</body>\n</html>\n"


def thread_sections(thread: ExportedThread) -> list[str]:
    """Return the heading and each message as HTML without the page around them."""
    title = html.escape(line(thread.title) or str(UNTITLED))
    assistant = html.escape(line(thread.assistant))
    sections = [f'<h1>{title}</h1>\n<p class="meta">{when(thread.created_at)} · {assistant}</p>\n']
    for message in thread.messages:
        who = html.escape(str(YOU)) if message.role == "user" else assistant
        sections.append(f"<h2>{who}</h2>\n{message_html(message)}")
    return sections


def message_html(message: ChatMessage) -> str:
    """Return a message as HTML, its sources as a list below it."""
    if message.role == "assistant" and message.kind == "written":
        body = _written(message)
    else:
        kind = "question" if message.role == "user" else "plain"
        text = marked(message, html.escape, _number, _doubt()).strip()
        body = f'<p class="{kind}">{text}</p>\n' if text else ""
    note = f'<p class="note">{html.escape(end)}</p>\n' if (end := ending(message)) else ""
    return body + note + _sources(message)


def _written(message: ChatMessage) -> str:
    def mark(number: int) -> str:
        return chr(_FIRST + number) if number <= _MOST else f" [{number}]"

    def own(text: str) -> str:  # the text's own private characters are nothing to us
        return "".join("\ufffd" if "\ue000" <= c <= "\uf8ff" else c for c in text)

    made = str(_parser().render(marked(message, own, mark, chr(_FIRST))))
    # below the thread's title and the names of those who speak
    made = _HEADING.sub(lambda tag: f"<{tag[1]}h{min(6, int(tag[2]) + 2)}>", made)
    for number, _ in sources(message):
        made = made.replace(chr(_FIRST + number), _number(number))
    return made.replace(chr(_FIRST), _doubt())


def _doubt() -> str:
    return f' <span class="doubt">{html.escape(str(NOT_FOUND))}</span>'


def _number(number: int) -> str:
    return f" <sup>[{number}]</sup>"


def _sources(message: ChatMessage) -> str:
    if not message.citations:
        return ""
    lines = []
    for _, citation in sources(message):
        quote = unsaid(message, citation)
        quote = f": {quoted(html.escape(quote))}" if quote else ""
        doubt = "" if citation.verified else f" ({say('not checked')})"
        lines.append(f"<li>{html.escape(place(citation))}{quote}{doubt}</li>")
    return '<ol class="sources">\n' + "\n".join(lines) + "\n</ol>\n"


@functools.cache
def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "linkify": False, "maxNesting": 20})
    parser.enable(["table", "strikethrough"])
    parser.add_render_rule("image", _alternative)
    parser.use(mathematics)
    parser.add_render_rule(marking.INLINE, _formula)
    parser.add_render_rule(marking.BLOCK, _formula)
    return parser


class _Parser(MarkdownIt):
    """Keeps links of harmless kinds only; others stay text."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return url.strip().lower().startswith(("http://", "https://", "mailto:"))


def _formula(
    _renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    """Render mathematics as it can be read; what is not understood, as it was written."""
    token = tokens[index]
    pieces = readable(token.content)
    if pieces is None:
        made = f"<code>{html.escape(marking.source(token))}</code>"
    else:
        made = "".join(_piece(piece) for piece in pieces).replace("\n", "<br>")
    is_block = token.type == marking.BLOCK
    return f'<p class="formula">{made}{html.escape(token.info)}</p>\n' if is_block else made


def _piece(piece: Piece) -> str:
    made = html.escape(piece.text)
    for tag, wanted in (
        ("i", piece.italic),
        ("b", piece.bold),
        ("sup", piece.script > 0),
        ("sub", piece.script < 0),
    ):
        made = f"<{tag}>{made}</{tag}>" if wanted else made
    return made


def _alternative(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> Any:
    """Render the description in a picture's place: its address must not be fetched."""
    words = renderer.renderInlineAsText(tokens[index].children or [], options, env)
    return f"<em>{html.escape(words or say('image'))}</em>"
