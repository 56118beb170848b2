"""Rerankers: fetched by name, paused, copied from files, chosen, removed; and what is none."""

from __future__ import annotations

import asyncio
import dataclasses
import errno
import hashlib
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from octavo.engine.reranking import model_of
from octavo.errors import InputError, ProviderError, ResourceError, WorkerError
from octavo.models.reranker import try_out
from octavo.providers.model_files.beginning import Begun
from octavo.providers.rerankers import catalog
from octavo.providers.rerankers.catalog import OFFERED, OfferedFile
from octavo.providers.rerankers.folder import (
    MODEL_FILE,
    TOKENIZER_FILE,
    RerankerFolder,
    languages_of,
)
from octavo.providers.rerankers.getting import GettingRerankers, files_of, name_of
from support.file_server import FileServer, file_server
from support.judging_models import make_judging_model


def nothing(_done: int, _total: int | None) -> None:
    """Progress that nobody looks at."""


async def content(_folder: Path, _digests: object) -> int:
    """Try out by taking everything."""
    return 30_522


@dataclasses.dataclass
class Hub:
    """A host of both files of the model that is offered as ``small``."""

    model: FileServer
    tokenizer: FileServer


@pytest.fixture
async def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hub]:
    made = make_judging_model(tmp_path / "hub")
    async with AsyncExitStack() as stack:
        hosts = []
        files = []
        for name in (MODEL_FILE, TOKENIZER_FILE):
            whole = (made / name).read_bytes()
            host = await stack.enter_async_context(file_server(whole))
            hosts.append(host)
            digest = hashlib.sha256(whole).hexdigest()
            files.append(OfferedFile(host.url, len(whole), digest))
        offer = dataclasses.replace(OFFERED[0], name="small", model=files[0], tokenizer=files[1])
        monkeypatch.setattr(catalog, "OFFERED", (offer,))
        yield Hub(*hosts)


@pytest.fixture
def folder(tmp_path: Path) -> RerankerFolder:
    return RerankerFolder(tmp_path / "models" / "rerankers")


def left_in(folder: RerankerFolder) -> list[str]:
    return sorted(one.name for one in folder.path.iterdir())


def test_what_is_offered_is_free_pinned_and_whole() -> None:
    for one in OFFERED:
        assert one.licence in {"Apache-2.0", "MIT"}
        for file in (one.model, one.tokenizer):
            assert file.url.startswith("https://huggingface.co/")
            assert "/resolve/main/" not in file.url  # a revision that does not change
            assert len(bytes.fromhex(file.sha256)) == 32
        assert one.size == one.model.size + one.tokenizer.size


async def test_one_is_fetched_checked_tried_out_and_in_use(
    hub: Hub, folder: RerankerFolder
) -> None:
    seen: list[tuple[int, int | None]] = []
    getting = GettingRerankers(folder, try_out)
    kept = await getting.by_name("small", lambda done, of: seen.append((done, of)))
    assert kept.origin.checked
    assert kept.origin.languages == ("en",)
    assert dict(kept.digests) == {
        MODEL_FILE: hashlib.sha256(hub.model.content).hexdigest(),
        TOKENIZER_FILE: hashlib.sha256(hub.tokenizer.content).hexdigest(),
    }
    size = len(hub.model.content) + len(hub.tokenizer.content)
    assert seen[-1] == (size, size)
    assert left_in(folder) == ["chosen.json", "small"]
    assert folder.chosen() == kept
    with pytest.raises(InputError, match="There is a model “small” already"):
        await getting.by_name("small", nothing)
    with pytest.raises(InputError, match="No reranker is offered by the name “other”"):
        await getting.by_name("other", nothing)


async def test_another_file_than_was_promised_is_thrown_away(
    hub: Hub, folder: RerankerFolder
) -> None:
    hub.model.content = hub.model.content[:-1] + b"\0"
    with pytest.raises(ProviderError, match="damaged or another file"):
        await GettingRerankers(folder, content).by_name("small", nothing)
    assert folder.all() == []
    assert folder.chosen() is None
    hub.model.content = b""
    hub.tokenizer.content = b"{}"
    with pytest.raises(ProviderError, match="damaged or another file"):
        await GettingRerankers(folder, content).by_name("small", nothing)
    assert folder.all() == []


