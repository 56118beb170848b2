"""The Debian package: the bundle in /opt, a command, two desktop entries; nothing else, no scripts.

Desktop and icon caches are refreshed by the triggers of the desktop's own packages. What it depends
on is looked up in a table by the names of the libraries that the bundle needs and does not carry;
a name that is not in the table fails the build.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import gzip
import hashlib
import os
import re
import shutil
from pathlib import Path

from installers import contents, desktop, elf
from installers.layout import (
    BUILD,
    BUNDLE,
    PACKAGING,
    BuildError,
    epoch,
    machine,
    publisher,
    result,
    run,
    version,
)

_STAGING = BUILD / "deb"
OPTIONAL = ("wayland", "Wayland", "printsupport")
"""In names of files that a bare desktop under X11 does without: what they need is recommended only.
Without CUPS there are no printers, and printing into a file remains."""


def build(*, fast: bool, bundle: Path = BUNDLE, release: str | None = None) -> Path:
    """Build the package of a bundle and return it.

    Args:
        fast: Compress it little, for tests.
        bundle: The frozen program.
        release: Another version than the program's, to test an upgrade with.

    Raises:
        BuildError: a library that the bundle needs is not in the table.
    """
    release = release or version()
    architecture = {"x86_64": "amd64"}.get(machine(), machine())
    shutil.rmtree(_STAGING, ignore_errors=True)
    program = _STAGING / "opt" / "octavo"
    shutil.copytree(bundle, program, symlinks=True)
    desktop.write(_STAGING / "usr" / "share")
    desktop.offer_for_pdfs(_STAGING / "usr" / "share")
    command = _STAGING / "usr" / "bin" / "octavo"
    command.parent.mkdir(parents=True)
    command.symlink_to("../../opt/octavo/octavo")
    _write_documents(_STAGING / "usr" / "share" / "doc" / "octavo", release)
    control = _STAGING / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(_control(program, release, architecture), encoding="utf-8")
    (control / "md5sums").write_text(_md5sums(), encoding="utf-8")
    _settle_modes(program / "octavo")
    package = result(f"{architecture}.deb")
    if release != version():
        package = package.with_name(f"octavo-{release}-{architecture}.deb")
    # xz -9 takes several times as long and hardly makes it smaller; threads change no byte
    how = ["-Zzstd", "-z1"] if fast else ["-Zxz", "-z6"]
    run(
        ["dpkg-deb", "--root-owner-group", *how, "--build", _STAGING, package],
        SOURCE_DATE_EPOCH=str(epoch()),
    )
    return package


def dependencies(program: Path) -> tuple[list[str], list[str]]:
    """Return what the program in a folder depends on, and what it can make use of.

    Raises:
        BuildError: a library is not in ``linux/depends.txt``.
    """
    table = _table()
    fallback = program / "_internal" / contents.FALLBACK_FOLDER
    carried = {path.name for path in program.rglob("*") if path.parent != fallback}
    hard: set[str] = set()
    soft: set[str] = set()
    glibc = (0, 0)
    for one in elf.needs(program):
        optional = any(word in one.path.as_posix() for word in OPTIONAL)
        unknown = sorted(one.sonames - carried - table.keys())
        if unknown:
            raise BuildError(
                f"{one.path.name} needs {', '.join(unknown)}: add the packages to "
                "packaging/linux/depends.txt."
            )
        packages = {table[soname] for soname in one.sonames - carried} - {"libc6"}
        (soft if optional else hard).update(packages)
        glibc = max(glibc, one.glibc)
    hard.add(f"libc6 (>= {glibc[0]}.{glibc[1]})")
    return sorted(hard), sorted(soft - hard)


def debian_version(release: str) -> str:
    """Return a version so that Debian sorts a candidate before its release, not after it."""
    return re.sub(r"(?<=\d)\.?(?=(a|b|rc|dev)\d)", "~", release)


def _table() -> dict[str, str]:
    lines = (PACKAGING / "linux" / "depends.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))
    return {line[0]: line[1] for line in pairs}


def _control(program: Path, release: str, architecture: str) -> str:
    hard, soft = dependencies(program)
    size = sum(path.lstat().st_size for path in _STAGING.rglob("*") if path.is_file())
    fields = {
        "Package": "octavo",
        "Version": debian_version(release),
        "Architecture": architecture,
        "Section": "text",
        "Priority": "optional",
        "Maintainer": publisher().maintainer,
        "Installed-Size": str(-(-size // 1024)),
        "Depends": ", ".join(hard),
        "Recommends": ", ".join([*soft, "fonts-dejavu-core | fonts-freefont-ttf", "xdg-utils"]),
        "Suggests": "tesseract-ocr",
        **({"Homepage": publisher().homepage} if publisher().homepage else {}),
        "Description": "Answers questions from PDFs with checked citations\n"
        " Drop PDFs on Octavo's window, ask a question, and get the sentences that\n"
        " answer it, word for word, each with its document and page. It runs on this\n"
        " computer alone, with no account, no key and no network.",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def _write_documents(folder: Path, release: str) -> None:
    folder.mkdir(parents=True)
    (folder / "copyright").write_text(
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "\n"
        "Files: *\n"
        f"Copyright: {publisher().name}\n"
        "License: Apache-2.0\n"
        " The text is in /usr/share/common-licenses/Apache-2.0. Octavo comes with works of\n"
        " others; they are listed in /opt/octavo/_internal/licences/NOTICES.txt, with their\n"
        " licences beside it. Qt and Qt for Python are used under the LGPL 3.\n",
        encoding="utf-8",
    )
    day = email.utils.format_datetime(dt.datetime.fromtimestamp(epoch(), dt.UTC))
    changes = (
        f"octavo ({debian_version(release)}) stable; urgency=medium\n\n"
        "  * See CHANGELOG.md of this release.\n\n"
        f" -- {publisher().maintainer}  {day}\n"
    )
    data = gzip.compress(changes.encode(), 9, mtime=epoch())
    (folder / "changelog.gz").write_bytes(data)


def _md5sums() -> str:
    return "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{path.relative_to(_STAGING).as_posix()}\n"
        for path in sorted(_STAGING.rglob("*"))
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts
    )


def _settle_modes(executable: Path) -> None:
    moment = epoch()
    for path in sorted(_STAGING.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == executable else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)
