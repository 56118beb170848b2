"""All objects of a list, page after page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from octavo.client import Client, iterate, iterate_pages
from octavo.errors import ApiReplyError
from support.answering import Answering, list_json, message_json, thread_json

Connect = Callable[..., tuple[Client, Answering]]


async def test_pages_follow_each_other(connect: Connect) -> None:
    client, app = connect(
        list_json(message_json(id="msg_1"), message_json(id="msg_2"), has_more=True),
        list_json(message_json(id="msg_3"), has_more=True),
        list_json(message_json(id="msg_4")),
    )
    messages = iterate(client.get_thread_messages, "thread_1", limit=2, order="asc")
    assert [m.id async for m in messages] == ["msg_1", "msg_2", "msg_3", "msg_4"]
    fixed = [("limit", "2"), ("order", "asc")]
    assert [asked.query for asked in app.asked] == [
        fixed,
        [*fixed, ("after", "msg_2")],
        [*fixed, ("after", "msg_3")],
    ]


async def test_an_empty_list_has_no_objects(connect: Connect) -> None:
    client, _ = connect(list_json())
    assert [thread async for thread in iterate(client.list_threads)] == []


async def test_a_page_is_fetched_when_it_is_needed(connect: Connect) -> None:
    client, app = connect(list_json(thread_json(), has_more=True))
    threads = iterate(client.list_threads)
    await anext(threads)
    assert len(app.asked) == 1


async def test_pages_that_do_not_move_on_are_an_error(connect: Connect) -> None:
    client, app = connect(list_json(thread_json(), has_more=True))
    with pytest.raises(ApiReplyError, match="not where"):
        _ = [thread async for thread in iterate(client.list_threads)]
    assert len(app.asked) == 2


async def test_an_empty_page_that_goes_on_is_an_error(connect: Connect) -> None:
    client, _ = connect(list_json(has_more=True))
    with pytest.raises(ApiReplyError, match="not where"):
        _ = [thread async for thread in iterate(client.list_threads)]


async def test_pages_can_be_had_whole(connect: Connect) -> None:
    client, app = connect(
        list_json(thread_json(1), thread_json(2), has_more=True), list_json(thread_json(3))
    )
    pages = [page async for page in iterate_pages(client.list_threads, limit=2)]
    assert [[one.id for one in page.data] for page in pages] == [
        ["thread_1", "thread_2"],
        ["thread_3"],
    ]
    assert app.asked[1].query == [("limit", "2"), ("after", "thread_2")]


async def test_an_empty_list_has_one_empty_page(connect: Connect) -> None:
    client, _ = connect(list_json())
    assert [page.data async for page in iterate_pages(client.get_assistants)] == [[]]
    assert [one async for one in iterate(client.get_assistants)] == []


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("get_assistants", ()),
        ("list_threads", ()),
        ("get_thread_messages", ("thread_1",)),
        ("get_runs", ("thread_1",)),
        ("get_run_steps", ("thread_1", "run_1")),
        ("get_files", ()),
        ("get_vector_stores", ()),
        ("get_vector_store_files", ("vs_1",)),
        ("get_vector_store_file_batch_files", ("vs_1", "vsfb_1")),
    ],
)
async def test_every_list_can_be_iterated(
    connect: Connect, name: str, ids: tuple[str, ...]
) -> None:
    client, app = connect(list_json())
    assert [one async for one in iterate(getattr(client, name), *ids, limit=3)] == []
    assert app.asked[0].query == [("limit", "3")]