async def test_a_pause_is_gone_on_with(hub: Hub, folder: RerankerFolder) -> None:
    hub.model.stalls_after = 50_000
    getting = GettingRerankers(folder, try_out)
    task = asyncio.create_task(getting.by_name("small", nothing))
    await hub.model.stalled.wait()
    with pytest.raises(InputError, match="is being fetched already"):
        await getting.by_name("small", nothing)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert folder.begun("small") >= len(hub.tokenizer.content)
    # what lay in the client's buffers may be lost
    there = (folder.part("small") / MODEL_FILE).stat().st_size
    assert folder.all() == []
    hub.model.stalls_after = None
    await getting.by_name("small", nothing)
    assert hub.model.seen == ["", f"bytes={there}-" if there else ""]
    folder.forget("small")
    assert folder.begun("small") == 0


async def test_files_are_taken_from_a_folder_or_as_the_hub_lays_them(
    folder: RerankerFolder, tmp_path: Path
) -> None:
    getting = GettingRerankers(folder, try_out)
    plain = make_judging_model(tmp_path / "My Model")
    kept = await getting.from_files(plain, nothing)
    assert (kept.name, kept.origin.checked, kept.origin.languages) == ("my-model", False, ("en",))
    hub = tmp_path / "Hub.v2"
    (hub / "onnx").mkdir(parents=True)
    shutil.copy(plain / TOKENIZER_FILE, hub)
    for name in ("model_quantized.onnx", "model_int8.onnx"):
        shutil.copy(plain / MODEL_FILE, hub / "onnx" / name)
    with pytest.raises(InputError, match="several models") as caught:
        await getting.from_files(hub, nothing)
    assert "model_int8.onnx, model_quantized.onnx" in caught.value.hint
    one = hub / "onnx" / "model_int8.onnx"
    digest = hashlib.sha256(one.read_bytes()).hexdigest()
    kept = await getting.from_files(one, nothing, sha256=digest, languages=())
    assert (kept.name, kept.origin.checked, kept.origin.languages) == ("hub.v2", True, ())
    assert [one.name for one in folder.all()] == ["hub.v2", "my-model"]
    chosen = folder.chosen()
    assert chosen is not None
    assert chosen.name == "my-model"  # the first stays until somebody says else


async def test_what_cannot_be_used_leaves_nothing(folder: RerankerFolder, tmp_path: Path) -> None:
    getting = GettingRerankers(folder, try_out)
    vectors = make_judging_model(tmp_path / "vectors", kind="vectors")
    with pytest.raises(InputError, match=r"“vectors” cannot be used: model\.onnx is no model"):
        await getting.from_files(vectors, nothing)
    good = make_judging_model(tmp_path / "good")
    with pytest.raises(InputError, match="is another file"):
        await getting.from_files(good, nothing, sha256="0" * 64)
    with pytest.raises(InputError, match="cannot name a model"):
        await getting.from_files(good, nothing, name="../out")
    with pytest.raises(InputError, match="cannot name a model"):
        await getting.from_files(good, nothing, name="a.part")
    (good / TOKENIZER_FILE).write_text("{}")
    with pytest.raises(InputError, match="is not the tokenizer"):
        await getting.from_files(good, nothing)
    (good / TOKENIZER_FILE).unlink()
    with pytest.raises(InputError, match=r"no tokenizer\.json beside"):
        await getting.from_files(good, nothing)
    with pytest.raises(InputError, match="There is no model in the folder"):
        files_of(tmp_path)
    with pytest.raises(InputError, match="There is no file"):
        files_of(tmp_path / "nothing.onnx")
    assert folder.all() == []
    assert folder.chosen() is None
    assert left_in(folder) == []


