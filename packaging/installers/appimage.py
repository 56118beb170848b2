"""The AppImage: an AppDir in a squashfs, behind a small runtime that mounts and starts it.

No package index carries the runtime. It is handed in as a file, with the checksum that it must
have; without it, AppDir and squashfs are still built.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from installers import desktop, icons
from installers.layout import (
    APP_ID,
    BUILD,
    BUNDLE,
    PACKAGING,
    BuildError,
    epoch,
    machine,
    result,
    run,
)

APPDIR = BUILD / "Octavo.AppDir"
SQUASHFS = BUILD / "octavo.squashfs"


def appdir(bundle: Path = BUNDLE) -> Path:
    """Lay out the AppDir of a bundle; return its folder."""
    shutil.rmtree(APPDIR, ignore_errors=True)
    shutil.copytree(bundle, APPDIR / "usr" / "lib" / "octavo", symlinks=True)
    desktop.write(APPDIR / "usr" / "share")
    shutil.copyfile(PACKAGING / "linux" / f"{APP_ID}.desktop", APPDIR / f"{APP_ID}.desktop")
    shutil.copyfile(icons.png(256), APPDIR / f"{APP_ID}.png")
    (APPDIR / ".DirIcon").symlink_to(f"{APP_ID}.png")
    start = APPDIR / "AppRun"
    shutil.copyfile(PACKAGING / "linux" / "AppRun", start)
    start.chmod(0o755)
    return APPDIR


def squashfs(folder: Path, *, fast: bool) -> Path:
    """Pack an AppDir; return the file system's image.

    Args:
        folder: The AppDir.
        fast: Compress it little, for tests.
    """
    SQUASHFS.unlink(missing_ok=True)
    # the runtime reads zlib and zstd only; blocks as large as can be find most that is alike
    packed = ["-Xcompression-level", "1"] if fast else ["-Xcompression-level", "22", "-b", "1M"]
    run(
        [
            *["mksquashfs", str(folder), str(SQUASHFS), "-quiet", "-no-progress", "-noappend"],
            *["-all-root", "-comp", "zstd", *packed],
            *["-reproducible", "-mkfs-time", str(epoch()), "-all-time", str(epoch())],
        ],
        SOURCE_DATE_EPOCH=None,  # beside it, the options are refused; alone, it moves no time later
    )
    return SQUASHFS


def image(runtime: Path, sha256: str, *, fast: bool, bundle: Path = BUNDLE) -> Path:
    """Build the AppImage; return it.

    Args:
        runtime: The static runtime of AppImage's project for this processor.
        sha256: What the runtime's checksum must be.
        fast: Compress it little, for tests.
        bundle: The frozen program.

    Raises:
        BuildError: the runtime is another one.
    """
    data = runtime.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != sha256.lower():
        raise BuildError(f"{runtime.name} has the checksum {found}, not {sha256}.")
    packed = squashfs(appdir(bundle), fast=fast)
    target = result(f"linux-{machine()}.AppImage")
    target.write_bytes(data + packed.read_bytes())
    target.chmod(0o755)
    return target
