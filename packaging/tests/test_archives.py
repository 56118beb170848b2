"""Archive, AppDir and AppImage: unpacked and started as people would; the same at each build."""

from __future__ import annotations

import gzip
import hashlib
import lzma
import os
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

from installers import appimage, archives, layout
from installers.layout import internal
from trial.program import Program
from trial.stand_ins import StandIns

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="for Linux")
needs_squashfs = pytest.mark.skipif(
    shutil.which("mksquashfs") is None, reason="squashfs-tools are not installed"
)


@pytest.fixture(scope="module")
def archive(bundle: Path) -> Path:
    return archives.tar(fast=True, bundle=bundle)


@linux_only
def test_the_other_archive_holds_the_same(archive: Path, bundle: Path) -> None:
    made = archives.targz(fast=True, bundle=bundle)
    data = made.read_bytes()
    with lzma.open(archive) as packed, gzip.open(made) as other:
        inside = [hashlib.file_digest(one, "sha256").digest() for one in (packed, other)]
    assert inside[0] == inside[1]
    assert archives.targz(fast=True, bundle=bundle).read_bytes() == data


@linux_only
def test_the_archive_runs_where_it_was_unpacked(archive: Path, tmp_path: Path) -> None:
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    assert folder.name == f"octavo-{layout.version()}"
    assert (folder / "README.txt").is_file()
    assert (folder / "share/applications/octavo.desktop").is_file()
    moved = folder.rename(tmp_path / "a folder with spaces – and é")
    assert Program([str(moved / "octavo")], tmp_path / "home").self_test()["ok"]


@linux_only
def test_the_archive_names_no_owner_and_is_the_same_each_time(archive: Path, bundle: Path) -> None:
    with tarfile.open(archive) as packed:
        members = packed.getmembers()
    assert {(member.uid, member.gid, member.uname) for member in members} == {(0, 0, "root")}
    assert {member.mtime for member in members} == {layout.epoch()}
    before = archive.read_bytes()
    assert archives.tar(fast=True, bundle=bundle).read_bytes() == before


@pytest.fixture(scope="module")
def image(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file system of an AppImage, beside where the next one is made."""
    made = appimage.squashfs(appimage.appdir(bundle), fast=True)
    return made.rename(tmp_path_factory.mktemp("image") / made.name)


@linux_only
@needs_squashfs
def test_the_appdir_runs_out_of_its_file_system(image: Path, bundle: Path, tmp_path: Path) -> None:
    mounted = tmp_path / "mounted"
    subprocess.run(["unsquashfs", "-quiet", "-no-progress", "-dest", mounted, image], check=True)
    for name in ("AppRun", "octavo.desktop", "octavo.png", ".DirIcon"):
        assert (mounted / name).exists(), name
    tools = StandIns(tmp_path / "tools")
    tools.add("cat")
    program = Program([str(mounted / "AppRun")], tmp_path / "home", PATH=tools.path)
    assert program.self_test()["ok"]
    ((_, *ahead),) = tools.calls()
    assert {"octavo", "libQt6Gui.so.6", "QtWidgets.abi3.so"} <= {Path(path).name for path in ahead}
    inside = internal(mounted / "usr" / "lib" / "octavo")
    assert all((inside / path).is_file() for path in ahead), ahead
    again = appimage.squashfs(appimage.appdir(bundle), fast=True)
    assert again.read_bytes() == image.read_bytes()


@linux_only
@needs_squashfs
@pytest.mark.skipif(
    shutil.which("squashfuse_ll") is None or not os.access("/dev/fuse", os.R_OK | os.W_OK),
    reason="squashfuse is not installed, or may not mount",
)
def test_it_runs_mounted_and_is_unmounted_when_it_has_ended(image: Path, tmp_path: Path) -> None:
    places = tmp_path / "places"
    places.mkdir()
    start = ["sh", str(layout.PACKAGING / "trial" / "mounted.sh"), str(image)]
    assert Program(start, tmp_path / "home", TMPDIR=str(places)).self_test()["ok"]
    deadline = time.monotonic() + 60
    while left := list(places.iterdir()):
        assert time.monotonic() < deadline, left
        time.sleep(0.1)


@linux_only
@needs_squashfs
def test_it_is_packed_as_the_first_stage_can_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """AppImage's first stage reads zlib and zstd; xz, which packs better, it does not."""
    monkeypatch.setattr(appimage, "SQUASHFS", tmp_path / "image")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "file").write_text("text", encoding="utf-8")
    head = appimage.squashfs(folder, fast=False).read_bytes()[:22]
    assert head[:4] == b"hsqs"
    assert int.from_bytes(head[12:16], "little") == 1 << 20  # bytes of a block
    assert int.from_bytes(head[20:22], "little") == 6  # zstd


@linux_only
@needs_squashfs
def test_the_file_system_bears_the_time_that_a_release_sets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    monkeypatch.setattr(appimage, "SQUASHFS", tmp_path / "image")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "file").write_text("text", encoding="utf-8")
    image = appimage.squashfs(folder, fast=True)
    done = subprocess.run(
        ["unsquashfs", "-lls", "-UTC", image], capture_output=True, text=True, check=True
    )
    assert done.stdout.count(" 2001-09-09 01:46 ") == 2  # the folder and the file


def test_an_unknown_runtime_is_refused(tmp_path: Path) -> None:
    runtime = tmp_path / "runtime"
    runtime.write_bytes(b"not the runtime")
    with pytest.raises(layout.BuildError, match="checksum"):
        appimage.image(runtime, "0" * 64, fast=True)


RUNTIME = b"""#!/bin/sh
# stands in for the first stage: finds its own end, unpacks what follows, and starts it
unsquashfs -quiet -no-progress -offset 512 -dest "$(dirname "$0")/mounted" "$0" >/dev/null || exit 9
exec "$(dirname "$0")/mounted/AppRun" "$@"
"""


@linux_only
@needs_squashfs
def test_an_appimage_is_one_file_that_starts_what_lies_behind_its_runtime(
    bundle: Path, tmp_path: Path
) -> None:
    runtime = tmp_path / "runtime"
    runtime.write_bytes(RUNTIME.ljust(512, b"\n"))
    sha256 = hashlib.sha256(runtime.read_bytes()).hexdigest()
    made = appimage.image(runtime, sha256.upper(), fast=True, bundle=bundle)
    carried = tmp_path / "a folder with spaces"
    carried.mkdir()
    moved = made.rename(carried / made.name)
    assert Program([str(moved)], tmp_path / "home").self_test()["ok"]


def test_the_portable_zip_holds_the_bundle(tmp_path: Path) -> None:
    bundle = tmp_path / "octavo"
    (bundle / "_internal").mkdir(parents=True)
    (bundle / "octavo.exe").write_bytes(b"MZ")
    (bundle / "_internal" / "a.dll").write_bytes(b"MZ")
    first = archives.zip_(fast=True, bundle=bundle)
    data = first.read_bytes()
    folder = f"Octavo-{layout.version()}"
    with zipfile.ZipFile(first) as packed:
        assert packed.namelist() == [f"{folder}/_internal/a.dll", f"{folder}/octavo.exe"]
    assert archives.zip_(fast=True, bundle=bundle).read_bytes() == data
    first.unlink()
