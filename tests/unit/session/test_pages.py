"""Documents for the page view."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from octavo.session.pages import KEPT_OPEN, DocumentRemovedError
from support.pdfs import make_pdf

if TYPE_CHECKING:
    from conftest import World


async def added(world: World, path: Path) -> str:
    (item,) = await world.add(path)
    assert item.file_id is not None
    return item.file_id


def cached(world: World) -> list[Path]:
    return sorted((world.folder / "cache").rglob("*.*"))


async def test_a_document_opens_with_its_facts(world: World, lease: Path) -> None:
    document = await world.session.pages.open(await added(world, lease))
    assert (document.filename, document.facts.page_count) == ("lease.pdf", 3)
    assert document.facts.title == "Lease"


async def test_a_page_is_drawn_and_a_span_has_rectangles(world: World, lease: Path) -> None:
    file_id = await added(world, lease)
    document = await world.session.pages.open(file_id)
    width, height = document.facts.sizes[1]
    image = await world.session.pages.render(file_id, 2, 0.5)
    assert (image.width, image.height) == (round(width / 2), round(height / 2))
    ((left, bottom, right, top),) = (await world.session.pages.rectangles(file_id, 2, [(0, 11)]))[0]
    assert 0 < left < right < width
    assert 0 < bottom < top < height


async def test_many_at_once_fetch_a_document_once(
    world: World, lease: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_id = await added(world, lease)
    asked: list[str] = []
    handle = world.transport.handle_async_request

    async def counted(request):  # type: ignore[no-untyped-def]
        asked.append(request.url.path)
        return await handle(request)

    monkeypatch.setattr(world.transport, "handle_async_request", counted)
    await asyncio.gather(*(world.session.pages.render(file_id, 1, 0.1) for _ in range(5)))
    assert len([path for path in asked if path.endswith("/content")]) == 1


async def test_only_some_documents_stay_in_the_cache(world: World, tmp_path: Path) -> None:
    file_ids = []
    for number in range(KEPT_OPEN + 2):
        path = make_pdf(tmp_path / f"{number}.pdf", [f"Text number {number} of its kind."])
        file_ids.append(await added(world, path))
    for file_id in file_ids:
        await world.session.pages.open(file_id)
    assert len(cached(world)) == KEPT_OPEN
    again = await world.session.pages.open(file_ids[0])  # fetched anew
    assert again.filename == "0.pdf"


async def test_the_cache_is_emptied_at_the_end_and_at_the_start(world: World, lease: Path) -> None:
    await world.session.pages.open(await added(world, lease))
    await world.close()
    assert cached(world) == []
    (world.folder / "cache" / "pages" / "left.part").write_bytes(b"left by a kill")
    await world.open()
    assert cached(world) == []


async def test_a_removed_document_is_an_error_that_leaves_nothing(
    world: World, lease: Path
) -> None:
    (item,) = await world.add(lease)
    assert item.file_id is not None
    await world.session.library.remove(world.assistant_id, item.key)
    with pytest.raises(DocumentRemovedError, match=r"“lease\.pdf” was removed"):
        await world.session.pages.open(item.file_id, "lease.pdf")
    assert cached(world) == []


async def test_a_document_that_is_let_go_leaves_nothing(world: World, lease: Path) -> None:
    file_id = await added(world, lease)
    await world.session.pages.open(file_id)
    assert len(cached(world)) == 1
    world.session.pages.forget(file_id)
    world.session.pages.forget("unknown")
    assert cached(world) == []
    assert (await world.session.pages.open(file_id)).filename == "lease.pdf"  # fetched anew