async def test_a_try_that_fails_says_why(folder: RerankerFolder, tmp_path: Path) -> None:
    async def fail(_folder: Path, _digests: object) -> int:
        raise ResourceError("The model's file model.onnx cannot be read.")

    with pytest.raises(InputError, match="“good” cannot be used: The model's file") as caught:
        await GettingRerankers(folder, fail).from_files(
            make_judging_model(tmp_path / "good"), nothing
        )
    assert "cross-encoder" in caught.value.hint


async def test_one_is_chosen_or_none_and_what_is_gone_is_not_in_use(
    folder: RerankerFolder, tmp_path: Path
) -> None:
    getting = GettingRerankers(folder, content)
    for name in ("one", "two"):
        await getting.from_files(make_judging_model(tmp_path / name), nothing)
    folder.choose("two")
    assert folder.chosen() == folder.get("two")
    with pytest.raises(ProviderError, match="There is no reranker “three”") as caught:
        folder.choose("three")
    assert caught.value.hint == "There are: one, two."
    assert folder.remove("two") > 0
    assert folder.chosen() is None
    folder.choose("one")
    folder.choose(None)
    folder.choose(None)
    assert folder.chosen() is None
    for told in ("{", "[]", '{"name": 1}', '{"name": "../one"}', '{"name": ".."}'):
        (folder.path / "chosen.json").write_text(told)
        assert folder.chosen() is None
    with pytest.raises(ProviderError, match="There is no reranker"):
        folder.remove("two")


async def test_a_note_that_cannot_be_read_is_done_without(
    folder: RerankerFolder, tmp_path: Path
) -> None:
    await GettingRerankers(folder, content).from_files(make_judging_model(tmp_path / "a"), nothing)
    (folder.path / "a" / "origin.json").write_bytes(b"\xff{")
    (kept,) = folder.all()
    assert kept.digests == ()
    (folder.path / "a" / MODEL_FILE).unlink()
    assert folder.all() == []


def test_languages_are_told_by_the_vocabulary() -> None:
    assert languages_of(30_522) == ("en",)
    assert languages_of(250_002) == ()


@pytest.mark.parametrize("tokenizer", ["[" * 200_000, '{"model":' * 100_000])
async def test_a_tokenizer_that_is_nested_without_end_is_refused(
    folder: RerankerFolder, tmp_path: Path, tokenizer: str
) -> None:
    """Line 12 of what is to be survived: what others made is read in the worker alone."""
    deep = make_judging_model(tmp_path / "deep")
    (deep / TOKENIZER_FILE).write_text(tokenizer)
    with pytest.raises(InputError, match="“deep” cannot be used"):
        await GettingRerankers(folder, try_out).from_files(deep, nothing)
    assert left_in(folder) == []


@pytest.mark.parametrize("name", ["none", "chosen.json", "a.part", "../a", "", "/a"])
async def test_a_name_that_means_something_else_is_none(
    folder: RerankerFolder, tmp_path: Path, name: str
) -> None:
    with pytest.raises(InputError, match="cannot name a model"):
        folder.free_name(name)
    outside = make_judging_model(folder.path / f"{name or 'a'}.part")
    assert folder.begun(name) == 0
    folder.forget(name)
    assert (outside / MODEL_FILE).exists()


async def test_what_stops_while_it_is_tried_out_stays_only_if_it_was_fetched(
    hub: Hub, folder: RerankerFolder, tmp_path: Path
) -> None:
    trying = asyncio.Event()

    async def for_ever(_folder: Path, _digests: object) -> int:
        trying.set()
        await asyncio.Event().wait()
        return 0

    for coroutine in (
        GettingRerankers(folder, for_ever).from_files(
            make_judging_model(tmp_path / "mine"), nothing
        ),
        GettingRerankers(folder, for_ever).by_name("small", nothing),
    ):
        trying.clear()
        task = asyncio.create_task(coroutine)
        await trying.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    mine, small = folder.unfinished()
    assert (mine.name, mine.begun, mine.size) == ("mine", Begun(file=str(tmp_path / "mine")), 0)
    assert small.size == len(hub.model.content) + len(hub.tokenizer.content)
    await GettingRerankers(folder, try_out).by_name("small", nothing)
    assert (hub.model.seen, hub.tokenizer.seen) == ([""], [""])  # neither was fetched twice
    await GettingRerankers(folder, try_out).from_files(Path(mine.begun.file), nothing)
    assert left_in(folder) == ["chosen.json", "mine", "small"]


