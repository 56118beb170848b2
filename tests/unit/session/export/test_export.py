"""Threads as Markdown, text, web page and JSON, with hostile content; security: exports."""

from __future__ import annotations

import asyncio
import dataclasses
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from octavo import words
from octavo.errors import FileWriteError
from octavo.session.export.data import thread_json
from octavo.session.export.files import write_file
from octavo.session.export.html import thread_html
from octavo.session.export.markdown import message_markdown, thread_markdown
from octavo.session.export.text import message_text, thread_text
from octavo.session.export.thread import ExportedThread
from octavo.session.state import ChatMessage, MessageState, Problem
from octavo.ui.language import Language
from support.chat import answer, citation, question
from support.languages import spoken

QUOTED = "“The Tenant may terminate.” 【1】\n\n“One month’s rent.” 【2】"
HOSTILE = (
    "![pixel](https://evil.example/p.png) <img src=x onerror=alert(1)> <script>x</script>"
    " [go](javascript:alert(1)) [file](file:///etc/passwd) [site](https://example.org)\n\n"
    "| a | b |\n|---|---|\n| <b>1</b> | 2 |"
)


def _thread(*messages: ChatMessage, title: str = "The lease") -> ExportedThread:
    return ExportedThread(title, 1_760_000_000, "Octavo", messages)


def _quotes() -> ChatMessage:
    cited = (citation(QUOTED, "【1】"), citation(QUOTED, "【2】", page=13, verified=False))
    return answer("a", QUOTED, kind="quotes", citations=cited)


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [v or "" for k, v in attrs if k in {"href", "src", "srcset"}]
        assert not [k for k, _ in attrs if k.startswith("on")]


def test_a_quote_that_stands_in_the_answer_is_not_said_twice() -> None:
    text = "“The Tenant may terminate this\nLease.” 【1】"
    cited = answer("a", text, kind="quotes", citations=(citation(text, "【1】"),))
    assert message_markdown(cited).endswith("\n\n1. lease.pdf, p. 12")
    assert thread_html(_thread(cited)).count("may terminate this") == 1


def test_more_rows_of_a_table_stand_below_the_first_ones() -> None:
    text = "“Year\tRent\n2024\t900” 【1】\n“2025\t950” 【2】"
    cited = (citation(text, "【1】"), citation(text, "【2】"))
    message = answer("a", text, kind="quotes", citations=cited)
    place = "[lease.pdf, p. 12]"
    assert message_text(message) == f"“Year\tRent\n2024\t900” {place}\n“2025\t950” {place}"
    with spoken(Language.GERMAN):
        place = "[lease.pdf, S. 12]"
        assert message_text(message) == f"„Year\tRent\n2024\t900“ {place}\n„2025\t950“ {place}"


def test_quotes_are_written_as_in_the_readers_language() -> None:
    text = "“He said “no”.” 【1】\n\n“The Tenant may go.” 【2】"
    cited = (citation(text, "【1】"), citation(text, "【2】"))
    message = answer("a", text, kind="quotes", citations=cited)
    with spoken(Language.GERMAN):
        said = message_text(message)
        assert "„He said “no”.“ [lease.pdf, S. 12]" in said
        assert "„The Tenant may go.“ [" in said
        assert "„The Tenant may terminate this Lease.“" in message_markdown(message)
        written = answer("a", "“Mine.”\n\n“Yours.”")
        assert message_text(written) == written.text
    assert "“He said “no”.” [lease.pdf, p. 12]" in message_text(message)


def test_what_the_engine_says_of_itself_is_in_the_readers_language_in_every_text() -> None:
    refused = "Understood as: When may it end?\n\nYour documents do not seem to cover this."
    quote = "Understood as: When may it end?\n\n“Understood as: a lease.” 【1】"
    messages = (
        question("q", "Understood as: mine"),
        answer("a", refused, kind="not_covered"),
        answer("b", quote, kind="quotes", citations=(citation(quote, "【1】"),)),
        answer("c", "Understood as: a model's own words.", kind="written"),
    )
    with spoken(Language.GERMAN):
        for form in (thread_markdown, thread_text, thread_html):
            made = form(_thread(*messages))
            assert made.count("Verstanden als: When may it end?") == 2
            assert "do not seem to cover" not in made
            assert "Understood as: mine" in made
            assert "„Understood as: a lease.“" in made
            assert "Understood as: a model" in made
    assert "Understood as: When" in thread_text(_thread(*messages))
    assert "do not seem to cover this." in thread_text(_thread(*messages))


