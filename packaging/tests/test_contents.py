"""What belongs into the bundle, by the names that Qt's wheels for each system have."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pygments.lexers
import pytest

from installers import contents

WINDOWS = "PySide6\\"
MACOS = "PySide6/Qt/"


@pytest.mark.parametrize(
    "name",
    [
        rf"{WINDOWS}Qt6Core.dll",
        rf"{WINDOWS}Qt6PrintSupport.dll",
        rf"{WINDOWS}QtWidgets.pyd",
        rf"{WINDOWS}pyside6.abi3.dll",
        rf"{WINDOWS}plugins\platforms\qwindows.dll",
        rf"{WINDOWS}plugins\platforms\qoffscreen.dll",
        rf"{WINDOWS}plugins\styles\qmodernwindowsstyle.dll",
        rf"{WINDOWS}plugins\iconengines\qsvgicon.dll",
        rf"{WINDOWS}translations\qtbase_de.qm",
        f"{MACOS}lib/QtGui.framework/Versions/A/QtGui",
        f"{MACOS}plugins/platforms/libqcocoa.dylib",
        f"{MACOS}plugins/styles/libqmacstyle.dylib",
        f"{MACOS}plugins/imageformats/libqsvg.dylib",
        f"{MACOS}translations/qtbase_de.qm",
        "PySide6/QtGui.abi3.so",
        "octavo/_resources/translations/octavo_de.qm",
        "keyring-25.7.0.dist-info/entry_points.txt",
        "pydantic-2.14.3.dist-info/METADATA",
    ],
)
def test_what_the_window_needs_is_kept(name: str) -> None:
    assert contents.wanted((name, name, "DATA"))
    assert not contents.forbidden([], [name])


@pytest.mark.parametrize(
    "name",
    [
        rf"{WINDOWS}Qt6Network.dll",
        rf"{WINDOWS}opengl32sw.dll",
        rf"{WINDOWS}plugins\platforms\qdirect2d.dll",
        rf"{WINDOWS}plugins\tls\qschannelbackend.dll",
        rf"{WINDOWS}plugins\networkinformation\qnetworklistmanager.dll",
        rf"{WINDOWS}translations\qtbase_fr.qm",
        f"{MACOS}lib/QtNetwork.framework/Versions/A/QtNetwork",
        f"{MACOS}plugins/imageformats/libqpdf.dylib",
        f"{MACOS}plugins/tls/libqsecuretransportbackend.dylib",
        f"{MACOS}plugins/platforminputcontexts/libqtvirtualkeyboardplugin.dylib",
        "pydantic-2.14.3.dist-info/RECORD",
        r"cryptography-50.0.2.dist-info\licenses\LICENSE.BSD",
        "cryptography-50.0.2.dist-info/sboms/sbom.json",
    ],
)
def test_what_it_does_without_is_left_out(name: str) -> None:
    assert not contents.wanted((name, name, "DATA"))


@pytest.mark.parametrize(
    "name",
    [
        rf"{WINDOWS}Qt6Network.dll",
        rf"{WINDOWS}Qt6VirtualKeyboard.dll",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork",
    ],
)
def test_a_library_that_must_not_be_there_stops_the_build(name: str) -> None:
    assert contents.forbidden([], [name]) == [name.replace("\\", "/")]


def test_of_the_lexers_just_those_are_kept_that_code_is_coloured_by() -> None:
    told = (
        'import sys, octavo.ui.chat.languages; print(*(m for m in sys.modules if "lexers." in m))'
    )
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True, timeout=100
    )
    used = {name for name in done.stdout.split() if name.startswith("pygments.lexers.")}
    assert used
    every = {
        f"pygments.lexers.{one.name}" for one in pkgutil.iter_modules(pygments.lexers.__path__)
    }
    assert {name for name in every if contents.is_module_wanted(name)} == used