async def test_one_whose_files_were_taken_away_is_told_of_removed_and_brought_again(
    folder: RerankerFolder, tmp_path: Path
) -> None:
    getting = GettingRerankers(folder, content)
    source = make_judging_model(tmp_path / "one")
    await getting.from_files(source, nothing)
    (folder.path / "one" / MODEL_FILE).unlink()
    assert (folder.all(), folder.broken(), folder.chosen()) == ([], ["one"], None)
    assert folder.chosen_name() == "one"
    await getting.from_files(source, nothing)  # in the place of what is left of it
    assert folder.chosen() == folder.get("one")
    shutil.rmtree(folder.path / "one")
    assert folder.broken() == ["one"]  # which is in use
    assert folder.has("one")
    assert folder.remove("one") == 0
    assert (folder.broken(), folder.chosen_name()) == ([], None)
    (folder.path / "empty").mkdir()
    assert folder.broken() == ["empty"]
    folder.remove("empty")
    assert left_in(folder) == []


async def test_other_files_in_the_place_of_the_same_are_told_from_them(
    folder: RerankerFolder, tmp_path: Path
) -> None:
    kept = await GettingRerankers(folder, content).from_files(
        make_judging_model(tmp_path / "one"), nothing
    )
    same = (kept.path / MODEL_FILE).read_bytes()
    assert model_of(folder.get("one")) == model_of(kept)
    (kept.path / MODEL_FILE).unlink()
    (kept.path / MODEL_FILE).write_bytes(same)
    assert model_of(folder.get("one")) != model_of(kept)


async def test_one_that_this_computer_cannot_run_now_stays_to_be_tried_again(
    hub: Hub, folder: RerankerFolder
) -> None:
    async def fail(_folder: Path, _digests: object) -> int:
        raise WorkerError("The reranker stopped: it needed too much memory.")

    with pytest.raises(InputError, match="needed too much memory") as caught:
        await GettingRerankers(folder, fail).by_name("small", nothing)
    assert "try again" in caught.value.hint
    assert folder.begun("small") == len(hub.model.content) + len(hub.tokenizer.content)


async def test_a_file_that_the_disk_does_not_give_is_named(
    folder: RerankerFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = make_judging_model(tmp_path / "mine")
    real = Path.open

    def refuse(self: Path, *args: Any, **more: Any) -> Any:
        if self == mine / MODEL_FILE:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(self, *args, **more)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match=r"model\.onnx” cannot be read: Permission denied"):
        await GettingRerankers(folder, content).from_files(mine, nothing)
    assert left_in(folder) == []


async def test_what_is_changed_while_it_is_copied_is_not_kept(
    folder: RerankerFolder, tmp_path: Path
) -> None:
    async def changed(there: Path, digests: tuple[tuple[str, str], ...]) -> int:
        with (there / MODEL_FILE).open("ab") as file:
            file.write(b"more")
        return await try_out(there, digests)

    with pytest.raises(InputError, match=r"model\.onnx is damaged"):
        await GettingRerankers(folder, changed).from_files(
            make_judging_model(tmp_path / "mine"), nothing
        )
    assert left_in(folder) == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("ms-marco/onnx/model_int8.onnx", "ms-marco"),
        ("ms-marco/model.onnx", "ms-marco"),
        ("models/Best Ranker.onnx", "best-ranker"),
        ("Ä Ranker", "a-ranker"),
    ],
)
def test_a_model_is_named_after_what_tells_it_from_others(path: str, name: str) -> None:
    assert name_of(Path("/tmp") / path) == name  # noqa: S108 - nothing is there