def test_what_the_engine_says_is_written_in_the_readers_language() -> None:
    nothing = "Your documents do not seem to cover this. The closest pages are:\n\n【1】 【2】"
    cited = (citation(nothing, "【1】"), citation(nothing, "【2】", page=13))
    found = f"Understood as: When may it end?\n\n{QUOTED}"
    written = answer("c", "Understood as: mine. Your documents do not seem to cover this.")
    with spoken(Language.GERMAN):
        said = message_text(answer("a", nothing, kind="not_covered", citations=cited))
        assert said.startswith("Ihre Dokumente scheinen dazu nichts zu sagen.")
        assert "closest" not in said
        assert said.endswith("[lease.pdf, S. 12] [lease.pdf, S. 13]")
        quotes = (citation(found, "【1】"), citation(found, "【2】"))
        said = message_text(answer("b", found, kind="quotes", citations=quotes))
        assert said.startswith("Verstanden als: When may it end?\n\n„The Tenant")
        uncited = answer("d", "Your documents do not seem to cover this.", kind="not_covered")
        assert message_text(uncited) == "Ihre Dokumente scheinen dazu nichts zu sagen."
        assert message_text(written) == written.text


def test_markdown_names_page_and_quote_of_each_citation() -> None:
    made = thread_markdown(_thread(question("q", "When may it end?"), _quotes()))
    assert made.startswith("# The lease\n\n")
    assert "## You\n\nWhen may it end?\n\n## Octavo\n\n" in made
    assert "“The Tenant may terminate.” \\[1\\]" in made
    assert "1. lease.pdf, p. 12: “The Tenant may terminate this Lease.”\n" in made
    assert "2. lease.pdf, p. 13: “The Tenant may terminate this Lease.” (not checked)" in made


@pytest.mark.parametrize("text", ["# not *a* head", "1. one", "- dash", "a_b_ [x](y) <b>", "===="])
def test_a_question_reads_in_markdown_as_it_was_typed(text: str) -> None:
    tokens = MarkdownIt().parse(message_markdown(question("q", text)))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert "".join(child.content for child in children) == text
    assert {child.type for child in children} == {"text", "text_special"} & {
        child.type for child in children
    }


def test_an_answer_by_words_alone_says_so_in_every_format() -> None:
    said = "When this was answered, 2 passages could be compared by their words alone, as what"
    alone = _thread(dataclasses.replace(_quotes(), by_words_alone=2))
    whole = _thread(_quotes())
    for made in (thread_markdown, thread_text, thread_html):
        assert said in made(alone)
        assert "words alone" not in made(whole)
    (message,) = json.loads(thread_json(alone))["messages"]
    assert message["passages_by_words_alone"] == 2


def test_plain_text_puts_the_page_in_the_place_of_the_marker() -> None:
    assert message_text(_quotes()).splitlines()[0] == (
        "“The Tenant may terminate.” [lease.pdf, p. 12]"
    )
    made = thread_text(_thread(question("q", "When?"), _quotes()))
    assert made.startswith("The lease\n\nYou:\nWhen?\n\nOctavo:\n“The Tenant")


def test_a_web_page_shows_hostile_answers_and_fetches_and_runs_nothing() -> None:
    messages = (question("q", HOSTILE), answer("a", HOSTILE))
    page = thread_html(_thread(*messages, title="<script>alert(1)</script>"))
    tags = _Tags(page)
    assert not {"img", "script", "iframe", "link", "svg"} & set(tags.tags)
    assert tags.addresses == ["https://example.org"]
    assert "default-src 'none'" in page
    assert "<em>pixel</em>" in page
    assert "table" in tags.tags


def test_a_web_page_names_the_language_of_its_own_words() -> None:
    thread = _thread(question("q", "When?"))
    assert '<html lang="en">' in thread_html(thread)
    words.install(lambda _context, text, _n: {"You": "Sie"}.get(text), code="de")
    try:
        page = thread_html(thread)
    finally:
        words.install(None)
    assert '<html lang="de">' in page
    assert "<h2>Sie</h2>" in page


def test_a_web_page_has_the_quotes_below_the_answer() -> None:
    text = "It **may** end 【1】 so."
    page = thread_html(_thread(answer("a", text, citations=(citation(text, "【1】"),))))
    assert "<strong>may</strong> end <sup>[1]</sup> so." in page
    assert "<li>lease.pdf, p. 12: “The Tenant may terminate this Lease.”</li>" in page


