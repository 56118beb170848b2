"""All objects of a list, page after page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from octavo.client import Client, iterate
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
