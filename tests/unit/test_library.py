"""The requests that `octavo.library` has in short say what they seem to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo import library
from octavo.errors import DataFolderInUseError


async def test_the_short_requests_work_together(tmp_path: Path) -> None:
    async with library.open_client(str(tmp_path / "data")) as client:
        files = [
            await client.upload_file(
                f"The {name} hangs on a nail.".encode(), filename=f"{name}.txt"
            )
            for name in ("key", "lamp")
        ]
        wanted = library.store_of(*files)
        store = await client.create_vector_store_and_wait_to_complete(wanted)
        assert store.file_counts.completed == 2
        assistant = await client.create_assistant(library.assistant_over(store))
        thread = await client.create_thread(library.thread_asking("Where does the lamp hang?"))
        run = library.run_of(assistant)
        answer = await client.run_and_get_assistant_response(thread.id, run)
        assert answer.startswith("“The lamp hangs on a nail.” [1]")
        other = library.assistant_over(store, model="of-another-server")
        assert (await client.create_assistant(other)).model == "of-another-server"
        with pytest.raises(DataFolderInUseError):
            async with library.open_client(tmp_path / "data"):
                pass
