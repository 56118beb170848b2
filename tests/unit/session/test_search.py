"""Search over everything: threads by title and message, pages by words."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.session.ask_files import ask_files
from octavo.session.search import title_marks
from support.pdfs import make_pdf
from unit.session.conftest import World


async def test_threads_and_pages_are_found_together(world: World, lease: Path) -> None:
    await world.add(lease)
    thread = await world.session.threads.create()
    await world.session.conversation.ask(thread.id, "When is the rent payable?")
    found = await world.session.search.find("rent pay")
    [one] = found.threads
    assert (one.thread_id, one.title) == (thread.id, "When is the rent payable?")
    assert [one.title[a:b] for a, b in one.title_marks] == ["rent", "payable"]
    assert one.message_id
    assert [one.text[a:b] for a, b in one.marks] == ["rent", "payable"]
    [page] = found.pages
    assert (page.filename, page.page) == ("lease.pdf", 3)
    located = await world.session.pages.located(page.citation)
    assert located.rects
    assert (await world.session.search.find("oyster")).is_empty
    assert (await world.session.search.find("  ")).is_empty


async def test_pages_of_a_collection_that_no_assistant_looks_into_are_found(
    world: World, lease: Path
) -> None:
    await world.add(lease)
    other = await world.session.collections.create("Leases")
    await world.session.assistants.use_collection(world.assistant_id, other.id)
    [page] = (await world.session.search.find("rent pay")).pages
    assert page.filename == "lease.pdf"


async def test_a_thread_is_found_by_its_title_alone(world: World) -> None:
    thread = await world.session.threads.create()
    await world.session.threads.rename(thread.id, "Häuser am See")
    [found] = (await world.session.search.find("häus")).threads
    assert (found.thread_id, found.message_id) == (thread.id, None)


async def test_what_was_asked_on_the_command_line_is_not_found(
    world: World, tmp_path: Path
) -> None:
    path = make_pdf(tmp_path / "mill.pdf", ["The mill grinds oats."])
    await ask_files(world.client, [path], "What does the mill grind?")
    assert (await world.session.search.find("mill")).is_empty


@pytest.mark.parametrize(
    ("title", "query", "marks"),
    [
        ("The rent", "re", ((4, 8),)),
        ("The rent", "rent the", ((0, 3), (4, 8))),
        ("The rent", "rent due", ()),
        ("The rent", "ent", ()),
        ("", "x", ()),
    ],
)
def test_all_words_have_to_begin_a_word_of_the_title(
    title: str, query: str, marks: tuple[tuple[int, int], ...]
) -> None:
    assert title_marks(title, query) == marks
