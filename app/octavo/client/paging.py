"""All objects of a list, page after page."""

from __future__ import annotations

import collections
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Generic, ParamSpec, TypeVar, cast

from octavo.errors import ApiReplyError
from octavo.protocol.base import Reply
from octavo.protocol.paging import ListPage
from octavo.words import later

P = ParamSpec("P")
T = TypeVar("T", bound=Reply)


def iterate(
    get_page: Callable[P, Awaitable[ListPage[T]]], /, *args: P.args, **kwargs: P.kwargs
) -> AsyncIterator[T]:
    """Iterate over every object of a list, fetching a page when the one before is used up.

    Example:
        ``async for message in iterate(client.get_thread_messages, thread_id, order="asc"): ...``

    Args:
        get_page: A method of the client that returns a page and takes ``after``.
        args: Its positional arguments.
        kwargs: Its keyword arguments; ``limit`` is the size of a page.

    Raises:
        ApiReplyError: While iterating: the server's pages do not move on.
    """
    return _Items(iterate_pages(get_page, *args, **kwargs))


def iterate_pages(
    get_page: Callable[P, Awaitable[ListPage[T]]], /, *args: P.args, **kwargs: P.kwargs
) -> AsyncIterator[ListPage[T]]:
    """Iterate over the pages of a list, the first of which may be empty; otherwise as `iterate`."""
    get_any = cast("Callable[..., Awaitable[ListPage[T]]]", get_page)

    async def get_next(after: str | None) -> ListPage[T]:
        return await get_any(*args, **(kwargs if after is None else {**kwargs, "after": after}))

    return _Pages(get_next)


class _Pages(AsyncIterator[ListPage[T]], Generic[T]):
    """The pages of a list; not a generator, so one may stop half-way without further ado."""

    def __init__(self, get_next: Callable[[str | None], Awaitable[ListPage[T]]]) -> None:
        self._get_next = get_next
        self._after: str | None = None
        self._more = True

    async def __anext__(self) -> ListPage[T]:
        if not self._more:
            raise StopAsyncIteration
        page = await self._get_next(self._after)
        if page.has_more and (not page.data or page.last_id is None or page.last_id == self._after):
            raise ApiReplyError(later("The server says that a list goes on, but not where."))
        self._after, self._more = page.last_id, page.has_more
        return page


class _Items(AsyncIterator[T], Generic[T]):
    """The objects of a list."""

    def __init__(self, pages: AsyncIterator[ListPage[T]]) -> None:
        self._pages = pages
        self._items: collections.deque[T] = collections.deque()

    async def __anext__(self) -> T:
        while not self._items:
            self._items.extend((await anext(self._pages)).data)
        return self._items.popleft()
