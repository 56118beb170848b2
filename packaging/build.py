"""Builds what people download: ``python3 packaging/build.py COMMAND``.

    freeze     the bundle that all installers carry: build/freeze/octavo
    wheel      wheel and source archive for pip, pipx and uv
    deb        Debian package                        tar       archive for other Linux systems
    targz      the same as a tar.gz, which is too large for a release
    appdir     AppDir and squashfs of an AppImage    appimage  the AppImage itself
    zip        portable archive for Windows          nsis      installer for Windows
    app, dmg   application and disk image for macOS
    sbom       bill of materials of the bundle
    feed       signed list of releases for the notice of newer versions (--key, --page)
    sums       SHA256SUMS of everything in dist/
    ready      says what has to be set before a release, and fails while anything has
    notes      build/notes.md: what CHANGELOG.md says of this version
    check      all that this system can build, built and tried

Results are put into dist/. ``freeze`` and ``wheel`` need this Python and the package index only;
they make an environment of their own in build/ from packaging/lock-build.txt.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import environment
import system
from installers import (
    appimage,
    archives,
    deb,
    feed,
    freeze,
    layout,
    macos,
    ready,
    sbom,
    tools,
    windows,
)
from installers.layout import BUNDLE, DIST, PACKAGING, BuildError, executable


def main() -> int:
    """Do what the command line asks for; return the exit code."""
    given = _parser().parse_args()
    os.environ.pop("PYTHONPATH", None)  # what is built must not come from another folder
    try:
        made = _build(given)
    except BuildError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except system.SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return LACKING
    for path in made:
        size = f"{path.stat().st_size / 1e6:.1f} MB" if path.is_file() else "folder"
        print(f"{path.relative_to(layout.ROOT).as_posix()} ({size})")
    return 0


def _build(given: argparse.Namespace) -> list[Path]:
    command: str = given.command
    if command in _BUNDLED and not given.bundle.is_dir():
        raise BuildError(f"There is no bundle in {given.bundle}: run build.py freeze first.")
    made = (_BUNDLED.get(command) or _OTHERS[command])(given)
    if command in _LIMITED and not given.fast:
        refuse_large(made)
    return made


_LIMITED = {"deb", "tar", "appdir", "appimage", "nsis", "dmg"}
"""Not the archive for Windows, whose kind of packing every Windows can unpack: it packs less; and
not the tar.gz, which no release has."""

LACKING = 3
"""Exit code where this machine lacks something that cannot be installed from here."""

LIMIT = 95e6
"""Bytes that what people download may have."""


def refuse_large(made: list[Path]) -> None:
    """Stop over a download that is too large.

    Raises:
        BuildError: there is one.
    """
    for path in made:
        if (size := path.stat().st_size) > LIMIT:
            raise BuildError(
                f"{path.name} has {size / 1e6:.1f} MB; a download may have {LIMIT / 1e6:g}."
            )


def _wheel(_given: argparse.Namespace) -> list[Path]:
    tools.prepare()
    return [tools.wheel(DIST), tools.sdist(DIST)]


def _appdir(given: argparse.Namespace) -> list[Path]:
    folder = appimage.appdir(given.bundle)
    return [folder, appimage.squashfs(folder, fast=given.fast)]


def _appimage(given: argparse.Namespace) -> list[Path]:
    if given.runtime is None or given.runtime_sha256 is None:
        raise BuildError("An AppImage needs --runtime FILE and --runtime-sha256 SUM.")
    runtime, sha256 = given.runtime, given.runtime_sha256
    return [appimage.image(runtime, sha256, fast=given.fast, bundle=given.bundle)]


_TOOLS = {
    "Xvfb": "xvfb",
    "appstreamcli": "appstream",
    "debootstrap": "debootstrap",
    "desktop-file-validate": "desktop-file-utils",
    "fusermount": "fuse3",
    "makensis": "nsis",
    "mksquashfs": "squashfs-tools",
    "objdump": "binutils",
    "shellcheck": "shellcheck",
    "squashfuse_ll": "squashfuse",
    "strace": "strace",
    "wine": "wine",
}
"""Programs that the tests of the installers use on Linux, and the Debian packages they are in."""


def _check(given: argparse.Namespace) -> list[Path]:
    """Freeze twice, build everything, and run the tests of the installers on it."""
    if sys.platform.startswith("linux"):
        missing = [package for tool, package in _TOOLS.items() if shutil.which(tool) is None]
        if missing and not system.apt_install(missing):
            print(f"What needs {', '.join(missing)} is left out.")
        if shutil.which("objdump") is None:
            raise system.SetupError("Nothing can be frozen without binutils.")
    environment.set_up(dev=True)
    # before the tests, not in one of them: on a busy machine it takes longer than a test may
    named = os.environ.get("OCTAVO_BUNDLE")
    bundle = _folder(named) if named else freeze.freeze()
    # a test that takes too long fails, and the others go on; Windows can only end them all
    limit = ["--timeout=3000", *(["--timeout-method=signal"] if hasattr(signal, "SIGALRM") else [])]
    tests = [environment.PYTHON, "-m", "pytest", *limit, PACKAGING / "tests", *given.pytest]
    layout.run(tests, OCTAVO_BUNDLE=str(bundle))
    return [executable(bundle)]


def _feed(given: argparse.Namespace) -> list[Path]:
    if given.key is None or given.page is None:
        raise BuildError("A list of releases needs --key FILE.pem and --page https://…")
    print(f"public key for resources/publisher.toml: {feed.public_key(given.key)}")
    feed.refuse_unknown(given.key)
    return [feed.write(given.key, given.page)]


def _sums(_given: argparse.Namespace) -> list[Path]:
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(DIST.iterdir())
        if path.is_file() and path.name != "SHA256SUMS"
    ]
    target = DIST / "SHA256SUMS"
    target.write_text("".join(lines), encoding="utf-8")
    return [target]


def _ready(_given: argparse.Namespace) -> list[Path]:
    if missing := ready.missing():
        raise BuildError("Before a release:\n" + "\n".join(f"  - {one}" for one in missing))
    return []


def _notes(_given: argparse.Namespace) -> list[Path]:
    changes = (layout.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    target = layout.BUILD / "notes.md"
    target.parent.mkdir(exist_ok=True)
    target.write_text(ready.notes(changes, layout.version()), encoding="utf-8")
    return [target]


_Builder = Callable[[argparse.Namespace], list[Path]]

_BUNDLED: dict[str, _Builder] = {
    "deb": lambda given: [deb.build(fast=given.fast, bundle=given.bundle, release=given.release)],
    "tar": lambda given: [archives.tar(fast=given.fast, bundle=given.bundle)],
    "targz": lambda given: [archives.targz(fast=given.fast, bundle=given.bundle)],
    "appdir": _appdir,
    "appimage": _appimage,
    "zip": lambda given: [archives.zip_(fast=given.fast, bundle=given.bundle)],
    "nsis": lambda given: [windows.installer(fast=given.fast, bundle=given.bundle)],
    "sbom": lambda given: [sbom.write(given.bundle)],
}
"""What is made of a bundle that is there."""

_OTHERS: dict[str, _Builder] = {
    "freeze": lambda _: [freeze.freeze()],
    "wheel": _wheel,
    "app": lambda _: [macos.app()],
    "dmg": lambda _: [macos.dmg()],
    "feed": _feed,
    "sums": _sums,
    "ready": _ready,
    "notes": _notes,
    "check": _check,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=[*_BUNDLED, *_OTHERS], metavar="COMMAND")
    parser.add_argument("--fast", action="store_true", help="compress little, for tests")
    parser.add_argument("--bundle", type=_folder, default=BUNDLE, help="another frozen program")
    parser.add_argument("--release", help="another version for a .deb, to test upgrades with")
    parser.add_argument("--runtime", type=Path, help="the AppImage runtime for this processor")
    parser.add_argument("--runtime-sha256", help="the checksum that it must have")
    parser.add_argument("--key", type=Path, help="the private key that signs the releases' list")
    parser.add_argument("--page", help="the https address of the page about the release")
    parser.add_argument("--pytest", nargs=argparse.REMAINDER, default=[], help="further arguments")
    return parser


def _folder(text: str) -> Path:
    return Path(text).resolve()


if __name__ == "__main__":
    sys.exit(main())