def test_markers_that_overlap_are_shown_once() -> None:
    cited = (citation(QUOTED, "【1】"), citation(QUOTED, "【1】", page=3))
    made = message_text(answer("a", QUOTED, kind="quotes", citations=cited))
    assert made.count("[lease.pdf") == 1
    assert "【2】" in made


def test_what_stopped_or_failed_says_so() -> None:
    failed = answer("a", "", state=MessageState.FAILED, problem=Problem("It failed", "No net."))
    assert message_text(failed) == "It failed. No net."
    stopped = answer("b", "Half", state=MessageState.STOPPED)
    assert message_markdown(stopped) == "Half\n\n*Stopped.*"


DOUBTED = "The rent is 900 euros.【1】 Pets [1] are welcome. The garden is large"


def _written() -> ChatMessage:
    made = answer("a", DOUBTED, citations=(citation(DOUBTED, "【1】"),))
    false = ("Pets [1] are welcome.", "The garden is large")
    return dataclasses.replace(
        made,
        answered_by="ollama/tiny",
        unsupported=false,
        doubts=tuple(DOUBTED.index(one) + len(one) for one in false),
    )


def test_what_nothing_supports_is_marked_wherever_an_answer_goes() -> None:
    assert message_markdown(_written()).startswith(
        "The rent is 900 euros. \\[1\\] Pets [1] are welcome. \\[not found\\]"
        " The garden is large \\[not found\\]\n\n"
    )
    assert message_text(_written()).startswith(
        "The rent is 900 euros. [lease.pdf, p. 12] Pets [1] are welcome. [not found]"
        " The garden is large [not found]\n\n"
    )
    mark = ' <span class="doubt">[not found]</span>'
    page = thread_html(_thread(_written()))
    assert f"welcome.{mark} The garden is large{mark}</p>" in page
    assert "\ue000" not in page
    (message,) = json.loads(thread_json(_thread(_written())))["messages"]
    assert message["unsupported"] == ["Pets [1] are welcome.", "The garden is large"]


def test_who_wrote_an_answer_is_told_wherever_it_goes() -> None:
    for made in (thread_markdown, thread_text, thread_html):
        assert "Written by ollama/tiny, checked against the documents." in made(_thread(_written()))
        bare = dataclasses.replace(answer("a", "Good day."), answered_by="ollama/tiny")
        assert "Written by ollama/tiny." in made(_thread(bare))
        quotes = dataclasses.replace(_quotes(), answered_by="octavo-extractive")
        assert "Written by" not in made(_thread(quotes))
    (message,) = json.loads(thread_json(_thread(_written())))["messages"]
    assert message["answered_by"] == "ollama/tiny"


def test_json_keeps_everything() -> None:
    made = json.loads(thread_json(_thread(question("q", "Ä?"), _quotes())))
    assert (made["format"], made["version"]) == ("octavo-thread", 1)
    first = made["messages"][1]["citations"][0]
    assert (first["page"], first["filename"], first["checked"]) == (12, "lease.pdf", True)
    assert QUOTED[first["start"] : first["end"]] == "【1】"


async def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "thread.md"
    await write_file(path, b"one")
    await write_file(path, b"two")
    assert path.read_bytes() == b"two"
    with pytest.raises(FileWriteError, match=r"nowhere"):
        await write_file(tmp_path / "nowhere" / "thread.md", b"x")
    assert await asyncio.to_thread(lambda: [found.name for found in tmp_path.iterdir()]) == [
        "thread.md"
    ]


def test_headings_of_an_answer_stand_below_those_of_the_page() -> None:
    page = thread_html(_thread(answer("a", "# Ending\n\n<h1>no heading</h1>")))
    assert "<h3>Ending</h3>" in page
    assert page.count("<h1>") == 1
    assert "&lt;h1&gt;no heading&lt;/h1&gt;" in page


def test_mathematics_reads_on_the_web_page_and_stays_in_markdown() -> None:
    text = "So $x_{max}^2$, $5.\n\n$$\n\\frac{a}{b} < \\text{<img src=x>}\n$$"
    page = thread_html(_thread(answer("a", text)))
    assert "So <i>x</i><sub>max</sub>², $5." in page
    assert '<p class="formula"><i>a</i>/<i>b</i> &lt; &lt;img src=x&gt;</p>' in page
    assert "img" not in _Tags(page).tags
    assert text in thread_markdown(_thread(answer("a", text)))
