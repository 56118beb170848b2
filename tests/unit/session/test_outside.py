"""Copies of documents for other programs."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from octavo.session.outside import outside_name

if TYPE_CHECKING:
    from conftest import World


async def test_a_copy_has_the_content_and_the_name_and_goes_with_the_session(
    world: World, lease: Path
) -> None:
    (item,) = await world.add(lease)
    assert item.file_id is not None
    document = await world.session.pages.open(item.file_id)
    first = await world.session.outside.make(document)
    second = await world.session.outside.make(document)
    assert first.name == second.name == "lease.pdf"
    assert first != second
    content = await asyncio.to_thread(lease.read_bytes)
    assert await asyncio.to_thread(first.read_bytes) == content
    await asyncio.to_thread(first.write_bytes, b"changed by another program")
    assert await asyncio.to_thread(second.read_bytes) == content
    assert (await world.session.pages.open(item.file_id)).facts.page_count == 3
    await world.close()
    assert not await asyncio.to_thread(first.exists)
    assert not await asyncio.to_thread(second.exists)


@pytest.mark.parametrize(
    ("name", "outside"),
    [
        ("lease.pdf", "lease.pdf"),
        ("LEASE.PDF", "LEASE.pdf"),
        ("../../etc/passwd", "_.._etc_passwd.pdf"),
        ("a\\b:c?.pdf", "a_b_c_.pdf"),
        ("con.pdf", "con_.pdf"),
        ("Lpt1.old.pdf", "Lpt1.old_.pdf"),
        ("invoice\u202efdp.exe", "invoice_fdp.exe.pdf"),
        ("...", "document_.pdf"),
        ("Vertrag für Anna.pdf", "Vertrag für Anna.pdf"),
    ],
)
def test_a_name_is_fit_for_every_system(name: str, outside: str) -> None:
    """Security 10."""
    assert outside_name(name) == outside
    assert len(outside_name(name * 100)) <= 130
