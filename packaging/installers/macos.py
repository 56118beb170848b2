"""macOS: the application, signed and notarised where the means are at hand, in a disk image.

From the environment:
    OCTAVO_SIGN_IDENTITY    the certificate in the keychain, "Developer ID Application: ..."
    OCTAVO_NOTARY_PROFILE   credentials kept with xcrun notarytool store-credentials
Without the first, the application is signed for the building machine only and macOS warns of it;
without the second, it is not notarised. Both are said.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from installers import mach
from installers.layout import BUILD, BUNDLE, PACKAGING, BuildError, machine, result, run

APP = BUNDLE.parent / "Octavo.app"
STAGING = BUILD / "dmg"
_ENTITLEMENTS = PACKAGING / "macos" / "entitlements.plist"


def app() -> Path:
    """Sign the application that freezing made; return it.

    Raises:
        BuildError: there is none: freeze on macOS first.
    """
    if not APP.is_dir():
        raise BuildError("There is no Octavo.app: run build.py freeze on macOS first.")
    identity = os.environ.get("OCTAVO_SIGN_IDENTITY")
    if identity is None:
        print("Not signed: OCTAVO_SIGN_IDENTITY is not set. macOS will warn of this program.")
    for code in mach.inside(APP):
        _sign(code.path, identity, hardened=code.is_program)
    _sign(APP, identity, hardened=True, entitlements=_ENTITLEMENTS)
    run(["codesign", "--verify", "--deep", "--strict", APP])
    return APP


def _sign(
    path: Path, identity: str | None, *, hardened: bool, entitlements: Path | None = None
) -> None:
    """Sign one thing, and nothing that lies in it.

    Args:
        path: What to sign.
        identity: The certificate; without one, it is signed for this machine only.
        hardened: Whether it is started: it is then protected, as notarising asks for. What a
            program loads has the protection of the program.
        entitlements: What it may do all the same.
    """
    options = ["--force", "--sign", identity or "-"]
    if identity is not None:
        options.append("--timestamp")
        if hardened:
            options += ["--options", "runtime"]
        if entitlements is not None:
            options += ["--entitlements", str(entitlements)]
    run(["codesign", *options, path])


def dmg() -> Path:
    """Put the signed application into a disk image beside a link to Applications; return it."""
    shutil.rmtree(STAGING, ignore_errors=True)
    STAGING.mkdir(parents=True)
    run(["ditto", app(), STAGING / "Octavo.app"])  # unlike cp it keeps what is signed
    (STAGING / "Applications").symlink_to("/Applications")
    target = result(f"macos-{machine()}.dmg")
    target.unlink(missing_ok=True)
    # ULMO is compressed with LZMA, which every macOS that Octavo runs on reads
    image = ["hdiutil", "create", "-volname", "Octavo", "-format", "ULMO", "-fs", "HFS+"]
    run([*image, "-srcfolder", STAGING, target])
    identity = os.environ.get("OCTAVO_SIGN_IDENTITY")
    profile = os.environ.get("OCTAVO_NOTARY_PROFILE")
    if identity is not None:
        run(["codesign", "--timestamp", "--sign", identity, target])
    if identity is None or profile is None:
        print("Not notarised: OCTAVO_SIGN_IDENTITY or OCTAVO_NOTARY_PROFILE is not set.")
    else:
        run(["xcrun", "notarytool", "submit", "--wait", "--keychain-profile", profile, target])
        run(["xcrun", "stapler", "staple", target])
    return target
