"""What people download is small enough, packed as for a release."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

import build
from installers import appimage, archives, deb

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="for Linux")

FIRST_STAGE = 950_000
"""Bytes of the runtime that an AppImage has before its file system; a release brings it."""


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="for Debian")
def test_the_debian_package_is(bundle: Path) -> None:
    build.refuse_large([deb.build(fast=False, bundle=bundle)])


def test_the_archive_is(bundle: Path) -> None:
    build.refuse_large([archives.tar(fast=False, bundle=bundle)])


@pytest.mark.skipif(shutil.which("mksquashfs") is None, reason="squashfs-tools are not installed")
def test_the_appimage_is_with_its_first_stage(bundle: Path) -> None:
    packed = appimage.squashfs(appimage.appdir(bundle), fast=False)
    assert packed.stat().st_size + FIRST_STAGE <= build.LIMIT
