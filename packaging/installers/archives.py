"""Archives that are unpacked and started: tar.xz and tar.gz for Linux, zip for Windows."""

from __future__ import annotations

import gzip
import io
import lzma
import shutil
import tarfile
import time
import zipfile
from pathlib import Path
from typing import IO

from installers import desktop
from installers.layout import BUILD, BUNDLE, PACKAGING, epoch, machine, result, version


def tar(*, fast: bool, bundle: Path = BUNDLE) -> Path:
    """Pack the bundle with desktop entry and icons for Linux; return the archive, a tar.xz.

    Args:
        fast: Compress it little, for tests.
        bundle: The frozen program.
    """
    archive = result(f"linux-{machine()}.tar.xz")
    # a fifth smaller than gzip makes it, and what it holds depends on nothing else
    with lzma.open(archive, "wb", preset=0 if fast else 6) as packed:
        _fill(packed, bundle)
    return archive


def targz(*, fast: bool, bundle: Path = BUNDLE) -> Path:
    """Pack the same for systems without xz; return the archive, a tar.gz.

    It is larger than a download of a release may be: a release has the tar.xz.

    Args:
        fast: Compress it little, for tests.
        bundle: The frozen program.
    """
    archive = result(f"linux-{machine()}.tar.gz")
    with (
        archive.open("wb") as file,
        gzip.GzipFile("", "wb", 1 if fast else 9, file, mtime=epoch()) as packed,
    ):
        _fill(packed, bundle)
    return archive


def _fill(packed: IO[bytes] | gzip.GzipFile, bundle: Path) -> None:
    """Write what the archives for Linux hold."""
    name = f"octavo-{version()}"
    staging = BUILD / "tar" / name
    shutil.rmtree(staging.parent, ignore_errors=True)
    shutil.copytree(bundle, staging, symlinks=True)
    desktop.write(staging / "share")
    shutil.copyfile(PACKAGING / "linux" / "README.txt", staging / "README.txt")
    moment = epoch()

    def settled(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = moment
        program = member.name == f"{name}/octavo"
        if not member.issym():
            member.mode = 0o755 if member.isdir() or program else 0o644
        return member

    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as out:
        for path in [staging, *sorted(staging.rglob("*"))]:
            out.add(path, path.relative_to(staging.parent), recursive=False, filter=settled)


def zip_(*, fast: bool, bundle: Path = BUNDLE) -> Path:
    """Pack the bundle for Windows; return the archive.

    Args:
        fast: Compress it little, for tests.
        bundle: The frozen program.
    """
    archive = result(f"windows-{machine()}-portable.zip")
    moment = time.gmtime(max(epoch(), 315_532_800))[:6]  # zip knows no year before 1980
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1 if fast else 9) as out:
        for path in sorted(path for path in bundle.rglob("*") if path.is_file()):
            name = f"Octavo-{version()}/{path.relative_to(bundle).as_posix()}"
            member = zipfile.ZipInfo(name, moment)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            with path.open("rb") as source, out.open(member, "w") as target:
                shutil.copyfileobj(source, target, io.DEFAULT_BUFFER_SIZE * 16)
    return archive
